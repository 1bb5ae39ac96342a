import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Joins two network namespaces by a link as slow and as long as a phone's; it lasts as long as this process, or until
 * its namespaces are gone.
 *
 * @param {{ namespace: string, link: string }[]} ends both; `link`: the name of the device that is made there
 * @param {{ mbit: number, rtt: number }} pace Mbit/s each way (0: as fast as it goes), and ms there and back
 */
export async function openPhoneLink(ends, { mbit, rtt }) {
  const script = fileURLToPath(import.meta.resolve('./phone-link.pl'));
  const args = [...ends.map(({ namespace }) => namespace), ...ends.map(({ link }) => link), mbit, rtt].map(String);
  const child = spawn('perl', [script, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`the phone's link ended with ${code}`);
  });
  await Promise.race([once(child.stdout, 'data'), gone]);
  gone.catch(() => {}); // its namespaces are deleted with everything in them
  child.unref();
  for (const pipe of [child.stdin, child.stdout]) /** @type {import('node:net').Socket} */ (pipe).unref();
}
