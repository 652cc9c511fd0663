import type { Correction, Deck, DeckEntity, SourcedText } from '../decks/deck.ts';
import { isStatus, statusOf } from '../decks/status.ts';
import { hash } from '../hash.ts';
import type { CardId, CategoryId, DeckId, EntityId, QuizId } from '../ids.ts';
import { normalise } from '../text.ts';
import type { Instant, StudyDay } from '../time.ts';
import { below, randomFrom, shuffled, type Random } from '../random.ts';
import { chooseTogether, isWrongName, wrongStatements } from './distractors.ts';
import { givesAway } from './leak.ts';
import {
  anyCircles,
  circlesAround,
  mayStandTogether,
  surveyNeighbours,
  type Circle,
  type Neighbours,
  type Profile,
  type ReadText,
} from './neighbours.ts';
import { asksForName, type ChoiceQuestion, type QuestionDirection, type QuestionOption, type Quiz } from './question.ts';
import { phrase, rationaleOf, whatItIs } from './rationale.ts';

/** All that a deck can be asked, worked out once; a quiz draws from it. */
export interface QuestionBank {
  readonly deck: DeckId;
  readonly askable: readonly Askable[];
  readonly neighbours: Neighbours;
}

/** A stem or a statement that enough wrong answers stand beside. */
export interface Askable {
  readonly id: string;
  readonly direction: QuestionDirection;
  readonly key: Profile;
  readonly asked: SourcedText;
  readonly read: ReadText;
}

export interface QuizRequest {
  readonly id: QuizId;
  readonly count: number;
  /** Empty means all. */
  readonly categories: readonly CategoryId[];
  readonly seed: number;
  readonly startedAt: Instant;
  readonly day: StudyDay;
}

const distractorCount = 3;

/** A key that is longer than this many times the next longest option stands out. */
const standsOut = 1.3;

export function questionsOf(deck: Deck): QuestionBank {
  const neighbours = surveyNeighbours(deck);
  const askable = neighbours.services
    .flatMap((profile) => askablesOf(profile, neighbours))
    .filter((one) => composeOptions(one, anyCircles(one.key, neighbours), randomFrom(0)) !== undefined);
  return { deck: deck.id, askable, neighbours };
}

function askablesOf(key: Profile, { readText }: Neighbours): Askable[] {
  const { entity } = key;
  const ask = (direction: QuestionDirection) => (asked: SourcedText) => ({
    id: `${direction}:${entity.id}:${asked.fact ?? hash(normalise(asked.text))}`,
    direction,
    key,
    asked,
    read: readText(asked.text),
  });
  const all = [...entity.stems.map(ask('feature-to-name')), ...entity.statements.map(ask('name-to-purpose'))];
  const asked = all.filter((one) => entity.availability === undefined || !asksForName(one.direction) || !advises(one.asked.text));
  const clean = asked.filter((one) => !givesAway(one.read.words, key.names));
  return clean.filter((one, index) => clean.findIndex((other) => other.id === one.id) === index);
}

/** Whether a stem asks what to use today: nobody should be told to use what is closed, ended, or ends soon. */
function advises(stem: string): boolean {
  return /\b(?:should|recommend(?:s|ed)?|would you (?:use|choose|pick)|meets? (?:\w+ ){0,3}(?:requirements?|needs)|best (?:suits|fits|meets))\b/i.test(
    stem,
  );
}

