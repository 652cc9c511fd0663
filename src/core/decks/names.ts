import { normalise, sameWord, slug, tokens } from '../text.ts';

/** What a name as written in the notes tells about itself. */
export interface ReadName {
  /** The name to show: with its acronym, without old names and glosses. */
  readonly name: string;
  /** Other names that it gives: `MSK`, an old name after `formerly`, itself without the parentheses. */
  readonly aliases: readonly string[];
}

/**
 * A parenthesis after a name is an acronym, the long form of one, an old or other name, or a gloss; only a gloss names
 * nothing. Spelling is never guessed at: KMS, MSK and EMR are three things.
 */
export function readName(heading: string): ReadName {
  const match = /^(.*\S)\s*\(([^()]+)\)$/.exec(heading);
  const base = match?.[1];
  const inside = match?.[2];
  if (!base || !inside) return { name: heading, aliases: [] };
  const other = /^(?:formerly|previously|once|now|also|aka|a\.k\.a\.|or)\s+(?:known as\s+)?(?=\S)/i.exec(inside);
  if (other) return { name: base, aliases: [inside.slice(other[0].length)] };
  if (isAcronym(inside) || isInitialsOf(base, inside)) return { name: heading, aliases: [base, inside] };
  return { name: base, aliases: [] };
}

function isAcronym(text: string): boolean {
  return /^\p{Lu}[\p{L}\p{N}&+-]{1,7}$/u.test(text) && (text.match(/[\p{Lu}\p{N}]/gu)?.length ?? 0) >= 2;
}

function isInitialsOf(short: string, long: string): boolean {
  const initials = long
    .split(/[\s-]+/)
    .map((word) => word.charAt(0))
    .join('');
  return short.length > 1 && initials.toLowerCase() === short.toLowerCase();
}

/** Two names with the same key are one: case, punctuation, and a prefix that all of a maker's products share do not count. */
export function nameKey(name: string, prefixes: readonly string[]): string {
  const words = normalise(name);
  for (const prefix of prefixes) {
    const start = `${normalise(prefix)} `;
    if (words.startsWith(start) && words.length > start.length) return words.slice(start.length);
  }
  return words;
}

/** The keys under which a place in the notes may be known, the most exact first. */
export function placeKeys(heading: string, prefixes: readonly string[]): string[] {
  const read = readName(heading);
  return [...new Set([heading, read.name, ...read.aliases].map((name) => nameKey(name, prefixes)))].filter(Boolean);
}

export function entitySlug(name: string): string {
  return slug(name.replace(/\([^()]*\)$/, '')) || slug(name) || 'unnamed';
}

/** The words that would give a name away: of the name, its aliases and its curated parts, less what every name has. */
export function nameWords(names: readonly string[], subWords: readonly string[], prefixes: readonly string[]): string[] {
  const stop = new Set(prefixes.map((prefix) => prefix.toLowerCase()));
  return [...new Set([...names.flatMap((name) => tokens(name, stop)), ...subWords.map((word) => word.toLowerCase())])];
}

/** The words of a text that give a name away; none if it may stand in a question whose answer is the name (K02). */
export function leakingWords(text: string, words: readonly string[]): readonly string[] {
  return tokens(text).filter((token) => words.some((word) => sameWord(token, word)));
}

/** The text with every word that gives the name away hidden. */
export function maskName(text: string, words: readonly string[]): string {
  return text
    .replace(/[\p{L}\p{N}]+/gu, (word) => (leakingWords(word, words).length > 0 ? '…' : word))
    .replace(/…(?:[\s-]*…)+/g, '…');
}
