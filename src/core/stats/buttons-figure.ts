import { matureDays, rowKind } from './columns.ts';
import type { Asked, LogColumns } from './columns.ts';

/** How often each rating was given, from again to easy. */
export type RatingCounts = readonly [number, number, number, number];

export interface ButtonsFigure {
  /** New cards and those in their steps. */
  readonly learning: RatingCounts;
  readonly young: RatingCounts;
  readonly mature: RatingCounts;
}

export function buttonsFigure(log: LogColumns, { from, today, chosen }: Asked): ButtonsFigure {
  const counts = new Float64Array(12);
  for (let at = 0; at < log.length; at += 1) {
    const day = log.day[at]!;
    const kind = log.kind[at]!;
    if (kind < rowKind.first || kind > rowKind.relearning || day < from || day > today || chosen[log.card[at]!] === 0) continue;
    const group = kind !== rowKind.review ? 0 : log.interval[at]! < matureDays ? 4 : 8;
    counts[group + log.rating[at]! - 1]! += 1;
  }
  const of = (group: number): RatingCounts => [counts[group]!, counts[group + 1]!, counts[group + 2]!, counts[group + 3]!];
  return { learning: of(0), young: of(4), mature: of(8) };
}
