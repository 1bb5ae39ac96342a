// Carries a socket file to a port of the namespace it runs in: files are seen from every namespace, ports are not.
// usage: relay.mjs FILE PORT
import net from 'node:net';

const [file, port] = process.argv.slice(2);
const server = net.createServer((from) => {
  const to = net.connect(Number(port), '127.0.0.1');
  from.pipe(to).pipe(from);
  from.on('error', () => to.destroy());
  to.on('error', () => from.destroy());
});
server.listen(file, () => console.log('ready'));
