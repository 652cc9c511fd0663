import { cardState } from './columns.ts';
import type { Asked, CardColumns } from './columns.ts';
import { dayEdges, histogramOf } from './histogram.ts';
import type { Histogram } from './histogram.ts';

/** Stability of cards with a memory: days until recall falls to 90 %. */
export function stabilityFigure(cards: CardColumns, { chosen }: Asked): Histogram {
  return histogramOf(ofMet(cards, chosen, cards.stability), dayEdges);
}

/** A column of the cards that were met and are asked for. */
export function ofMet(cards: CardColumns, chosen: Uint8Array, column: Float32Array): Float32Array {
  const found = new Float32Array(cards.length);
  let count = 0;
  for (let at = 0; at < cards.length; at += 1) {
    if (chosen[at] === 0 || cards.resting[at] !== 0 || cards.state[at] === cardState.new) continue;
    found[count] = column[at]!;
    count += 1;
  }
  return found.subarray(0, count);
}
