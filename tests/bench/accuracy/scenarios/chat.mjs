import { WebSocketServer } from 'ws';
import { jpeg } from '../../support/content/image.mjs';
import { html, inline, json, script, style } from '../../support/content/text.mjs';
import { cookie, createSite, PRIVATE, PUBLIC } from '../../support/site.mjs';

/**
 * A chat over a WebSocket: history at first, then messages both ways, now and then a picture.
 *
 * @param {{ name: string, deflate: boolean, historyCharacters: number, messages: number, messageCharacters: number,
 *   pictures: number, pictureBytes: number }} numbers
 */
export function chat({ name, deflate, historyCharacters, messages, messageCharacters, pictures, pictureBytes }) {
  const site = createSite(name, deflate ? 'chat, deflate' : 'chat');
  const { random } = site;
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: deflate ? { threshold: 256 } : false });
  const www = site.host(`www.${name}`);
  const history = json(random.int(0, 9e5), historyCharacters);
  site.host(`ws.${name}`, {
    protocol: 'h1',
    socket: {
      upgrade: (request, socket, head) =>
        sockets.handleUpgrade(request, socket, head, (ws) => {
          ws.send(history);
          ws.on('message', (message, isBinary) => {
            const heard = isBinary ? { picture: /** @type {Buffer} */ (message).length } : JSON.parse(String(message));
            if (!isBinary)
              ws.send(json(random.int(0, 9e5), heard.text.length)); // somebody answers
            else ws.send(jpeg(`${name}${heard.picture}`, pictureBytes));
            ws.send(JSON.stringify({ received: heard.n ?? 'picture' }));
          });
        }),
    },
  });
  const app = www.text('/chat.js', 'text/javascript', script(random.int(0, 8e6), 300_000), { headers: PUBLIC });
  const sheet = www.text('/chat.css', 'text/css', style(random.int(0, 4e5), 30_000), { headers: PUBLIC });
  const texts = Array.from({ length: messages }, () => json(random.int(0, 9e5), messageCharacters));
  const head = `<link rel="stylesheet" href="${sheet}"><script async src="${app}"></script>`;
  const page = inline(talk, { url: `wss://ws.${name}/`, texts, pictures, pictureBytes });
  www.text('/', 'text/html', html('Chat', head, page), { headers: { ...PRIVATE, 'set-cookie': cookie(random, 200) } });
  return site;
}

/** Runs in the page. @param {{ url: string, texts: string[], pictures: number, pictureBytes: number }} options */
async function talk({ url, texts, pictures, pictureBytes }) {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  /** @type {((what: any) => void)[]} */
  const waiting = [];
  socket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string' && data.startsWith('{"received"')) waiting.shift()?.(0);
  });
  await new Promise((done, failed) =>
    Object.assign(socket, { onopen: done, onerror: () => failed(new Error('no socket')) }),
  );
  const say = (/** @type {any} */ what) => {
    socket.send(what);
    return new Promise((done) => waiting.push(done));
  };
  for (const [n, text] of texts.entries()) await say(JSON.stringify({ n, text }));
  for (let n = 0; n < pictures; n++) {
    const bytes = new Uint8Array(pictureBytes);
    for (let at = 0; at < bytes.length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
    await say(n % 2 ? new Blob([bytes]) : bytes);
  }
  /** @type {any} */ (window).done = true;
}
