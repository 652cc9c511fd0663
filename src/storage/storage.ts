import type { Deck } from '#core/decks/deck.ts';
import type { CardId, EntityId, EntryId, QuizId } from '#core/ids.ts';
import type { Quiz } from '#core/quiz/question.ts';
import type { AnswerEntry } from '#core/scheduling/entry.ts';
import type { Gathered } from '#core/scheduling/queue.ts';
import type { Preset, Rating, Schedule } from '#core/scheduling/schedule.ts';
import type { Moment, StudyDay } from '#core/time.ts';
import type { CardwrightDatabase } from './database.ts';
import type { EntityRow } from './rows.ts';

/** What `openStorage` gives: the open database, with every command bound to it. Queries take `db`. */
export interface Storage {
  readonly db: CardwrightDatabase;
  readonly preset: Preset;

  /** Puts a deck in, or a newer one in its place: schedules of cards that are in both stay. One transaction. */
  installDeck(deck: Deck, notesText: string, moment: Moment): Promise<void>;

  /** The rows that today's queue is made from, and the same again for chosen cards, due or not. */
  gather(moment: Moment): Promise<Gathered>;
  gatherCards(cards: readonly CardId[]): Promise<readonly Schedule[]>;
  /** When, after today, there is something to study again, and how much; undefined if never yet. */
  nextDue(moment: Moment): Promise<NextDue | undefined>;
  readEntities(ids: readonly EntityId[]): Promise<readonly EntityRow[]>;

  answerCard(answer: Answer): Promise<Answered>;
  undoAnswer(entry: EntryId, moment: Moment): Promise<Undone>;

  startQuiz(quiz: Quiz): Promise<void>;
  /** Stores the answer to question `index`; one that is already answered keeps its first answer. */
  answerQuestion(quiz: QuizId, index: number, chosen: number, takenMs: number, moment: Moment): Promise<Quiz>;
  endQuiz(quiz: QuizId, moment: Moment): Promise<Quiz>;

  close(): void;
}

export interface NextDue {
  readonly day: StudyDay;
  /** Reviews, and what is in its steps over days. */
  readonly cards: number;
  /** New cards that the limit of a day will let in, as many as are left. */
  readonly fresh: number;
}

export interface Answer {
  readonly card: CardId;
  /** The schedule's revision that the learner saw; another one now means that another tab has answered. */
  readonly seenRevision: number;
  readonly rating: Rating;
  readonly takenMs: number;
  readonly moment: Moment;
  readonly early?: true;
}

export type Answered =
  | { readonly kind: 'answered'; readonly schedule: Schedule; readonly entry: AnswerEntry; readonly buried: readonly CardId[] }
  /** Nothing was written: another tab moved the card first. `rating` is what was answered there, if that was an answer. */
  | { readonly kind: 'moved'; readonly schedule: Schedule; readonly rating?: Rating };

export type Undone =
  | { readonly kind: 'undone'; readonly schedule: Schedule }
  /** Nothing was written: the card has been answered again since. */
  | { readonly kind: 'moved' };

export type StorageErrorCode =
  /** No IndexedDB, or it may not be used (private mode, site data blocked). */
  | 'unavailable'
  /** Another tab holds an older version open. */
  | 'blocked'
  /** A newer version of the app has this database. */
  | 'newer'
  | 'quota'
  /** Closed under us: a newer version in another tab, or storage cleared. */
  | 'closed'
  /** A write that neither came through nor failed within its time. */
  | 'timeout'
  | 'unknown';

export class StorageError extends Error {
  readonly code: StorageErrorCode;
  constructor(code: StorageErrorCode, cause?: unknown) {
    super(`storage: ${code}`, { cause });
    this.code = code;
  }
}
