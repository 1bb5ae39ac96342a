import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const MODULES = path.resolve(import.meta.dirname, '../../../../node_modules');

/** @param {string} folder @param {RegExp} name */
function filesOf(folder, name) {
  const at = path.join(MODULES, folder);
  const files = readdirSync(at, { recursive: true, encoding: 'utf8' }).filter((file) => name.test(file));
  return files.sort().map((file) => readFileSync(path.join(at, file), 'utf8'));
}

/** @param {() => string[]} read */
function corpus(read) {
  /** @type {string | undefined} */
  let text;
  /** From `at` (wrapping round) on. @param {number} at @param {number} characters */
  return (at, characters) => {
    text ??= read().join('\n');
    const start = Math.floor(at) % Math.max(1, text.length - characters);
    return text.slice(start, start + characters);
  };
}

const codeAt = corpus(() => filesOf('typescript/lib', /^(typescript|_tsserver)\.js$/));
const minifiedAt = corpus(() => filesOf('playwright-core/lib/vite', /\.js$/));
const styleAt = corpus(() => filesOf('playwright-core/lib/vite', /\.css$/));
const typesAt = corpus(() => filesOf('typescript/lib', /^lib\..*\.d\.ts$/));
const proseAt = corpus(() => filesOf('.', /^[^/]+\/(README|CHANGELOG|readme)\.md$/));

/**
 * A script that runs and does nothing: real published code, half of it minified, held as a bundler holds modules: in
 * strings.
 *
 * @param {number} at
 * @param {number} characters
 */
export function script(at, characters) {
  const text = Math.floor(at) % 2 ? minifiedAt(at, characters) : codeAt(at, characters);
  return `(self.modules=self.modules||[]).push(${JSON.stringify(text)});\n`;
}

/** Real style sheets; a rule cut in two at either end is dropped by the parser. @param {number} at @param {number} characters */
export const style = (at, characters) => `.x{}}${styleAt(at, characters).replace(/url\([^)]*\)/g, 'none')}`;

/** Published type declarations, as text. @param {number} at @param {number} characters */
export const declarations = (at, characters) => typesAt(at, characters);

const escape = (/** @type {string} */ text) => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);

/** Paragraphs of published READMEs, as HTML. @param {number} at @param {number} characters */
export const prose = (at, characters) =>
  escape(proseAt(at, characters))
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('\n');

/** A reply as an application's own service gives: records with text in them. @param {number} at @param {number} characters */
export function json(at, characters) {
  const items = [];
  for (let done = 0, n = 0; done < characters; n++, done += 260) {
    const body = proseAt(at + done, 160);
    items.push({
      id: (at + n * 7919) >>> 0,
      kind: n % 3 ? 'post' : 'ad',
      likes: (n * 37) % 1000,
      author: `user${n}`,
      body,
    });
  }
  return JSON.stringify({ items });
}

/** @param {string} title @param {string} head @param {string} body */
export const html = (title, head, body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${title}</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;

/**
 * A function to run in the page. Failures end up in `window.failed`, where the visit sees them.
 *
 * @template A
 * @param {(options: A) => Promise<unknown>} fn
 * @param {A} options
 */
export function inline(fn, options) {
  const argument = JSON.stringify(options).replaceAll('<', '\\u003c'); // no text may end the element
  return `<script>(${fn})(${argument}).catch((e)=>{window.failed=String(e.stack??e)})</script>`;
}
