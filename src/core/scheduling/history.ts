import type { EntryId, PresetId } from '../ids.ts';
import type { Instant, StudyDay } from '../time.ts';
import type { LogEntry } from './entry.ts';
import { intervalDays, retrievability } from './fsrs.ts';
import { standing, voidedBy } from './replay.ts';
import type { CardState, MemoryState, Preset, Rating, Schedule } from './schedule.ts';

/** One line of a card's history: an answer, a quiz question, or a change by hand. What was taken back is left out. */
export interface HistoryLine {
  readonly id: EntryId;
  readonly kind: 'learn' | 'review' | 'relearn' | 'reset' | 'due' | 'memory' | 'cram' | 'quiz' | 'missed';
  readonly day: StudyDay;
  readonly instant: Instant;
  readonly rating?: Rating;
  /** Of a quiz question. */
  readonly right?: boolean;
  readonly takenMs?: number;
  /** The probability of recall just before; absent where there was no memory, or on the day of the last answer. */
  readonly recall?: number;
  /** Since the last answer, on the same day. */
  readonly afterMs?: number;
  /** As it left the card; cramming and quizzes leave it as it was. */
  readonly after?: CardState;
}

/** A card's entries in the log as they are told, the oldest first. */
export function historyOf(entries: readonly LogEntry[], presets: ReadonlyMap<PresetId, Preset>, usual: Preset): HistoryLine[] {
  const stands = new Set(standing(entries).map(({ id }) => id));
  const voided = voidedBy(entries);
  const told = entries.filter(({ id, kind }) => stands.has(id) || ((kind === 'cram' || kind === 'quiz') && !voided.has(id)));
  let state: CardState = { kind: 'new' };
  return told
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((entry) => {
      const line = lineOf(entry, state, 'preset' in entry ? (presets.get(entry.preset) ?? usual) : usual);
      if ('after' in entry) state = entry.after;
      return line;
    });
}

function lineOf(entry: LogEntry, before: CardState, preset: Preset): HistoryLine {
  const { id, day, instant } = entry;
  const told = { id, day, instant, ...recallBefore(before, { day, instant }, preset) };
  switch (entry.kind) {
    case 'manual':
      return { kind: entry.action, id, day, instant, after: entry.after };
    case 'missed':
      return { kind: 'missed', id, day, instant, after: entry.after };
    case 'quiz':
      return { kind: 'quiz', ...told, right: entry.right, takenMs: entry.takenMs };
    case 'cram':
      return { kind: 'cram', ...told, rating: entry.rating, takenMs: entry.takenMs };
    case 'undo':
      throw new Error('an undo is no line of a history');
    case 'learn':
    case 'review':
    case 'relearn':
      return { kind: entry.kind, ...told, rating: entry.rating, takenMs: entry.takenMs, after: entry.after };
  }
}

function recallBefore(
  before: CardState,
  { day, instant }: Pick<HistoryLine, 'day' | 'instant'>,
  { weights }: Preset,
): Pick<HistoryLine, 'recall' | 'afterMs'> {
  if (before.kind === 'new') return {};
  const elapsed = day - before.lastAnswer.day;
  if (elapsed <= 0) return { afterMs: Math.max(0, instant - before.lastAnswer.instant) };
  return { recall: retrievability(before.memory, elapsed, weights) };
}

export interface CurvePoint {
  readonly day: number;
  readonly recall: number;
}

export interface ForgettingCurve {
  /** Up to today: falls, and is at 1 again with each answer. */
  readonly past: readonly CurvePoint[];
  /** From today on, if nothing is answered. */
  readonly future: readonly CurvePoint[];
  readonly answers: readonly (CurvePoint & { readonly id: EntryId; readonly rating: Rating })[];
  readonly today: CurvePoint;
  /** The next day on which it is due, if that is ahead. */
  readonly due?: CurvePoint;
  readonly from: number;
  readonly to: number;
  /** A tenth below the lowest point, so that the axis has round numbers. */
  readonly floor: number;
}

/** Points of one fall; more are not seen. */
const pointsEach = 40;

