import type { Deck, DeckEntity } from '../decks/deck.ts';
import type { EntityId } from '../ids.ts';
import { normalise } from '../text.ts';
import { advises } from './askable.ts';
import { mostSharedBesides, sharedWords } from './compose.ts';
import { areApart, holdsFor } from './distractors.ts';
import { givesAway, speaksOf } from './leak.ts';
import { mayStandTogether, openingOf, surveyNeighbours, tooSweeping, type Neighbours, type Profile } from './neighbours.ts';
import {
  askedOf,
  asksForName,
  type ChoiceQuestion,
  type Question,
  type QuestionOption,
  type ResponseQuestion,
} from './question.ts';

/** `error`: no such question may be asked. `warning`: better not, where there is another. */
export type Severity = 'error' | 'warning';

export interface Fault {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** What is wrong, for whoever mends the deck or the generator. */
  readonly message: string;
}

/** A deck read for judging its questions. */
export interface RuleBook {
  readonly entities: ReadonlyMap<EntityId, DeckEntity>;
  readonly profiles: ReadonlyMap<EntityId, Profile>;
  readonly neighbours: Neighbours;
  readonly alsoRight: ReadonlyMap<EntityId, ReadonlySet<EntityId>>;
  /** For each word, of how many services it is said. */
  readonly saidOf: (word: string) => number;
}

export function ruleBook(deck: Deck): RuleBook {
  const neighbours = surveyNeighbours(deck);
  const alsoRight = new Map<EntityId, Set<EntityId>>();
  for (const veto of deck.vetoes) {
    const all = alsoRight.get(veto.asked) ?? new Set<EntityId>();
    for (const other of veto.alsoRight) all.add(other);
    alsoRight.set(veto.asked, all);
  }
  const counts = new Map<string, number>();
  const saidOf = (word: string): number => {
    const known = counts.get(word) ?? neighbours.services.filter(({ said }) => said.has(word)).length;
    counts.set(word, known);
    return known;
  };
  return {
    entities: new Map(deck.entities.map((entity) => [entity.id, entity])),
    profiles: new Map(neighbours.services.map((profile) => [profile.entity.id, profile])),
    neighbours,
    alsoRight,
    saidOf,
  };
}

type Rule = (question: Question, book: RuleBook) => readonly (string | readonly [Severity, string])[];

