import type { Moment } from '../time.ts';
import type { CardState } from '../scheduling/schedule.ts';
import { levelOfRecall, type Level } from '../stats/level.ts';

/** How an entity stands: what of it can be recalled now. */
export interface EntityStanding {
  readonly cards: number;
  /** Cards that were answered at least once. */
  readonly met: number;
  /** The share of its cards that would be recalled now; one that has not been met would not. */
  readonly recall: number;
  readonly level: Level;
  /** It has cards to review today. */
  readonly due: boolean;
}

/** Its cards counted one by one. */
export interface StandingTally {
  cards: number;
  met: number;
  sum: number;
  due: boolean;
}

/** A card in its steps is faint: that it is known minutes later says little. */
const mostInSteps = 0.59;

export function emptyStanding(): StandingTally {
  return { cards: 0, met: 0, sum: 0, due: false };
}

/** `recall` is undefined for a card that has not been met. */
export function countCard(tally: StandingTally, state: CardState, recall: number | undefined, moment: Moment): void {
  tally.cards += 1;
  if (recall === undefined) return;
  countMet(tally, state.kind === 'review', recall, isDue(state, moment));
}

/** A card that was met, whose counting among the cards was done. */
export function countMet(tally: StandingTally, inReview: boolean, recall: number, due: boolean): void {
  tally.met += 1;
  tally.sum += inReview ? recall : Math.min(mostInSteps, recall);
  tally.due ||= due;
}

export function standingOf({ cards, met, sum, due }: StandingTally): EntityStanding {
  const recall = cards === 0 ? 0 : sum / cards;
  return { cards, met, recall, due, level: met === 0 ? 0 : levelOfRecall(recall) };
}

function isDue(state: CardState, { day, dayEnds }: Moment): boolean {
  switch (state.kind) {
    case 'new':
      return false;
    case 'learning':
    case 'relearning':
      return 'at' in state.due ? state.due.at < dayEnds : state.due.day <= day;
    case 'review':
      return state.dueDay <= day;
  }
}
