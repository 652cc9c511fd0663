import type { Deck, DeckEntity, SourcedText } from '../decks/deck.ts';
import { askedId } from '../decks/report.ts';
import type { CategoryId, DeckId, EntityId, QuizId } from '../ids.ts';
import { below, randomFrom, shuffled, type Random } from '../random.ts';
import type { Instant, StudyDay } from '../time.ts';
import { askablesOf, kindOf, type Askable } from './askable.ts';
import { compose } from './compose.ts';
import { anyCircles, circlesAround, surveyNeighbours, type Neighbours, type Profile } from './neighbours.ts';
import type { Question, QuestionDirection, QuestionKind, Quiz } from './question.ts';

/** All that a deck can be asked, worked out as far as it is looked at: a quiz from a deck of thousands looks at a few. */
export interface QuestionBank {
  readonly deck: DeckId;
  readonly neighbours: Neighbours;
  /** What may be asked about. */
  readonly keys: readonly Profile[];
  /** What could be asked about it, if enough wrong answers stand beside. */
  candidatesOf(key: Profile): readonly Askable[];
  /** Whether they do. */
  canAsk(one: Askable): boolean;
  /** All of it: in a deck of thousands, the work of minutes. */
  readonly askable: readonly Askable[];
}

export interface DrawRequest {
  readonly count: number;
  /** Empty means all. */
  readonly categories: readonly CategoryId[];
  readonly seed: number;
  /** Without it, multiple choice alone. */
  readonly kinds?: readonly QuestionKind[];
  /** Only about these, as in a drill. */
  readonly entities?: readonly EntityId[];
  /** What this learner takes for what: asked about first, and the first among the wrong answers. */
  readonly confused?: readonly ConfusedPair[];
  /** Ids of questions, facts or entities that are not asked. */
  readonly leftOut?: readonly string[];
  /** What else is asked of a question. */
  readonly may?: (one: Askable) => boolean;
}

export interface ConfusedPair {
  readonly asked: EntityId;
  readonly chosen: EntityId;
  /** How likely it is to be mixed up again, 0 to 1. */
  readonly strength: number;
}

export interface QuizRequest extends DrawRequest {
  readonly id: QuizId;
  readonly startedAt: Instant;
  readonly day: StudyDay;
}

export function questionsOf(deck: Deck): QuestionBank {
  const neighbours = surveyNeighbours(deck);
  const candidates = new Map<Profile, readonly Askable[]>();
  const checked = new Map<Askable, boolean>();
  const out = new Set(deck.leftOut);
  return bankOf({
    deck: deck.id,
    neighbours,
    keys: neighbours.services,
    candidatesOf(key) {
      const known = candidates.get(key) ?? askablesOf(key, neighbours).filter((one) => !isLeftOut(one, out));
      candidates.set(key, known);
      return known;
    },
    canAsk(one) {
      const known = checked.get(one) ?? canAsk(one, neighbours);
      checked.set(one, known);
      return known;
    },
  });
}

function bankOf(parts: Omit<QuestionBank, 'askable'>): QuestionBank {
  let all: readonly Askable[] | undefined;
  return {
    ...parts,
    get askable() {
      all ??= parts.keys.flatMap((key) => parts.candidatesOf(key)).filter((one) => parts.canAsk(one));
      return all;
    },
  };
}

/** The same bank for questions about some alone; wrong answers may be any. */
export function askingAbout(bank: QuestionBank, may: (entity: DeckEntity) => boolean): QuestionBank {
  const { deck, neighbours, candidatesOf, canAsk: check } = bank;
  return bankOf({ deck, neighbours, keys: bank.keys.filter(({ entity }) => may(entity)), candidatesOf, canAsk: check });
}

function canAsk(one: Askable, neighbours: Neighbours): boolean {
  // Whether a typed one has but one answer is seen when it is drawn: it takes a look at every entity.
  if (one.kind === 'typed') return true;
  const circles = () => anyCircles(one.key, neighbours);
  return compose(one, { circles, random: randomFrom(0), neighbours, longest: 'both' }) !== undefined;
}

