import { cardState } from './columns.ts';
import type { Asked, CardColumns } from './columns.ts';
import { dayEdges, histogramOf } from './histogram.ts';
import type { Histogram } from './histogram.ts';

/** Intervals of review cards, in days. */
export function intervalsFigure(cards: CardColumns, { chosen }: Asked): Histogram {
  const found = new Uint16Array(cards.length);
  let count = 0;
  for (let at = 0; at < cards.length; at += 1) {
    if (chosen[at] === 0 || cards.resting[at] !== 0 || cards.state[at] !== cardState.review) continue;
    found[count] = cards.interval[at]!;
    count += 1;
  }
  return histogramOf(found.subarray(0, count), dayEdges);
}
