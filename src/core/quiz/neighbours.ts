import type { ConfusableGroup, Deck, DeckEntity, SourcedText } from '../decks/deck.ts';
import type { EntityId } from '../ids.ts';
import { normalise, tokens } from '../text.ts';
import { phrase } from './rationale.ts';
import { giveaways, nameMarks, wordBook, wordsOf, type NameMarks, type WordBook } from './leak.ts';

/** What is to be known of every entity before one of them may stand beside another; made once for a deck. */
export interface Neighbours {
  /** What quizzes may ask about, and what may be a wrong answer. */
  readonly services: readonly Profile[];
  readonly groups: readonly ConfusableGroup[];
  readonly rarity: Rarity;
  readonly readText: (text: string) => ReadText;
}

/** Profiles that make equally likely mistakes. */
export type Circle = readonly Profile[];

export interface Profile {
  readonly entity: DeckEntity;
  readonly marks: NameMarks;
  /** Words that would give its name away. */
  readonly names: WordBook;
  /** In the deck's order. */
  readonly groups: ReadonlySet<string>;
  /** When this one is asked, these are right too. */
  readonly alsoRight: ReadonlySet<EntityId>;
  /** The words of everything that the notes say about it. */
  readonly said: WordBook;
  readonly statements: readonly ReadStatement[];
}

/** A text with its words, taken apart once. */
export interface ReadText {
  readonly text: string;
  readonly words: WordBook;
  /** Those that may tell one entity from another. */
  readonly telling: readonly string[];
}

/** Something said of an entity that may be an option. */
export interface ReadStatement {
  readonly source: SourcedText;
  /** As an option. */
  readonly text: string;
  readonly read: ReadText;
  /** Options of one question are of one make, or the odd one would stand out. */
  readonly make: string;
}

/** Words of questions that say nothing about what is asked. */
const emptyWords: ReadonlySet<string> = new Set(
  (
    'amazon aws whom whose must should would could may let need needs want wants meet meets requirement requirements company team ' +
    'organisation organization offer offers provide provides give gives make makes get gets between through across about very three'
  ).split(' '),
);

export function surveyNeighbours(deck: Deck): Neighbours {
  const readText = textReader(deck.genericPhrases);
  const services = deck.entities.filter((entity) => entity.kind === 'service').map((entity) => profileOf(entity, deck, readText));
  return { services, groups: deck.groups, rarity: rarityAmong(services), readText };
}

function profileOf(entity: DeckEntity, deck: Deck, readText: (text: string) => ReadText): Profile {
  const vetoes = deck.vetoes.filter((veto) => veto.asked === entity.id);
  const said = [
    ...(entity.purpose ? [entity.purpose.text] : []),
    ...[...entity.stems, ...entity.statements].map((one) => one.text),
    ...entity.facts.map((fact) => `${fact.label ?? ''} ${fact.text}`),
  ];
  return {
    entity,
    marks: nameMarks(entity),
    names: giveaways(entity),
    groups: new Set(deck.groups.filter((group) => group.members.includes(entity.id)).map((group) => group.id)),
    alsoRight: new Set(vetoes.flatMap((veto) => veto.alsoRight)),
    said: wordBook(said.flatMap((text) => readText(text).telling)),
    statements: tellingsOf(entity).map(([source, sort]) => {
      const text = phrase(source.text);
      return { source, text, read: readText(source.text), make: `${sort} ${openingOf(text)}` };
    }),
  };
}

function tellingsOf({ statements, purpose }: DeckEntity): (readonly [SourcedText, 'statement' | 'purpose'])[] {
  const told = statements.map((source) => [source, 'statement'] as const);
  const isSaid = purpose === undefined || statements.some(({ text }) => normalise(text) === normalise(purpose.text));
  const all = isSaid ? told : [...told, [purpose, 'purpose'] as const];
  return all.filter(([{ text }]) => !tooSweeping.test(text));
}

