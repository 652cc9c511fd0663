import type { Correction, DeckEntity, ExamTag, SourcedText } from '../decks/deck.ts';
import { isStatus, statusOf } from '../decks/status.ts';
import type { CardId, EntityId } from '../ids.ts';
import { below, shuffled, type Random } from '../random.ts';
import { sameWord, tokens } from '../text.ts';
import {
  advises,
  matchedWith,
  type Askable,
  type AskMatch,
  type AskName,
  type AskStatement,
  type AskStatements,
  type Matched,
} from './askable.ts';
import { areApart, chooseTogether, isWrongName, wrongStatements, type Wish } from './distractors.ts';
import { circlesAround, mayStandTogether, type Circle, type Neighbours, type Profile, type ReadStatement } from './neighbours.ts';
import {
  asksForName,
  type Asked,
  type ChoiceQuestion,
  type MatchPair,
  type MatchQuestion,
  type Question,
  type QuestionDirection,
  type QuestionOption,
  type ResponseQuestion,
  type TypedOther,
  type TypedQuestion,
} from './question.ts';
import { rationaleOf, whatItIs } from './rationale.ts';

const distractorCount = 3;

/** A key that is longer than this many times the next longest option stands out. */
const standsOut = 1.3;

/** In one question the longest sentence is at most so many times as long as the shortest, where that can be. */
const mostUneven = 1.5;

const mostPairs = 5;
const fewestPairs = 3;

export interface Composing {
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
      return composeTyped(one, composing.neighbours);
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
    counting(circles.first(allCircles), () => (near += 1)),
    wish(any, any),
  );
  if (!plain) return undefined;
  const chosen =
    chooseTogether(
      circles.first(near),
      wish((those) => fits(those) && isUnlike(those)),
    ) ??
    // Where all that is near has shorter names, one from farther out tells less than the length would.
    (mayBeLongest
      ? undefined
      : chooseTogether(
          circles.first(allCircles),
          wish((those) => fits(those) && isUnlike(those)),
        )) ??
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
  return choiceAs(one, order, order.indexOf(options[0] as QuestionOption));
}

/** In this order. */
export function choiceAs(one: AskName | AskStatement, order: readonly QuestionOption[], key: number): ChoiceQuestion {
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
  const order = shuffled(
    [...statements.map((statement) => statementOption(key, statement)), ...chosen.map(optionOfWrong)],
    composing.random,
  );
  return responseAs(one, order);
}

/** In this order. */
export function responseAs(one: AskStatements, options: readonly QuestionOption[]): ResponseQuestion {
  const { key, statements } = one;
  const [first, ...others] = statements.map(({ source }) => source) as [SourcedText, SourcedText];
  const { text, lines } = rationaleOf(key.entity, first, ...others);
  return {
    kind: 'response',
    ...posed(one),
    ...askedAbout(key.entity, one.direction, first),
    rationale: text,
    lines,
    options,
    keys: options.flatMap(({ entity }, index) => (entity === key.entity.id ? [index] : [])),
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
      !arePaired(keys, chosen) &&
      (longest ? shorter(chosen) === count : longer(chosen) > 0) &&
      (likest ||
        !isCued(
          tokens(stem),
          tokens(keys[0]?.text ?? ''),
          chosen.map(({ statement }) => tokens(statement.text)),
        ));
    return (
      chooseTogether(circles.first(nearCircles), { count, together, may: (chosen) => isEven(chosen) && may(chosen), accept }) ??
      chooseTogether(circles.first(allCircles), { count, together, may, accept })
    );
  };
  if (composing.longest === 'both') return choose(true, false) && choose(false, false);
  const longest = below(count + 1, composing.random) === 0;
  const likest = composing.random() < likestBySentence;
  return (likest ? undefined : choose(longest, false)) ?? choose(longest, true);
}

/** Whether two keys share words as no other two options do: who looks for a pair would find them. */
function arePaired([first, second]: readonly ReadStatement[], chosen: readonly WrongStatement[]): boolean {
  if (!first || !second) return false;
  const common = sharedWords(first.text, second.text);
  const others = chosen.map(({ statement }) => statement.text);
  return common > mostSharedBesides([first.text, second.text], others);
}

/** The most words that two of these have in common, not counting the two keys with each other. */
export function mostSharedBesides(keys: readonly string[], others: readonly string[]): number {
  return Math.max(0, ...others.flatMap((other, at) => [...keys, ...others.slice(at + 1)].map((one) => sharedWords(one, other))));
}

/** In any of their forms: `logs` and `log` are seen as one. */
export function sharedWords(a: string, b: string): number {
  const words = tokens(b);
  return tokens(a).filter((word) => words.some((other) => sameWord(word, other))).length;
}

/** How often a sentence may be the likest to the others: seldom, for where all are unlike it still shares the first place. */
const likestBySentence = 1 / 16;

/** The groups, the category, and the strangers that are most alike. */
const nearCircles = 6;

/** No farther out is looked for what fits: in a deck of thousands there is no end to it. */
const allCircles = 20;

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
  return matchAs(one, shuffled(best, random), shuffled(best, random));
}

/** With these names and these pairs, in their orders. */
export function matchAs(one: AskMatch, names: readonly Matched[], asked: readonly Matched[]): MatchQuestion {
  const pairs = asked.map((matched): MatchPair => {
    const { profile, said } = matched;
    const key = names.findIndex((name) => name.profile === profile);
    return { ...askedAbout(profile.entity, one.direction, said.source), text: said.text, key };
  });
  return { kind: 'match', ...posed(one), pairs, options: names.map(({ profile }) => nameOption(profile)) };
}

/** Orders in which a group is gone through. */
const matchTrials = 12;

/** So many other names are stored with a typed question, beside those that are spelt much like the key's. */
const mostOthers = 24;

function composeTyped(one: AskName, neighbours: Neighbours): TypedQuestion | undefined {
  const { key, read } = one;
  const { services } = neighbours;
  // No other may be right: nothing says which is meant.
  const isRight = (other: Profile): boolean =>
    other !== key && mayStandTogether(key, other) && !key.alsoRight.has(other.entity.id) && !isWrongName(read, key, other);
  if (services.some(isRight)) return undefined;
  const near: Profile[] = [];
  for (const circle of circlesAround(key, neighbours)) {
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

export function nameOption({ entity }: Profile): QuestionOption {
  return optionOf(entity, entity.name, whatItIs(entity).lines);
}

export function statementOption({ entity }: Profile, { text, source }: ReadStatement): QuestionOption {
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
