import type { EntryId, PresetId } from '../ids.ts';
import type { AnswerEntry, LogEntry, ScheduleEntry } from './entry.ts';
import { memoryAfter, memoryOfInterval } from './fsrs.ts';
import { again } from './schedule.ts';
import type { AnswerTime, CardState, MemoryState, Preset, Schedule } from './schedule.ts';

/** What the log alone tells of a card. */
export type Replayed = Pick<Schedule, 'state' | 'reps' | 'lapses' | 'revision'>;

/**
 * A card from its entries in the log, in any order. Memory, counts and the time of the last answer are computed anew from the
 * ratings, so that damage shows; due dates and steps are taken as recorded: fuzz, load and limits belonged to their day.
 */
export function replayCard(entries: readonly LogEntry[], presets: ReadonlyMap<PresetId, Preset>): Replayed {
  const ordered = inOrder(entries);
  return { ...run(standing(ordered), ({ preset }) => getPreset(presets, preset).weights), revision: countMoves(ordered) };
}

/** The memory that a card would have, had each of its answers been made under these weights; undefined for one without a memory. */
export function memoryUnder(entries: readonly LogEntry[], weights: readonly number[]): MemoryState | undefined {
  return reweighed(standing(inOrder(entries)), weights);
}

type Weighed = Extract<ScheduleEntry, { readonly preset: PresetId }>;

function run(moves: readonly ScheduleEntry[], weightsOf: (entry: Weighed) => readonly number[]): Omit<Replayed, 'revision'> {
  let state: CardState = { kind: 'new' };
  let memory: MemoryState | undefined;
  let lastAnswer: AnswerTime | undefined;
  let reps = 0;
  let lapses = 0;
  for (const [index, entry] of moves.entries()) {
    if (entry.kind === 'missed') {
      const elapsedDays = lastAnswer === undefined ? 0 : entry.day - lastAnswer.day;
      memory = memoryAfter(memory, elapsedDays, again, weightsOf(entry));
      lastAnswer = { instant: entry.instant, day: entry.day };
      state = { ...entry.after, memory, lastAnswer };
    } else if (entry.kind === 'manual') {
      switch (entry.action) {
        case 'reset':
          [memory, lastAnswer, reps, lapses] = [undefined, undefined, 0, 0];
          state = { kind: 'new' };
          break;
        case 'due':
          lastAnswer ??= { instant: entry.instant, day: entry.day };
          memory ??= memoryOfInterval(Math.max(1, entry.after.dueDay - lastAnswer.day), weightsOf(entry));
          state = { ...entry.after, memory, lastAnswer };
          break;
        case 'memory':
          if (memory === undefined || lastAnswer === undefined) break;
          memory = reweighed(moves.slice(0, index), weightsOf(entry)) ?? memory;
          state = { ...entry.after, memory, lastAnswer };
      }
    } else {
      const elapsedDays = lastAnswer === undefined ? 0 : entry.day - lastAnswer.day;
      if (state.kind === 'review' && entry.rating === again) lapses += 1;
      memory = memoryAfter(memory, elapsedDays, entry.rating, weightsOf(entry));
      lastAnswer = { instant: entry.instant, day: entry.day };
      reps += 1;
      state = entry.after.kind === 'new' ? entry.after : { ...entry.after, memory, lastAnswer };
    }
  }
  return { state, reps, lapses };
}

/** Under one set of weights, what was computed anew before is computed anew already: those entries say nothing. */
function reweighed(moves: readonly ScheduleEntry[], weights: readonly number[]): MemoryState | undefined {
  const others = moves.filter((entry) => entry.kind !== 'manual' || entry.action !== 'memory');
  const { state } = run(others, () => weights);
  return state.kind === 'new' ? undefined : state.memory;
}

