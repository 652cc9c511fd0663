import type { Correction, Deck, DeckEntity, ExamTag, SourcedText } from '../decks/deck.ts';
import { isStatus, statusOf } from '../decks/status.ts';
import type { CardId, CategoryId, DeckId, EntityId, QuizId } from '../ids.ts';
import type { Instant, StudyDay } from '../time.ts';
import { tokens } from '../text.ts';
import { below, randomFrom, shuffled, type Random } from '../random.ts';
import {
  advises,
  askablesOf,
  kindOf,
  matchedWith,
  type Askable,
  type AskMatch,
  type AskName,
  type AskStatement,
  type AskStatements,
  type Matched,
} from './askable.ts';
import { areApart, chooseTogether, isWrongName, wrongStatements, type Wish } from './distractors.ts';
import {
  circlesAround,
  anyCircles,
  mayStandTogether,
  surveyNeighbours,
  type Circle,
  type Neighbours,
  type Profile,
  type ReadStatement,
} from './neighbours.ts';
import {
  asksForName,
  type Asked,
  type ChoiceQuestion,
  type MatchPair,
  type MatchQuestion,
  type Question,
  type QuestionDirection,
  type QuestionKind,
  type QuestionOption,
  type Quiz,
  type ResponseQuestion,
  type TypedOther,
  type TypedQuestion,
} from './question.ts';
import { rationaleOf, whatItIs } from './rationale.ts';

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

const distractorCount = 3;

/** A key that is longer than this many times the next longest option stands out. */
const standsOut = 1.3;

/** In one question the longest sentence is at most so many times as long as the shortest, where that can be. */
const mostUneven = 1.5;

const mostPairs = 5;
const fewestPairs = 3;

export function questionsOf(deck: Deck): QuestionBank {
  const neighbours = surveyNeighbours(deck);
  const askable = neighbours.services
    .flatMap((profile) => askablesOf(profile, neighbours))
    .filter((one) => canAsk(one, neighbours));
  return { deck: deck.id, askable, neighbours };
}

