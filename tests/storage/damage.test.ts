import { describe, expect, test, vi } from 'vitest';

import type { BackupPart } from '#core/backup.ts';
import type { JournalCommit } from '#core/journal/record.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';
import { judgeRow } from '#interop/backup-rows.ts';
import { packBackup, readBackup } from '#interop/backup.ts';
import { lookAndCheck } from '#storage/backup/check.ts';
import type { Checked } from '#storage/backup/check.ts';
import type { OtherStore } from '#storage/backup/copies.ts';
import { looksSound } from '#storage/backup/quick-look.ts';
import { openBare } from '#storage/backup/staged.ts';
import { readParts } from '#storage/backup/read-parts.ts';
import type { CardwrightDatabase } from '#storage/database.ts';
import type { Storage } from '#storage/storage.ts';
import { aDeck, cardsOf } from '#tests/support/decks.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { aQuiz } from '#tests/support/quizzes.ts';
import { anOrigin, answer, aStorage } from '#tests/support/storage.ts';

vi.setConfig({ testTimeout: 30_000 });

const deck = aDeck({ entities: [{ name: 'Kafka', notes: 2 }, 'Kinesis', 'Glue'] });
const cards = cardsOf(deck).map(({ id }) => id);
const [kafka, kinesis] = deck.entities.map(({ id }) => id);
const now = aMoment({ day: monday + 40 }).instant;

interface Learner {
  readonly origin: IDBFactory;
  readonly storage: Storage;
  readonly db: CardwrightDatabase;
  /** The other store: a backup that was made in the middle, and what was done since. */
  readonly other: () => OtherStore;
}

/** Something in every table, with a backup and a journal beside it. It is lived through once, and each test has a copy. */
async function aLearner(): Promise<Learner> {
  lived ??= live();
  const { tables, parts, commits } = await lived;
  const origin = anOrigin();
  const bare = await openBare({ indexedDB: origin, IDBKeyRange: globalThis.IDBKeyRange });
  await bare.transaction('rw', bare.tables, () => Promise.all([...tables].map(([name, rows]) => bare.table(name).bulkAdd(rows))));
  bare.close();
  const storage = await aStorage(origin);
  const stream = () => readBackup(packBackup(listed(parts)));
  return { origin, storage, db: storage.db, other: () => ({ backup: stream(), commits }) };
}

interface Lived {
  readonly tables: ReadonlyMap<string, unknown[]>;
  readonly parts: readonly BackupPart[];
  readonly commits: readonly JournalCommit[];
}
let lived: Promise<Lived> | undefined;

async function live(): Promise<Lived> {
  const commits: JournalCommit[] = [];
  const append = async (commit: JournalCommit) => void commits.push(structuredClone(commit));
  const origin = anOrigin();
  const retract = async () => void commits.pop();
  const journal = { append, retract, begin: async () => undefined, survey: async () => [], since: async () => [] };
  const storage = await aStorage(origin, { journal });
  const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 255]);
  const picture = { src: 'a.png', media: 'a'.repeat(64) as never, file: { type: 'image/png' as const, bytes } };
  await storage.installDeck(deck, '# Notes', aMoment(), [picture]);
  const shorter = aDeck({ entities: [{ name: 'Kafka', notes: 2 }, 'Kinesis'] });
  await storage.installDeck(shorter, '# Notes again', aMoment(), [picture]);
  await storage.installDeck(deck, '# Notes again', aMoment(), [picture]);
  await answer(storage, cards[0]!, 4);
  await answer(storage, cards[2]!, 1);
  const parts: BackupPart[] = [];
  for await (const part of readParts(storage.db, now)) parts.push(structuredClone(part));
  await storage.startQuiz(aQuiz({ cards }));
  await answer(storage, cards[0]!, 3, { moment: aMoment({ day: monday + 20 }) });
  await storage.editCard(cards[1]!, { back: 'Mine.' });
  await storage.suspendCard(cards[3]!);
  await storage.addCard({ entity: kafka!, front: 'Own?', back: 'Own.', lines: [] }, aMoment());
  await storage.changeSettings({ minutesPerDay: 20 });
  await storage.changePreset({ desiredRetention: 0.85 });
  await answer(storage, cards[1]!, 3, { moment: aMoment({ day: monday + 21 }) });
  const tables = new Map<string, unknown[]>();
  for (const table of storage.db.tables) tables.set(table.name, await table.toArray());
  return { tables, parts, commits };
}

async function* listed(parts: readonly BackupPart[]): AsyncGenerator<BackupPart> {
  yield* parts;
}

async function check({ db }: Learner, other?: OtherStore): Promise<Checked> {
  return lookAndCheck(db, { judge: judgeRow, now, ...(other && { other }) });
}

