import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { plainOutput, root, tool } from '../project.mjs';

/**
 * Builds the extension for a family of browsers.
 *
 * @param {import('../browser/find-browser.mjs').Family} family
 * @returns {string} the folder of the unpacked extension
 * @throws {Error} with the build's output
 */
export function build(family) {
  const target = family === 'firefox' ? 'firefox' : 'chrome';
  const [node, wxt] = tool('wxt');
  const { status, stdout, stderr } = spawnSync(node, [wxt, 'build', '-b', target], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...plainOutput },
  });
  if (status !== 0) throw new Error(`The build failed.\n${stdout}${stderr}`);
  return path.join(root, '.output', `${target}-mv3`);
}
