import type { Transaction } from 'dexie';
import { forceCloseDatabase } from 'fake-indexeddb';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { takeFirstLook } from '#storage/first-look.ts';
import { todayFigures } from '#storage/queries/today.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment } from '#tests/support/moments.ts';
import { anOrigin, answer, aStorage } from '#tests/support/storage.ts';

const now = aMoment();
const kafka = 'deck/kafka/0.to-name';

/** Opens the database as another version of the app would. */
function openRaw(origin: IDBFactory, version?: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = origin.open('cardwright', version);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error!));
  });
}

/** An IndexedDB that answers every request to open as a browser does that forbids it. */
function refusing(name: string): IDBFactory {
  const refuse = () => {
    throw new DOMException('refused', name);
  };
  return Object.assign(anOrigin(), { open: refuse });
}

afterEach(() => {
  vi.restoreAllMocks();
});

test('a second start finds the same device and preset', async () => {
  const origin = anOrigin();
  const first = await aStorage(origin);
  const settings = await first.db.settings.toArray();
  first.close();
  const second = await aStorage(origin, { chance: () => new Uint8Array(10).fill(7) });
  expect(await second.db.settings.toArray()).toEqual(settings);
  expect(second.preset).toEqual(first.preset);
  expect(await second.db.presets.count()).toBe(1);
});

test('two tabs that start at once agree on the device', async () => {
  const origin = anOrigin();
  const chances = [1, 2].map((byte) => () => new Uint8Array(10).fill(byte));
  const tabs = await Promise.all(chances.map((chance) => aStorage(origin, { chance })));
  expect(await tabs[0]!.db.settings.count()).toBe(2);
});

describe('a database that cannot be opened says why', () => {
  test.each([
    ['InvalidStateError', 'unavailable'],
    ['SecurityError', 'unavailable'],
    ['UnknownError', 'unavailable'],
    ['QuotaExceededError', 'quota'],
  ])('%s: %s', async (name, code) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {}); // Dexie tells of its second try
    await expect(aStorage(refusing(name))).rejects.toMatchObject({ name: 'Error', code });
    expect(await takeFirstLook(() => now, refusing(name))).toMatchObject({ kind: 'failed', code });
  });

  test('one of a later version of the app is not touched', async () => {
    const origin = anOrigin();
    await aStorage(origin).then((storage) => storage.close());
    (await openRaw(origin, 20)).close();

    await expect(aStorage(origin)).rejects.toMatchObject({ code: 'newer' });
    expect(await takeFirstLook(() => now, origin)).toMatchObject({ kind: 'failed', code: 'newer' });
    const db = await openRaw(origin);
    expect(db.version).toBe(20);
    db.close();
  });

  test('one that another tab holds in an older version is blocked', async () => {
    const origin = anOrigin();
    const older = await openRaw(origin, 5);
    await expect(aStorage(origin)).rejects.toMatchObject({ code: 'blocked' });
    older.close();
  });

  test('one that never answers is given up', async () => {
    const silent = Object.assign(anOrigin(), { open: () => new EventTarget() });
    await expect(aStorage(silent, { deadlineMs: 20 })).rejects.toMatchObject({ code: 'timeout' });
  });

  test('a browser without IndexedDB', async () => {
    expect(await takeFirstLook(() => now, undefined)).toMatchObject({ kind: 'failed', code: 'unavailable' });
  });
});

