import type { Deck } from '#core/decks/deck.ts';
import type { Deed, Flag } from '#core/deed.ts';
import type { CardOverlay, ImportPlan, KnownDeck } from '#core/decks/plan.ts';
import type { Said } from '#core/decks/report.ts';
import type { PlannedPicture } from '#core/media.ts';
import type { CardId, DeckId, EntityId, EntryId, NoteId, QuizId, UndoId } from '#core/ids.ts';
import type { Confidence, Given, Question, Quiz } from '#core/quiz/question.ts';
import type { SheetChange } from '#core/quiz/sheet.ts';
import type { AnswerEntry, CramEntry } from '#core/scheduling/entry.ts';
import type { Options } from '#core/scheduling/options.ts';
import type { DueLoad } from '#core/scheduling/load.ts';
import type { Gathered } from '#core/scheduling/queue.ts';
import type { Preset, Rating, Schedule, Wording } from '#core/scheduling/schedule.ts';
import type { StudyScope } from '#core/scheduling/scope.ts';
import type { Instant, Moment, StudyDay } from '#core/time.ts';
import type { Checked } from './backup/check.ts';
import type { CardwrightDatabase } from './database.ts';
import type { DueCard } from './queries/due-load.ts';
import type { EntityRow, RememberedKey } from './rows.ts';
import type { United } from './unite.ts';

/** What `openStorage` gives: the open database, with every command bound to it. Queries take `db`. */
import type { Memories } from './queries/memories-under.ts';
export interface Storage {
  readonly db: CardwrightDatabase;
  /** As this page knows them: what is changed here or in another tab changes them. */
  readonly options: Options;
  /** The options' preset: of every deck without one of its own. */
  readonly preset: Preset;
  /** Told each time that the options have changed. */
  followOptions(hear: () => void): () => void;
  /** How database and journal were found when they were opened. */
  readonly united: United;

  /** Puts a deck in, or a newer one in its place: schedules of cards that are in both stay. One transaction. */
  installDeck(deck: Deck, notesText: string, moment: Moment, pictures?: readonly PlannedPicture[]): Promise<void>;

  /** What an import is planned from; undefined for a deck that is not there. */
  knownNotebook(deck: DeckId): Promise<KnownNotebook | undefined>;
  /** Puts the deck of a plan in place. Refused if the notebook has moved since the plan was made. */
  applyImport(plan: ImportPlan, moment: Moment): Promise<Imported>;
  /** The same for several decks: all of them, or none where one is refused. */
  applyImports(plans: readonly ImportPlan[], moment: Moment): Promise<Imported>;
  /** Takes back the last import of a deck, once; answers given since stay. One that was not made at `made` stays. */
  undoImport(deck: DeckId, moment: Moment, made?: Instant): Promise<ImportUndone>;
  /** The same for several decks that were imported together: all of them, or none. */
  undoImports(decks: readonly DeckId[], moment: Moment, made?: Instant): Promise<ImportUndone>;
  /**
   * Takes a deck out of every queue and figure; a quiz of it that is going on ends. What was learnt is kept in the archive
   * and comes back with the deck, as does what the learner decided about its cards.
   */
  removeDeck(deck: DeckId, moment: Moment): Promise<Removed>;
  undoRemoval(deck: DeckId, moment: Moment): Promise<ImportUndone>;

