import type { Deck } from '#core/decks/deck.ts';
import type { EntityId } from '#core/ids.ts';
import { below, randomFrom, shuffled } from '#core/random.ts';
import { composeBank } from '#core/quiz/default-bank.ts';
import { compose } from '#core/quiz/compose.ts';
import { drawQuestions, questionsOf, type QuestionBank } from '#core/quiz/generate.ts';
import { circlesAround } from '#core/quiz/neighbours.ts';
import { asksForName, type ChoiceQuestion, type Question, type QuestionKind } from '#core/quiz/question.ts';
import { chiSquareOfPlaces, faultsOf, faultsOfBank, ruleBook, type Fault } from '#core/quiz/rules.ts';
import { tokens } from '#core/text.ts';

export interface Audit {
  /** All questions composed: every possible key, once for each seed. */
  readonly questions: readonly Question[];
  readonly askable: number;
  readonly faults: readonly Found[];
  readonly names: Cues;
  readonly sentences: Cues;
  readonly all: Cues;
  /** How often the key stood at A, B, C, D, and the chi-square of it, with three degrees of freedom. */
  readonly places: readonly number[];
  readonly chiSquare: number;
  /** How often each service was a wrong answer, of so many questions; the most frequent first. */
  readonly distractors: readonly (readonly [name: string, times: number])[];
  /** Of the bank with at most four of a service. */
  readonly bank: { readonly size: number; readonly faults: readonly Fault[] };
  /** Of quizzes as they are drawn. */
  readonly drawn: readonly string[];
  readonly sameAgain: boolean;
}

interface Found extends Fault {
  readonly question: Question;
}

/**
 * How often the key is found by who looks at one thing only, as a share. Where several tie, one of them is taken by chance. Each
 * service counts alike, as in a quiz, where each has its turn.
 */
export interface Cues {
  readonly count: number;
  readonly longest: number;
  readonly likeStem: number;
  readonly likeOthers: number;
  /** 95 % of the time chance alone stays within a quarter plus or minus this. */
  readonly byChance: number;
}

const kinds: readonly QuestionKind[] = ['choice', 'response', 'match', 'typed'];

export function auditDeck(deck: Deck, least: number): Audit {
  const bank = questionsOf(deck);
  const book = ruleBook(deck);
  const questions: Question[] = [];
  for (let seed = 1; questions.length < least && bank.askable.length > 0; seed += 1) questions.push(...composeAll(bank, seed));
  const faults = questions.flatMap((question) => faultsOf(question, book).map((fault) => ({ ...fault, question })));
  const choices = questions.filter((question) => question.kind === 'choice');
  const places = [0, 1, 2, 3].map((at) => choices.filter(({ key }) => key === at).length);
  const wrong = new Map(book.neighbours.services.map(({ entity }) => [entity.id, 0]));
  for (const { options, key } of choices) {
    for (const [at, { entity }] of options.entries()) if (at !== key) wrong.set(entity, (wrong.get(entity) ?? 0) + 1);
  }
  const composed = composeBank(bank, 1);
  const again = composeBank(questionsOf(structuredClone(deck)), 1);
  return {
    questions,
    askable: bank.askable.length,
    faults,
    names: cuesOf(choices.filter(({ direction }) => asksForName(direction))),
    sentences: cuesOf(choices.filter(({ direction }) => !asksForName(direction))),
    all: cuesOf(choices),
    places,
    chiSquare: chiSquareOfPlaces(choices),
    distractors: [...wrong]
      .map(([entity, times]) => [book.entities.get(entity)?.name ?? entity, times] as const)
      .toSorted((a, b) => b[1] - a[1]),
    bank: { size: composed.length, faults: faultsOfBank(composed, book, again) },
    drawn: Array.from({ length: 20 }, (_, seed) => faultsOfDrawn(bank, seed)).flat(),
    sameAgain: JSON.stringify(again) === JSON.stringify(composed),
  };
}

function composeAll({ askable, neighbours }: QuestionBank, seed: number): Question[] {
  const random = randomFrom(seed);
  return askable.flatMap((one) => compose(one, { circles: () => circlesAround(one.key, neighbours), random, neighbours }) ?? []);
}

/** No stem comes twice, and no key twice while another that can be asked has had no turn. */
function faultsOfDrawn(bank: QuestionBank, seed: number): string[] {
  const random = randomFrom(seed);
  const some = shuffled(kinds, random).slice(0, 1 + below(kinds.length, random));
  const questions = drawQuestions(bank, { count: 65, categories: [], seed, kinds: some });
  const faults: string[] = [];
  const stems = questions.map(({ stem }) => stem.toLowerCase());
  if (new Set(stems).size !== stems.length) faults.push(`seed ${seed}: a stem twice`);
  const eligible = new Set(questions.flatMap((one) => (one.kind === 'match' ? [] : [one.entity])));
  const seen = new Set<EntityId>();
  for (const one of questions) {
    if (one.kind === 'match') continue;
    if (seen.has(one.entity) && seen.size < eligible.size && some.every((kind) => kind !== 'match'))
      faults.push(`seed ${seed}: ${one.entity} twice too early`);
    seen.add(one.entity);
  }
  return faults;
}

function cuesOf(questions: readonly ChoiceQuestion[]): Cues {
  const count = questions.length;
  const ofEntity = new Map<EntityId, number>();
  for (const { entity } of questions) ofEntity.set(entity, (ofEntity.get(entity) ?? 0) + 1);
  const score = (cue: (question: ChoiceQuestion) => readonly number[]): number =>
    questions.reduce((sum, question) => sum + luck(cue(question), question.key) / (ofEntity.get(question.entity) ?? 1), 0) /
    Math.max(1, ofEntity.size);
  return {
    count,
    longest: score(({ options }) => options.map(({ text }) => text.length)),
    likeStem: score(({ options, stem }) => options.map(({ text }) => shared(text, [stem]))),
    likeOthers: score(({ options }) =>
      options.map((option) =>
        shared(
          option.text,
          options.flatMap((other) => (other === option ? [] : [other.text])),
        ),
      ),
    ),
    byChance: 1.96 * Math.sqrt((0.25 * 0.75) / Math.max(1, count)),
  };
}

/** The chance of who takes the one with the highest mark. */
function luck(marks: readonly number[], key: number): number {
  const best = Math.max(...marks);
  return marks[key] === best ? 1 / marks.filter((mark) => mark === best).length : 0;
}

function shared(text: string, others: readonly string[]): number {
  const words = tokens(text);
  return others.reduce((sum, other) => {
    const all = new Set(tokens(other));
    return sum + words.filter((word) => all.has(word)).length;
  }, 0);
}