/** What the learner's memory of a card has been and will be; undefined for one without a memory. */
export function curveOf(
  lines: readonly HistoryLine[],
  { state }: Pick<Schedule, 'state'>,
  today: StudyDay,
  { weights }: Preset,
): ForgettingCurve | undefined {
  if (state.kind === 'new') return undefined;
  const moves = sinceReset(lines).filter(({ after }) => after !== undefined && after.kind !== 'new');
  const first = moves[0];
  if (first === undefined) return undefined;
  const past: CurvePoint[] = [];
  const answers: (CurvePoint & { id: EntryId; rating: Rating })[] = [];
  let memory: MemoryState | undefined;
  let since = first.day as number;
  let drawn = since;
  for (const { id, kind, day, rating, after } of moves) {
    if (memory !== undefined) past.push(...fall(memory, since, drawn, Math.max(drawn, day), weights));
    drawn = Math.max(drawn, day);
    if (rating === undefined || after === undefined || after.kind === 'new') {
      const left = after === undefined || after.kind === 'new' ? undefined : after.memory;
      if (kind === 'missed') [memory, since] = [left, day];
      // Computed anew: another curve, from the same answer on.
      else if (kind === 'memory' || memory === undefined) memory = left;
      continue;
    }
    answers.push({
      id,
      day,
      recall: memory === undefined ? 1 : retrievability(memory, Math.max(0, day - since), weights),
      rating,
    });
    memory = after.memory;
    since = day;
  }
  const now = state.memory;
  const last = state.lastAnswer.day;
  const at = (day: number) => ({ day, recall: retrievability(now, Math.max(0, day - last), weights) });
  past.push(...fall(now, last, Math.max(last, drawn), Math.max(last, drawn, today), weights));
  const dueDay = dueDayOf(state, today);
  const to = Math.max(today + 1, today + Math.ceil(1.4 * Math.max(dueDay - today, (today - first.day) * 0.2, 1)));
  const future = fall(now, last, Math.max(last, today), to, weights);
  const lowest = Math.min(...[...past, ...future, ...answers].map(({ recall }) => recall));
  return {
    past,
    future,
    answers,
    today: at(Math.max(last, today)),
    ...(dueDay > today && { due: at(dueDay) }),
    from: first.day,
    to,
    floor: Math.max(0, Math.min(0.8, Math.floor(lowest * 10 - 0.001) / 10)),
  };
}

function sinceReset(lines: readonly HistoryLine[]): readonly HistoryLine[] {
  return lines.slice(lines.findLastIndex(({ kind }) => kind === 'reset') + 1);
}

function fall(memory: MemoryState, since: number, from: number, to: number, weights: readonly number[]): CurvePoint[] {
  const step = Math.max(1, Math.ceil((to - from) / pointsEach));
  const days: number[] = [];
  for (let day = from; day < to; day += step) days.push(day);
  return [...days, to].map((day) => ({ day, recall: retrievability(memory, day - since, weights) }));
}

function dueDayOf(state: Exclude<CardState, { kind: 'new' }>, today: StudyDay): number {
  if (state.kind === 'review') return state.dueDay;
  return 'day' in state.due ? state.due.day : today;
}

/** Why a review card comes on its day. */
export interface Reason {
  readonly stability: number;
  readonly desiredRetention: number;
  /**
   * The learner chose the day; or it was missed in a quiz; or the memory was computed anew since, and the day stayed; or it is
   * FSRS's interval, moved within the range of fuzz: days later, negative if sooner.
   */
  readonly kind: 'chosen' | 'missed' | 'kept' | 'computed';
  readonly intervalDays: number;
  readonly movedDays: number;
}

/** The last that moved the card, since it was last new. */
export function lastMove(lines: readonly HistoryLine[]): MemoryMove | undefined {
  const moves = sinceReset(lines).flatMap((line) => {
    const { after } = line;
    return after === undefined || after.kind === 'new' ? [] : [{ line, memory: after.memory }];
  });
  const last = moves.at(-1);
  const before = moves.at(-2)?.memory;
  return last && { line: last.line, after: last.memory, ...(before && { before }) };
}

export interface MemoryMove {
  readonly line: HistoryLine;
  /** Absent for the first answer. */
  readonly before?: MemoryState;
  readonly after: MemoryState;
}

/** The options that a card's day was given under, which may have been changed since. */
export function presetOfDay(
  entries: readonly LogEntry[],
  lines: readonly HistoryLine[],
  presets: ReadonlyMap<PresetId, Preset>,
): Preset | undefined {
  const last = lines.findLast(({ after, kind }) => after !== undefined && kind !== 'memory');
  const entry = entries.find(({ id }) => id === last?.id);
  return entry !== undefined && 'preset' in entry ? presets.get(entry.preset) : undefined;
}

export function reasonOf({ state }: Pick<Schedule, 'state'>, lines: readonly HistoryLine[], preset: Preset): Reason | undefined {
  if (state.kind !== 'review') return undefined;
  const { desiredRetention, weights, maximumIntervalDays } = preset;
  const { stability } = state.memory;
  const ideal = Math.min(maximumIntervalDays, Math.max(1, Math.round(intervalDays(stability, desiredRetention, weights))));
  const last = lines.findLast(({ after }) => after !== undefined);
  return {
    stability,
    desiredRetention,
    kind: state.chosen ? 'chosen' : last?.kind === 'missed' ? 'missed' : last?.kind === 'memory' ? 'kept' : 'computed',
    intervalDays: state.intervalDays,
    movedDays: state.intervalDays - ideal,
  };
}
