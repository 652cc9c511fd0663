import type { QueueCounts } from '../scheduling/queue.ts';
import type { DayFigures } from './day.ts';

/** Below so many answers a pace is chance. */
const enoughAnswers = 50;
const usualMsPerAnswer = 10_000;
/** A new card is met, passes two steps and is looked at longer: 30 s where an answer takes 10. */
const answersPerNewCard = 3;

/** Minutes that a queue is expected to take, at the learner's pace over the given days. */
export function estimateMinutes(counts: QueueCounts, days: readonly DayFigures[]): number {
  const answers = days.reduce((sum, day) => sum + day.answers, 0);
  const takenMs = days.reduce((sum, day) => sum + day.takenMs, 0);
  const msPerAnswer = answers < enoughAnswers ? usualMsPerAnswer : takenMs / answers;
  return ((counts.due + counts.learning + answersPerNewCard * counts.fresh) * msPerAnswer) / 60_000;
}
