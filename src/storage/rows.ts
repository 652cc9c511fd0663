import type { Category, ConfusableGroup, DeckEntity, Veto } from '#core/decks/deck.ts';
import type { CardId, DeckId } from '#core/ids.ts';
import type { Quiz } from '#core/quiz/question.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import type { Preset, Schedule } from '#core/scheduling/schedule.ts';
import type { Instant, StudyDay } from '#core/time.ts';

/** A notebook's source text and its curation. */
export interface NotebookRow {
  readonly id: DeckId;
  readonly title: string;
  readonly path: string;
  readonly text: string;
  readonly lineCount: number;
  readonly categories: readonly Category[];
  readonly groups: readonly ConfusableGroup[];
  readonly vetoes: readonly Veto[];
  readonly genericPhrases: readonly string[];
  readonly installedAt: Instant;
}

/** An entity with its facts, notes and cards; the category's name is kept beside its id so that a card needs one read. */
export interface EntityRow extends DeckEntity {
  readonly categoryName: string;
}

/** What the learner decided about a card or fact, by id. */
export interface OverlayRow {
  readonly id: string;
  readonly suspended?: true;
}

/**
 * A schedule with what its indexes hold. A row that an index must not hold lacks the field (IndexedDB has no boolean keys).
 * `[dueDay+shuffle]` read in order is the order of reviews: by due day, then random but stable.
 */
export interface ScheduleRow extends Schedule {
  readonly dueDay?: StudyDay;
  /** Hash of card and due day, 0 to 2^32 - 1. */
  readonly shuffle?: number;
  readonly dueAt?: Instant;
  readonly newPosition?: number;
}

export type LogRow = LogEntry;

/** Figures of one study day and deck. */
export interface DayRow {
  readonly day: StudyDay;
  readonly deck: DeckId;
  /** Answers given, learning steps included. */
  readonly answers: number;
  /** Of them, not Again. */
  readonly passed: number;
  readonly takenMs: number;
  /** Cards answered for the first time. */
  readonly newCards: number;
  /** Answers to review cards: what the daily limit of reviews counts. */
  readonly reviews: number;
  readonly quizAnswers: number;
  readonly quizRight: number;
  /** Cards that fall due on this day. */
  readonly due: number;
}

export type PresetRow = Preset;

/** `open` is 1 while the quiz is going on and absent afterwards. */
export interface QuizRow extends Quiz {
  readonly open?: 1;
}

/** Every setting by its key, with the type of its value. */
export interface SettingValues {
  device: string;
  preset: string;
  /** How to count the journey: the card that was last on screen, so that a reload comes back to it. */
  lastStudied: CardId;
}

export interface SettingRow {
  readonly key: keyof SettingValues;
  readonly value: string;
}