/** The entries that say how the schedule stands, without those that were taken back, in the order given. */
export function standing(entries: readonly LogEntry[]): ScheduleEntry[] {
  const voided = voidedBy(entries);
  return entries.filter((entry): entry is ScheduleEntry => isScheduleEntry(entry) && !voided.has(entry.id));
}

/** The answers that no undo has taken back, in the order given. */
export function standingAnswers(entries: readonly LogEntry[]): AnswerEntry[] {
  return standing(entries).filter(isAnswer);
}

/** The learner answered the card itself. */
export function isAnswer(entry: LogEntry): entry is AnswerEntry {
  return entry.kind === 'learn' || entry.kind === 'review' || entry.kind === 'relearn';
}

function isScheduleEntry({ kind }: LogEntry): boolean {
  return kind !== 'cram' && kind !== 'quiz' && kind !== 'undo';
}

/** An undo that was itself taken back voids nothing. It is later than what it voids, so the last is looked at first. */
export function voidedBy(entries: readonly LogEntry[]): ReadonlySet<EntryId> {
  const voided = new Set<EntryId>();
  const undos = entries.flatMap((entry) => (entry.kind === 'undo' ? [entry] : []));
  for (const { id, voids } of inOrder(undos).toReversed()) if (!voided.has(id)) voided.add(voids);
  return voided;
}

/** How often the schedule was moved: by an answer, by hand, and by taking either back or giving it again. */
function countMoves(ordered: readonly LogEntry[]): number {
  const moving = new Set<EntryId>();
  for (const entry of ordered) if (entry.kind === 'undo' ? moving.has(entry.voids) : isScheduleEntry(entry)) moving.add(entry.id);
  return moving.size;
}

function inOrder<Entry extends LogEntry>(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function getPreset(presets: ReadonlyMap<PresetId, Preset>, id: PresetId): Preset {
  const preset = presets.get(id);
  if (preset === undefined) throw new Error(`the log names the preset ${id}, which is not there`);
  return preset;
}

export type Difference = 'memory' | 'due' | 'counts' | 'last answer' | 'revision';

/**
 * What a stored schedule says otherwise than the log; nothing, if it is sound. `revision` only guards against two tabs
 * answering the same card, so it alone does no harm.
 */
export function compareSchedule(stored: Replayed, replayed: Replayed): Difference[] {
  const [a, b] = [stored.state, replayed.state];
  const differences: Difference[] = [];
  if (!isSame(placeOf(a), placeOf(b))) differences.push('due');
  if (!isSameMemory(a.kind === 'new' ? undefined : a.memory, b.kind === 'new' ? undefined : b.memory)) differences.push('memory');
  if (!isSame(answeredAt(a), answeredAt(b))) differences.push('last answer');
  if (stored.reps !== replayed.reps || stored.lapses !== replayed.lapses) differences.push('counts');
  if (stored.revision !== replayed.revision) differences.push('revision');
  return differences;
}

/** Where the card stands and when it comes, without what is known of its memory. */
function placeOf(state: CardState): readonly unknown[] {
  switch (state.kind) {
    case 'new':
      return [state.kind];
    case 'learning':
    case 'relearning':
      return [
        state.kind,
        state.step,
        'at' in state.due ? state.due.at : undefined,
        'day' in state.due ? state.due.day : undefined,
      ];
    case 'review':
      return [state.kind, state.dueDay, state.intervalDays];
  }
}

function answeredAt(state: CardState): readonly unknown[] {
  return state.kind === 'new' ? [] : [state.lastAnswer.instant, state.lastAnswer.day];
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, index) => Object.is(each, b[index]));
}

/** Engines round powers differently in the last digits, and a log travels between them. */
const tolerance = 1e-6;

/** But for the last digits. */
export function isSameMemory(a: MemoryState | undefined, b: MemoryState | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  // Written so that a NaN is a difference.
  const near = (x: number, y: number) => Math.abs(x - y) <= tolerance * Math.abs(y);
  return near(a.stability, b.stability) && near(a.difficulty, b.difficulty);
}
