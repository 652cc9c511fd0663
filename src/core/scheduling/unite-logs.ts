import type { StudyDay } from '../time.ts';
import type { LogEntry } from './entry.ts';
import { intervalDays } from './fsrs.ts';
import type { Replayed } from './replay.ts';
import type { CardState, Preset } from './schedule.ts';

/** Whether an entry can move a schedule; a quiz and cramming never do. */
export function isMoving({ kind }: LogEntry): boolean {
  return kind !== 'quiz' && kind !== 'cram';
}

/**
 * Where a card is due that was answered on two devices, neither knowing of the other: the last decision knew one half of its
 * answers, so the day is taken from the memory that all of them give. Undefined for a card that is in its steps, or new:
 * there the last decision stands.
 */
export function dueFromMemory(
  { state }: Replayed,
  { desiredRetention, maximumIntervalDays, weights }: Preset,
): Extract<CardState, { kind: 'review' }> | undefined {
  if (state.kind !== 'review') return undefined;
  const days = Math.round(intervalDays(state.memory.stability, desiredRetention, weights));
  const interval = Math.min(maximumIntervalDays, Math.max(1, days));
  return { ...state, intervalDays: interval, dueDay: (state.lastAnswer.day + interval) as StudyDay };
}