  /** The learner's own words in place of a card's; the compiled ones take theirs away again. */
  editCard(card: CardId, words: CardEdit): Promise<Decision>;
  addCard(card: OwnCard, moment: Moment): Promise<Decision>;
  suspendCard(card: CardId): Promise<Decision>;
  suspendNote(card: CardId): Promise<Decision>;
  unsuspendCard(card: CardId): Promise<Decision>;
  dropCard(card: CardId): Promise<Decision>;
  restoreCard(card: CardId): Promise<Decision>;
  /** 0 takes the flag away. */
  flagCard(card: CardId, flag: Flag | 0): Promise<Decision>;
  markCard(card: CardId, marked: boolean): Promise<Decision>;
  untagLeech(card: CardId): Promise<Decision>;
  /** Where `asked` is right, `alsoRight` is never offered as wrong again. */
  vetoDistractor(asked: EntityId, alsoRight: EntityId): Promise<Decision>;
  /** What is wrong with a card or a question: it is not asked from then on. A report is taken back by the id that it has. */
  reportCard(card: CardId, said: Said, moment: Moment): Promise<Decision>;
  reportQuestion(
    deck: DeckId,
    asked: { readonly question: Question; readonly given?: string },
    said: Said,
    moment: Moment,
  ): Promise<Decision>;
  /** All that was said of it, or what was said then. */
  takeReportBack(id: CardId, at?: Instant): Promise<Decision>;

  /** Not asked until the next study day. */
  buryCard(card: CardId, moment: Moment): Promise<Decision>;
  buryNote(card: CardId, moment: Moment): Promise<Decision>;
  unburyCard(card: CardId): Promise<Decision>;
  unburyAll(moment: Moment): Promise<Unburied>;
  /** New again; the log keeps its answers. */
  resetCard(card: CardId, moment: Moment): Promise<Decision>;
  setDueDay(card: CardId, dueDay: StudyDay, moment: Moment): Promise<Decision>;

  /** Takes the last deed back, or the one that is named. */
  undo(moment: Moment, id?: UndoId): Promise<Undone>;
  /** Does again what was last taken back. */
  redo(moment: Moment): Promise<Undone>;
  undoable(): Promise<Undoable>;

  readOverlays(deck: DeckId): Promise<readonly CardOverlay[]>;

  /** The rows that today's queue is made from, and the same again for chosen cards, due or not. */
  gather(moment: Moment, scope?: StudyScope): Promise<Gathered>;
  gatherCards(cards: readonly CardId[]): Promise<readonly Schedule[]>;
  /** When, after today, there is something to study again, and how much; undefined if never yet. */
  nextDue(moment: Moment): Promise<NextDue | undefined>;
  /** What is due on the coming days, and where cards of these notes are due: see state/due-load.ts. */
  dueByDay(moment: Moment): Promise<ReadonlyMap<StudyDay, number>>;
  dueDaysOf(notes: readonly NoteId[]): Promise<readonly DueCard[]>;
  readEntities(ids: readonly EntityId[]): Promise<readonly EntityRow[]>;

  answerCard(answer: Answer): Promise<Answered>;
  cramCard(answer: Crammed): Promise<CramEntry>;

  startQuiz(quiz: Quiz): Promise<void>;
  /** Stores the answer to question `index`; one that is already answered keeps its first answer. */
  answerQuestion(
    quiz: QuizId,
    index: number,
    given: Given,
    takenMs: number,
    moment: Moment,
    confidence?: Confidence,
  ): Promise<Quiz>;
  /** Hands it in: what was missed in it comes again tomorrow. */
  endQuiz(quiz: QuizId, moment: Moment): Promise<Quiz>;
  /** What was done on a question of a mock exam, with the milliseconds since the last change. */
  changeExam(exam: QuizId, index: number, change: SheetChange, spentMs: number): Promise<Quiz>;
  handInExam(exam: QuizId, moment: Moment): Promise<Quiz>;

  /** Each in one transaction; existing due dates stay. */
  changeSettings(change: SettingChange): Promise<SettingsChanged>;
  /** Of all decks, or of one: that has options of its own from then on. */
  changePreset(change: PresetChange, deck?: DeckId): Promise<SettingsChanged>;
  choosePreset(deck: DeckId, own: boolean): Promise<SettingsChanged>;
  /** New weights with the memories that a replay found under them. */
  changeWeights(weights: readonly number[], memories: Memories, moment: Moment, deck?: DeckId): Promise<WeightsChanged>;
  /** A deck whose own preset has weights of its own goes by that of all decks again, with the memories that a replay found. */
  givePresetUp(deck: DeckId, memories: Memories, moment: Moment): Promise<WeightsChanged>;

