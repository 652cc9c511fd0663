import type { CardId } from '#core/ids.ts';
import { again, good } from '#core/scheduling/schedule.ts';
import type { GivenAnswer } from './study-store.ts';

export interface SessionSummary {
  readonly cards: number;
  readonly minutes: number;
  /** Cards whose first rating was not Again. */
  readonly knownAtOnce: number;
  /** The last answer on each card that was ever rated Again or Hard. */
  readonly hard: readonly GivenAnswer[];
}

export function summarise(answers: readonly GivenAnswer[]): SessionSummary {
  const firsts = new Map<CardId, GivenAnswer>();
  const lasts = new Map<CardId, GivenAnswer>();
  for (const answer of answers) {
    if (!firsts.has(answer.card)) firsts.set(answer.card, answer);
    lasts.set(answer.card, answer);
  }
  const hard = new Set(answers.filter(({ rating }) => rating < good).map(({ card }) => card));
  return {
    cards: firsts.size,
    minutes: answers.reduce((sum, { takenMs }) => sum + takenMs, 0) / 60_000,
    knownAtOnce: [...firsts.values()].filter(({ rating }) => rating !== again).length,
    hard: [...lasts.values()].filter(({ card }) => hard.has(card)),
  };
}
