import type { Asked } from './columns.ts';
import { answerSort, rated } from './day-sums.ts';
import type { AnswerSort, DaySums } from './day-sums.ts';

/** How often each rating was given, from again to easy. */
export type RatingCounts = readonly [number, number, number, number];

export interface ButtonsFigure {
  /** New cards and those in their steps. */
  readonly learning: RatingCounts;
  readonly young: RatingCounts;
  readonly mature: RatingCounts;
}

const { first, learning, relearning, young, mature, youngAgain, matureAgain } = answerSort;

export function buttonsFigure(sums: DaySums, { from, today }: Asked): ButtonsFigure {
  const of = (sorts: readonly AnswerSort[]): RatingCounts => {
    const counts: [number, number, number, number] = [0, 0, 0, 0];
    for (let day = Math.max(from, sums.from); day <= today; day += 1) {
      for (const sort of sorts) for (const rating of [1, 2, 3, 4] as const) counts[rating - 1]! += rated(sums, day, sort, rating);
    }
    return counts;
  };
  return { learning: of([first, learning, relearning]), young: of([young, youngAgain]), mature: of([mature, matureAgain]) };
}