/** Absolute and vague words in an option mark it as wrong, or as hedged (Q08). */
export const tooSweeping =
  /\b(?:always|never|only|all|every|none|usually|often|sometimes|generally|typically)\b|\bboth \S+ and\b/i;

/** "Builds ...", "Building ..." and "A tool for ..." begin unlike one another. */
export function openingOf(text: string): 'verb' | 'gerund' | 'other' {
  const first = /^[\p{L}]+/u.exec(text)?.[0] ?? '';
  if (/^\p{L}{2,}ing$/u.test(first)) return 'gerund';
  return /^\p{L}{2,}[^s]s$/u.test(first) && !/^(?:this|its|his|has|was|plus|less)$/i.test(first) ? 'verb' : 'other';
}

/** Generic phrases are true of many entities, so their words tell none from another. */
function textReader(genericPhrases: readonly string[]): (text: string) => ReadText {
  const phrases = genericPhrases.map((phrase) => new RegExp(phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi'));
  return (text) => {
    const bare = phrases.reduce((rest, phrase) => rest.replaceAll(phrase, ' '), text);
    return { text, words: wordBook(wordsOf(text)), telling: tokens(bare, emptyWords) };
  };
}

/** Whether both may be options of one question: not one thing under two names, not a part beside its whole. */
export function mayStandTogether(a: Profile, b: Profile): boolean {
  if (a.entity.id === b.entity.id) return false;
  if (a.entity.partOf === b.entity.id || b.entity.partOf === a.entity.id) return false;
  return !a.marks.spellings.some((spelling) => b.marks.spellings.some((other) => sameSpelling(spelling, other)));
}

function sameSpelling(a: string, b: string): boolean {
  return a.length === b.length && a.toLowerCase() === b.toLowerCase();
}

/** As many strangers as are taken to be equally like. */
const circleSize = 6;

/**
 * Who may stand beside the key, the likeliest mistakes first: each confusable group, in the deck's order, then the
 * category, then who is most alike by description. Worked out as far as it is asked for.
 */
export function* circlesAround(key: Profile, { services, rarity }: Neighbours): Generator<Circle> {
  const left = new Set(besides(key, services));
  const take = (belongs: (other: Profile) => boolean): Circle => {
    const circle = [...left].filter(belongs);
    for (const other of circle) left.delete(other);
    return circle;
  };
  for (const group of key.groups) yield take((other) => other.groups.has(group));
  yield take((other) => other.entity.category === key.entity.category);
  const strangers = [...left]
    .map((other) => ({ other, alike: likeness(key.said, other.said, rarity) }))
    .toSorted((a, b) => b.alike - a.alike)
    .map(({ other }) => other);
  yield* inBlocks(strangers);
}

/** The same in no order, for who only wants to know whether there are enough. */
export function* anyCircles(key: Profile, { services }: Neighbours): Generator<Circle> {
  for (const block of inBlocks(services)) yield besides(key, block);
}

function besides(key: Profile, others: readonly Profile[]): Profile[] {
  return others.filter((other) => mayStandTogether(key, other));
}

function* inBlocks(profiles: readonly Profile[]): Generator<Circle> {
  for (let from = 0; from < profiles.length; from += circleSize) yield profiles.slice(from, from + circleSize);
}

/** How much a shared word tells: 0 for one that all have, more the fewer have it. */
type Rarity = (word: string) => number;

function rarityAmong(profiles: readonly Profile[]): Rarity {
  const holders = new Map<string, number>();
  for (const { said } of profiles) for (const word of said.words) holders.set(word, (holders.get(word) ?? 0) + 1);
  return (word) => Math.log(profiles.length / (holders.get(word) ?? profiles.length));
}

/** Shared words among all words, by their rarity: 0 to 1. */
function likeness(a: WordBook, b: WordBook, rarity: Rarity): number {
  const weigh = (words: Iterable<string>): number => [...words].reduce((sum, word) => sum + rarity(word), 0);
  const shared = weigh([...a.words].filter((word) => b.words.has(word)));
  return shared === 0 ? 0 : shared / (weigh(a.words) + weigh(b.words) - shared);
}
