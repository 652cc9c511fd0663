import type { Preset, Schedule } from '#core/scheduling/schedule.ts';
import type { Queue } from '#core/scheduling/queue.ts';
import type { Moment } from '#core/time.ts';
import type { DayRow, EntityRow } from './rows.ts';
import type { StorageErrorCode } from './storage.ts';

/** What Today and the first card need, read from IndexedDB itself while React is loading. */
export type FirstLook =
  | {
      readonly kind: 'ready';
      readonly moment: Moment;
      readonly preset: Preset;
      readonly queue: Queue;
      /** The card that the queue shows first, and its page. */
      readonly first?: { readonly schedule: Schedule; readonly entity: EntityRow };
      /** Rows of `days` from four weeks before today to six days after it. */
      readonly days: readonly DayRow[];
    }
  /** No database yet, or one without a deck. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'failed'; readonly code: StorageErrorCode; readonly cause: unknown };
