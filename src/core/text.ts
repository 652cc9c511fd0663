import { hasSealed, reveal, sealFormulas } from './notes/formula.ts';
import { remembered } from './remembered.ts';

/** For the screen: one kind of blank and quote, nothing else changed. */
export function tidy(text: string): string {
  // Most texts are plain already, and this is asked of every one of them many times.
  if (!/[^ -~]| {2}/.test(text)) return text.trim();
  return text
    .replace(/[\u200b\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f]/g, '"')
    .replace(/\s+/g, ' ')
    .trim();
}

/** For comparing: two texts that differ in case, punctuation, blanks or typography are equal. */
export const normalise = remembered((text) =>
  isPlain(text) && !text.includes('$')
    ? text
        .toLowerCase()
        .replace(/[^a-z0-9+#%]+/g, ' ')
        .trim()
    : // Two formulas that differ in a sign only are two.
      tidy(sealFormulas(text).normalize('NFKC'))
        .toLowerCase()
        .replace(/[^\p{L}\p{N}+#%]+/gu, ' ')
        .trim(),
);

/** Most texts are in these letters, and read in a fraction of the time that all the others take. */
function isPlain(text: string): boolean {
  return !/[^ -~]/.test(text);
}

/** Words that say nothing about what a text is about. */
const STOP_WORDS = new Set(
  (
    'a an and any are as at be been by can do does each every for from has have how in into is it its like more most no not of ' +
    'on one only or other our so such than that the their them then there these they this those to two up use used uses using ' +
    'via was what when where which while who will with within without you your ' +
    'data fully managed service services'
  ).split(' '),
);

/** The words that carry meaning, lower case, each once, with the parts of CamelCase words beside the whole. */
export function tokens(text: string, stop?: ReadonlySet<string>): readonly string[] {
  const all = allTokens(text);
  return stop === undefined ? all : all.filter((token) => !stop.has(token));
}

const allTokens = remembered((text): readonly string[] => {
  const found = new Set<string>();
  const words = isPlain(text)
    ? text.match(/[A-Za-z0-9]+(?:[+#]+)?/g)
    : tidy(text.normalize('NFKC')).match(/[\p{L}\p{N}]+(?:[+#]+)?/gu);
  if (words === null) return [];
  for (const word of words) {
    addToken(found, word);
    // Almost every word is of these letters, and has no parts.
    if (!/^[A-Za-z][a-z]*$/.test(word)) for (const part of camelParts(word)) addToken(found, part);
  }
  return [...found];
});

function addToken(found: Set<string>, word: string): void {
  const lower = word.toLowerCase();
  if ((lower.length > 1 || IDEOGRAPH.test(lower)) && !STOP_WORDS.has(lower)) found.add(lower);
}

/** One character is a word in these scripts. */
const IDEOGRAPH = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u;

function camelParts(word: string): string[] {
  if (/^\p{L}\p{Ll}*$/u.test(word)) return [];
  const parts = word.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu) ?? [];
  return parts.length > 1 ? parts.filter((part) => part.length > 2) : [];
}

/** Whether two words are forms of one: `lake` and `lakes`, `transcribe` and `transcription`. */
export function sameWord(a: string, b: string): boolean {
  // No form of a word begins with other letters, and almost all pairs do.
  if (a.charCodeAt(0) !== b.charCodeAt(0) || (a.length > 1 && b.length > 1 && a.charCodeAt(1) !== b.charCodeAt(1))) return false;
  if (singular(a) === singular(b) || root(a) === root(b)) return true;
  const shared = sharedPrefix(a, b);
  return shared >= Math.max(5, Math.min(a.length, b.length) - 2);
}

/** What `loader`, `loads` and `loading` share; short words are left alone, or `order` would be `ord`. */
function root(word: string): string {
  const bare = singular(word).replace(/(?:er|or|ing|ed|ion)$/, '');
  return bare.length >= 4 ? bare : word;
}

export function singular(word: string): string {
  if (!word.endsWith('s')) return word;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(?:ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

function sharedPrefix(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return n;
}

const ABBREVIATIONS = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|approx|ca|cf|resp|no|fig|incl|dr|mr|mrs|st|\p{L})\.$/iu;

/** Sentences, and the parts between semicolons, without their closing full stop. */
export function sentences(text: string): string[] {
  const parts: string[] = [];
  if (!/[;!?]|\.[^]/.test(text)) return [withoutStop(text)].filter((part) => /[\p{L}\p{N}]/u.test(part));
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i);
    if (c === '(') depth += 1;
    if (c === ')') depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    const ends =
      c === ';' ||
      (/[.!?]/.test(c) &&
        /^\s+["'(]?[\p{Lu}\p{N}]/u.test(text.slice(i + 1, i + 5)) &&
        !ABBREVIATIONS.test(text.slice(from, i + 1)));
    if (!ends) continue;
    parts.push(text.slice(from, c === ';' ? i : i + 1));
    from = i + 1;
  }
  parts.push(text.slice(from));
  return parts.map(withoutStop).filter((part) => /[\p{L}\p{N}]/u.test(part));
}

export function withoutStop(text: string): string {
  const trimmed = text.trim();
  return /[^.]\.$/.test(trimmed) && !/\b(?:etc|e\.g|i\.e)\.$/i.test(trimmed) ? trimmed.slice(0, -1) : withoutEnd(trimmed, ';,:');
}

/** The text without what it ends in of these signs. A pattern for it would begin anew at each of them. */
export function withoutEnd(text: string, signs: string): string {
  let end = text.length;
  while (end > 0 && signs.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** `a-b-c` from any text. */
export function slug(text: string): string {
  if (isPlain(text))
    return text
      .toLowerCase()
      .replaceAll("'", '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
  return reveal(text)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A formula says as much as a few words. */
export function countWords(text: string): number {
  let count = 0;
  let inWord = false;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7e) return countAnyWords(text);
    if (unit === 0x20 || (unit >= 0x09 && unit <= 0x0d)) inWord = false;
    else if (!inWord && ((unit >= 0x30 && unit <= 0x39) || ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a))) {
      inWord = true;
      count += 1;
    }
  }
  return count;
}

/** Of a text in any letters. */
function countAnyWords(text: string): number {
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.length + 2 * words.filter(hasSealed).length;
}
