fetch('/catalogue')
  .then((reply) => reply.json())
  .then((lots) => postMessage(lots.length));
