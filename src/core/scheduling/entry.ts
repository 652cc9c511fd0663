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

/** An answer on a card: the only entries that replay recomputes memory from. */
export interface AnswerEntry extends EntryBase {
  readonly kind: 'learn' | 'review' | 'relearn';
  readonly rating: Rating;
  /** Milliseconds from question to rating, at most 60,000 (Anki's cap). */
  readonly takenMs: number;
  readonly preset: PresetId;
  readonly model: 'FSRS-6';
  /** Asked for before it was due, as by "Study these now". */
  readonly early?: true;
  /** What the card was before, and what the answer made of it: due dates are decisions, recorded once. */
  readonly before: 'new' | 'learning' | 'review' | 'relearning';
  readonly after: CardState;
  readonly reps: number;
  readonly lapses: number;
}

/** A quiz question on a fact that has a card. It changes no schedule. */
export interface QuizEntry extends EntryBase {
  readonly kind: 'quiz';
  readonly right: boolean;
  readonly takenMs: number;
  readonly quiz: string;
  readonly question: number;
}

/** Takes an earlier answer back. Nothing in the log is ever changed. */
export interface UndoEntry extends EntryBase {
  readonly kind: 'undo';
  readonly voids: EntryId;
}

/** One line of the review log. */
export type LogEntry = AnswerEntry | QuizEntry | UndoEntry;
