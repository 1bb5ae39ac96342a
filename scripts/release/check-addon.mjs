import { spawnSync } from 'node:child_process';
import { root, tool } from '../project.mjs';

/**
 * What addons-linter may warn of, how often at most, and why it stays.
 *
 * @type {{ code: string; file: RegExp; most: number; reason: string }[]}
 */
const KNOWN_WARNINGS = [
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    file: /^chunks\//,
    most: 2, // one in the popup's build, one in that of the other pages
    reason:
      'Svelte makes each template once from a string of its own compiler, through a Trusted Types policy; no value ' +
      'goes into it. Our own code may not assign innerHTML at all: see eslint.config.js.',
  },
];

/**
 * Runs Mozilla's linter over the built add-on and prints the known warnings.
 *
 * @returns {string[]} errors, and warnings without a known reason
 */
export function checkAddon() {
  const [node, linter] = tool('addons-linter');
  const { stdout, stderr } = spawnSync(node, [linter, '.output/firefox-mv3', '--output=json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  /** @type {{ errors: Finding[]; warnings: Finding[] }} */
  let found;
  try {
    found = JSON.parse(stdout);
  } catch {
    return [`addons-linter said nothing that can be read:\n${stdout}${stderr}`];
  }
  const left = KNOWN_WARNINGS.map(({ most }) => most);
  const unknown = found.warnings.filter(({ code, file }) => {
    const at = KNOWN_WARNINGS.findIndex((known, index) => known.code === code && known.file.test(file) && left[index]);
    if (at < 0) return true;
    left[at] = (left[at] ?? 0) - 1;
    console.log(`known: ${code} in ${file}: ${KNOWN_WARNINGS[at]?.reason}`);
    return false;
  });
  return [...found.errors, ...unknown].map(({ _type, code, file, line, message }) =>
    [`${_type} ${code}`, file && `${file}${line ? `:${line}` : ''}`, message].filter(Boolean).join(' · '),
  );
}

/** @typedef {{ _type: string; code: string; file: string; line?: number; message: string }} Finding */
