import { rowKind } from './columns.ts';
import type { Asked, CardColumns, LogColumns } from './columns.ts';
import type { Spans } from './spans.ts';

/** Cards that came, and cards that were met for the first time, in each part of the period. */
export interface AddedFigure {
  readonly added: readonly number[];
  readonly met: readonly number[];
}

export function addedFigure(
  cards: CardColumns,
  log: LogColumns,
  { chosen }: Asked,
  { from, to, partOf, starts }: Spans,
): AddedFigure {
  const [added, met] = [starts.map(() => 0), starts.map(() => 0)];
  for (let at = 0; at < cards.length; at += 1) {
    const day = cards.added[at]!;
    if (day < from || day > to || chosen[at] === 0) continue;
    added[partOf[day - from]!]! += 1;
  }
  for (let at = 0; at < log.length; at += 1) {
    const day = log.day[at]!;
    if (log.kind[at] !== rowKind.first || day < from || day > to || chosen[log.card[at]!] === 0) continue;
    met[partOf[day - from]!]! += 1;
  }
  return { added, met };
}
