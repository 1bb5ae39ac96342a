import { spawnSync } from 'node:child_process';
import { root, tool } from '../project.mjs';

/**
 * @param {string} project of Playwright's configuration
 * @returns {number} how many tests it has
 */
export function countEndToEnd(project) {
  const [node, playwright] = tool('@playwright/test', 'playwright');
  const args = [playwright, 'test', '--list', '--reporter=list', `--project=${project}`];
  const { stdout } = spawnSync(node, args, { cwd: root, encoding: 'utf8' });
  return Number(/Total: (\d+) test/.exec(stdout)?.[1] ?? 0);
}
