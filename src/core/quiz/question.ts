import type { Correction } from '../decks/deck.ts';
import type { CardId, CategoryId, DeckId, EntityId, FactId, QuizId } from '../ids.ts';
import type { Instant, StudyDay } from '../time.ts';

/** `to-name`: a purpose or feature is given, the options are names. `to-statement`: a name is given, the options are statements. */
export type QuestionDirection = 'to-name' | 'to-statement';

export interface QuestionOption {
  readonly entity: EntityId;
  /** What the learner chooses. */
  readonly text: string;
  /** The entity's name, for the rationale of a statement. */
  readonly name: string;
  /** What the entity really is, in the notes' words. */
  readonly what: string;
  readonly lines: readonly number[];
  /** Its former names, the newest first. */
  readonly formerly?: readonly string[];
  /** That it is no longer offered, or will not be. */
  readonly status?: readonly Correction[];
}

/** Multiple choice: one key, three distractors, in the order shown. Complete in itself, so that a stored quiz never changes. */
export interface Question {
  /** Made from direction, fact or text, and key: the same question has the same id in every quiz. */
  readonly id: string;
  readonly direction: QuestionDirection;
  readonly entity: EntityId;
  readonly category: CategoryId;
  readonly fact?: FactId;
  /** The card that asks for the same, for "study these now". */
  readonly card?: CardId;
  readonly stem: string;
  readonly options: readonly QuestionOption[];
  /** Index into options. */
  readonly key: number;
  /** Why the key is right, in the notes' words. */
  readonly rationale: string;
  readonly lines: readonly number[];
  /** Where the notes do not hold: what the question follows instead. */
  readonly corrections?: readonly Correction[];
}

export interface QuizAnswer {
  /** Index into options. */
  readonly chosen: number;
  readonly instant: Instant;
  readonly takenMs: number;
}

export interface Quiz {
  readonly id: QuizId;
  readonly deck: DeckId;
  readonly seed: number;
  readonly startedAt: Instant;
  readonly day: StudyDay;
  /** Chosen categories; empty means all. */
  readonly categories: readonly CategoryId[];
  readonly questions: readonly Question[];
  /** answers[i] answers questions[i]; shorter than questions while the quiz is going on. */
  readonly answers: readonly QuizAnswer[];
  readonly finishedAt?: Instant;
}