function canAsk(one: Askable, neighbours: Neighbours): boolean {
  const anyhow: Composing = {
    circles: () => anyCircles(one.key, neighbours),
    random: randomFrom(0),
    neighbours,
    longest: 'both',
  };
  return compose(one, anyhow) !== undefined;
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
  for (const one of takeTurns(within(bank, request), confused, random)) {
    if (questions.length >= request.count) break;
    const circles = () => [
      ...(confused.get(one.key.entity.id) ?? []).map(({ profile }) => [profile]),
      ...circlesAround(one.key, neighbours),
    ];
    const question = compose(one, { circles, random, neighbours });
    if (question) questions.push(question);
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
  const sources =
    one.kind === 'match' ? [] : one.kind === 'response' ? one.statements.map(({ source }) => source) : [askedIn(one)];
  return sources.flatMap(({ fact }) => (fact === undefined ? [] : [fact]));
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
  random: Random,
): Generator<Askable> {
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
      const fresh = (left.get(entity) ?? []).filter(({ topic }) => !topics.has(topic));
      const before = asked.get(entity) ?? [];
      const next = pickNext(fresh, before, random);
      if (!next) {
        left.delete(entity);
        continue;
      }
      topics.add(next.topic);
      asked.set(entity, [...before, next]);
      left.set(entity, fresh);
      yield next;
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

interface Composing {
  /** Who may stand beside the key, the likeliest mistakes first. */
  circles(): Iterable<Circle>;
  readonly random: Random;
  readonly neighbours: Neighbours;
  /** How often each has been a wrong answer; the least used come first. */
  readonly used?: ReadonlyMap<EntityId, number>;
  /** Only to know whether the key of sentences can be made the longest and can be made not to be. */
  readonly longest?: 'both';
}

/** Undefined when there are too few wrong answers. */
export function compose(one: Askable, composing: Composing): Question | undefined {
  switch (one.kind) {
    case 'choice':
      return composeName(one, composing);
    case 'statement':
      return composeStatement(one, composing);
    case 'response':
      return composeResponse(one, composing);
    case 'match':
      return composeMatch(one, composing);
    case 'typed':
      return composeTyped(one, composing);
  }
}

function composeName(one: AskName, composing: Composing): ChoiceQuestion | undefined {
  const { key, read, stem } = one;
  const { random } = composing;
  const isWrong = (other: Profile): boolean => isWrongName(read, key, other) && !one.alsoRight.includes(other.entity.id);
  const circles = remember(composing.circles(), (circle) => inTurn(circle.filter(isWrong), (other) => other, composing));
  const isClosed = ({ entity }: Profile): boolean => entity.availability !== undefined;
  // Of two that are closed beside what is advised, neither needs to be known.
  const mostClosed = advises(stem) ? 1 : distractorCount;
  const { length } = key.entity.name;
  const longer = (chosen: readonly Profile[]): number => chosen.filter(({ entity }) => entity.name.length > length).length;
  const mayBeLongest = random() < longestByName;
  const mayBeLikest = random() < 1 / (distractorCount + 1);
  const fits = (chosen: readonly Profile[]): boolean => mayBeLongest || longer(chosen) > 0;
  const isUnlike = (chosen: readonly Profile[]): boolean =>
    mayBeLikest ||
    !isLikest(
      key.marks.words,
      chosen.map(({ marks }) => marks.words),
    );
  const wish = (accept: Wish<Profile>['accept'], may = fewClosed): Wish<Profile> => ({
    count: distractorCount,
    together: mayStandTogether,
    may,
    accept,
  });
  const any = (): boolean => true;
  // No farther out than three can be found at all: what tells nothing must not cost what is likely to be mixed up.
  let near = 0;
  const plain = chooseTogether(
    counting(circles.first(Infinity), () => (near += 1)),
    wish(any, any),
  );
  if (!plain) return undefined;
  const chosen =
    chooseTogether(
      circles.first(near),
      wish((those) => fits(those) && isUnlike(those)),
    ) ??
    chooseTogether(circles.first(near), wish(isUnlike)) ??
    chooseTogether(circles.first(nearCircles), wish(any)) ??
    plain;
  return choiceOf(one, [key, ...chosen].map(nameOption), random);

  function fewClosed(chosen: readonly Profile[]): boolean {
    return chosen.filter(isClosed).length <= mostClosed;
  }
}

function* counting<Item>(items: Iterable<Item>, count: () => void): Generator<Item> {
  for (const item of items) {
    count();
    yield item;
  }
}

/**
 * How often it does not matter whether the key's name is the longest. Not always, for what has the longest name of all is the
 * longest in every question of its own.
 */
const longestByName = 0.7;

/** Whether the key could be told by its words: by those that it shares with the stem, or with the other options. */
function isCued(stem: readonly string[], key: readonly string[], chosen: readonly (readonly string[])[]): boolean {
  const [own = 0, ...others] = [key, ...chosen].map((words) => words.filter((word) => stem.includes(word)).length);
  return own > Math.max(...others) || isLikest(key, chosen);
}

/** Whether the key shares more words with the others than any of them does: who is near it was chosen for being near it. */
function isLikest(key: readonly string[], chosen: readonly (readonly string[])[]): boolean {
  const all = [key, ...chosen].map((words) => new Set(words));
  const [own = 0, ...others] = all.map((words) =>
    [...words].reduce((sum, word) => sum + all.filter((other) => other !== words && other.has(word)).length, 0),
  );
  return own > Math.max(...others);
}

/** At random; where the used are counted, the least used first. */
function inTurn<Item>(items: readonly Item[], profileOf: (item: Item) => Profile, { random, used }: Composing): Item[] {
  const order = shuffled(items, random);
  if (used === undefined) return order;
  const uses = (item: Item): number => used.get(profileOf(item).entity.id) ?? 0;
  return order.toSorted((a, b) => uses(a) - uses(b));
}

/** The key first. */
function choiceOf(one: AskName | AskStatement, options: readonly QuestionOption[], random: Random): ChoiceQuestion {
  const order = shuffled(options, random);
  const key = order.indexOf(options[0] as QuestionOption);
  return {
    kind: 'choice',
    ...posed(one),
    ...askedAbout(one.key.entity, one.direction, askedIn(one), one.exams),
    options: order,
    key,
  };
}

function posed({ id, direction, stem }: Askable): Pick<Question, 'id' | 'direction' | 'stem'> {
  return { id, direction, stem };
}

function askedIn(one: AskName | AskStatement): SourcedText {
  return one.kind === 'statement' ? one.statement.source : one.asked;
}

interface WrongStatement {
  readonly profile: Profile;
  readonly statement: ReadStatement;
}

function composeStatement(one: AskStatement, composing: Composing): ChoiceQuestion | undefined {
  const { key, statement } = one;
  const wrong = (circle: Circle): WrongStatement[] =>
    circle.flatMap((profile) => wrongStatements(statement, key, profile).map((other) => ({ profile, statement: other })));
  const chosen = chooseStatements(one.stem, [statement], wrong, composing);
  return chosen && choiceOf(one, [statementOption(key, statement), ...chosen.map(optionOfWrong)], composing.random);
}

function composeResponse(one: AskStatements, composing: Composing): ResponseQuestion | undefined {
  const { key, statements } = one;
  const wrong = (circle: Circle): WrongStatement[] =>
    circle.flatMap((profile) => {
      const first = wrongStatements(statements[0], key, profile);
      const second = wrongStatements(statements[1], key, profile);
      return first.filter((other) => second.includes(other)).map((other) => ({ profile, statement: other }));
    });
  const chosen = chooseStatements(one.stem, statements, wrong, composing);
  if (!chosen) return undefined;
  const keys = statements.map((statement) => statementOption(key, statement));
  const order = shuffled([...keys, ...chosen.map(optionOfWrong)], composing.random);
  const [first, second] = statements.map(({ source }) => askedAbout(key.entity, one.direction, source));
  if (!first || !second) return undefined;
  const lines = [...new Set([...first.lines, ...second.lines])].toSorted((a, b) => a - b);
  const rationale = first.rationale === second.rationale ? first.rationale : `${first.rationale} ${second.rationale}`;
  return {
    kind: 'response',
    ...posed(one),
    ...first,
    rationale,
    lines,
    options: order,
    keys: keys.map((option) => order.indexOf(option)).toSorted((a, b) => a - b),
  };
}

/**
 * Chosen so that length tells nothing: whether a wrong answer is longer than the (first) key is drawn first, and held to. What
 * could only ever be the longest, or never, or is always the likest to the others, is not asked.
 */
function chooseStatements(
  stem: string,
  keys: readonly ReadStatement[],
  wrong: (circle: Circle) => WrongStatement[],
  composing: Composing,
): WrongStatement[] | undefined {
  const count = distractorCount;
  const lengths = keys.map(({ text }) => text.length);
  const [length = 0] = lengths;
  const circles = remember(composing.circles(), (circle) =>
    inTurn(wrong(circle), ({ profile }) => profile, composing).filter(({ statement }) =>
      keys.every(({ text }) => text !== statement.text),
    ),
  );
  const together = (a: WrongStatement, b: WrongStatement): boolean =>
    mayStandTogether(a.profile, b.profile) && a.statement.text !== b.statement.text;
  const isEven = (chosen: readonly WrongStatement[]): boolean => {
    const all = [...lengths, ...chosen.map(({ statement }) => statement.text.length)];
    return Math.max(...all) <= mostUneven * Math.min(...all);
  };
  const longer = (chosen: readonly WrongStatement[]): number =>
    chosen.filter(({ statement }) => statement.text.length > length).length;
  const standsIn = (chosen: readonly WrongStatement[]): boolean =>
    Math.max(...lengths) <= standsOut * Math.max(...chosen.map(({ statement }) => statement.text.length));
  const shorter = (chosen: readonly WrongStatement[]): number =>
    chosen.filter(({ statement }) => statement.text.length < length).length;
  const choose = (longest: boolean, likest: boolean): WrongStatement[] | undefined => {
    const may = (chosen: readonly WrongStatement[]): boolean => !longest || shorter(chosen) === chosen.length;
    const accept = (chosen: readonly WrongStatement[]): boolean =>
      standsIn(chosen) &&
      (longest ? shorter(chosen) === count : longer(chosen) > 0) &&
      (likest ||
        !isCued(
          tokens(stem),
          tokens(keys[0]?.text ?? ''),
          chosen.map(({ statement }) => tokens(statement.text)),
        ));
    return (
      chooseTogether(circles.first(nearCircles), { count, together, may: (chosen) => isEven(chosen) && may(chosen), accept }) ??
      chooseTogether(circles.first(Infinity), { count, together, may, accept })
    );
  };
  if (composing.longest === 'both') return choose(true, false) && choose(false, false);
  const longest = below(count + 1, composing.random) === 0;
  const likest = composing.random() < likestBySentence;
  return (likest ? undefined : choose(longest, false)) ?? choose(longest, true);
}

/** How often a sentence may be the likest to the others: seldom, for where all are unlike it still shares the first place. */
const likestBySentence = 1 / 16;

/** The groups, the category, and the strangers that are most alike. */
const nearCircles = 6;

/** What is made of the circles, made once however often it is gone through. */
function remember<Item>(
  circles: Iterable<Circle>,
  make: (circle: Circle) => Item[],
): { first(count: number): Generator<Item[]> } {
  const made: Item[][] = [];
  const source = circles[Symbol.iterator]();
  return {
    *first(count) {
      for (let index = 0; index < count; index += 1) {
        if (index >= made.length) {
          const next = source.next();
          if (next.done) return;
          made.push(make(next.value));
        }
        yield made[index] ?? [];
      }
    },
  };
}

/** Some of the group, the key among them, of whom none fits what is said of another: as many as can be found. */
function composeMatch(one: AskMatch, { random, neighbours }: Composing): MatchQuestion | undefined {
  const { key, group } = one;
  const members = neighbours.services.filter((other) => other !== key && group.members.includes(other.entity.id));
  let best: readonly Matched[] = [];
  for (let trial = 0; trial < matchTrials && best.length < mostPairs; trial += 1) {
    const sort = trial % 2 === 0 ? 'purpose' : 'statement';
    let chosen: readonly Matched[] = [];
    for (const profile of [key, ...shuffled(members, random)]) {
      if (chosen.length < mostPairs) chosen = matchedWith(chosen, profile, sort) ?? chosen;
      if (chosen.length === 0) break;
    }
    if (chosen.length > best.length) best = chosen;
  }
  if (best.length < fewestPairs) return undefined;
  const options = shuffled(best, random);
  const pairs = shuffled(best, random).map((matched): MatchPair => {
    const { profile, said } = matched;
    return { ...askedAbout(profile.entity, one.direction, said.source), text: said.text, key: options.indexOf(matched) };
  });
  return { kind: 'match', ...posed(one), pairs, options: options.map(({ profile }) => nameOption(profile)) };
}

/** Orders in which a group is gone through. */
const matchTrials = 12;

/** So many other names are stored with a typed question, beside those that are spelt much like the key's. */
const mostOthers = 24;

function composeTyped(one: AskName, { neighbours: { services }, circles }: Composing): TypedQuestion | undefined {
  const { key, read } = one;
  // No other may be right: nothing says which is meant.
  if (
    services.some(
      (other) =>
        other !== key && mayStandTogether(key, other) && !key.alsoRight.has(other.entity.id) && !isWrongName(read, key, other),
    )
  ) {
    return undefined;
  }
  const near = [];
  for (const circle of circles()) {
    near.push(...circle);
    if (near.length >= mostOthers) break;
  }
  const others = [
    ...new Set([...services.filter((other) => other !== key && isSpeltLike(key, other)), ...near.slice(0, mostOthers)]),
  ];
  const { aliases } = key.entity;
  return {
    kind: 'typed',
    ...posed(one),
    ...askedAbout(key.entity, one.direction, one.asked, one.exams),
    key: nameOption(key),
    aliases,
    others: others
      .filter((other) => areApart(key, other))
      .map((other): TypedOther => ({ ...nameOption(other), aliases: other.entity.aliases })),
  };
}

/** Near enough that a slip in one may be taken for the other: lengths differ by no more than two, most letters are shared. */
function isSpeltLike(key: Profile, other: Profile): boolean {
  return key.marks.spellings.some((a) =>
    other.marks.spellings.some((b) => {
      if (Math.abs(a.length - b.length) > 2 || a.length < 2) return false;
      const letters = new Set(b.toLowerCase());
      return Array.from(a.toLowerCase()).filter((letter) => !letters.has(letter)).length <= 2;
    }),
  );
}

function askedAbout(entity: DeckEntity, direction: QuestionDirection, asked: SourcedText, own?: readonly ExamTag[]): Asked {
  const reason = rationaleOf(entity, asked);
  const card = findCard(entity, direction, asked);
  const corrections = followedBy(asked, entity);
  const exams = own ?? entity.exams;
  return {
    entity: entity.id,
    category: entity.category,
    ...(asked.fact === undefined ? {} : { fact: asked.fact }),
    ...(card === undefined ? {} : { card }),
    ...(exams === undefined ? {} : { exams }),
    rationale: reason.text,
    lines: reason.lines,
    ...(corrections.length > 0 ? { corrections } : {}),
  };
}

/** Typos are no matter here: the words of a question are spelt right. */
function followedBy({ corrections: followed }: SourcedText, { corrections = [] }: DeckEntity): readonly Correction[] {
  return corrections.filter((one) => followed?.includes(one.id) && !isStatus(one) && one.kind !== 'typo');
}

function nameOption({ entity }: Profile): QuestionOption {
  return optionOf(entity, entity.name, whatItIs(entity).lines);
}

function statementOption({ entity }: Profile, { text, source }: ReadStatement): QuestionOption {
  return optionOf(entity, text, source.lines);
}

function optionOfWrong({ profile, statement }: WrongStatement): QuestionOption {
  return statementOption(profile, statement);
}

function optionOf(entity: DeckEntity, text: string, lines: readonly number[]): QuestionOption {
  const { id, name, formerly } = entity;
  const status = statusOf(entity).filter(({ kind }) => kind !== 'renamed');
  return {
    entity: id,
    text,
    name,
    what: whatItIs(entity).text,
    lines,
    ...(formerly === undefined ? {} : { formerly }),
    ...(status.length > 0 ? { status } : {}),
  };
}

/** The card that asks for the same; else the nearest to it, so that what was missed can always be studied. */
function findCard(entity: DeckEntity, direction: QuestionDirection, asked: SourcedText): CardId | undefined {
  const wanted = asksForName(direction) ? 'to-name' : 'to-answer';
  const all = entity.notes.flatMap((note) => note.cards.map((card) => ({ note, card })));
  const ways: ((one: (typeof all)[number]) => boolean)[] = [
    ({ card }) => card.direction === wanted && (card.front === asked.text || card.back === asked.text),
    ({ note, card }) => card.direction === wanted && asked.fact !== undefined && note.facts.includes(asked.fact),
    ({ note }) => asked.fact !== undefined && note.facts.includes(asked.fact),
    ({ note, card }) => card.direction === wanted && note.kind === 'purpose',
    ({ note }) => note.kind === 'purpose',
    ({ card }) => card.direction === wanted && card.lines.some((line) => asked.lines.includes(line)),
    () => true,
  ];
  for (const way of ways) {
    const found = all.find(way);
    if (found) return found.card.id;
  }
  return undefined;
}