/** What is checked of each question alone, under the ids of the rules that they carry out; a bare text is an error. */
const rules = {
  /** One key, or as many as are declared; no two options are one thing, whatever it is called. */
  Q01: (question, book) => {
    if (question.kind === 'typed') return [];
    const faults: string[] = [];
    const { options } = question;
    if (question.kind === 'choice' && (options.length !== 4 || options[question.key] === undefined))
      faults.push('not one key of four');
    if (question.kind === 'response' && (question.keys.length !== 2 || options.length !== 5)) faults.push('not two keys of five');
    for (const [a, b] of pairsOf(options)) {
      if (normalise(a.text) === normalise(b.text)) faults.push(`"${a.text}" stands twice`);
      const [one, other] = [profile(a, book), profile(b, book)];
      const bothKeys = a.entity === b.entity && keysOf(question).includes(a) && keysOf(question).includes(b);
      if (!bothKeys && one && other && sharesName(one, other)) faults.push(`${a.name} and ${b.name} are one thing`);
    }
    return faults;
  },

  /** The answer cannot be read off; a word that two wrong names share is fine. The stem names no wrong answer either. */
  Q02: (question, book) => {
    if (question.kind === 'match') return [];
    const key = book.profiles.get(question.entity);
    if (!key) return [`${question.entity} is no service`];
    const texts = asksForName(question.direction) ? [question.stem] : keysOf(question).map(({ text }) => text);
    const others = distractorsOf(question);
    const words = texts.map((text) => book.neighbours.readText(text).words);
    const leaks = words.flatMap((all) => [...all.words].filter((word) => key.names.has(word)));
    const shared = (word: string) => others.filter((other) => profile(other, book)?.names.has(word)).length >= 2;
    const faults = leaks
      .filter((word) => !asksForName(question.direction) || !shared(word))
      .map((word) => `"${word}" gives ${key.entity.name} away`);
    if (!asksForName(question.direction)) return faults;
    const named = others.filter((other) => {
      const marks = profile(other, book)?.marks;
      return marks && words.some((all) => speaksOf(question.stem, all, marks));
    });
    return [...faults, ...named.map(({ name }) => `the stem names ${name}`)];
  },

  /** No wrong answer is right too, by the notes or by the veto table. */
  Q03: (question, book) => {
    if (question.kind === 'match') return [];
    const key = book.profiles.get(question.entity);
    const vetoed = book.alsoRight.get(question.entity);
    const faults = distractorsOf(question)
      .filter((other) => vetoed?.has(other.entity))
      .map(({ name }) => `${name} is right too, by the veto table`);
    if (!key || !asksForName(question.direction)) return faults;
    const stem = book.neighbours.readText(askedText(question));
    const covered = distractorsOf(question).filter((other) => {
      const described = profile(other, book);
      return described !== undefined && holdsFor(stem, described);
    });
    return [...faults, ...covered.map(({ name }) => `the notes say as good as all of it of ${name}`)];
  },

  /** Services only, and no whole beside its part. */
  Q04: (question, book) => {
    const options = question.kind === 'typed' ? [] : question.options;
    const faults = options
      .filter(({ entity }) => book.entities.get(entity)?.kind !== 'service')
      .map(({ name }) => `${name} is no service of its own`);
    for (const [a, b] of pairsOf(options)) {
      const [one, other] = [book.entities.get(a.entity), book.entities.get(b.entity)];
      if (one?.partOf === b.entity || other?.partOf === a.entity) faults.push(`${a.name} and ${b.name} are whole and part`);
    }
    return faults;
  },

  /** Nobody is told to use what is closed. Two closed ones beside an advised one are known by elimination. */
  Q05: (question, book) => {
    if (question.kind === 'match' || !advises(question.stem)) return [];
    const isClosed = ({ entity }: { readonly entity: EntityId }) => book.entities.get(entity)?.availability !== undefined;
    const closed = distractorsOf(question).filter(isClosed);
    return [
      ...(isClosed(question) ? ['it advises what is no longer offered'] : []),
      ...(closed.length >= 2 ? [['warning', `${closed.length} wrong answers are no longer offered`] as const] : []),
    ];
  },

  /** Length tells nothing. An error in sentences alone: a name is as long as it is, and cannot be padded. */
  Q06: (question) => {
    if (question.kind !== 'choice' && question.kind !== 'response') return [];
    const lengths = question.options.map(({ text }) => text.length);
    const ratio = Math.max(...lengths) / Math.min(...lengths);
    if (asksForName(question.direction))
      return ratio > 2 ? [['warning', `one name is ${ratio.toFixed(1)} times as long as another`]] : [];
    const key = Math.max(...keysOf(question).map(({ text }) => text.length));
    const other = Math.max(...distractorsOf(question).map(({ text }) => text.length));
    return [
      ...(key > standsOut * other ? [`the key is ${(key / other).toFixed(2)} times as long as the next`] : []),
      ...(ratio > 1.5 ? [['warning', `one sentence is ${ratio.toFixed(1)} times as long as another`] as const] : []),
    ];
  },

  /**
   * Options are made alike: all names, whole as their bearers have them, or all sentences that begin and end alike. Some names
   * have no maker's prefix in reality (Intel's chip beside AWS's): that is no fault as long as it is the name.
   */
  Q07: (question) => {
    if (question.kind === 'typed') return [];
    const { options } = question;
    if (question.kind === 'match' || asksForName(question.direction)) {
      return options.filter(({ text, name }) => text !== name).map(({ text }) => `"${text}" is not the whole name`);
    }
    const openings = new Set(options.map(({ text }) => openingOf(text)));
    const ends = new Set(options.map(({ text }) => /[.!?]$/.test(text)));
    return [
      ...(openings.size > 1 ? ['sentences begin unlike one another'] : []),
      ...(ends.size > 1 ? ['some end in a full stop'] : []),
    ];
  },

  /** Absolute and vague words mark an option. */
  Q08: (question) => {
    if (question.kind === 'typed' || question.kind === 'match' || asksForName(question.direction)) return [];
    return question.options
      .filter(({ text }) => tooSweeping.test(text) || /^(?:all|none) of (?:the above|these)/i.test(text))
      .map(({ text }) => `"${text}" is absolute or vague`);
  },

  /** No question asks what is not so. */
  Q09: ({ stem }) => (isNegative(around(stem)) ? ['it asks what is not so'] : []),

  /**
   * Answerable with the options covered. What names its service and asks for a statement, and a matching, say what they are
   * about by the name and the list.
   */
  Q10: (question, book) => {
    if (!question.stem.endsWith('?') && question.kind !== 'match') return [['warning', 'it does not end in a question mark']];
    if (question.kind === 'match' || !asksForName(question.direction)) return [];
    const { length } = question.stem;
    const few = book.neighbours
      .readText(askedText(question))
      .telling.map(book.saidOf)
      .filter((count) => count <= 3);
    // A word that is said of none is the stem's own, and tells as much as one said of its key alone.
    const isTelling = few.length >= 2 || few.some((count) => count <= 1);
    return [
      ...(isTelling ? [] : [['warning', 'what it says is said of many'] as const]),
      ...(length < 40 || length > 250 ? [['warning', `its stem has ${length} characters`] as const] : []),
    ];
  },

  /** One or two are asked for as there are keys, and no article before the gap tells how the answer begins. */
  Q11: (question) => {
    const faults = /\ban?\s*(?:…|_+)?\?$/i.test(question.stem) ? ['it ends in an article'] : [];
    const says = /\b(?:which|select)\s+(?:two|2)\b/i.test(question.stem);
    return says === (question.kind === 'response') ? faults : [...faults, 'it does not ask for as many as are right'];
  },

  /** Every wrong sentence is a true one of another service, and none of the key's. */
  Q14: (question, book) => {
    if (question.kind === 'match' || asksForName(question.direction)) return [];
    const key = book.profiles.get(question.entity);
    return distractorsOf(question).flatMap((other) => {
      const described = profile(other, book);
      const own = described?.statements.find(({ text }) => text === other.text);
      if (!described || !own) return [`"${other.text}" is said of no other service`];
      return key && (holdsFor(own.read, key) || !areApart(key, described)) ? [`"${other.text}" may be true of the key`] : [];
    });
  },

  /** The notes compare little, so nothing asks for the most or the least. A quoted statement says what it says. */
  Q15: ({ stem }) =>
    /\b(?:most|least|best|cheapest|easiest|fastest)\b/i.test(around(stem))
      ? [['warning', 'it asks for the most of something']]
      : [],

  /** Why the key is right, and what each other is. */
  Q16: (question) => {
    const options = question.kind === 'typed' ? [question.key, ...question.others] : question.options;
    return [
      ...askedOf(question).flatMap(({ rationale, lines }) =>
        rationale === '' || lines.length === 0 ? ['nothing says why the key is right'] : [],
      ),
      ...options.filter(({ what, lines }) => what === '' || lines.length === 0).map(({ name }) => `nothing says what ${name} is`),
    ];
  },

  /**
   * Of several keys, at most half of the options, each right for itself, each wrong one wrong in reality too; and they are no
   * pair by their words, which would tell both.
   */
  Q17: (question, book) => {
    if (question.kind !== 'response') return [];
    const key = book.entities.get(question.entity);
    const foreign = keysOf(question).filter(({ entity }) => entity !== key?.id);
    return [
      ...(question.keys.length * 2 > question.options.length ? [['warning', 'more than half are right'] as const] : []),
      ...foreign.map(({ text }) => `"${text}" is not said of what is asked`),
      ...(areTold(question) ? ['the right ones share words as no other two do'] : []),
    ];
  },

  /** One to one, of one group, and no description fits two or names its own or another. */
  Q18: (question, book) => {
    if (question.kind !== 'match') return [];
    const { pairs, options } = question;
    const faults: string[] = [];
    if (pairs.length < 3 || pairs.length > 7 || options.length !== pairs.length)
      faults.push(`${pairs.length} pairs, ${options.length} names`);
    if (new Set(pairs.map(({ key }) => key)).size !== pairs.length) faults.push('not one to one');
    const all = pairs.flatMap((pair) => book.profiles.get(pair.entity) ?? []);
    const inOne = book.neighbours.groups.some((group) => pairs.every(({ entity }) => group.members.includes(entity)));
    if (all.length !== pairs.length || !inOne) faults.push('not of one group');
    for (const pair of pairs) {
      const read = book.neighbours.readText(pair.text);
      for (const other of all) {
        if (givesAway(read.words, other.names)) faults.push(`"${pair.text}" names ${other.entity.name}`);
        if (other.entity.id !== pair.entity && (holdsFor(read, other) || book.alsoRight.get(pair.entity)?.has(other.entity.id))) {
          faults.push(`"${pair.text}" fits ${other.entity.name} too`);
        }
      }
    }
    return faults;
  },
} satisfies Partial<Record<string, Rule>>;

