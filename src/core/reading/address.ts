import { isDigit } from './character.ts';

// Endings that are no word of any language here; the others need a slash behind them.
const SURE_ENDINGS = new Set([
  'com',
  'cn',
  'hk',
  'net',
  'org',
  'tw',
  'mo',
  'io',
  'app',
  'gov',
  'edu',
  'bg',
  'jp',
  'eu',
  'mobi',
]);

/**
 * Where a web or mail address that begins at `from` ends; `from` where there is none. What stands in an address (a 3GB
 * in its path) says nothing about usage.
 */
export function skipAddress(text: string, from: number): number {
  let host = from;
  while (isHostCharacter(text[host])) host++;
  const name = text.slice(from, host).toLowerCase();
  const hasScheme = text.startsWith('://', host) && !name.includes('.');
  if (!hasScheme && text[host] !== '@' && !isHost(name, text[host] === '/')) return from;
  let end = host;
  while (isAddressCharacter(text[end])) end++;
  return end;
}

function isHost(name: string, hasPath: boolean): boolean {
  const labels = name.split('.');
  const ending = labels.at(-1) ?? '';
  if (labels.length < 2 || ending.length < 2 || [...ending].some(isDigit)) return false;
  if (name.startsWith('www.')) return true;
  const isNamed = [...name.slice(0, -ending.length)].some((character) => !isDigit(character) && character !== '.');
  return isNamed && (hasPath || SURE_ENDINGS.has(ending));
}

const isHostCharacter = (character: string | undefined): boolean =>
  character !== undefined && (isAlphanumeric(character) || character === '.' || character === '-' || character === '_');

const isAddressCharacter = (character: string | undefined): boolean =>
  character !== undefined && (isAlphanumeric(character) || "-._~:/?#@!$&'*+=%".includes(character));

const isAlphanumeric = (character: string): boolean =>
  isDigit(character) || (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
