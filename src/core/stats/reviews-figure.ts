import { matureDays, rowKind } from './columns.ts';
import type { Asked, LogColumns } from './columns.ts';
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

export function reviewsFigure(log: LogColumns, { chosen }: Asked, spans: Spans): ReviewsFigure {
  const { from, to, partOf, starts } = spans;
  const parts = starts.length;
  const count = new Float64Array(parts * REVIEW_SERIES.length);
  const takenMs = new Float64Array(parts * REVIEW_SERIES.length);
  const studied = new Uint8Array(partOf.length);
  for (let at = 0; at < log.length; at += 1) {
    const day = log.day[at]!;
    const series = seriesOf(log.kind[at]!, log.interval[at]!);
    if (series < 0 || day < from || day > to || chosen[log.card[at]!] === 0) continue;
    const place = series * parts + partOf[day - from]!;
    count[place]! += 1;
    takenMs[place]! += log.takenMs[at]!;
    studied[day - from] = 1;
  }
  const bySeries = (all: Float64Array) =>
    Object.fromEntries(
      REVIEW_SERIES.map((name, index) => [name, [...all.subarray(index * parts, (index + 1) * parts)]]),
    ) as Record<ReviewSeries, number[]>;
  return { count: bySeries(count), takenMs: bySeries(takenMs), daysStudied: studied.reduce((sum, one) => sum + one, 0) };
}

/** Place in REVIEW_SERIES; -1 for what is no answer on a card. */
function seriesOf(kind: number, interval: number): number {
  switch (kind) {
    case rowKind.first:
    case rowKind.learning:
      return 0;
    case rowKind.relearning:
      return 1;
    case rowKind.review:
      return interval < matureDays ? 2 : 3;
    case rowKind.cram:
      return 4;
    default:
      return -1;
  }
}
