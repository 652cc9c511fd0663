import { rowKind } from './columns.ts';
import type { Asked, LogColumns } from './columns.ts';
import { shareOf } from './interval.ts';
import type { Share } from './interval.ts';

/** Answers on review cards by the hour of the learner's clock, 0 to 23, with how many were known. */
export function hoursFigure(log: LogColumns, { from, today, chosen }: Asked): Share[] {
  const { day: days, kind, card, hour: hours, rating, length } = log;
  const of = new Float64Array(24);
  const known = new Float64Array(24);
  for (let at = 0; at < length; at += 1) {
    const day = days[at]!;
    if (kind[at] !== rowKind.review || day < from || day > today || chosen[card[at]!] === 0) continue;
    const hour = hours[at]!;
    of[hour]! += 1;
    if (rating[at]! > 1) known[hour]! += 1;
  }
  return Array.from(of, (count, hour) => shareOf(known[hour]!, count));
}
