import type { QueueCounts } from '../scheduling/queue.ts';
import type { StudyDay } from '../time.ts';
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

/** A pace is that of the last four weeks. */
export const paceDays = 28;

/** The learner's own pace, from the days up to today. */
export function paceOf(all: readonly DayFigures[], today: StudyDay): Pace {
  const days = all.filter(({ day }) => day >= today - paceDays && day <= today);
  const answers = days.reduce((sum, day) => sum + day.answers, 0);
  const takenMs = days.reduce((sum, day) => sum + day.takenMs, 0);
  if (answers < enoughAnswers) return usualPace;
  const answerMs = takenMs / answers;
  return { answerMs, newCardMs: answersPerNewCard * answerMs };
}

/** Minutes that a queue is expected to take. */
export function estimateMinutes(counts: QueueCounts, { answerMs, newCardMs }: Pace): number {
  return ((counts.due + counts.learning) * answerMs + counts.fresh * newCardMs) / 60_000;
}