/** How many different topics there are, counted no further than asked. */
export function countTopics(bank: QuestionBank, request: Within, most = Number.POSITIVE_INFINITY): number {
  const { keys, ofKey } = within(bank, request);
  const topics = new Set<string>();
  for (const key of keys) {
    for (const one of ofKey(key)) if (!topics.has(one.topic) && bank.canAsk(one)) topics.add(one.topic);
    if (topics.size >= most) return most;
  }
  return topics.size;
}

/**
 * A quiz of at most `count` questions; it has fewer when there are not so many.
 * Every service has its turn before one is asked about again, and nothing is asked twice.
 */
export function drawQuiz(bank: QuestionBank, request: QuizRequest): Quiz {
  const { id, seed, startedAt, day, categories } = request;
  return { id, deck: bank.deck, seed, startedAt, day, categories, questions: drawQuestions(bank, request), answers: [] };
}

export function drawQuestions(bank: QuestionBank, request: DrawRequest): Question[] {
  return takeFrom(questionsInTurn(bank, request), request.count);
}

/** No further than is asked for: each is the work of a moment. */
export function takeFrom<Item>(items: Iterator<Item>, count: number): Item[] {
  const taken: Item[] = [];
  while (taken.length < count) {
    const next = items.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

/** One after the other as they are asked for, all that there are: however many are taken, the first are the same. */
export function questionsInTurn(bank: QuestionBank, request: Omit<DrawRequest, 'count'>): Generator<Question> {
  const random = randomFrom(request.seed);
  const { neighbours } = bank;
  const confused = confusionsOf(request.confused ?? [], neighbours);
  const pose = (one: Askable): Question | undefined => {
    if (!bank.canAsk(one)) return undefined;
    const own = (confused.get(one.key.entity.id) ?? []).map(({ profile }) => [profile]);
    return compose(one, { circles: () => chained(own, circlesAround(one.key, neighbours)), random, neighbours });
  };
  return takeTurns(within(bank, request), confused, pose, random);
}

function* chained<Item>(...all: readonly Iterable<Item>[]): Generator<Item> {
  for (const each of all) yield* each;
}

type Within = Pick<DrawRequest, 'categories' | 'kinds' | 'entities' | 'leftOut' | 'may'>;

/** What may be asked about, and of each what may be asked. */
interface Chosen {
  readonly keys: readonly Profile[];
  readonly ofKey: (key: Profile) => readonly Askable[];
}

function within(bank: QuestionBank, { categories, kinds = ['choice'], entities, leftOut = [], may }: Within): Chosen {
  const out = new Set(leftOut);
  const only = entities && new Set(entities);
  return {
    keys: bank.keys.filter(
      ({ entity }) =>
        (categories.length === 0 || categories.includes(entity.category)) &&
        (only?.has(entity.id) ?? true) &&
        !out.has(entity.id),
    ),
    ofKey: (key) =>
      bank.candidatesOf(key).filter((one) => kinds.includes(kindOf(one)) && (may?.(one) ?? true) && !isLeftOut(one, out)),
  };
}

function isLeftOut(one: Askable, out: ReadonlySet<string>): boolean {
  return out.size > 0 && (out.has(one.id) || out.has(askedId(one.id)) || factsOf(one).some((fact) => out.has(fact)));
}

function factsOf(one: Askable): string[] {
  return sourcesOf(one).flatMap(({ fact }) => (fact === undefined ? [] : [fact]));
}

function sourcesOf(one: Askable): SourcedText[] {
  switch (one.kind) {
    case 'choice':
    case 'typed':
      return [one.asked];
    case 'statement':
      return [one.statement.source];
    case 'response':
      return one.statements.map(({ source }) => source);
    case 'match':
      return [];
  }
}

interface Confusion {
  readonly profile: Profile;
  readonly strength: number;
}

/** The likeliest first. */
function confusionsOf(pairs: readonly ConfusedPair[], { services }: Neighbours): ReadonlyMap<EntityId, readonly Confusion[]> {
  const profiles = new Map(services.map((profile) => [profile.entity.id, profile]));
  const found = new Map<EntityId, Confusion[]>();
  for (const { asked, chosen, strength } of pairs.toSorted((a, b) => b.strength - a.strength)) {
    const profile = profiles.get(chosen);
    if (profile && asked !== chosen) found.set(asked, [...(found.get(asked) ?? []), { profile, strength }]);
  }
  return found;
}

/** In rounds: one of each service, in an order of its own each round, until nothing is left. */
function* takeTurns(
  { keys, ofKey }: Chosen,
  confused: ReadonlyMap<EntityId, readonly Confusion[]>,
  pose: (one: Askable) => Question | undefined,
  random: Random,
): Generator<Question> {
  const profiles = new Map(keys.map((key) => [key.entity.id, key]));
  /** Of those that had their turn. */
  const left = new Map<EntityId, readonly Askable[]>();
  const topics = new Set<string>();
  const asked = new Map<EntityId, Askable[]>();
  while (profiles.size > 0) {
    for (const entity of orderOfRound([...profiles.keys()], confused, random)) {
      const key = profiles.get(entity);
      if (key === undefined) continue;
      const before = asked.get(entity) ?? [];
      let fresh = (left.get(entity) ?? ofKey(key)).filter(({ topic }) => !topics.has(topic));
      let question: Question | undefined;
      while (question === undefined && fresh.length > 0) {
        const next = pickNext(fresh, before, random);
        question = next && pose(next);
        fresh = fresh.filter((one) => one !== next);
        if (question === undefined || next === undefined) continue;
        topics.add(next.topic);
        asked.set(entity, [...before, next]);
      }
      if (question === undefined) profiles.delete(entity);
      else {
        left.set(entity, fresh);
        yield question;
      }
    }
  }
}

/** At random, the more confused the likelier early: the order of a draw without putting back, by weight. */
function orderOfRound(
  entities: readonly EntityId[],
  confused: ReadonlyMap<EntityId, readonly Confusion[]>,
  random: Random,
): EntityId[] {
  const order = shuffled(entities, random);
  if (confused.size === 0) return order;
  const rank = (entity: EntityId): number => {
    const strength = confused.get(entity)?.[0]?.strength ?? 0;
    return -Math.log(1 - random()) / (1 + mostFocus * strength);
  };
  const ranks = new Map(order.map((entity) => [entity, rank(entity)]));
  return order.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
}

/** What is mixed up for certain is this many times likelier to come next than what never was. */
const mostFocus = 20;

const kindWeights: Readonly<Record<QuestionKind, number>> = { choice: 6, response: 2, match: 1, typed: 2 };
const directionWeights: Readonly<Record<QuestionDirection, number>> = {
  'purpose-to-name': 2,
  'feature-to-name': 2,
  'scenario-to-name': 2,
  'statement-to-name': 1,
  'name-to-purpose': 3,
};

/** A direction that this service has not been asked in comes first. */
function pickNext(fresh: readonly Askable[], before: readonly Askable[], random: Random): Askable | undefined {
  const kind = weighted(kindWeights, fresh.map(kindOf), random);
  const asked = new Set(before.map(({ direction }) => direction));
  const ofKind = fresh.filter((one) => kindOf(one) === kind);
  const unasked = ofKind.filter(({ direction }) => !asked.has(direction));
  const rest = unasked.length > 0 ? unasked : ofKind;
  const direction = weighted(
    directionWeights,
    rest.map((one) => one.direction),
    random,
  );
  const last = rest.filter((one) => one.direction === direction);
  return last[below(last.length, random)];
}

/** One of those that occur, each by its weight. */
function weighted<Name extends string>(
  weights: Readonly<Record<Name, number>>,
  occurring: readonly Name[],
  random: Random,
): Name | undefined {
  const names = [...new Set(occurring)].toSorted();
  let at = random() * names.reduce((sum, name) => sum + weights[name], 0);
  return names.find((name) => (at -= weights[name]) < 0) ?? names.at(-1);
}