/** Of whole banks: Q12 the keys' places, Q13 repetition, Q19 balance, Q20 the same again from the same seed. */
export type RuleId = keyof typeof rules | 'Q12' | 'Q13' | 'Q19' | 'Q20';

/** A key that is longer than this many times the next longest option stands out. */
const standsOut = 1.3;

export function faultsOf(question: Question, book: RuleBook): Fault[] {
  return Object.entries(rules).flatMap(([rule, check]: [string, Rule]) =>
    check(question, book).map((found): Fault => {
      const [severity, message] = typeof found === 'string' ? (['error', found] as const) : found;
      return { rule: rule as RuleId, severity, message };
    }),
  );
}

/** "Which is NOT ...?", "All of these except ...?"; that something need not be done is no such question. */
function isNegative(stem: string): boolean {
  const words = normalise(stem).split(' ');
  const asked = words.findIndex((word) => word === 'which' || word === 'what');
  const opening = asked < 0 ? [] : words.slice(asked, asked + 7);
  const verb = opening.findIndex((word) => auxiliaries.has(word));
  return words.includes('except') || (verb >= 0 && ['not', 'never'].includes(opening[verb + 1] ?? ''));
}

const auxiliaries: ReadonlySet<string> = new Set(['is', 'are', 'does', 'do', 'can', 'would', 'should', 'was', 'were']);

