import type { Moment, StudyDay } from '../time.ts';
import { memoryAfter } from './fsrs.ts';
import { again } from './schedule.ts';
import type { CardState, Preset, Schedule } from './schedule.ts';

type InReview = Schedule & { readonly state: Extract<CardState, { kind: 'review' }> };

/**
 * A review card that was asked for in a quiz and not known: the memory of Again, due on the next study day, without relearning
 * steps, and no lapse. Undefined for any other: what is in its steps comes again anyway, and what is new stays new.
 */
export function missCard(schedule: Schedule, { instant, day }: Moment, { weights }: Preset): InReview | undefined {
  const { state, revision } = schedule;
  if (state.kind !== 'review') return undefined;
  const memory = memoryAfter(state.memory, day - state.lastAnswer.day, again, weights);
  const dueDay = (day + 1) as StudyDay;
  return {
    ...schedule,
    revision: revision + 1,
    state: { kind: 'review', dueDay, intervalDays: 1, memory, lastAnswer: { instant, day } },
  };
}
