import { answered, answerSort, taken } from './day-sums.ts';
import type { AnswerSort, DaySums } from './day-sums.ts';
import type { Spans } from './spans.ts';

export const REVIEW_SERIES = ['learn', 'relearn', 'young', 'mature', 'cram'] as const;
export type ReviewSeries = (typeof REVIEW_SERIES)[number];

/** Answers and the time they took, in each part of the period. */
export interface ReviewsFigure {
  readonly count: Readonly<Record<ReviewSeries, readonly number[]>>;
  readonly takenMs: Readonly<Record<ReviewSeries, readonly number[]>>;
  /** Days of the period on which something was answered. */
  readonly daysStudied: number;
}

const sortsOf: Readonly<Record<ReviewSeries, readonly AnswerSort[]>> = {
  learn: [answerSort.first, answerSort.learning],
  relearn: [answerSort.relearning],
  young: [answerSort.young, answerSort.youngAgain],
  mature: [answerSort.mature, answerSort.matureAgain],
  cram: [answerSort.cram],
};

export function reviewsFigure(sums: DaySums, { from, to, partOf, starts }: Spans): ReviewsFigure {
  const studied = new Uint8Array(partOf.length);
  const count = seriesOf(() => starts.map(() => 0));
  const takenMs = seriesOf(() => starts.map(() => 0));
  for (const name of REVIEW_SERIES) {
    for (let day: number = from; day <= to; day += 1) {
      for (const sort of sortsOf[name]) {
        const answers = answered(sums, day, sort);
        if (answers === 0) continue;
        const part = partOf[day - from]!;
        count[name][part]! += answers;
        takenMs[name][part]! += taken(sums, day, sort);
        studied[day - from] = 1;
      }
    }
  }
  return { count, takenMs, daysStudied: studied.reduce((sum, one) => sum + one, 0) };
}

function seriesOf<Value>(make: () => Value): Record<ReviewSeries, Value> {
  return { learn: make(), relearn: make(), young: make(), mature: make(), cram: make() };
}