/** What a stem says of its key: in quotation marks, where it quotes. */
function askedText({ stem }: Question): string {
  const [from, to] = quotedIn(stem);
  return from < to ? stem.slice(from + 1, to) : stem;
}

/** A stem without what it quotes. */
function around(stem: string): string {
  const [from, to] = quotedIn(stem);
  return from < to ? stem.slice(0, from) + stem.slice(to + 1) : stem;
}

function quotedIn(stem: string): readonly [from: number, to: number] {
  const from = stem.indexOf('“');
  return from < 0 ? [0, 0] : [from, stem.lastIndexOf('”')];
}

function keysOf(question: Question): readonly QuestionOption[] {
  switch (question.kind) {
    case 'choice':
      return question.options.filter((_, index) => index === question.key);
    case 'response':
      return question.options.filter((_, index) => question.keys.includes(index));
    case 'match':
      return question.options;
    case 'typed':
      return [question.key];
  }
}

function distractorsOf(question: Question): readonly QuestionOption[] {
  if (question.kind === 'match' || question.kind === 'typed') return [];
  const keys = keysOf(question);
  return question.options.filter((option) => !keys.includes(option));
}

function profile({ entity }: QuestionOption, book: RuleBook): Profile | undefined {
  return book.profiles.get(entity);
}