test('the check of a sound record tells how far it is, from its first rows to its last', async () => {
  const learner = await aLearner();
  const { db } = learner.storage;
  const cards = await db.schedules.count();
  for (const beside of [{}, { other: learner.other() }]) {
    const told: [number, number][] = [];
    await lookAndCheck(db, { judge: judgeRow, now, ...beside }, (done, of) => told.push([done, of]));
    const [, of] = told[0]!;
    // Where there is another store, as often again.
    const parts = 'other' in beside ? 2 : 1;
    const early = told.flatMap(([done]) => (done < (of - cards) / parts ? [done] : []));
    expect(new Set(early).size).toBeGreaterThan(5);
    const late = told.flatMap(([done]) => (done > (of - cards) / 2 && done < of - cards ? [done] : []));
    expect(new Set(late).size).toBeGreaterThan(parts);
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).toSorted((a, b) => a - b));
    expect(told.at(-1)).toEqual([of, of]);
  }
});

/** As the app does: until nothing is found that can be mended. */
async function mend(learner: Learner, other?: () => OtherStore): Promise<Checked> {
  for (let round = 0; ; round += 1) {
    const checked = await check(learner, other?.());
    if (checked.damage.changes.length + checked.differing.length + checked.days.length === 0 || round === 4) return checked;
    expect(await learner.storage.mendRecord(checked)).toBe(true);
  }
}

async function tablesOf(db: CardwrightDatabase): Promise<Record<string, unknown[]>> {
  const tables = await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()] as const));
  return Object.fromEntries(tables.filter(([name]) => name !== 'journal'));
}

async function logOf(db: CardwrightDatabase): Promise<string[]> {
  const aside = (await db.quarantine.toArray())
    .filter(({ table }) => table === 'log')
    .map(({ text }) => JSON.parse(text) as { id: string });
  return [...(await db.log.toArray()), ...aside].map(({ id }) => id).toSorted();
}

type Hurt = (db: CardwrightDatabase) => Promise<unknown>;
type Found = readonly [table: string, what: string, becomes: string];

const first =
  (name: string, change: (row: Record<string, unknown>) => object): Hurt =>
  async (db) => {
    const row = (await db.table(name).toCollection().first()) as Record<string, unknown>;
    await db.table(name).put({ ...row, ...change(row) });
  };
const remove =
  (name: string): Hurt =>
  async (db) => {
    const table = db.table(name);
    await table.delete((await table.toCollection().primaryKeys())[0]!);
  };
const twice =
  (name: string, key: object): Hurt =>
  async (db) => {
    await db.table(name).add({ ...((await db.table(name).toCollection().first()) as object), ...key });
  };

