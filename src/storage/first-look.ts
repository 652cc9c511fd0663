import { withOverlays } from '#core/decks/overlay.ts';
import type { CardId } from '#core/ids.ts';
import type { Options } from '#core/scheduling/options.ts';
import { buildQueue, nextCard } from '#core/scheduling/queue.ts';
import type { Queue } from '#core/scheduling/queue.ts';
import type { Preset, Schedule } from '#core/scheduling/schedule.ts';
import type { Ahead } from '#core/stats/forecast.ts';
import type { Moment } from '#core/time.ts';
import { storageErrorOf } from './errors.ts';
import { openIfThere, result } from './raw.ts';
import { optionsFrom, presetsNamed } from './options.ts';
import { aheadOf, countNew, daysFrom, forecastDays, gatherFrom } from './reader.ts';
import type { Reader } from './reader.ts';
import type { DayRow, EntityRow, OverlayRow, ScheduleRow, SettingRow } from './rows.ts';
import { nativeVersion } from './schema.ts';
import { StorageError } from './storage.ts';
import type { StorageErrorCode } from './storage.ts';

/** What Today and the first card need, read from IndexedDB itself while React is loading. */
export type FirstLook =
  | {
      readonly kind: 'ready';
      readonly moment: Moment;
      readonly options: Options;
      readonly queue: Queue;
      /** The card that the queue shows first, and its page. */
      readonly first?: { readonly schedule: Schedule; readonly entity: EntityRow };
      /** Rows of `days` from four weeks before today to six days after it, and older ones on which cards are still due. */
      readonly days: readonly DayRow[];
      /** New cards, counted as far as the forecast needs. */
      readonly newLeft: number;
      readonly ahead: Ahead;
    }
  /** No database yet, or one without a deck. */
  | { readonly kind: 'empty' }
  /** A database of an older version: it has to be opened, and so brought up to date, before anything can be read. */
  | { readonly kind: 'outdated' }
  | { readonly kind: 'failed'; readonly code: StorageErrorCode; readonly cause: unknown };

/** Another tab may hold the database for its upgrade; the page must not wait for that without a word. As long as opening it may take. */
const deadlineMs = 10_000;

/** Reads without Dexie, which is the heaviest of our code after React: this module is loaded before everything else. */
export async function takeFirstLook(
  /** Told when the learner's day begins. */
  now: (rolloverHour: number) => Moment,
  indexedDB: IDBFactory | undefined = globalThis.indexedDB,
): Promise<FirstLook> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StorageError('timeout')), deadlineMs);
  });
  try {
    return await Promise.race([look(now, indexedDB), late]);
  } catch (cause) {
    const error = storageErrorOf(cause, 'open');
    if (error === undefined) throw cause;
    return { kind: 'failed', code: error.code, cause };
  } finally {
    clearTimeout(timer);
  }
}

async function look(now: (rolloverHour: number) => Moment, indexedDB: IDBFactory | undefined): Promise<FirstLook> {
  const db = await openIfThere(indexedDB);
  if (db === undefined) return { kind: 'empty' };
  try {
    if (db.version > nativeVersion) throw new StorageError('newer');
    if (db.version < nativeVersion) return { kind: 'outdated' };
    return await read(db, now);
  } finally {
    db.close();
  }
}

async function read(db: IDBDatabase, now: (rolloverHour: number) => Moment): Promise<FirstLook> {
  const transaction = db.transaction(['notebooks', 'entities', 'overlays', 'schedules', 'log', 'days', 'presets', 'settings']);
  const store = (name: string) => transaction.objectStore(name);
  const [settings, notebooks] = await Promise.all([
    result<SettingRow[]>(store('settings').getAll()),
    result(store('notebooks').count()),
  ]);
  const named = presetsNamed(settings);
  if (named.length === 0 || notebooks === 0) return { kind: 'empty' };
  const presets = await Promise.all(named.map((id) => result<Preset | undefined>(store('presets').get(id))));
  const options = optionsFrom(
    settings,
    presets.filter((preset) => preset !== undefined),
  );
  if (options === undefined) return { kind: 'empty' };
  const { preset } = options;
  const moment = now(preset.rolloverHour);

  const reader = readerOf(store('schedules'), store('days'), store('log'));
  const [gathered, days, counted] = await Promise.all([
    gatherFrom(reader, moment, options),
    daysFrom(reader, moment.day),
    countNew(reader, options, preset.newPerDay * forecastDays),
  ]);
  const queue = buildQueue(gathered, moment, options);
  const next = nextCard(queue, moment, preset);
  const ahead = await aheadOf(reader, queue, days, moment, options);
  const newLeft = Math.max(counted, gathered.newLeft ?? 0);
  const ready = { kind: 'ready', moment, options, queue, days, newLeft, ahead } as const;
  if (next.kind !== 'card') return ready;
  const { schedule } = next;
  const [entity, overlays] = await Promise.all([
    result<EntityRow>(store('entities').get(schedule.entity)),
    result<OverlayRow[]>(store('overlays').index('entity').getAll(schedule.entity)),
  ]);
  return { ...ready, first: { schedule, entity: withOverlays(entity, overlays) } };
}

function readerOf(schedules: IDBObjectStore, days: IDBObjectStore, log: IDBObjectStore): Reader {
  return {
    learningBefore: (end) => result(schedules.index('dueAt').getAll(IDBKeyRange.upperBound(end, true))),
    dueBy: (day, count) => result(schedules.index('[dueDay+shuffle]').getAll(IDBKeyRange.upperBound([day, []]), count)),
    fresh: (count) => result(schedules.index('newPosition').getAll(null, count)),
    countFresh: async (most) => (await result(schedules.index('newPosition').getAllKeys(null, most))).length,
    daysBetween: (first, last) => result(days.getAll(IDBKeyRange.bound([first], [last, []]))),
    owedBefore: (day) => result(days.index('owedDay').getAll(IDBKeyRange.upperBound(day, true))),
    ofEntities: async (entities) => {
      const index = schedules.index('entity');
      return (await Promise.all(entities.map((entity) => result<ScheduleRow[]>(index.getAll(entity))))).flat();
    },
    firstAnsweredOn: async (day) => {
      const entries = await result<{ card: CardId }[]>(log.index('[day+before]').getAll(IDBKeyRange.only([day, 'new'])));
      return entries.map(({ card }) => card);
    },
    rows: async (cards) => {
      const rows = await Promise.all(cards.map((card) => result<ScheduleRow | undefined>(schedules.get(card))));
      return rows.filter((row) => row !== undefined);
    },
  };
}