function sharesName(a: Profile, b: Profile): boolean {
  return a === b || (!mayStandTogether(a, b) && a.entity.partOf !== b.entity.id && b.entity.partOf !== a.entity.id);
}

function pairsOf<Item>(items: readonly Item[]): (readonly [Item, Item])[] {
  return items.flatMap((a, index) => items.slice(index + 1).map((b) => [a, b] as const));
}

function areTold(question: ResponseQuestion): boolean {
  const [first, second, ...more] = keysOf(question).map(({ text }) => text);
  if (first === undefined || second === undefined || more.length > 0) return false;
  return (
    sharedWords(first, second) >
    mostSharedBesides(
      [first, second],
      distractorsOf(question).map(({ text }) => text),
    )
  );
}

/** A service is the key of no more than so many questions of a bank. */
export const mostOfOne = 4;

/**
 * No service is a wrong answer in more than this share of the questions, as long as there are enough services for it: three
 * wrong answers of n services are each in 3/n of the questions on average, so with few the bound is twice that.
 */
const mostShare = 0.08;

/** Passed by chance once in a hundred banks: chi-square of four places, three degrees of freedom. */
export const mostUnevenPlaces = 11.345;

/** How far the places of the keys, A to D, are from even. */
export function chiSquareOfPlaces(bank: readonly ChoiceQuestion[]): number {
  const even = bank.length / 4;
  return [0, 1, 2, 3].reduce((sum, at) => sum + (bank.filter(({ key }) => key === at).length - even) ** 2 / even, 0);
}

/**
 * What is wrong with a bank as a whole: places of the keys, repetition and balance; and, beside the same bank made once more,
 * that it is another. Services that have no question, and cannot have one, are named to it.
 */
export function faultsOfBank(bank: readonly ChoiceQuestion[], book: RuleBook, again = bank): Fault[] {
  const faults: Fault[] = [];
  const add = (rule: RuleId, severity: Severity, message: string) => void faults.push({ rule, severity, message });
  const uneven = chiSquareOfPlaces(bank);
  if (uneven > mostUnevenPlaces) add('Q12', 'warning', `the keys stand unevenly: chi-square ${uneven.toFixed(1)}`);
  if (JSON.stringify(again) !== JSON.stringify(bank)) add('Q20', 'error', 'the same notes and seed gave another bank');
  for (const [stem, times] of counted(bank.map(({ stem }) => normalise(stem)))) {
    if (times > 1) add('Q13', 'error', `${times} times: ${stem}`);
  }
  for (const [id, times] of counted(bank.map(({ id }) => id))) if (times > 1) add('Q13', 'error', `${times} times: ${id}`);
  const sets = bank.map(
    (one) =>
      `${one.entity}: ${distractorsOf(one)
        .map(({ entity }) => entity)
        .toSorted()
        .join(' ')}`,
  );
  for (const [set, times] of counted(sets)) if (times > 3) add('Q13', 'error', `${times} times beside ${set}`);

  const keys = counted(bank.map(({ entity }) => entity));
  const wrong = counted(bank.flatMap((one) => distractorsOf(one).map(({ entity }) => entity)));
  for (const { entity } of book.neighbours.services) {
    const asked = keys.get(entity.id) ?? 0;
    if (asked === 0) add('Q19', 'warning', `${entity.name} is asked about in no question`);
    if (asked > mostOfOne) add('Q19', 'warning', `${entity.name} is asked about ${asked} times`);
    const share = (wrong.get(entity.id) ?? 0) / bank.length;
    if (share === 0) add('Q19', 'warning', `${entity.name} is no wrong answer`);
    if (share > Math.max(mostShare, 6 / book.neighbours.services.length))
      add('Q19', 'warning', `${entity.name} is a wrong answer in ${(100 * share).toFixed(1)} % of the questions`);
  }
  return faults;
}

function counted<Value>(values: readonly Value[]): Map<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
