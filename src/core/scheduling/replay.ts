import type { PresetId } from '../ids.ts';
import type { AnswerEntry, LogEntry } from './entry.ts';
import { memoryAfter } from './fsrs.ts';
import { again } from './schedule.ts';
import type { CardState, MemoryState, Preset, Schedule } from './schedule.ts';

/**
 * A card's schedule from its entries in the log. Memory is computed anew from the ratings, so that a damaged one shows;
 * due dates are taken as recorded: fuzz and limits belonged to their day. `blank` is the card when it was new.
 */
export function replay(blank: Schedule, entries: readonly LogEntry[], presetOf: (id: PresetId) => Preset): Schedule {
  const ordered = entries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const answers = standingAnswers(ordered);
  let memory: MemoryState | undefined;
  let state: CardState = { kind: 'new' };
  let last: AnswerEntry | undefined;
  for (const answer of answers) {
    const elapsedDays = last === undefined ? 0 : answer.day - last.day;
    memory = memoryAfter(memory, elapsedDays, answer.rating, presetOf(answer.preset).weights);
    state = answer.after.kind === 'new' ? answer.after : { ...answer.after, memory };
    last = answer;
  }
  return {
    ...blank,
    revision: ordered.filter(({ kind }) => kind !== 'quiz').length,
    state,
    reps: answers.length,
    lapses: answers.filter(({ before, rating }) => before === 'review' && rating === again).length,
  };
}

/** The answers that no undo has taken back, in the order given. */
export function standingAnswers(entries: readonly LogEntry[]): AnswerEntry[] {
  const voided = new Set(entries.flatMap((entry) => (entry.kind === 'undo' ? [entry.voids] : [])));
  return entries.flatMap((entry) => (entry.kind === 'quiz' || entry.kind === 'undo' || voided.has(entry.id) ? [] : [entry]));
}
