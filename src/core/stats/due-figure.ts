import { cardState, matureDays } from './columns.ts';
import type { Asked, CardColumns } from './columns.ts';

/** What will be due, as it stands now: what answers to come will add is not in it. */
export interface DueFigure {
  /** Cards due on each of the coming days, today first, young and mature. */
  readonly young: readonly number[];
  readonly mature: readonly number[];
  /** Overdue before today. */
  readonly backlog: number;
  /** Due after the last day shown. */
  readonly later: number;
  /** Reviews a day that these cards come to in the long run: the sum of 1 / interval. */
  readonly dailyLoad: number;
}

export function dueFigure(cards: CardColumns, { today, chosen }: Asked, days: number): DueFigure {
  const young = Array.from({ length: days }, () => 0);
  const mature = [...young];
  let [backlog, later, dailyLoad] = [0, 0, 0];
  for (let at = 0; at < cards.length; at += 1) {
    const state = cards.state[at]!;
    if (chosen[at] === 0 || cards.resting[at] !== 0 || state === cardState.new) continue;
    const ahead = cards.dueDay[at]! - today;
    const interval = cards.interval[at]!;
    if (state === cardState.review) dailyLoad += 1 / Math.max(1, interval);
    if (ahead < 0) backlog += 1;
    else if (ahead >= days) later += 1;
    else if (state === cardState.review && interval >= matureDays) mature[ahead]! += 1;
    else young[ahead]! += 1;
  }
  return { young, mature, backlog, later, dailyLoad };
}