  /** Puts right by the log what a check of the record found; false where something was done since. */
  mendRecord(checked: Checked, onProgress?: (done: number, of: number) => void): Promise<boolean>;
  remember(key: RememberedKey, value: string): Promise<void>;
  /** Moves existing due dates to where the options of now would have put them. */
  moveDueDays(moment: Moment): Promise<SettingsChanged>;

  close(): void;
}

/** What is set to `undefined` is unset. */
export type SettingChange = {
  readonly [Key in keyof Omit<Options, 'preset' | 'deckPresets'>]?: Options[Key] | undefined;
};

export type PresetChange = Partial<Omit<Preset, 'id' | 'model'>>;

/** `undo` takes it back, and is absent where nothing had to be changed. */
export interface SettingsChanged {
  readonly undo?: UndoId;
}

/** `moved`: something was answered since the replay, and nothing was changed. */
export type WeightsChanged = ({ readonly kind: 'changed' } & SettingsChanged) | { readonly kind: 'moved' };

export interface KnownNotebook {
  readonly deck: KnownDeck;
  /** Absent where only the archive of a removed deck is left. */
  readonly revision?: number;
  readonly curationText?: string;
}

export type Imported =
  | { readonly kind: 'imported' }
  /** Nothing was written: the deck was changed since, in another tab perhaps; a plan must be made anew. */
  | { readonly kind: 'refused'; readonly revision?: number };

export type Removed = { readonly kind: 'removed' } | { readonly kind: 'nothing' };

export interface Unburied {
  readonly cards: readonly CardId[];
  readonly undo?: UndoId;
}

/** Whether there is anything to take back, or to do again. */
export type Undoable = Readonly<Record<'undo' | 'redo', boolean>>;

export type ImportUndone = { readonly kind: 'undone' } | { readonly kind: 'nothing' };

export interface CardEdit extends Partial<Wording> {
  /** All that the learner gave it by name; absent: they stay. */
  readonly tags?: readonly string[];
}

export interface OwnCard extends Wording {
  readonly entity: EntityId;
  /** Of the notes; none for a card without a place in them. */
  readonly lines: readonly number[];
}

/** About this card, or of this id; `undo` takes it back, and is absent where nothing had to be changed. */
export interface Decision {
  readonly card: CardId;
  /** All that it changed. */
  readonly cards: readonly CardId[];
  readonly undo?: UndoId;
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
  | {
      readonly kind: 'answered';
      readonly schedule: Schedule;
      readonly entry: AnswerEntry;
      readonly buried: readonly CardId[];
      /** It has been forgotten so often that help is due. */
      readonly leech?: true;
    }
  /** Nothing was written: another tab moved the card first. `rating` is what was answered there, if that was an answer. */
  | { readonly kind: 'moved'; readonly schedule: Schedule; readonly rating?: Rating }
  /** Nothing was written: another tab took back the import that had brought the card, which was never answered. */
  | { readonly kind: 'gone' };

/** An answer that moves nothing. */
export type Crammed = Pick<Answer, 'card' | 'rating' | 'takenMs' | 'moment'>;

export type Undone =
  | {
      readonly kind: 'undone' | 'redone';
      readonly deed: Deed;
      /** What it was about. */
      readonly name?: string;
      /** That were moved by it, the deed's own first. */
      readonly cards: readonly CardId[];
      /** Of the log, where the deed made one. */
      readonly entry?: EntryId;
    }
  /** Nothing was written: what the deed did has been changed again since. It is not offered any more. */
  | { readonly kind: 'moved'; readonly deed: Deed; readonly name?: string }
  /** There is nothing to take back, or to do again. */
  | { readonly kind: 'nothing' };

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
  /** The card is in no deck any more: another tab has taken it out. */
  | 'gone'
  | 'unknown';

export class StorageError extends Error {
  readonly code: StorageErrorCode;
  constructor(code: StorageErrorCode, cause?: unknown) {
    super(`storage: ${code}`, { cause });
    this.code = code;
  }
}
