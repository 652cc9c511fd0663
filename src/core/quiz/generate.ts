import type { Deck, SourcedText } from '../decks/deck.ts';
import type { CategoryId, DeckId, EntityId, QuizId } from '../ids.ts';
import { below, randomFrom, shuffled, type Random } from '../random.ts';
import type { Instant, StudyDay } from '../time.ts';
import { askablesOf, kindOf, type Askable } from './askable.ts';
import { compose } from './compose.ts';
import { anyCircles, circlesAround, surveyNeighbours, type Neighbours, type Profile } from './neighbours.ts';
import type { Question, QuestionDirection, QuestionKind, Quiz } from './question.ts';

/** All that a deck can be asked, worked out once; a quiz draws from it. */
export interface QuestionBank {
  readonly deck: DeckId;
  /** Enough wrong answers stand beside each. */
  readonly askable: readonly Askable[];
  readonly neighbours: Neighbours;
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
  const askable = neighbours.services
    .flatMap((profile) => askablesOf(profile, neighbours))
    .filter((one) => canAsk(one, neighbours));
  return { deck: deck.id, askable, neighbours };
}

function canAsk(one: Askable, neighbours: Neighbours): boolean {
  // Whether a typed one has but one answer is seen when it is drawn: it takes a look at every entity.
  if (one.kind === 'typed') return true;
  const circles = () => anyCircles(one.key, neighbours);
  return compose(one, { circles, random: randomFrom(0), neighbours, longest: 'both' }) !== undefined;
}

/** How many questions a quiz on these categories can have: no topic comes twice. */
export function countQuestions(
  bank: QuestionBank,
  categories: readonly CategoryId[],
  kinds: readonly QuestionKind[] = ['choice'],
): number {
  return new Set(within(bank, { categories, kinds }).map(({ topic }) => topic)).size;
}

/** The services that can be asked about, by category. */
export function countServices(bank: QuestionBank): ReadonlyMap<CategoryId, number> {
  const entities = new Map(bank.askable.map(({ key: { entity } }) => [entity.id, entity.category]));
  const counts = new Map<CategoryId, number>();
  for (const category of entities.values()) counts.set(category, (counts.get(category) ?? 0) + 1);
  return counts;
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
  const random = randomFrom(request.seed);
  const { neighbours } = bank;
  const confused = confusionsOf(request.confused ?? [], neighbours);
  const questions: Question[] = [];
  const pose = (one: Askable): Question | undefined => {
    const own = (confused.get(one.key.entity.id) ?? []).map(({ profile }) => [profile]);
    return compose(one, { circles: () => [...own, ...circlesAround(one.key, neighbours)], random, neighbours });
  };
  for (const question of takeTurns(within(bank, request), confused, pose, random)) {
    if (questions.length >= request.count) break;
    questions.push(question);
  }
  return questions;
}

function within(
  bank: QuestionBank,
  { categories, kinds = ['choice'], entities, leftOut = [] }: Pick<DrawRequest, 'categories' | 'kinds' | 'entities' | 'leftOut'>,
): Askable[] {
  const out = new Set(leftOut);
  return bank.askable.filter((one) => {
    const { entity } = one.key;
    if (categories.length > 0 && !categories.includes(entity.category)) return false;
    if (entities !== undefined && !entities.includes(entity.id)) return false;
    return kinds.includes(kindOf(one)) && !(out.has(one.id) || out.has(entity.id) || factsOf(one).some((fact) => out.has(fact)));
  });
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
  askable: readonly Askable[],
  confused: ReadonlyMap<EntityId, readonly Confusion[]>,
  pose: (one: Askable) => Question | undefined,
  random: Random,
): Generator<Question> {
  const left = new Map<EntityId, Askable[]>();
  for (const one of askable) {
    const own = left.get(one.key.entity.id);
    if (own) own.push(one);
    else left.set(one.key.entity.id, [one]);
  }
  const topics = new Set<string>();
  const asked = new Map<EntityId, Askable[]>();
  while (left.size > 0) {
    for (const entity of orderOfRound([...left.keys()], confused, random)) {
      const before = asked.get(entity) ?? [];
      let fresh = (left.get(entity) ?? []).filter(({ topic }) => !topics.has(topic));
      let question: Question | undefined;
      while (question === undefined && fresh.length > 0) {
        const next = pickNext(fresh, before, random);
        question = next && pose(next);
        fresh = fresh.filter((one) => one !== next);
        if (question === undefined || next === undefined) continue;
        topics.add(next.topic);
        asked.set(entity, [...before, next]);
      }
      if (question === undefined) left.delete(entity);
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
