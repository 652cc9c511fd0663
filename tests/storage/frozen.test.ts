import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';

import { compareSchedule, replayCard } from '#core/scheduling/replay.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import type { Preset } from '#core/scheduling/schedule.ts';
import { judgeRow } from '#interop/backup-rows.ts';
import { packBackup, readBackup } from '#interop/backup.ts';
import { lookAndCheck } from '#storage/backup/check.ts';
import { openStaged, putParts } from '#storage/backup/staged.ts';
import { takeFirstLook } from '#storage/first-look.ts';
import { rescueParts } from '#storage/rescue.ts';
import { databaseName, nativeVersion } from '#storage/schema.ts';
import { scheduleOf } from '#storage/rows.ts';
import type { ScheduleRow } from '#storage/rows.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { anOrigin, answer, aStorage } from '#tests/support/storage.ts';
import { bringBack, exportOf, folder, frozenOf, presentVersion, read, released, schemaOf } from './frozen.ts';
import type { FrozenDatabase } from './frozen.ts';
import { aRichRecord } from './rich-record.ts';

vi.setConfig({ testTimeout: 30_000 });

const textOfVersion = (version: number) => readFileSync(`${folder}/version-${version}.json`, 'utf8');
const versions = readdirSync(folder).map((name) => Number(/^version-(\d+)\.json$/.exec(name)?.[1]));
const moment = aMoment({ day: monday + 50 });

const rowsIn = ({ tables }: FrozenDatabase, name: string) => tables.find((table) => table.name === name)?.rows ?? [];

test('every version of the schema has its frozen export, and the present one describes the database as it is', async () => {
  const present = presentVersion();
  expect(nativeVersion).toBe(present * 10);
  expect(versions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: present }, (_, index) => index + 1));
  const origin = anOrigin();
  (await aStorage(origin)).close();
  const db = await read(origin.open(databaseName));
  const frozen = frozenOf(textOfVersion(present)).tables.map(({ rows: _rows, ...schema }) => schema);
  const todo =
    present in released
      ? 'The schema changed, and this version is released: add version(n + 1) to src/storage/database.ts, raise nativeVersion, then `npm run freeze`.'
      : 'The schema changed before this version was released: run `npm run freeze` and commit the new export.';
  expect({ todo, schema: schemaOf(db) }).toEqual({ todo, schema: frozen });
  db.close();
});

test('the export of a released version is as it was released', () => {
  for (const [version, sum] of Object.entries(released)) {
    expect(
      createHash('sha256')
        .update(textOfVersion(Number(version)))
        .digest('hex'),
    ).toBe(sum);
  }
});

test('an export has something in every table but those that are derived or that no JSON can hold', async () => {
  const { origin, storage } = await aRichRecord();
  storage.close();
  const made = await exportOf(origin);
  for (const frozen of [made, frozenOf(textOfVersion(presentVersion()))]) {
    expect(frozen.tables.filter(({ rows }) => rows.length === 0).map(({ name }) => name)).toEqual(['columns', 'handles']);
  }
});

describe.each(versions)('the database of version %i', (version) => {
  const frozen = frozenOf(textOfVersion(version));

  test('opens, replays to the same schedules, and the learner goes on', async () => {
    const origin = anOrigin();
    await bringBack(frozen, origin);
    const storage = await aStorage(origin);
    const { db } = storage;
    expect(await db.log.toArray()).toEqual(rowsIn(frozen, 'log'));
    const presets = new Map((rowsIn(frozen, 'presets') as readonly Preset[]).map((preset) => [preset.id, preset]));
    for (const row of rowsIn(frozen, 'schedules') as readonly ScheduleRow[]) {
      const entries = (rowsIn(frozen, 'log') as readonly LogEntry[]).filter(({ card }) => card === row.card);
      expect(compareSchedule(scheduleOf(row), replayCard(entries, presets))).toEqual([]);
      expect(scheduleOf((await db.schedules.get(row.card))!)).toEqual(scheduleOf(row));
    }
    expect(await lookAndCheck(db, { judge: judgeRow, now: moment.instant })).toMatchObject({
      damage: { damages: [] },
      differing: [],
      days: [],
      homeless: [],
    });
    const look = await takeFirstLook(() => moment, origin);
    if (look.kind !== 'ready' || look.first === undefined) throw new Error(`the first look is ${look.kind}`);
    await answer(storage, look.first.schedule.card, 3, { moment });
    expect(await db.log.count()).toBe(rowsIn(frozen, 'log').length + 1);
  });

  test('stays readable where bringing it up to date fails, and can be exported', async () => {
    const origin = anOrigin();
    // As of an earlier version that lacked a table: that is where an upgrade begins.
    const older = { ...frozen, tables: frozen.tables.filter(({ name }) => name !== 'media') };
    await bringBack(older, origin, 5);
    const refusing = refusingToUpgrade(origin);
    vi.spyOn(console, 'warn').mockImplementation(() => undefined); // Dexie tells of its second try
    await expect(aStorage(refusing)).rejects.toMatchObject({ name: 'Error', message: /^storage: / });
    const after = await exportOf(origin);
    expect(after).toEqual({ ...older, version: 5 });
    // What is exported then can be restored, where the app opens.
    const source = { indexedDB: anOrigin(), IDBKeyRange: globalThis.IDBKeyRange };
    const restored = await openStaged(source);
    const parts = rescueParts({ judge: judgeRow, madeAt: moment.instant, indexedDB: origin });
    await putParts(restored, readBackup(packBackup(parts)));
    expect(await restored.log.toArray()).toEqual(rowsIn(frozen, 'log'));
    expect(await restored.schedules.toArray()).toEqual(rowsIn(frozen, 'schedules'));
    restored.close();
    // With room again, it comes through.
    const storage = await aStorage(origin);
    expect(await storage.db.log.toArray()).toEqual(rowsIn(frozen, 'log'));
    storage.close();
  });
});

/** An IndexedDB that has no room for another table. */
function refusingToUpgrade(origin: IDBFactory): IDBFactory {
  const open = (name: string, version?: number) => {
    const request = origin.open(name, version);
    request.addEventListener('upgradeneeded', () => {
      Object.defineProperty(request.result, 'createObjectStore', {
        value: () => {
          throw new DOMException('no room', 'QuotaExceededError');
        },
      });
    });
    return request;
  };
  return new Proxy(origin, {
    get: (target, key) => (key === 'open' ? open : (Reflect.get(target, key) as (() => unknown) | undefined)?.bind?.(target)),
  });
}