/** How many questions a quiz on these categories can have: every stem once, and once "Which statement describes ...?" */
export function countQuestions(bank: QuestionBank, categories: readonly CategoryId[]): number {
  return new Set(within(bank, categories).map(stemKey)).size;
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
 * Every service has its turn before one is asked about again, and no stem comes twice.
 */
export function drawQuiz(bank: QuestionBank, request: QuizRequest): Quiz {
  const random = randomFrom(request.seed);
  const turns = takeTurns(within(bank, request.categories), random);
  const questions = turns.slice(0, request.count).map((one) => composeQuestion(one, bank.neighbours, random));
  const { id, seed, startedAt, day, categories } = request;
  return { id, deck: bank.deck, seed, startedAt, day, categories, questions, answers: [] };
}

function within(bank: QuestionBank, categories: readonly CategoryId[]): Askable[] {
  return bank.askable.filter(({ key }) => categories.length === 0 || categories.includes(key.entity.category));
}

/** In rounds: one of each service, in an order of its own each round, until nothing is left. */
function takeTurns(askable: readonly Askable[], random: Random): Askable[] {
  const left = new Map<EntityId, Askable[]>();
  for (const one of askable) left.set(one.key.entity.id, [...(left.get(one.key.entity.id) ?? []), one]);
  const turns: Askable[] = [];
  const stems = new Set<string>();
  while (left.size > 0) {
    for (const entity of shuffled([...left.keys()], random)) {
      const fresh = (left.get(entity) ?? []).filter((one) => !stems.has(stemKey(one)));
      const next = pickNext(fresh, turns, random);
      if (!next) {
        left.delete(entity);
        continue;
      }
      turns.push(next);
      stems.add(stemKey(next));
      left.set(
        entity,
        fresh.filter((one) => one !== next),
      );
    }
  }
  return turns;
}

/** A direction that this service has not been asked in comes first; else the name is asked for twice as often, as exams do. */
function pickNext(fresh: readonly Askable[], before: readonly Askable[], random: Random): Askable | undefined {
  const asked = new Set(before.filter((one) => one.key === fresh[0]?.key).map((one) => one.direction));
  const first: QuestionDirection = below(3, random) < 2 ? 'feature-to-name' : 'name-to-purpose';
  const rank = ({ direction }: Askable): number => (asked.has(direction) ? 2 : 0) + (direction === first ? 0 : 1);
  return shuffled(fresh, random).toSorted((a, b) => rank(a) - rank(b))[0];
}

function composeQuestion(one: Askable, neighbours: Neighbours, random: Random): ChoiceQuestion {
  const { id, direction, asked, key } = one;
  const options = composeOptions(one, circlesAround(key, neighbours), random);
  if (!options) throw new Error(`a question without enough wrong answers was let in: ${id}`);
  const order = shuffled(options, random);
  const reason = rationaleOf(key.entity, asked);
  const card = findCard(key.entity, direction, asked);
  const corrections = followedBy(asked, key.entity);
  return {
    kind: 'choice',
    id,
    direction,
    entity: key.entity.id,
    category: key.entity.category,
    ...(asked.fact === undefined ? {} : { fact: asked.fact }),
    ...(card === undefined ? {} : { card }),
    stem: stemOf(one),
    options: order,
    key: order.indexOf(options[0] as QuestionOption),
    rationale: reason.text,
    lines: reason.lines,
    ...(corrections.length > 0 ? { corrections } : {}),
  };
}

/** Typos are no matter here: the words of a question are spelt right. */
function followedBy({ corrections: followed }: SourcedText, { corrections = [] }: DeckEntity): readonly Correction[] {
  return corrections.filter((one) => followed?.includes(one.id) && !isStatus(one) && one.kind !== 'typo');
}

function stemOf({ direction, asked, key }: Askable): string {
  return asksForName(direction) ? asked.text.trim() : `Which statement describes ${key.entity.name}?`;
}

/** Two stems that differ in capitals, blanks or punctuation only are one. */
function stemKey(one: Askable): string {
  return normalise(stemOf(one));
}

/** The key and its distractors, the key first; undefined when there are too few. */
function composeOptions(one: Askable, circles: Iterable<Circle>, random: Random): QuestionOption[] | undefined {
  return asksForName(one.direction) ? nameOptions(one, circles, random) : statementOptions(one, circles, random);
}

function nameOptions({ key, read }: Askable, circles: Iterable<Circle>, random: Random): QuestionOption[] | undefined {
  function* wrong(): Generator<Circle> {
    for (const circle of circles)
      yield shuffled(
        circle.filter((other) => isWrongName(read, key, other)),
        random,
      );
  }
  const chosen = chooseTogether(wrong(), distractorCount, mayStandTogether, () => true);
  return chosen && [key, ...chosen].map(({ entity }) => optionOf(entity, entity.name, whatItIs(entity).lines));
}

interface StatementItem {
  readonly profile: Profile;
  readonly text: string;
  readonly lines: readonly number[];
}

function statementOptions(
  { key, asked, read }: Askable,
  circles: Iterable<Circle>,
  random: Random,
): QuestionOption[] | undefined {
  const keyText = phrase(asked.text);
  function* wrong(): Generator<readonly StatementItem[]> {
    for (const circle of circles) {
      const items = shuffled(circle, random).flatMap((profile) =>
        shuffled(wrongStatements(read, key, profile), random).map(({ text, lines }) => ({ profile, text: phrase(text), lines })),
      );
      yield items.filter(({ text }) => text !== keyText);
    }
  }
  const chosen = chooseTogether(
    wrong(),
    distractorCount,
    (a, b) => mayStandTogether(a.profile, b.profile) && a.text !== b.text,
    (items) => items.some(({ text }) => keyText.length <= standsOut * text.length),
  );
  if (!chosen) return undefined;
  const options = chosen.map(({ profile, text, lines }) => optionOf(profile.entity, text, lines));
  return [optionOf(key.entity, keyText, asked.lines), ...options];
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
