import type { Deck } from '#core/decks/deck.ts';
import type { NotebookSource, NotesAccount, NotesToExplain, PlannedNotebook, ReadFile } from '#core/decks/plan-files.ts';
import type { Atlas, AtlasSource } from '#core/atlas/atlas.ts';
import type { CardId, CategoryId, DeckId } from '#core/ids.ts';
import type { Options } from '#core/scheduling/options.ts';
import type { Rating } from '#core/scheduling/schedule.ts';
import type { Moment } from '#core/time.ts';
import type { GivenFile } from './given-files.ts';
import type { Keeper } from './keeper.ts';
import type { LinkedFolderStore } from './linked-folder.ts';
import type { FirstLook } from '#storage/first-look.ts';
import type { ExamOutlook } from '#storage/queries/exam-outlook.ts';
import type { Questions } from '#storage/questions.ts';
import type { Strength } from '#storage/queries/strength.ts';
import type { Storage } from '#storage/storage.ts';
import type { Rescued } from '#workers/backup.worker.ts';
import type { MemoriesRequest } from '#workers/memories.worker.ts';
import type { Memories } from '#storage/queries/memories-under.ts';
import type { SimulateRequest, Simulated } from '#workers/simulate.worker.ts';

/** A look at a database of this version, or at none. */
export type SettledLook = Exclude<FirstLook, { kind: 'outdated' }>;
/** A look at a database that holds a deck. */
export type ReadyLook = Extract<FirstLook, { kind: 'ready' }>;

/** What main.tsx composes and everything above storage is handed. */
export interface Services {
  readonly clock: Clock;
  /** Chance, 0 inclusive to 2^32 exclusive; a test hands in a fixed one. */
  readonly seed: () => number;
  /** What a screen is drawn from at once. The first call gives what was read while React was loading, later ones read anew. */
  readonly look: () => SettledLook | Promise<SettledLook>;
  /** A screen that asks for nothing more says so once it has been painted: from then on other things may be fetched. */
  readonly painted: () => void;
  /** Loads Dexie and opens the database, once; rejects with a StorageError. */
  readonly storage: () => Promise<Storage>;
  /** Loads ts-fsrs, once: what a rating leads to and how likely recall is. */
  readonly scheduling: () => Promise<Scheduling>;
  /** Parses and compiles notes off the main thread, and plans what they would change. */
  readonly compileNotes: (
    notebooks: readonly NotebookSource[],
    onProgress: (done: number) => void,
    signal: AbortSignal,
  ) => Promise<readonly PlannedNotebook[]>;
  /** What became of each line of notes, found out off the main thread. */
  readonly explainNotes: (notes: NotesToExplain, signal: AbortSignal) => Promise<NotesAccount>;
  /** Whether files describe one thing each, as those of a vault do. */
  readonly isOfOneEach: (files: readonly ReadFile[], signal: AbortSignal) => Promise<boolean>;
  /** Lives through the coming days off the main thread. */
  readonly simulate: (request: SimulateRequest, signal: AbortSignal) => Promise<Simulated>;
  /** Replays the whole log under other weights, off the main thread. */
  readonly memoriesUnder: (
    request: MemoriesRequest,
    onProgress: (done: number, of: number) => void,
    signal: AbortSignal,
  ) => Promise<Memories>;
  /** Walks through the whole collection off the main thread, and draws maps. */
  readonly walk: () => Promise<Walk>;
  /** What a deck can be asked, and questions of it, composed off the main thread. */
  readonly questions: () => Promise<Questions>;
  readonly shippedDecks: readonly ShippedDeck[];
  /** The folder of notes that the learner linked, now or in an earlier visit. */
  readonly linkedFolder: () => Promise<LinkedFolderStore>;
  readonly tabs: Tabs;
  /** Held while cards or questions are on screen: no new version of the app takes over meanwhile. */
  readonly holdSession: () => () => void;
  /** Keeps what the learner has: backups, restoring, the check, deleting it all. */
  readonly keeper: () => Promise<Keeper>;
  /** Everything that can still be read from a database that does not open, as a backup. */
  readonly rescue: () => Promise<Rescued>;
}

export interface Walk {
  /** Undefined where the database is gone. */
  readonly walkStrength: (moment: Moment, options: Options) => Promise<Strength | undefined>;
  /** Undefined where no exam is to come. */
  readonly walkOutlook: (moment: Moment, options: Options) => Promise<ExamOutlook | undefined>;
  /** Of a deck, or of one of its islands; undefined where there is no such deck. */
  readonly readAtlas: (deck: DeckId, only?: CategoryId, aspect?: number) => Promise<Atlas | undefined>;
  /** Of a deck that nobody has yet. */
  readonly drawOutline: (source: AtlasSource) => Promise<Atlas>;
}

export interface Clock {
  /** Read anew at each action, zone included. */
  now(): Moment;
  /** Milliseconds that only go forward, whatever happens to the clock on the wall. */
  ticks(): number;
}

export type Scheduling = Pick<typeof import('#core/scheduling/review.ts'), 'previewRatings'> &
  Pick<typeof import('#core/scheduling/recall.ts'), 'recallNow'>;

export interface ShippedDeck {
  readonly slug: string;
  readonly load: () => Promise<{ readonly deck: Deck; readonly notesText: string }>;
  /** Its deck.yaml: what its notes are compiled with, wherever they come from. */
  readonly curation: () => Promise<string | undefined>;
  /** The pictures that lie beside its notes; fetched when they are read. */
  readonly pictures?: readonly GivenFile[];
}

/** What one tab tells the others, which then read the card again, or let go of the deck that was removed. */
export type TabMessage =
  | {
      readonly card: CardId;
      /** Absent when the answer was taken back. */
      readonly rating?: Rating;
    }
  | { readonly removed: DeckId };

export interface Tabs {
  announce(message: TabMessage): void;
  listen(hear: (message: TabMessage) => void): () => void;
}
