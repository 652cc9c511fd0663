import { describe, expect, test, vi } from 'vitest';

import type { BackupPart } from '#core/backup.ts';
import { judgeRow } from '#interop/backup-rows.ts';
import { BackupError, packBackup, readBackup } from '#interop/backup.ts';
import { checkRecord } from '#storage/backup/check.ts';
import { openStaged, putParts } from '#storage/backup/staged.ts';
import type { QuarantineRow } from '#storage/quarantine.ts';
import { rescueParts } from '#storage/rescue.ts';
import { databaseName } from '#storage/schema.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment } from '#tests/support/moments.ts';
import { anOrigin, answer, aStorage } from '#tests/support/storage.ts';
import { read } from './frozen.ts';

const now = aMoment();
const kafka = 'deck/kafka/0.to-name';

/** A learner of one answer, whose database is closed. */
async function aLearner() {
  const origin = anOrigin();
  const storage = await aStorage(origin);
  await storage.installDeck(aDeck(), '# Notes', now);
  await answer(storage, kafka, 3);
  const [log, schedules] = [await storage.db.log.toArray(), await storage.db.schedules.toArray()];
  storage.close();
  return { origin, log, schedules };
}

function rescued(origin: IDBFactory, onUnread?: (table: string) => void): AsyncGenerator<BackupPart> {
  return rescueParts({ judge: judgeRow, madeAt: now.instant, indexedDB: origin, ...(onUnread && { onUnread }) });
}

/** Puts the file into another browser. */
async function restored(origin: IDBFactory, onUnread?: (table: string) => void) {
  const staged = await openStaged({ indexedDB: anOrigin(), IDBKeyRange: globalThis.IDBKeyRange });
  await putParts(staged, readBackup(packBackup(rescued(origin, onUnread))));
  return staged;
}

async function changeRow(origin: IDBFactory, table: string, row: object): Promise<void> {
  const db = await read(origin.open(databaseName));
  await read(db.transaction(table, 'readwrite').objectStore(table).put(row));
  db.close();
}

describe('what can be read of a database that does not open', () => {
  test('is a backup, and brings everything back elsewhere', async () => {
    const { origin, log, schedules } = await aLearner();
    const unread = vi.fn<(table: string) => void>();
    const db = await restored(origin, unread);
    expect(await db.log.toArray()).toEqual(log);
    expect(await db.schedules.toArray()).toEqual(schedules);
    expect(await db.notebooks.toArray()).toMatchObject([{ text: '# Notes' }]);
    expect(await checkRecord(db)).toMatchObject({ differing: [], days: [], homeless: [] });
    expect(unread).not.toHaveBeenCalled();
  });

  test('brings the damaged rows along, set aside', async () => {
    const { origin, log, schedules } = await aLearner();
    const damaged = { ...log[0]!, rating: 'good' };
    await changeRow(origin, 'log', damaged);
    const db = await restored(origin);
    expect(await db.log.count()).toBe(0);
    expect(await db.schedules.toArray()).toEqual(schedules);
    const [aside] = (await db.table('quarantine').toArray()) as QuarantineRow[];
    expect(aside).toMatchObject({ table: 'log', key: log[0]!.id, why: 'wrong' });
    expect(JSON.parse(aside!.text)).toEqual(damaged);
  });

  test('leaves out a row that the browser cannot read, and says of which table', async () => {
    const { origin, schedules } = await aLearner();
    const unreadable = schedules[1]!.card;
    const unread = vi.fn<(table: string) => void>();
    const db = await restored(withUnreadable(origin, unreadable), unread);
    expect((await db.schedules.toArray()).map(({ card }) => card)).toEqual(
      schedules.map(({ card }) => card).filter((card) => card !== unreadable),
    );
    expect(await db.log.count()).toBe(1);
    expect(unread.mock.calls).toEqual([['schedules']]);
  });

  test('of a later version is told whole, table by table, for that version to read', async () => {
    const { origin, log } = await aLearner();
    const later = origin.open(databaseName, 20);
    later.addEventListener('upgradeneeded', () => later.result.createObjectStore('letters', { keyPath: 'id' }).add({ id: 'a' }));
    (await read(later)).close();
    await changeRow(origin, 'presets', { id: 'later', model: 'FSRS-9' });
    const parts: BackupPart[] = [];
    for await (const part of rescued(origin)) parts.push(part);
    const rowsOf = (name: string) => parts.flatMap((part) => (part.kind === 'rows' && part.table === name ? part.rows : []));
    expect(parts[0]).toMatchObject({ kind: 'head', head: { schema: 20 } });
    expect(rowsOf('log')).toEqual(log);
    expect(rowsOf('letters')).toEqual([{ id: 'a' }]);
    expect(rowsOf('presets')).toContainEqual({ id: 'later', model: 'FSRS-9' });
    expect(rowsOf('quarantine')).toEqual([]);
    const reading = readBackup(packBackup(rescued(origin))).next();
    await expect(reading).rejects.toThrow(BackupError);
    await expect(reading).rejects.toMatchObject({ fault: 'newer' });
  });

  test('is page by page, however many rows there are', async () => {
    const { origin } = await aLearner();
    const db = await read(origin.open(databaseName));
    const settings = db.transaction('settings', 'readwrite').objectStore('settings');
    for (let key = 0; key < 2_500; key += 1) settings.put({ key: `key ${String(key).padStart(4, '0')}`, value: '' });
    await read(settings.count());
    db.close();
    const sizes: number[] = [];
    for await (const part of rescued(origin)) if (part.kind === 'rows') sizes.push(part.rows.length);
    expect(Math.max(...sizes)).toBe(1_000);
    expect(sizes.reduce((sum, size) => sum + size)).toBeGreaterThan(2_500);
  });

  test('of nothing makes nothing', async () => {
    const origin = anOrigin();
    await expect(rescued(origin).next()).rejects.toMatchObject({ code: 'unavailable' });
    expect(await origin.databases()).toEqual([]);
  });
});

/** As where the file of a large value is gone: whatever includes that row fails. */
function withUnreadable(origin: IDBFactory, card: string): IDBFactory {
  const open = (name: string, version?: number) => {
    const request = origin.open(name, version);
    request.addEventListener('success', () => {
      const transaction = request.result.transaction.bind(request.result);
      Object.assign(request.result, {
        transaction: (...asked: Parameters<typeof transaction>) => {
          const made = transaction(...asked);
          if (asked[0] === 'schedules') {
            const store = made.objectStore('schedules');
            const guard = (range: IDBValidKey | IDBKeyRange | null | undefined) => {
              if (range instanceof IDBKeyRange ? range.includes(card) : range === card)
                throw new DOMException('gone', 'DataError');
            };
            const [get, getAll] = [store.get.bind(store), store.getAll.bind(store)];
            Object.assign(store, {
              get: (key: IDBValidKey) => (guard(key), get(key)),
              getAll: (range: IDBKeyRange) => (guard(range), getAll(range)),
            });
          }
          return made;
        },
      });
    });
    return request;
  };
  return new Proxy(origin, {
    get: (target, key) => (key === 'open' ? open : (Reflect.get(target, key) as (() => unknown) | undefined)?.bind?.(target)),
  });
}
