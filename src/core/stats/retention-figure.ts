import type { Asked } from './columns.ts';
import { answered, answerSort, ever, passed } from './day-sums.ts';
import type { DaySums } from './day-sums.ts';
import { shareOf } from './interval.ts';
import type { Share } from './interval.ts';
import type { Spans } from './spans.ts';

export const RETENTION_ROWS = ['today', 'yesterday', 'week', 'month', 'year', 'all'] as const;

export interface RetentionShares {
  readonly young: Share;
  readonly mature: Share;
  readonly both: Share;
}

/** True retention: of the first answers of a day on review cards, how many were known. */
export interface RetentionFigure {
  readonly rows: Readonly<Record<(typeof RETENTION_ROWS)[number], RetentionShares>>;
  /** In each part of the period. */
  readonly parts: readonly RetentionShares[];
}

/** A week is the last seven days, today among them; a month thirty, a year 365. */
export function retentionFigure(
  sums: DaySums,
  { today }: Pick<Asked, 'today'>,
  { from, to, partOf, starts }: Spans,
): RetentionFigure {
  const back = (first: number, last: number): RetentionShares => {
    const own = new Float64Array(4);
    for (let day = today - first; day <= today - last; day += 1) addDay(sums, day, own, 0);
    return sharesOf(own, 0);
  };
  const parts = new Float64Array(starts.length * 4);
  for (let day: number = from; day <= to; day += 1) addDay(sums, day, parts, partOf[day - from]! * 4);
  const [young, mature] = [ever(sums, answerSort.young), ever(sums, answerSort.mature)];
  return {
    rows: {
      today: back(0, 0),
      yesterday: back(1, 1),
      week: back(6, 0),
      month: back(29, 0),
      year: back(364, 0),
      all: sharesOf(Float64Array.of(young.of, young.known, mature.of, mature.known), 0),
    },
    parts: starts.map((_, index) => sharesOf(parts, index * 4)),
  };
}

/** First answers of a day on review cards, and known ones, young and mature: four numbers. */
function addDay(sums: DaySums, day: number, to: Float64Array, at: number): void {
  to[at]! += answered(sums, day, answerSort.young);
  to[at + 1]! += passed(sums, day, answerSort.young);
  to[at + 2]! += answered(sums, day, answerSort.mature);
  to[at + 3]! += passed(sums, day, answerSort.mature);
}

function sharesOf(sums: Float64Array, at: number): RetentionShares {
  const [young = 0, youngKnown = 0, mature = 0, matureKnown = 0] = sums.subarray(at, at + 4);
  return {
    young: shareOf(youngKnown, young),
    mature: shareOf(matureKnown, mature),
    both: shareOf(youngKnown + matureKnown, young + mature),
  };
}
