import type { QueueCounts } from '../scheduling/queue.ts';
import type { DayFigures } from './day.ts';

/** How long this learner takes. */
export interface Pace {
  readonly answerMs: number;
  /** A new card with all the answers of its first day. */
  readonly newCardMs: number;
}

/** Below so many answers a pace is chance. */
const enoughAnswers = 50;
/** A new card is met, passes two steps and is looked at longer: 30 s where an answer takes 10. */
const answersPerNewCard = 3;

export const usualPace: Pace = { answerMs: 10_000, newCardMs: 30_000 };

/** The learner's own pace over the given days. */
export function paceOf(days: readonly DayFigures[]): Pace {
  const answers = days.reduce((sum, day) => sum + day.answers, 0);
  const takenMs = days.reduce((sum, day) => sum + day.takenMs, 0);
  if (answers < enoughAnswers) return usualPace;
  const answerMs = takenMs / answers;
  return { answerMs, newCardMs: answersPerNewCard * answerMs };
}

/** Minutes that a queue is expected to take. */
export function estimateMinutes(counts: QueueCounts, days: readonly DayFigures[]): number {
  const { answerMs, newCardMs } = paceOf(days);
  return ((counts.due + counts.learning) * answerMs + counts.fresh * newCardMs) / 60_000;
}
