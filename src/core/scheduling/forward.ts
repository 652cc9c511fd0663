import type { Moment, StudyDay } from '../time.ts';
import { moveDueDay } from './manual.ts';
import type { CardState, Preset, Schedule } from './schedule.ts';

type Forward =
  | { readonly kind: 'first'; readonly schedule: Schedule }
  | { readonly kind: 'due'; readonly schedule: Schedule & { readonly state: Extract<CardState, { kind: 'review' }> } };

/**
 * A card that is wanted sooner than its turn: a new one comes before all other new ones (what it waits for and the day's
 * limits hold for it as well), a review is due on the next study day with the memory that it has, so that FSRS counts the
 * days that really passed. Undefined where nothing is to be done: it is in its steps, due by then, or the learner chose its day.
 */
export function bringForward(schedule: Schedule, moment: Moment, preset: Preset): Forward | undefined {
  const { state, forward } = schedule;
  const next = (moment.day + 1) as StudyDay;
  switch (state.kind) {
    case 'new':
      return forward ? undefined : { kind: 'first', schedule: { ...schedule, forward: true } };
    case 'learning':
    case 'relearning':
      return undefined;
    case 'review':
      if (state.chosen || state.dueDay <= next) return undefined;
      return { kind: 'due', schedule: moveDueDay(schedule, next, moment, preset) };
  }
}
