import type { Asked, CardColumns } from './columns.ts';
import { answered, answerSort } from './day-sums.ts';
import type { DaySums } from './day-sums.ts';
import type { Spans } from './spans.ts';

/** Cards that came, and cards that were met for the first time, in each part of the period. */
export interface AddedFigure {
  readonly added: readonly number[];
  readonly met: readonly number[];
}

export function addedFigure(
  cards: CardColumns,
  sums: DaySums,
  { chosen }: Asked,
  { from, to, partOf, starts }: Spans,
): AddedFigure {
  const [added, met] = [starts.map(() => 0), starts.map(() => 0)];
  for (let at = 0; at < cards.length; at += 1) {
    const day = cards.added[at]!;
    if (day < from || day > to || chosen[at] === 0) continue;
    added[partOf[day - from]!]! += 1;
  }
  for (let day: number = from; day <= to; day += 1) met[partOf[day - from]!]! += answered(sums, day, answerSort.first);
  return { added, met };
}
