import type { EntityId } from '#core/ids.ts';
import { confusionsIn, toDraw } from '#core/quiz/confusions.ts';
import { compose } from '#core/quiz/compose.ts';
import { drawQuestions, type QuestionBank } from '#core/quiz/generate.ts';
import { anyCircles } from '#core/quiz/neighbours.ts';
import type { ChoiceQuestion, Question, Quiz } from '#core/quiz/question.ts';
import { randomFrom, shuffled, type Random } from '#core/random.ts';
import { dayMs, type Instant } from '#core/time.ts';
import { aQuiz, choicesOf } from './quizzes.ts';

/** How wrong answers are found: as the app does, by the same rules without what was mixed up, or of all that may be one at random. */
export type Way = 'fitted' | 'by rule' | 'random';

export interface Met {
  /** For each fixed confusion, questions until it was met for the first time; and from a mix-up until it was met again. */
  readonly first: readonly number[];
  readonly again: readonly number[];
}

const questionsADay = 10;

/**
 * A learner who knows everything but for some fixed confusions: asked for the one, with the other beside it, the other is
 * chosen. A quiz of ten a day. What was not met in all these days counts as met on the day after.
 */
export function meetConfusions(
  bank: QuestionBank,
  pairs: readonly (readonly [EntityId, EntityId])[],
  way: Way,
  days: number,
  seed: number,
): Met {
  const quizzes: Quiz[] = [];
  const meetings = new Map<string, number[]>(pairs.map((pair) => [pair.join(' '), []]));
  for (let day = 0; day < days; day += 1) {
    const instant = (aQuiz().startedAt + day * dayMs) as Instant;
    const confused = way === 'fitted' ? toDraw(confusionsIn(quizzes, instant)) : [];
    const drawn = drawQuestions(bank, { count: questionsADay, categories: [], seed: seed * 1000 + day, confused });
    const questions = way === 'random' ? withRandomOptions(drawn, bank, randomFrom(seed * 1000 + day)) : drawn;
    const quiz = { ...aQuiz(), startedAt: instant, questions };
    const answers = choicesOf(quiz).map((question, index) => {
      const mixed = mixUp(question, pairs);
      if (mixed !== undefined) meetings.get(mixed.pair)?.push(day * questionsADay + index + 1);
      return { given: { kind: 'choice' as const, chosen: mixed?.chosen ?? question.key }, instant, takenMs: 1 };
    });
    quizzes.push({ ...quiz, answers });
  }
  const never = days * questionsADay;
  const all = [...meetings.values()];
  return {
    first: all.map(([first]) => first ?? never),
    again: all.flatMap(([first, second]) => (first === undefined ? [] : [(second ?? never) - first])),
  };
}

/** The same questions with any of the wrong answers that their rules allow. */
function withRandomOptions(questions: readonly Question[], { askable, neighbours }: QuestionBank, random: Random): Question[] {
  return questions.map((question) => {
    const one = askable.find(({ id }) => id === question.id);
    if (one === undefined) throw new Error(`the bank has no question ${question.id}`);
    const circles = () => [shuffled([...anyCircles(one.key, neighbours)].flat(), random)];
    return compose(one, { circles, random, neighbours }) ?? question;
  });
}

function mixUp({ entity, options }: ChoiceQuestion, pairs: readonly (readonly [EntityId, EntityId])[]) {
  for (const [asked, taken] of pairs) {
    const chosen = asked === entity ? options.findIndex((option) => option.entity === taken) : -1;
    if (chosen >= 0) return { pair: `${asked} ${taken}`, chosen };
  }
  return undefined;
}

/** Pairs that are set against each other at all: each asked of another thing, one the other was seen beside. */
export function somePairs(bank: QuestionBank, count: number, random: Random): (readonly [EntityId, EntityId])[] {
  const beside = new Map<EntityId, Set<EntityId>>();
  for (const seed of [1, 2, 3]) {
    for (const { entity, options } of choicesOf({ questions: drawQuestions(bank, { count: 400, categories: [], seed }) })) {
      const others = beside.get(entity) ?? new Set();
      for (const option of options) if (option.entity !== entity) others.add(option.entity);
      beside.set(entity, others);
    }
  }
  return shuffled([...beside.keys()], random)
    .slice(0, count)
    .flatMap((asked) =>
      shuffled([...(beside.get(asked) ?? [])], random)
        .slice(0, 1)
        .map((taken) => [asked, taken] as const),
    );
}

export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Of a ratio of means over learners, with its 95 % interval by resampling learners. */
export function ratioOf(over: readonly number[], under: readonly number[], seed = 1): Estimate {
  const random = randomFrom(seed);
  const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  const ratios = Array.from({ length: 1000 }, () => {
    const drawn = Array.from(over, () => Math.floor(random() * over.length));
    return mean(drawn.map((at) => over[at]!)) / mean(drawn.map((at) => under[at]!));
  }).toSorted((a, b) => a - b);
  return { mean: mean(over) / mean(under), low: ratios[25]!, high: ratios[974]! };
}
