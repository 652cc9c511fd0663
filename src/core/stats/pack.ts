import type { AnswerEntry, LogEntry } from '../scheduling/entry.ts';
import { voidedBy } from '../scheduling/replay.ts';
import type { CardState, MemoryState, Schedule } from '../scheduling/schedule.ts';
import type { PresetId } from '../ids.ts';
import { cardState, rowKind } from './columns.ts';
import type { CardRowValues, LogRowValues } from './columns.ts';

/** R after whole days, under the weights of a preset; what `retrievability` of fsrs.ts gives. */
export type RecallAfter = (memory: MemoryState, elapsedDays: number, preset: PresetId | undefined) => number;

/** What has to be known of a card to pack its next entry. */
export interface CardTrace {
  state: CardState;
  /** Answers on a later day than the one before, and those of them that were Again. */
  scored: number;
  failed: number;
}

export function newTrace(): CardTrace {
  return { state: { kind: 'new' }, scored: 0, failed: 0 };
}

/** The next entry of a card, in the order of ids, as a row; the trace goes on to what it left. What is voided leaves no trace. */
export function packEntry(
  trace: CardTrace,
  entry: LogEntry,
  card: number,
  voided: boolean,
  recallAfter: RecallAfter,
): LogRowValues {
  const row = rowOf(trace, entry, card, voided, recallAfter);
  if (voided || !('after' in entry)) return row;
  trace.state = entry.after;
  if (entry.after.kind === 'new') [trace.scored, trace.failed] = [0, 0];
  else if (entry.kind !== 'manual' && entry.kind !== 'missed' && row.elapsed > 0) {
    trace.scored += 1;
    if (entry.rating === 1) trace.failed += 1;
  }
  return row;
}

/** All entries of one card, in the order of ids. */
export function packCard(entries: readonly LogEntry[], card: number, recallAfter: RecallAfter): LogRowValues[] {
  const voided = voidedBy(entries);
  const trace = newTrace();
  return entries.map((entry) => packEntry(trace, entry, card, voided.has(entry.id), recallAfter));
}

function rowOf(trace: CardTrace, entry: LogEntry, card: number, voided: boolean, recallAfter: RecallAfter): LogRowValues {
  const { state, scored, failed } = trace;
  const place = { day: entry.day, card, hour: hourOf(entry) };
  const kind = voided ? rowKind.nothing : kindOf(entry);
  if (kind === rowKind.nothing || entry.kind === 'undo' || entry.kind === 'manual' || entry.kind === 'missed') {
    return {
      ...place,
      kind: rowKind.nothing,
      takenMs: 0,
      recall: Number.NaN,
      elapsed: 0,
      interval: 0,
      nth: 0,
      lapses: 0,
      rating: 0,
    };
  }
  const elapsed = state.kind === 'new' ? 0 : Math.max(0, entry.day - state.lastAnswer.day);
  const recall =
    state.kind === 'new' || elapsed === 0
      ? Number.NaN
      : recallAfter(state.memory, elapsed, 'preset' in entry ? entry.preset : undefined);
  return {
    ...place,
    kind,
    takenMs: entry.takenMs,
    recall,
    elapsed,
    interval: state.kind === 'review' ? Math.max(0, state.intervalDays) : 0,
    nth: scored + 1,
    lapses: failed,
    rating: entry.kind === 'quiz' ? (entry.right ? 3 : 1) : entry.rating,
  };
}

function kindOf(entry: LogEntry): number {
  switch (entry.kind) {
    case 'learn':
    case 'review':
    case 'relearn':
      return kindsBefore[entry.before];
    case 'cram':
      return rowKind.cram;
    case 'quiz':
      return rowKind.quiz;
    case 'manual':
    case 'missed':
    case 'undo':
      return rowKind.nothing;
  }
}

const kindsBefore = {
  new: rowKind.first,
  learning: rowKind.learning,
  review: rowKind.review,
  relearning: rowKind.relearning,
} as const satisfies Record<AnswerEntry['before'], number>;

function hourOf({ instant, offsetMinutes }: LogEntry): number {
  const hours = Math.floor((instant + offsetMinutes * 60_000) / 3_600_000);
  return ((hours % 24) + 24) % 24;
}

/** A schedule as a row; where its deck, category and exams stand among the names is for the caller to say. */
export function packSchedule(
  { state }: Pick<Schedule, 'state'>,
  place: Pick<CardRowValues, 'deck' | 'category' | 'exams' | 'added' | 'resting'>,
): CardRowValues {
  if (state.kind === 'new') {
    return { ...place, state: cardState.new, stability: 0, difficulty: 0, lastDay: 0, dueDay: 0, interval: 0 };
  }
  const { memory, lastAnswer } = state;
  return {
    ...place,
    state: cardState[state.kind],
    stability: memory.stability,
    difficulty: memory.difficulty,
    lastDay: lastAnswer.day,
    dueDay: state.kind === 'review' ? state.dueDay : 'day' in state.due ? state.due.day : lastAnswer.day,
    interval: state.kind === 'review' ? state.intervalDays : 0,
  };
}
