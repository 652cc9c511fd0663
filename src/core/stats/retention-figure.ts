import { matureDays, rowKind } from './columns.ts';
import type { Asked, LogColumns } from './columns.ts';
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
export function retentionFigure(log: LogColumns, { today, chosen }: Asked, { from, to, partOf, starts }: Spans): RetentionFigure {
  // Answers and known ones, young and mature: four numbers for each day back, and for each part.
  const days = new Float64Array(365 * 4);
  const parts = new Float64Array(starts.length * 4);
  const ever = new Float64Array(4);
  for (let at = 0; at < log.length; at += 1) {
    // Answered on the same day before: not the first of its day.
    if (log.kind[at] !== rowKind.review || log.elapsed[at] === 0 || chosen[log.card[at]!] === 0) continue;
    const day = log.day[at]!;
    if (day > today) continue;
    const place = log.interval[at]! < matureDays ? 0 : 2;
    const knew = log.rating[at]! > 1 ? 1 : 0;
    ever[place]! += 1;
    ever[place + 1]! += knew;
    const back = today - day;
    if (back < 365) {
      days[back * 4 + place]! += 1;
      days[back * 4 + place + 1]! += knew;
    }
    if (day < from || day > to) continue;
    const part = partOf[day - from]! * 4 + place;
    parts[part]! += 1;
    parts[part + 1]! += knew;
  }
  const between = (first: number, last: number) => {
    const sums = new Float64Array(4);
    for (let at = first * 4; at < last * 4; at += 1) sums[at % 4]! += days[at]!;
    return sharesOf(sums, 0);
  };
  return {
    rows: {
      today: between(0, 1),
      yesterday: between(1, 2),
      week: between(0, 7),
      month: between(0, 30),
      year: between(0, 365),
      all: sharesOf(ever, 0),
    },
    parts: starts.map((_, index) => sharesOf(parts, index * 4)),
  };
}

function sharesOf(sums: Float64Array, at: number): RetentionShares {
  const [young = 0, youngKnown = 0, mature = 0, matureKnown = 0] = sums.subarray(at, at + 4);
  return {
    young: shareOf(youngKnown, young),
    mature: shareOf(matureKnown, mature),
    both: shareOf(youngKnown + matureKnown, young + mature),
  };
}
