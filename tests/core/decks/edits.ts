import { below } from '#core/random.ts';
import type { Random } from '#core/random.ts';
import { countWords, normalise } from '#core/text.ts';

/** A notebook as its author thinks of it: sections of statements. */
export interface Section {
  readonly name: string;
  readonly facts: readonly string[];
}

export type Outline = readonly Section[];

/** One statement of an outline. */
export interface Place {
  readonly section: number;
  readonly fact: number;
}

export function render(outline: Outline): string {
  return outline.map(({ name, facts }) => `## ${name}\n\n${facts.map((fact) => `- ${fact}.`).join('\n')}\n`).join('\n');
}

export function placesOf(outline: Outline, isWanted: (fact: string) => boolean): Place[] {
  return outline.flatMap(({ facts }, section) => facts.flatMap((text, fact) => (isWanted(text) ? [{ section, fact }] : [])));
}

export function factAt(outline: Outline, { section, fact }: Place): string {
  const text = outline[section]?.facts[fact];
  if (text === undefined) throw new Error(`no fact ${fact} in section ${section}`);
  return text;
}

export function withFacts(outline: Outline, at: number, change: (facts: readonly string[]) => readonly string[]): Outline {
  return outline.map((section, index) => (index === at ? { ...section, facts: change(section.facts) } : section));
}

export function withFact(outline: Outline, place: Place, text: string): Outline {
  return withFacts(outline, place.section, (facts) => facts.map((fact, index) => (index === place.fact ? text : fact)));
}

/** The notebook before and after one edit, and what the edited statement says in each. */
export interface Edit {
  readonly before: Outline;
  readonly after: Outline;
  readonly from: string;
  readonly to: string;
  /** Names of the sections in which it stands before and after. */
  readonly sections: readonly [string, string];
}

export type EditKind = 'word' | 'words' | 'typo' | 'moved' | 'replaced';

/**
 * One seeded edit of a statement of at least five words, numbers untouched; undefined where the words do not allow it.
 * What replaces a statement is said of something else anywhere in the whole notebook.
 */
export function edit(kind: EditKind, outline: Outline, random: Random, whole = outline): Edit | undefined {
  const places = placesOf(outline, (text) => countWords(text) >= 5);
  const place = places[below(places.length, random)];
  if (place === undefined) return undefined;
  const from = factAt(outline, place);
  const here = nameOf(outline, place.section);
  const became = (to: string): Edit | undefined =>
    normalise(to) === normalise(from)
      ? undefined
      : { before: outline, after: withFact(outline, place, to), from, to, sections: [here, here] };
  switch (kind) {
    case 'word':
      return became(replaceWord(from, outline, random));
    case 'words':
      return became(random() < 0.5 ? insertWords(from, outline, random) : deleteWords(from, random));
    case 'typo': {
      const typo = became(mistype(from, random));
      // Made or mended.
      return typo && random() < 0.5 ? { ...typo, before: typo.after, after: typo.before, from: typo.to, to: typo.from } : typo;
    }
    case 'moved':
      return move(outline, place, random);
    case 'replaced': {
      const donors = placesOf(whole, (text) => countWords(text) >= 5).filter(({ section }) => nameOf(whole, section) !== here);
      const donor = donors[below(donors.length, random)];
      return donor && became(factAt(whole, donor));
    }
  }
}

function nameOf(outline: Outline, section: number): string {
  return outline[section]?.name ?? '';
}

function move(outline: Outline, { section, fact }: Place, random: Random): Edit | undefined {
  const text = factAt(outline, { section, fact });
  const without = withFacts(outline, section, (facts) => facts.filter((_, index) => index !== fact));
  // Mostly within its section, as in an editor where a line is pushed up or down.
  const target = random() < 0.75 ? section : below(outline.length, random);
  const room = (without[target]?.facts.length ?? 0) + 1;
  const at = below(room, random);
  if (target === section && at === fact) return undefined;
  const after = withFacts(without, target, (facts) => [...facts.slice(0, at), text, ...facts.slice(at)]);
  return { before: outline, after, from: text, to: text, sections: [nameOf(outline, section), nameOf(outline, target)] };
}

function replaceWord(text: string, outline: Outline, random: Random): string {
  const words = text.split(' ');
  const chosen = wordAt(words, random);
  return words.map((word, index) => (index === chosen ? anyWord(outline, random) : word)).join(' ');
}

function insertWords(text: string, outline: Outline, random: Random): string {
  const words = text.split(' ');
  const at = below(words.length + 1, random);
  const more = Array.from({ length: 1 + below(2, random) }, () => anyWord(outline, random));
  return [...words.slice(0, at), ...more, ...words.slice(at)].join(' ');
}

function deleteWords(text: string, random: Random): string {
  const words = text.split(' ');
  const at = wordAt(words, random);
  const count = words.length > 5 && !/\p{N}/u.test(words[at + 1] ?? '0') ? 1 + below(2, random) : 1;
  return words.filter((_, index) => index < at || index >= at + count).join(' ');
}

function mistype(text: string, random: Random): string {
  const words = text.split(' ');
  const long = words.flatMap((word, index) => (/^\p{L}{4,}$/u.test(word) ? [index] : []));
  const chosen = long[below(long.length, random)];
  return words.map((word, index) => (index === chosen ? slip(word, random) : word)).join(' ');
}

function slip(word: string, random: Random): string {
  const at = 1 + below(word.length - 2, random);
  const [a, b] = [word.charAt(at), word.charAt(at + 1)];
  switch (below(4, random)) {
    case 0:
      return word.slice(0, at) + b + a + word.slice(at + 2);
    case 1:
      return word.slice(0, at) + word.slice(at + 1);
    case 2:
      return word.slice(0, at) + a + word.slice(at);
    default:
      return `${word.slice(0, at)}${'etaoin'.charAt(below(6, random))}${word.slice(at + 1)}`;
  }
}

/** The place of a word that is no number. */
function wordAt(words: readonly string[], random: Random): number {
  const places = words.flatMap((word, index) => (/\p{L}/u.test(word) && !/\p{N}/u.test(word) ? [index] : []));
  return places[below(places.length, random)] ?? 0;
}

function anyWord(outline: Outline, random: Random): string {
  const words = outline.flatMap(({ facts }) => facts.flatMap((fact) => fact.match(/\p{L}{2,}/gu) ?? []));
  return words[below(words.length, random)] ?? 'other';
}
