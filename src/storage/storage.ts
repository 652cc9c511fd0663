import type { Deck } from '#core/decks/deck.ts';
import type { CardOverlay, ImportPlan, KnownDeck } from '#core/decks/plan.ts';
import type { PlannedPicture } from '#core/media.ts';
import type { CardId, DeckId, EntityId, EntryId, NoteId, QuizId } from '#core/ids.ts';
import type { Quiz } from '#core/quiz/question.ts';
import type { AnswerEntry } from '#core/scheduling/entry.ts';
import type { DueLoad } from '#core/scheduling/load.ts';
import type { Gathered } from '#core/scheduling/queue.ts';
import type { Preset, Rating, Schedule, Wording } from '#core/scheduling/schedule.ts';
import type { Moment, StudyDay } from '#core/time.ts';
import type { CardwrightDatabase } from './database.ts';
import type { DueCard } from './queries/due-load.ts';
import type { EntityRow } from './rows.ts';
import type { United } from './unite.ts';

/** What `openStorage` gives: the open database, with every command bound to it. Queries take `db`. */
export interface Storage {
  readonly db: CardwrightDatabase;
  readonly preset: Preset;
  /** How database and journal were found when they were opened. */
  readonly united: United;

  /** Puts a deck in, or a newer one in its place: schedules of cards that are in both stay. One transaction. */
  installDeck(deck: Deck, notesText: string, moment: Moment, pictures?: readonly PlannedPicture[]): Promise<void>;

  /** What an import is planned from; undefined for a deck that is not there. */
  knownNotebook(deck: DeckId): Promise<KnownNotebook | undefined>;
  /** Puts the deck of a plan in place. Refused if the notebook has moved since the plan was made. */
  applyImport(plan: ImportPlan, moment: Moment): Promise<Imported>;
  /** Takes back the last import of a deck, once; answers given since stay. */
  undoImport(deck: DeckId, moment: Moment): Promise<ImportUndone>;
  /**
   * Takes a deck out of every queue and figure; a quiz of it that is going on ends. What was learnt is kept in the archive
   * and comes back with the deck, as does what the learner decided about its cards.
   */
  removeDeck(deck: DeckId, moment: Moment): Promise<Removed>;
  undoRemoval(deck: DeckId, moment: Moment): Promise<ImportUndone>;

  /** The learner's own words in place of a card's; the compiled ones take theirs away again. */
  editCard(card: CardId, words: Partial<Wording>): Promise<OverlayChange>;
  addCard(card: OwnCard): Promise<OverlayChange>;
  suspendCard(card: CardId): Promise<OverlayChange>;
  unsuspendCard(card: CardId): Promise<OverlayChange>;
  dropCard(card: CardId): Promise<OverlayChange>;
  restoreCard(card: CardId): Promise<OverlayChange>;
  /** Where `asked` is right, `alsoRight` is never offered as wrong again. */
  vetoDistractor(asked: EntityId, alsoRight: EntityId): Promise<OverlayChange>;
  undoOverlay(change: OverlayChange): Promise<OverlayUndone>;
  readOverlays(deck: DeckId): Promise<readonly CardOverlay[]>;

  /** The rows that today's queue is made from, and the same again for chosen cards, due or not. */
  gather(moment: Moment): Promise<Gathered>;
  gatherCards(cards: readonly CardId[]): Promise<readonly Schedule[]>;
  /** When, after today, there is something to study again, and how much; undefined if never yet. */
  nextDue(moment: Moment): Promise<NextDue | undefined>;
  /** What is due on the coming days, and where cards of these notes are due: see state/due-load.ts. */
  dueByDay(moment: Moment): Promise<ReadonlyMap<StudyDay, number>>;
  dueDaysOf(notes: readonly NoteId[]): Promise<readonly DueCard[]>;
  readEntities(ids: readonly EntityId[]): Promise<readonly EntityRow[]>;

  answerCard(answer: Answer): Promise<Answered>;
  undoAnswer(entry: EntryId, moment: Moment): Promise<Undone>;

  startQuiz(quiz: Quiz): Promise<void>;
  /** Stores the answer to question `index`; one that is already answered keeps its first answer. */
  answerQuestion(quiz: QuizId, index: number, chosen: number, takenMs: number, moment: Moment): Promise<Quiz>;
  endQuiz(quiz: QuizId, moment: Moment): Promise<Quiz>;

  close(): void;
}

export interface KnownNotebook {
  readonly deck: KnownDeck;
  /** Absent where only the archive of a removed deck is left. */
  readonly revision?: number;
  readonly curationText?: string;
}

export type Imported =
  | { readonly kind: 'imported'; readonly revision: number }
  /** Nothing was written: the deck was changed since, in another tab perhaps; a plan must be made anew. */
  | { readonly kind: 'refused'; readonly revision?: number };

export type Removed = { readonly kind: 'removed' } | { readonly kind: 'nothing' };

export type ImportUndone = { readonly kind: 'undone' } | { readonly kind: 'nothing' };

export interface OwnCard extends Wording {
  readonly entity: EntityId;
  /** Of the notes; none for a card without a place in them. */
  readonly lines: readonly number[];
}

/** What a command made of an overlay; handed back, it undoes the command. */
export interface OverlayChange {
  readonly id: CardId;
  readonly before?: CardOverlay;
  readonly after?: CardOverlay;
}

/** `moved`: nothing was written, another decision was taken since. */
export type OverlayUndone = { readonly kind: 'undone' } | { readonly kind: 'moved' };

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
  /** The schedule that the learner saw, where it is at hand: it spares the answer a round trip and decides nothing. */
  readonly seen?: Schedule;
  /** What the buttons were computed with: the day that was shown is the one that is applied. */
  readonly load?: DueLoad;
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
