import { Dexie } from 'dexie';
import type { EntityTable, PromiseExtended, Table } from 'dexie';

import type { DeckId } from '#core/ids.ts';
import type { StudyDay } from '#core/time.ts';
import type { ColumnRow } from './ledger/kept.ts';
import { Journaling } from './journaling.ts';
import type {
  ArchiveRow,
  DayRow,
  EntityRow,
  HandleRow,
  ImportRow,
  JournalRow,
  LogRow,
  MediaRow,
  NotebookRow,
  OverlayRow,
  PresetRow,
  QuizRow,
  ScheduleRow,
  SettingRow,
  UndoRow,
} from './rows.ts';
import type { QuarantineRow } from './quarantine.ts';
import { databaseName, schemaVersion1 } from './schema.ts';

/** Where IndexedDB comes from, when not from the browser: a test hands in its own. */
export interface IndexedDBSource {
  readonly indexedDB?: IDBFactory;
  readonly IDBKeyRange?: typeof IDBKeyRange;
}

/** The tables of DESIGN.md. */
export class CardwrightDatabase extends Dexie {
  declare readonly notebooks: EntityTable<NotebookRow, 'id'>;
  declare readonly entities: EntityTable<EntityRow, 'id'>;
  declare readonly overlays: EntityTable<OverlayRow, 'id'>;
  declare readonly archive: EntityTable<ArchiveRow, 'id'>;
  declare readonly imports: EntityTable<ImportRow, 'id'>;
  declare readonly schedules: EntityTable<ScheduleRow, 'card'>;
  declare readonly log: EntityTable<LogRow, 'id'>;
  declare readonly days: Table<DayRow, [StudyDay, DeckId]>;
  declare readonly presets: EntityTable<PresetRow, 'id'>;
  declare readonly quizzes: EntityTable<QuizRow, 'id'>;
  declare readonly settings: EntityTable<SettingRow, 'key'>;
  declare readonly undo: EntityTable<UndoRow, 'id'>;
  declare readonly media: EntityTable<MediaRow, 'id'>;
  declare readonly handles: EntityTable<HandleRow, 'id'>;
  declare readonly quarantine: EntityTable<QuarantineRow, 'id'>;
  /** Derived (ledger/): written by workers alone. */
  declare readonly columns: Table<ColumnRow, string>;
  declare readonly journal: Table<JournalRow, JournalRow['id']>;

  readonly journaling = new Journaling();

  /** Kept, so that a staged database is made in the same place. */
  readonly source: IndexedDBSource;

  /** `bare`: for what is no learner's command, as bringing back a backup. */
  constructor(source: IndexedDBSource = {}, name: string = databaseName, bare = false) {
    const { indexedDB, IDBKeyRange } = source;
    super(name, {
      // With autoOpen, a write after the browser closed the database opens an empty one in its place and succeeds.
      autoOpen: false,
      chromeTransactionDurability: 'strict',
      ...(indexedDB && { indexedDB }),
      ...(IDBKeyRange && { IDBKeyRange }),
    });
    this.version(1).stores(schemaVersion1);
    this.source = source;
    if (!bare) this.journaling.watch(this);
  }

  /**
   * Once. Where the browser has closed the database and not yet told, Dexie opens it anew by itself and writes on, by then
   * perhaps into an empty one.
   */
  override open(): PromiseExtended<Dexie> {
    if (this.wasOpened) return Dexie.Promise.reject(new Dexie.DatabaseClosedError());
    this.wasOpened = true;
    return super.open();
  }

  private wasOpened = false;
}

// Dexie would close the database when the page goes into the back-forward cache and, without autoOpen, leave it closed when
// the learner comes back. Browsers keep an open one, or drop such a page from the cache.
Dexie.disableBfCache = true;