/** What was damaged, how, and what becomes of it: with the other store, and alone. */
const damages: readonly (readonly [why: string, hurt: Hurt, beside: readonly Found[], alone: readonly Found[]])[] = [
  [
    'a notebook of a wrong type',
    first('notebooks', () => ({ lineCount: 'many' })),
    [['notebooks', 'wrong', 'copied']],
    [
      ['notebooks', 'wrong', 'aside'],
      ['notebooks', 'missing', 'told'],
    ],
  ],
  ['a notebook that is not there', remove('notebooks'), [['notebooks', 'missing', 'copied']], [['notebooks', 'missing', 'told']]],
  [
    'an entity of a wrong type',
    first('entities', () => ({ notes: 7 })),
    [['entities', 'wrong', 'copied']],
    [
      ['entities', 'wrong', 'aside'],
      ['schedules', 'homeless', 'aside'],
    ],
  ],
  ['an entity that is not there', remove('entities'), [['entities', 'missing', 'copied']], [['schedules', 'homeless', 'aside']]],
  [
    'an entity under a second key',
    twice('entities', { id: 'other' }),
    [['entities', 'double', 'aside']],
    [['entities', 'double', 'aside']],
  ],
  [
    'an overlay of a wrong type',
    first('overlays', () => ({ tags: 'leech' })),
    [['overlays', 'wrong', 'copied']],
    [['overlays', 'wrong', 'aside']],
  ],
  ['an overlay that is not there', (db) => db.overlays.delete(cards[3]!), [['overlays', 'missing', 'copied']], []],
  [
    'the archive of a wrong type',
    async (db) => db.archive.put({ id: 'x', deck: 3 } as never),
    [['archive', 'wrong', 'aside']],
    [['archive', 'wrong', 'aside']],
  ],
  [
    'the undo of an import of a wrong type',
    first('imports', () => ({ at: 'noon' })),
    [['imports', 'wrong', 'aside']],
    [['imports', 'wrong', 'aside']],
  ],
  [
    'a schedule of a wrong type',
    (db) => db.schedules.update(cards[0]!, { reps: 'two' } as never),
    [['schedules', 'wrong', 'copied']],
    [['schedules', 'wrong', 'replayed']],
  ],
  [
    'a schedule that is not there',
    (db) => db.schedules.delete(cards[0]!),
    [['schedules', 'missing', 'copied']],
    [['schedules', 'missing', 'replayed']],
  ],
  [
    'a schedule of a newer version',
    (db) => db.schedules.update(cards[0]!, { 'state.kind': 'dreaming' } as never),
    [['schedules', 'newer', 'copied']],
    [['schedules', 'newer', 'replayed']],
  ],
  [
    'a schedule of no card',
    twice('schedules', { card: 'x.to-name' }),
    [['schedules', 'homeless', 'aside']],
    [['schedules', 'homeless', 'aside']],
  ],
  [
    'an entry of a wrong type',
    first('log', () => ({ rating: 'good' })),
    [['log', 'wrong', 'copied']],
    [['log', 'wrong', 'aside']],
  ],
  [
    'an entry of a newer version',
    first('log', () => ({ model: 'FSRS-7' })),
    [['log', 'newer', 'copied']],
    [['log', 'newer', 'aside']],
  ],
  ['an entry that is not there', remove('log'), [['log', 'missing', 'copied']], []],
  [
    'an entry under a second key',
    twice('log', { id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' }),
    [['log', 'double', 'aside']],
    [['log', 'double', 'aside']],
  ],
  [
    'a day of a wrong type',
    first('days', () => ({ answers: null })),
    [['days', 'wrong', 'copied']],
    [['days', 'wrong', 'counted']],
  ],
  ['a day that is not there', remove('days'), [['days', 'missing', 'copied']], []],
  [
    'a preset of a wrong type',
    (db) => db.presets.update(defaultPreset.id, { weights: 'heavy' as never }),
    [['presets', 'wrong', 'copied']],
    [['presets', 'wrong', 'copied']],
  ],
  [
    'a preset that is not there',
    (db) => db.presets.delete(defaultPreset.id),
    [['presets', 'missing', 'copied']],
    [['presets', 'missing', 'copied']],
  ],
  [
    'a quiz of a wrong type',
    first('quizzes', () => ({ answers: {} })),
    [['quizzes', 'wrong', 'copied']],
    [['quizzes', 'wrong', 'aside']],
  ],
  [
    'a setting of a wrong type',
    (db) => db.settings.put({ key: 'minutesPerDay', value: 20 as never }),
    [['settings', 'wrong', 'copied']],
    [['settings', 'wrong', 'aside']],
  ],
  ['a setting that is not there', (db) => db.settings.delete('minutesPerDay'), [['settings', 'missing', 'copied']], []],
  [
    'an undo of a wrong type',
    first('undo', () => ({ steps: 'none' })),
    [['undo', 'wrong', 'copied']],
    [['undo', 'wrong', 'aside']],
  ],
  [
    'a picture of a wrong type',
    first('media', () => ({ bytes: 'cat' })),
    [['media', 'wrong', 'copied']],
    [['media', 'wrong', 'aside']],
  ],
  ['a picture that is not there', remove('media'), [['media', 'missing', 'copied']], []],
  [
    'a linked folder that is none',
    (db) => db.handles.put({ id: 'notes', folder: 'C:' as never }),
    [['handles', 'wrong', 'dropped']],
    [['handles', 'wrong', 'dropped']],
  ],
];

const told = ({ damage }: Checked): Found[] => {
  const all = damage.damages.map(({ table, what, becomes }) => [table, what, becomes].join(' '));
  return [...new Set(all)].map((one) => one.split(' ') as unknown as Found);
};

describe('damage', () => {
  test('is not found in a sound record', async () => {
    const learner = await aLearner();
    expect(await check(learner)).toMatchObject({ damage: { damages: [] }, differing: [], days: [], homeless: [] });
    expect(await check(learner, learner.other())).toMatchObject({ damage: { damages: [] }, differing: [], days: [] });
  });

  test.each(damages)('%s is as the other store has it, or set aside', async (_why, hurt, beside) => {
    const learner = await aLearner();
    const before = await tablesOf(learner.db);
    await hurt(learner.db);
    expect(told(await check(learner, learner.other()))).toEqual(beside);
    const mended = await mend(learner, learner.other);
    expect(mended).toMatchObject({ damage: { damages: [] }, differing: [], days: [] });
    const { quarantine, undo, ...after } = await tablesOf(learner.db);
    const { quarantine: _none, undo: undoBefore, ...whole } = before;
    const isGone = beside.some(([table]) => table === 'imports');
    expect(isGone ? { ...after, imports: [] } : after).toEqual(isGone ? { ...whole, imports: [] } : whole);
    expect(undo).toEqual(undoBefore);
    expect(quarantine).toHaveLength(beside.filter(([, , becomes]) => becomes === 'aside').length);
  });

  test.each(damages)(
    '%s is mended as far as it can be where nothing is beside it, and no entry is lost',
    async (_why, hurt, _beside, alone) => {
      const learner = await aLearner();
      await hurt(learner.db);
      // However it is damaged, the app opens.
      (await aStorage(learner.origin)).close();
      const log = await logOf(learner.db);
      const found = await check(learner);
      expect(told(found)).toEqual(alone);
      const mended = await mend(learner);
      expect(mended.damage.changes).toEqual([]);
      expect(mended).toMatchObject({ differing: [], days: [] });
      expect(await logOf(learner.db)).toEqual(log);
      // A backup can be made of it again.
      const kinds: string[] = [];
      for await (const { kind } of readBackup(packBackup(readParts(learner.db, now)))) kinds.push(kind);
      expect(kinds.at(-1)).toBe('end');
    },
  );

  test('of several rows at once is mended in one go', async () => {
    const learner = await aLearner();
    const before = await tablesOf(learner.db);
    const several = damages.filter(([, , beside]) => beside.every(([, , becomes]) => becomes === 'copied'));
    for (const [, hurt] of several) await hurt(learner.db);
    await mend(learner, learner.other);
    expect(await tablesOf(learner.db)).toEqual(before);
  });

  test('that the journal does not reach is mended only by what never changes', async () => {
    const learner = await aLearner();
    await first('log', () => ({ rating: 'good' }))(learner.db);
    await learner.db.overlays.delete(cards[3]!);
    const { backup, commits } = learner.other();
    expect(told(await check(learner, { backup, commits: commits.slice(0, -1) }))).toEqual([['log', 'wrong', 'copied']]);
  });

  test('that a newer version can read goes back to its place', async () => {
    const learner = await aLearner();
    const entry = (await learner.db.log.toCollection().first())!;
    await learner.db.log.put({ ...entry, model: 'FSRS-7' } as never);
    await mend(learner);
    expect(await learner.db.log.get(entry.id)).toBeUndefined();
    // The version that knows the model.
    const judge: typeof judgeRow = (table, row) => ('model' in row && row.model === 'FSRS-7' ? undefined : judgeRow(table, row));
    const checked = await lookAndCheck(learner.db, { judge, now });
    expect(checked.damage.damages).toEqual([{ table: 'log', key: entry.id, what: 'readable', becomes: 'back' }]);
    await learner.storage.mendRecord(checked);
    expect(await learner.db.log.get(entry.id)).toEqual({ ...entry, model: 'FSRS-7' });
    expect(await learner.db.quarantine.count()).toBe(0);
  });

  test('of the place in the journal begins another one, which asks for a backup', async () => {
    const { origin, storage } = await aLearner();
    const answers = await storage.db.log.count();
    await storage.db.journal.put({ id: 'position', epoch: 7, sequence: 'last' } as never);
    storage.close();
    const journal = {
      append: async () => undefined,
      retract: async () => undefined,
      begin: async () => undefined,
      survey: async () => [],
      since: async () => [],
    };
    const again = await aStorage(origin, { journal });
    expect(again.united).toMatchObject({ kind: 'journal-lacks', last: 0, sequence: 1 });
    expect(await again.db.log.count()).toBe(answers);
  });

  test('that was found before something was done is looked for again', async () => {
    const learner = await aLearner();
    await learner.db.schedules.delete(cards[0]!);
    const checked = await check(learner);
    await answer(learner.storage, cards[2]!, 3, { moment: aMoment({ day: monday + 22 }) });
    expect(await learner.storage.mendRecord(checked)).toBe(false);
  });

  test('of an entity hides no other card', async () => {
    const learner = await aLearner();
    await first('entities', () => ({ notes: 7 }))(learner.db);
    await mend(learner);
    const left = (await learner.db.schedules.toArray()).map(({ entity }) => entity);
    expect(left).toContain(kinesis);
    expect(await answer(learner.storage, cards[2]!, 3, { moment: aMoment({ day: monday + 22 }) })).toMatchObject({
      rating: 3,
    });
  });

  test.each(
    damages.filter(([why]) =>
      /schedule of a|schedule that|entity that|entity of|setting of|day of|quiz of|preset of|entry of a/.test(why),
    ),
  )('%s is seen by the short look at the start', async (_why, hurt) => {
    const learner = await aLearner();
    const moment = aMoment({ day: monday + 30 });
    expect(await looksSound(learner.db, judgeRow, moment)).toBe(true);
    await hurt(learner.db);
    expect(await looksSound(learner.db, judgeRow, moment)).toBe(false);
  });
});
