import { cardState, matureDays, resting as restingAs } from './columns.ts';
import type { Asked, CardColumns } from './columns.ts';

/** Cards by where they stand. */
export interface CountsFigure {
  readonly fresh: number;
  readonly learning: number;
  readonly relearning: number;
  readonly young: number;
  readonly mature: number;
  /** Suspended or dropped, or no longer in the notes. */
  readonly resting: number;
}

export function countsFigure(cards: CardColumns, { chosen }: Asked): CountsFigure {
  let [fresh, learning, relearning, young, mature, resting] = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at < cards.length; at += 1) {
    if (chosen[at] === 0 || cards.resting[at] === restingAs.gone) continue;
    if (cards.resting[at] === restingAs.aside) resting += 1;
    else if (cards.state[at] === cardState.new) fresh += 1;
    else if (cards.state[at] === cardState.learning) learning += 1;
    else if (cards.state[at] === cardState.relearning) relearning += 1;
    else if (cards.interval[at]! < matureDays) young += 1;
    else mature += 1;
  }
  return { fresh, learning, relearning, young, mature, resting };
}
