import type { Moment, StudyDay } from '../time.ts';
import { memoryOfInterval } from './fsrs.ts';
import type { CardState, Preset, Schedule } from './schedule.ts';

/** A card made new again, at its old place among the new ones. Its answers stay in the log and count no more. */
export function resetCard(schedule: Schedule): Schedule {
  return { ...schedule, revision: schedule.revision + 1, state: { kind: 'new' }, reps: 0, lapses: 0 };
}

/**
 * A card that is due on a day that the learner chose, today or later: it is in review from then on. Whoever gives a new card
 * a day says that it is known until then, so it gets the memory of which nine in ten are recalled on that day (as Anki).
 */
export function setDueDay(schedule: Schedule, dueDay: StudyDay, moment: Moment, preset: Preset): Schedule & { state: InReview } {
  const moved = moveDueDay(schedule, dueDay, moment, preset);
  return { ...moved, state: { ...moved.state, chosen: true } };
}

type InReview = Extract<CardState, { kind: 'review' }>;

/** A card that is due on a day that rules gave it: it may move again when they change. */
export function moveDueDay(
  schedule: Schedule,
  dueDay: StudyDay,
  { instant, day }: Moment,
  { weights }: Preset,
): Schedule & { state: InReview } {
  const { state } = schedule;
  const lastAnswer = state.kind === 'new' ? { instant, day } : state.lastAnswer;
  // Due today, or chosen after a flight back over midnight: an interval is at least a day.
  const intervalDays = Math.max(1, dueDay - lastAnswer.day);
  const memory = state.kind === 'new' ? memoryOfInterval(intervalDays, weights) : state.memory;
  return {
    ...schedule,
    revision: schedule.revision + 1,
    state: { kind: 'review', dueDay, intervalDays, memory, lastAnswer },
  };
}