describe('a database that is closed under us', () => {
  test('by a later version in another tab: the other one gets it, here nothing is written any more', async () => {
    const warn = vi.spyOn(console, 'warn');
    const origin = anOrigin();
    const onClosed = vi.fn<(code: string) => void>();
    const storage = await aStorage(origin, { onClosed });
    await storage.installDeck(aDeck(), '', now);

    const newer = await openRaw(origin, 20);

    expect(onClosed.mock.calls).toEqual([['newer']]);
    await expect(answer(storage, kafka, 3)).rejects.toMatchObject({ code: 'newer' });
    await expect(storage.installDeck(aDeck(), '', now)).rejects.toMatchObject({ code: 'newer' });
    expect(warn).not.toHaveBeenCalled();
    newer.close();
  });

  test('by the browser, as when site data is cleared: it is not opened again, empty', async () => {
    const origin = anOrigin();
    const onClosed = vi.fn<(code: string) => void>();
    const storage = await aStorage(origin, { onClosed });
    await storage.installDeck(aDeck(), '', now);

    forceCloseDatabase(storage.db.backendDB() as never); // its type asks for the class

    expect(onClosed.mock.calls).toEqual([['closed']]);
    await expect(storage.installDeck(aDeck(), '', now)).rejects.toMatchObject({ code: 'closed' });
    await expect(storage.gather(now)).rejects.toMatchObject({ code: 'closed' });
    await expect(todayFigures(storage.db, now, storage.options)).rejects.toMatchObject({ code: 'closed' });
    expect(storage.db.isOpen()).toBe(false);
  });

  test('while a write is under way: it says so, and no later one opens the database again', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {}); // Dexie tells that it would open it again
    const storage = await aStorage();
    await storage.installDeck(aDeck(), '', now);

    // As Chromium does it: what is under way is aborted with the connection.
    storage.db.log.hook('creating', (_id, _entry, transaction) => {
      forceCloseDatabase(storage.db.backendDB() as never);
      (transaction as Transaction & { idbtrans: IDBTransaction }).idbtrans.abort();
    });
    const underWay = answer(storage, kafka, 3);

    await expect(underWay).rejects.toMatchObject({ code: 'closed' });
    await expect(storage.installDeck(aDeck(), '', now)).rejects.toMatchObject({ code: 'closed' });
    expect(storage.db.isOpen()).toBe(false);
  });

  test('by ourselves is no news', async () => {
    const onClosed = vi.fn<(code: string) => void>();
    const storage = await aStorage(anOrigin(), { onClosed });
    storage.close();
    expect(onClosed).not.toHaveBeenCalled();
    await expect(storage.gather(now)).rejects.toMatchObject({ code: 'closed' });
  });
});

describe('a write', () => {
  test('that neither comes through nor fails is given up in its time, and not written later', async () => {
    const origin = anOrigin();
    const storage = await aStorage(origin, { deadlineMs: 400 });
    await storage.installDeck(aDeck(), '', now);
    const { schedule, release } = await anotherTabHolding(origin, storage.db.name);

    const late = storage.answerCard({ card: schedule.card, seenRevision: 0, rating: 3, takenMs: 1, moment: now });
    await expect(late).rejects.toMatchObject({ code: 'timeout' });

    await release();
    expect(await storage.db.log.count()).toBe(0);
    expect(await answer(storage, kafka, 3)).toMatchObject({ rating: 3 });
  });

  test('on a full disk leaves everything as it was, and says so', async () => {
    const storage = await aStorage();
    await storage.installDeck(aDeck(), '', now);
    storage.db.days.hook('creating', () => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(answer(storage, kafka, 3)).rejects.toMatchObject({ code: 'quota' });
    expect(await storage.db.log.count()).toBe(0);
  });

  test('that fails by our own mistake is not taken for the world’s', async () => {
    const storage = await aStorage();
    await storage.installDeck(aDeck(), '', now);
    storage.db.days.hook('creating', () => {
      throw new RangeError('ours');
    });
    await expect(answer(storage, kafka, 3)).rejects.toThrow(expect.objectContaining({ name: 'RangeError', message: 'ours' }));
  });

  test('about a card that another tab has just taken out of the deck says so', async () => {
    const origin = anOrigin();
    const [storage, other] = [await aStorage(origin), await aStorage(origin)];
    await storage.installDeck(aDeck(), '', now);
    await other.undoImport(aDeck().id, now);
    const card = kafka as never;
    for (const decided of [
      storage.editCard(card, { back: 'Otherwise.' }),
      storage.suspendNote(card),
      storage.resetCard(card, now),
      storage.buryNote(card, now),
    ]) {
      await expect(decided).rejects.toMatchObject({ code: 'gone' });
    }
  });
});

/** Another tab in the middle of a long write to the same tables. */
async function anotherTabHolding(origin: IDBFactory, name: string) {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const request = origin.open(name);
    request.addEventListener('success', () => resolve(request.result));
  });
  const transaction = db.transaction(['schedules', 'log', 'days'], 'readwrite');
  const store = transaction.objectStore('schedules');
  let held = true;
  const [schedule] = await new Promise<{ card: never }[]>((resolve) => {
    const request = store.getAll();
    request.addEventListener('success', () => resolve(request.result as { card: never }[]));
  });
  const hold = () => {
    if (held) store.count().addEventListener('success', hold);
  };
  hold();
  const ended = new Promise<void>((resolve) => {
    transaction.addEventListener('complete', () => resolve());
  });
  return {
    schedule: schedule!,
    release: async () => {
      held = false;
      await ended;
      db.close();
    },
  };
}
