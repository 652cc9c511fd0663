import type { ConfusableGroup, Deck, DeckEntity, SourcedText } from '../decks/deck.ts';
import type { CategoryId, EntityId } from '../ids.ts';
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
  readonly index: Index;
}

/** Where to find some of thousands without asking each; all in the order of the services. */
interface Index {
  readonly ofGroup: ReadonlyMap<string, Circle>;
  readonly ofCategory: ReadonlyMap<CategoryId, Circle>;
  /** By a word that the notes say of them, in the singular: places among the services. */
  readonly saying: ReadonlyMap<string, readonly number[]>;
  /** For each service how much all that is said of it tells. */
  readonly weights: readonly number[];
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
  const groupsOf = grouped(deck.groups.flatMap(({ id, members }) => members.map((member) => [member, id] as const)));
  const alsoRightOf = grouped(deck.vetoes.flatMap(({ asked, alsoRight }) => alsoRight.map((other) => [asked, other] as const)));
  const services = deck.entities
    .filter((entity) => entity.kind === 'service')
    .map((entity): Profile => ({
      ...profileOf(entity, readText),
      groups: new Set(groupsOf.get(entity.id)),
      alsoRight: new Set(alsoRightOf.get(entity.id)),
    }));
  const saying = grouped(services.flatMap(({ said }, at) => [...said.words].map((word) => [word, at] as const)));
  const rarity: Rarity = (word) => Math.log(services.length / (saying.get(word)?.length ?? services.length));
  const index: Index = {
    ofGroup: grouped(services.flatMap((profile) => [...profile.groups].map((group) => [group, profile] as const))),
    ofCategory: grouped(services.map((profile) => [profile.entity.category, profile] as const)),
    saying,
    weights: services.map(({ said }) => [...said.words].reduce((sum, word) => sum + rarity(word), 0)),
  };
  return { services, groups: deck.groups, rarity, readText, index };
}

function grouped<Key, Value>(pairs: readonly (readonly [Key, Value])[]): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

function profileOf(entity: DeckEntity, readText: (text: string) => ReadText): Omit<Profile, 'groups' | 'alsoRight'> {
  const said = [
    ...(entity.purpose ? [entity.purpose.text] : []),
    ...[...entity.stems, ...entity.statements].map((one) => one.text),
    ...entity.facts.map((fact) => `${fact.label ?? ''} ${fact.text}`),
  ];
  return {
    entity,
    marks: nameMarks(entity),
    names: giveaways(entity),
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
export function* circlesAround(key: Profile, neighbours: Neighbours): Generator<Circle> {
  const { index } = neighbours;
  const met = new Set<Profile>();
  const take = (circle: Circle = []): Circle => {
    const fresh = circle.filter((other) => !met.has(other));
    for (const other of fresh) met.add(other);
    return besides(key, fresh);
  };
  for (const group of key.groups) yield take(index.ofGroup.get(group));
  yield take(index.ofCategory.get(key.entity.category));
  yield* inBlocks(strangersTo(key, neighbours, met));
}

/** The same in no order, for who only wants to know whether there are enough. */
export function* anyCircles(key: Profile, { services }: Neighbours): Generator<Circle> {
  for (const block of inBlocks(services)) yield besides(key, block);
}

function besides(key: Profile, others: Circle): Profile[] {
  return others.filter((other) => mayStandTogether(key, other));
}

function* inBlocks(profiles: Iterable<Profile>): Generator<Circle> {
  let block: Profile[] = [];
  for (const profile of profiles) {
    block.push(profile);
    if (block.length < circleSize) continue;
    yield block;
    block = [];
  }
  if (block.length > 0) yield block;
}

/** How much a shared word tells: 0 for one that all have, more the fewer have it. */
type Rarity = (word: string) => number;

/** So many of the likest are put in order at first: few questions look farther. */
const firstSorted = 120;

/** Who else may stand beside the key, the likest first: those of one likeness, as of none, in their own order. */
function* strangersTo(key: Profile, neighbours: Neighbours, met: ReadonlySet<Profile>): Generator<Profile> {
  const { services } = neighbours;
  const alike = likenesses(key, neighbours);
  const isStranger = (at: number): boolean => {
    const other = services[at];
    return other !== undefined && !met.has(other) && mayStandTogether(key, other);
  };
  const sorted = (places: readonly number[]): number[] => places.toSorted((a, b) => (alike[b] ?? 0) - (alike[a] ?? 0) || a - b);
  // To put all of thousands in order takes long.
  const least = Math.max(Number.MIN_VALUE, alike.toSorted().at(-firstSorted - met.size) ?? 0);
  const [likest, less, none]: [number[], number[], number[]] = [[], [], []];
  for (const [at, likeness] of alike.entries()) (likeness >= least ? likest : likeness > 0 ? less : none).push(at);
  for (const at of sorted(likest)) if (isStranger(at)) yield services[at] as Profile;
  for (const at of sorted(less)) if (isStranger(at)) yield services[at] as Profile;
  for (const at of none) if (isStranger(at)) yield services[at] as Profile;
}

/** For each service the shared words among all words, by their rarity: 0 to 1. Who shares none is not looked at. */
function likenesses(key: Profile, { services, rarity, index }: Neighbours): Float64Array {
  const shared = new Float64Array(services.length);
  for (const word of key.said.words) {
    const weight = rarity(word);
    for (const at of index.saying.get(word) ?? []) shared[at] = (shared[at] ?? 0) + weight;
  }
  const own = index.weights[services.indexOf(key)] ?? 0;
  for (const [at, weight] of shared.entries()) {
    if (weight > 0) shared[at] = weight / (own + (index.weights[at] ?? 0) - weight);
  }
  return shared;
}
