import type { CardId, DeviceId, EntryId, PresetId } from '../ids.ts';
import type { Instant, StudyDay } from '../time.ts';
import type { CardState, Rating } from './schedule.ts';

interface EntryBase {
  readonly id: EntryId;
  readonly card: CardId;
  readonly instant: Instant;
  /** Minutes east of UTC where the learner was. */
  readonly offsetMinutes: number;
  readonly day: StudyDay;
  readonly device: DeviceId;
}

/** How an entry left the card. Due dates are decisions, recorded once; replay computes the memory anew. */
interface Left<State extends CardState = CardState> {
  readonly after: State;
  readonly reps: number;
  readonly lapses: number;
}

/** An answer on a card: memory is recomputed from these alone. */
export interface AnswerEntry extends EntryBase, Left {
  readonly kind: 'learn' | 'review' | 'relearn';
  readonly rating: Rating;
  /** Milliseconds from question to rating, at most 60,000 (Anki's cap). */
  readonly takenMs: number;
  readonly preset: PresetId;
  readonly model: 'FSRS-6';
  /** Asked for before it was due, as by "Study these now". */
  readonly early?: true;
  /** What the card was before the answer. */
  readonly before: 'new' | 'learning' | 'review' | 'relearning';
}

/** The learner made the card new again (manual.ts): its memory and counts begin anew, the answers stay in the log. */
export interface ResetEntry extends EntryBase, Left<Extract<CardState, { kind: 'new' }>> {
  readonly kind: 'manual';
  readonly action: 'reset';
}

/** The learner chose the day on which the card is due (manual.ts): no answer, so a memory that was there stays as it was. */
export interface DueEntry extends EntryBase, Left<Extract<CardState, { kind: 'review' }>> {
  readonly kind: 'manual';
  readonly action: 'due';
  /** Its weights give a card without a memory its first one. */
  readonly preset: PresetId;
  readonly model: 'FSRS-6';
}

/**
 * The weights changed and the learner let the memory be computed anew: from here on it is what all answers before would have
 * given under them. The due day stays.
 */
export interface MemoryEntry extends EntryBase, Left<Exclude<CardState, { kind: 'new' }>> {
  readonly kind: 'manual';
  readonly action: 'memory';
  readonly preset: PresetId;
  readonly model: 'FSRS-6';
}

/** The learner moved the schedule by hand. */
export type ManualEntry = ResetEntry | DueEntry | MemoryEntry;

/** An answer while cramming. It changes neither schedule nor memory. */
export interface CramEntry extends EntryBase {
  readonly kind: 'cram';
  readonly rating: Rating;
  /** As in an answer. */
  readonly takenMs: number;
}

/** A quiz question on a fact that has a card. It changes no schedule: a wrong one may when the quiz is handed in (MissedEntry). */
export interface QuizEntry extends EntryBase {
  readonly kind: 'quiz';
  readonly right: boolean;
  readonly takenMs: number;
  readonly quiz: string;
  readonly question: number;
}

/**
 * A quiz was handed in in which a review card was asked for and not known (missed.ts): memory is recomputed as after Again.
 * Neither an answer on the card nor a lapse.
 */
export interface MissedEntry extends EntryBase, Left<Extract<CardState, { kind: 'review' }>> {
  readonly kind: 'missed';
  readonly quiz: string;
  /** Its weights make the memory. */
  readonly preset: PresetId;
  readonly model: 'FSRS-6';
}

/** Takes an earlier entry of the card back. Nothing in the log is ever changed; a redo takes the undo back. */
export interface UndoEntry extends EntryBase {
  readonly kind: 'undo';
  readonly voids: EntryId;
}

/** An entry that says how the schedule stands after it. */
export type ScheduleEntry = AnswerEntry | ManualEntry | MissedEntry;

/** One line of the review log. */
export type LogEntry = ScheduleEntry | CramEntry | QuizEntry | UndoEntry;
