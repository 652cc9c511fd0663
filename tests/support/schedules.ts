import type { CardId, DeckId, EntityId, NoteId } from '#core/ids.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';
import type { CardState, MemoryState, Preset, Schedule } from '#core/scheduling/schedule.ts';
import { dayMs } from '#core/time.ts';
import type { Instant, StudyDay } from '#core/time.ts';
import { monday } from './moments.ts';

type Plain<Value> = {
  -readonly [Key in keyof Value]: Value[Key] extends string ? string : Value[Key] extends number ? number : Value[Key];
};

/** A new card's schedule. A card `a.to-name` is of note `a`, unless another is named. */
export function aSchedule({
  card = 'note.to-name',
  note = card.split('.')[0]!,
  ...rest
}: Partial<Plain<Schedule>> = {}): Schedule {
  return {
    note: note as NoteId,
    card: card as CardId,
    entity: 'deck/entity' as EntityId,
    deck: 'deck' as DeckId,
    revision: 0,
    position: 0,
    state: { kind: 'new' },
    reps: 0,
    lapses: 0,
    ...(rest as Partial<Schedule>),
  };
}

interface ReviewFields {
  readonly dueDay?: number;
  readonly intervalDays?: number;
  readonly memory?: MemoryState;
}

export function inReview({
  dueDay = monday,
  intervalDays = 10,
  memory = { stability: 10, difficulty: 5 },
}: ReviewFields = {}): CardState {
  return { kind: 'review', dueDay: dueDay as StudyDay, intervalDays, memory, lastAnswer: answeredOn(dueDay - intervalDays) };
}

export function inLearning(at: number, step = 0, kind: 'learning' | 'relearning' = 'learning'): CardState {
  return {
    kind,
    step,
    due: { at: at as Instant },
    memory: { stability: 1, difficulty: 5 },
    lastAnswer: { instant: (at - 60_000) as Instant, day: Math.floor(at / dayMs) as StudyDay },
  };
}

/** At noon of a study day, UTC. */
export function answeredOn(day: number): { instant: Instant; day: StudyDay } {
  return { instant: (day * dayMs + dayMs / 2) as Instant, day: day as StudyDay };
}

export function aPreset(changes: Partial<Preset> = {}): Preset {
  return { ...defaultPreset, ...changes };
}
