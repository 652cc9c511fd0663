import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';

import type { BackupPart } from '#core/backup.ts';
import type { CardId, EntryId } from '#core/ids.ts';
import { compareSchedule, replayCard } from '#core/scheduling/replay.ts';
import type { JournalCommit } from '#core/journal/record.ts';
import { BackupError, backupBounds, packBackup, readBackup } from '#interop/backup.ts';
import { checkRecord } from '#storage/backup/check.ts';
import { mergeInto } from '#storage/backup/merge.ts';
import { ChangedMeanwhile, readParts } from '#storage/backup/read-parts.ts';
import { openBare, openStaged, putParts, takePlace, UnfitRows } from '#storage/backup/staged.ts';
import { getPosition } from '#storage/journaling.ts';
import { keptAtlas } from '#storage/kept-atlas.ts';
import { unite } from '#storage/unite.ts';
import type { JournalStore } from '#storage/unite.ts';
import type { CardwrightDatabase } from '#storage/database.ts';
import { scheduleOf as rowSchedule } from '#storage/rows.ts';
import type { Storage } from '#storage/storage.ts';
import { chanceOf } from '#tests/support/chance.ts';
import { aDeck, cardsOf } from '#tests/support/decks.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { aQuiz, chose } from '#tests/support/quizzes.ts';
import { anOrigin, answer, aStorage } from '#tests/support/storage.ts';

// Each makes, packs and reads several databases.
vi.setConfig({ testTimeout: 60_000 });

const deck = aDeck({ entities: [{ name: 'Kafka', notes: 2 }, 'Kinesis', 'Glue'] });
const cards = cardsOf(deck).map(({ id }) => id);
const madeAt = aMoment().instant;

/** A learner with something in every table. */
async function aLearner(origin = anOrigin()): Promise<Storage> {
  const storage = await aStorage(origin);
  const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 255]);
  const picture = { src: 'a.png', media: 'a'.repeat(64) as never, file: { type: 'image/png' as const, bytes } };
  await storage.installDeck(deck, '# Notes “🎓”\u2028', aMoment(), [picture]);
  await storage.installDeck(deck, '# Notes again', aMoment(), [picture]);
  await storage.startQuiz(aQuiz({ cards }));
  await storage.answerQuestion(aQuiz({ cards }).id, 0, chose(1), 2000, aMoment());
  await answer(storage, cards[0]!, 4);
  await answer(storage, cards[2]!, 1);
  await answer(storage, cards[0]!, 3, { moment: aMoment({ day: monday + 20 }) });
  await storage.undo(aMoment({ day: monday + 20 }));
  await storage.editCard(cards[1]!, { back: 'Mine.' });
  await storage.changeSettings({ minutesPerDay: 20 });
  return storage;
}

async function tablesOf(db: CardwrightDatabase): Promise<Record<string, unknown>> {
  const tables = await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()] as const));
  return Object.fromEntries(
    tables.map(([name, rows]) => [name, name === 'journal' ? rows.filter((row) => 'epoch' in row) : rows]),
  );
}

async function fileOf(db: CardwrightDatabase): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    await new Response(packBackup(readParts(db, madeAt)) as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer(),
  );
}

function streamOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  return new Blob([bytes]).stream();
}

async function textOf(file: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Response(new Blob([file]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
}

async function partsOf(bytes: Uint8Array<ArrayBuffer>, bounds = backupBounds): Promise<BackupPart[]> {
  const parts: BackupPart[] = [];
  for await (const part of readBackup(streamOf(bytes), bounds)) parts.push(part);
  return parts;
}

async function faultOf(bytes: Uint8Array<ArrayBuffer>, bounds = backupBounds): Promise<string> {
  try {
    await partsOf(bytes, bounds);
  } catch (error) {
    if (error instanceof BackupError) return `${error.fault} ${error.line}`;
    throw error;
  }
  return 'read';
}

const encode = (text: string) => new TextEncoder().encode(text);

describe('a backup', () => {
  test('brought back is everything that the learner had', async () => {
    const storage = await aLearner();
    const before = await tablesOf(storage.db);
    const other = anOrigin();
    (await aStorage(other, { chance: chanceOf(9) })).close();
    const source = { indexedDB: other, IDBKeyRange: globalThis.IDBKeyRange };
    const staged = await openStaged(source);
    await putParts(staged, readBackup(streamOf(await fileOf(storage.db))));
    expect(await checkRecord(staged)).toMatchObject({ answers: 5, differing: [], days: [], homeless: [] });
    const own = await openBare(source);
    expect(await takePlace(own, staged)).toBe(true);
    expect(await tablesOf(own)).toEqual(before);
  });

  test('has the map of a deck that grew, as it is on this device', async () => {
    const names = ['Kafka', 'Kinesis', 'Glue', 'Redshift', 'Athena', 'Polly', 'Lex', 'Translate'];
    const categories = ['streaming', 'etl', 'speech'];
    const storage = await aStorage();
    let grown = aDeck({ entities: names.slice(0, 4), categories });
    for (let count = 4; count <= names.length; count += 1) {
      grown = aDeck({ entities: names.slice(0, count), categories });
      await storage.installDeck(grown, '# Notes', aMoment());
      await keptAtlas(storage.db, grown.id);
    }
    const here = await keptAtlas(storage.db, grown.id);
    const other = anOrigin();
    (await aStorage(other, { chance: chanceOf(9) })).close();
    const source = { indexedDB: other, IDBKeyRange: globalThis.IDBKeyRange };
    const staged = await openStaged(source);
    await putParts(staged, readBackup(streamOf(await fileOf(storage.db))));
    const own = await openBare(source);
    await takePlace(own, staged);
    expect(await keptAtlas(own, grown.id)).toEqual(here);
    // And from nothing it would be another.
    await own.table('columns').clear();
    expect(await keptAtlas(own, grown.id)).not.toEqual(here);
  });

  test('has what was done while it was read, and no more', async () => {
    const storage = await aLearner();
    const parts: BackupPart[] = [];
    let times = 0;
    for await (const part of readParts(storage.db, madeAt)) {
      parts.push(part);
      // Of what is read already, of what is being read and of what comes.
      if (part.kind === 'rows' && times < 30) {
        times += 1;
        await storage.editCard(cards[times % 4]!, { front: `Otherwise ${times}?` });
        if (times % 3 === 0) await answer(storage, cards[3]!, 3, { moment: aMoment({ day: monday + times }) });
      }
    }
    expect(parts.filter(({ kind }) => kind === 'commit').length).toBeGreaterThan(10);
    const staged = await openStaged({ indexedDB: anOrigin(), IDBKeyRange: globalThis.IDBKeyRange });
    const stream = packBackup(
      (async function* () {
        yield* parts;
      })(),
    );
    await putParts(staged, readBackup(stream));
    expect(await tablesOf(staged)).toEqual(await tablesOf(storage.db));
  });

  test('that an import overtakes is not made half', async () => {
    const storage = await aLearner();
    const read = async () => {
      let begun = false;
      for await (const part of readParts(storage.db, madeAt)) {
        if (part.kind === 'rows' && !begun) {
          begun = true;
          await storage.installDeck(deck, '# Third', aMoment());
        }
      }
    };
    await expect(read()).rejects.toThrow(ChangedMeanwhile);
  });

  test.each<[string, (text: string) => string, string | RegExp]>([
    ['as it was made', (text) => text, 'read'],
    ['cut behind a line', (text) => text.split('\n').slice(0, -2).join('\n') + '\n', /^damaged/],
    ['cut within a line', (text) => text.slice(0, -200), /^(damaged|wrong)/],
    ['with a digit that another took the place of', (text) => text.replace('"takenMs":4000', '"takenMs":4001'), /^damaged/],
    ['with something behind its end', (text) => `${text}{}\n`, /^damaged/],
    ['of another program', () => '{"format":"other"}\n', 'foreign 1'],
    ['that is a text', () => 'Dear diary,\n', 'foreign 1'],
    ['that is empty', () => '', 'foreign 1'],
    ['of a later version', (text) => text.replace('"version":1', '"version":2'), 'newer 1'],
    ['of a later schema', (text) => text.replace('"schema":10', '"schema":20'), 'newer 1'],
    ['with a table that is not known', (text) => text.replace('{"table":"presets"', '{"table":"secrets"'), 'wrong 5'],
    ['with a rating that is none', (text) => text.replace('"rating":4', '"rating":7'), /^wrong/],
    [
      'with an address that is a script',
      (text) =>
        text.replace(
          '"statements":',
          '"corrections":[{"id":"a","kind":"wrong","lines":[],"notes":"","now":"","source":"javascript:alert(1)","checked":""}],"statements":',
        ),
      /^wrong/,
    ],
    [
      'with a name that changes every object',
      (text) => text.replace('{"table":"presets","row":{', '{"table":"presets","row":{"__proto__":{"a":1},'),
      'wrong 5',
    ],
  ])('%s', async (_why, change, fault) => {
    const storage = await aLearner();
    const text = await textOf(await fileOf(storage.db));
    expect(await faultOf(encode(change(text)))).toMatch(fault);
    // Packed or not, it is the same file.
    expect(await faultOf(new Uint8Array(gzipSync(change(text))))).toMatch(fault);
  });

  test('is bounded in lines, rows, depth and in what it unpacks to, while it streams', async () => {
    const text = await textOf(await fileOf((await aLearner()).db));
    const head = text.slice(0, text.indexOf('\n') + 1);
    const packed = (tail: string) => new Uint8Array(gzipSync(head + tail));
    const deep = `{"table":"settings","row":{"key":"a","value":"b","x":${'['.repeat(60)}${']'.repeat(60)}}}\n`;
    expect(await faultOf(packed(deep))).toBe('wrong 2');
    expect(await faultOf(packed('a'.repeat(3_000_000)), { ...backupBounds, line: 1_000_000 })).toBe('large 2');
    expect(await faultOf(packed('{"a":1}\n'.repeat(100)), { ...backupBounds, unpacked: 700 })).toMatch(/^(large|wrong)/);
    const settings = Array.from({ length: 20 }, (_, index) => `{"table":"settings","row":{"key":"${index}","value":""}}\n`).join(
      '',
    );
    expect(await faultOf(packed(settings), { ...backupBounds, rows: 10 })).toBe('large 12');
    expect(await faultOf(packed(settings), { ...backupBounds, unpacked: 700 })).toMatch(/^large/);
    // 200 MB of nothing in 200 kB: what is held stays small, and it ends at the first line's bound.
    expect(await faultOf(new Uint8Array(gzipSync(Buffer.alloc(50_000_000))))).toBe('foreign 1');
  });

  test('is read from the database page by page', async () => {
    const storage = await aLearner();
    const [template] = await storage.db.log.toArray();
    const ids = Array.from({ length: 3_500 }, (_, index) => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`);
    await storage.db.log.bulkAdd(ids.map((id) => ({ ...template!, id: id as EntryId, card: id as CardId })));
    const pages: number[] = [];
    for await (const part of readParts(storage.db, madeAt)) if (part.kind === 'rows') pages.push(part.rows.length);
    expect(Math.max(...pages)).toBe(1_000);
    expect(pages.filter((rows) => rows === 1_000)).toHaveLength(3);
  });

  test('with two rows of one key is refused', async () => {
    const storage = await aLearner();
    const twice = async function* () {
      for await (const part of readParts(storage.db, madeAt)) {
        yield part;
        if (part.kind === 'rows' && part.table === 'log') yield part;
      }
    };
    const staged = await openStaged({ indexedDB: anOrigin(), IDBKeyRange: globalThis.IDBKeyRange });
    await expect(putParts(staged, readBackup(packBackup(twice())))).rejects.toThrow(UnfitRows);
  });
});

describe('the check of a record', () => {
  test.each<[string, (db: CardwrightDatabase) => Promise<unknown>, object]>([
    [
      'a memory that is not the log’s',
      (db) => db.schedules.update(cards[0]!, { 'state.memory.stability': 99 } as never),
      { differing: [{ card: cards[0], differences: ['memory'] }] },
    ],
    [
      'a due day that its index does not have',
      (db) => db.schedules.update(cards[0]!, { dueDay: 5 } as never),
      { differing: [{ card: cards[0], differences: ['index'] }] },
    ],
    [
      'a count',
      (db) => db.schedules.update(cards[2]!, { reps: 9 }),
      { differing: [{ card: cards[2], differences: ['counts'] }] },
    ],
    [
      'figures of a day',
      (db) => db.days.toCollection().modify((row) => void Object.assign(row, { answers: 50 })),
      { differing: [] },
    ],
    ['a day that is not there', (db) => db.days.clear(), { differing: [] }],
    [
      'a preset that is not there',
      (db) => db.presets.clear(),
      { differing: [{ differences: ['preset'] }, { differences: ['preset'] }] },
    ],
  ])('finds %s, and mends what replay can', async (what, damage, found) => {
    const storage = await aLearner();
    expect(await checkRecord(storage.db)).toMatchObject({ differing: [], days: [], homeless: [] });
    const before = await tablesOf(storage.db);
    await damage(storage.db);
    const checked = await checkRecord(storage.db, { mend: true });
    expect(checked).toMatchObject(found);
    expect(checked.differing.length + checked.days.length).toBeGreaterThan(0);
    if (what.includes('preset')) return;
    const { days: _quizFigures, ...mended } = await tablesOf(storage.db);
    const { days: _also, ...whole } = before;
    expect(mended).toEqual(whole);
    expect(await checkRecord(storage.db)).toMatchObject({ differing: [], days: [] });
  });

  test('is gone by when what it compared was changed since, not when the app has remembered something meanwhile', async () => {
    const storage = await aLearner();
    await storage.db.schedules.update(cards[0]!, { reps: 9 });
    const checked = await checkRecord(storage.db);
    await storage.remember('exportedAt', '1');
    expect(await storage.mendRecord(checked)).toBe(true);
    expect(await checkRecord(storage.db)).toMatchObject({ differing: [] });

    const again = await checkRecord(storage.db);
    await answer(storage, cards[1]!, 3, { moment: aMoment({ day: monday + 40 }) });
    expect(await storage.mendRecord(again)).toBe(false);
  });

  test('finds nothing wrong where somebody answers meanwhile, in whatever part of it', async () => {
    for (const told of [0, 1]) {
      const storage = await aLearner();
      const [card, moment] = [cards[told]!, aMoment({ day: monday + 40 })];
      const seen = rowSchedule((await storage.db.schedules.get(card))!);
      let answers: Promise<unknown> | undefined;
      const onProgress = () => {
        answers ??= storage.answerCard({ card, seen, seenRevision: seen.revision, rating: 3, takenMs: 4000, moment });
      };
      const checked = await checkRecord(storage.db, { onProgress });
      await answers;
      expect(checked).toMatchObject({ differing: [], days: [] });
      // It is of after the answer.
      expect(checked.sequence).toBe((await getPosition(storage.db)).sequence);
      expect(await checkRecord(storage.db)).toMatchObject({ differing: [], days: [] });
    }
  });

  test('is followed by putting right however many cards differ, some at a time, also while somebody answers', async () => {
    const storage = await aStorage();
    const large = aDeck({ entities: [{ name: 'Kafka', notes: 450 }] });
    await storage.installDeck(large, '# Notes', aMoment());
    const all = cardsOf(large).map(({ id }) => id);
    expect(all.length).toBeGreaterThan(400);
    await answer(storage, all[7]!, 4);
    await storage.db.schedules.toCollection().modify((row) => void Object.assign(row, { reps: row.reps + 3 }));
    const checked = await checkRecord(storage.db);
    expect(checked.differing).toHaveLength(all.length);
    const before = await getPosition(storage.db);
    const told: number[] = [];
    expect(await storage.mendRecord(checked, (done) => told.push(done))).toBe(true);
    expect(await checkRecord(storage.db)).toMatchObject({ differing: [], days: [] });
    expect(told).toEqual(Array.from({ length: Math.ceil(all.length / 200) }, (_, page) => page * 200));
    expect((await getPosition(storage.db)).sequence - before.sequence).toBe(told.length);

    await storage.db.schedules.toCollection().modify((row) => void Object.assign(row, { reps: row.reps + 3 }));
    const again = await checkRecord(storage.db);
    let answers: Promise<unknown> | undefined;
    const mended = await storage.mendRecord(again, () => {
      answers ??= answer(storage, all[7]!, 3, { moment: aMoment({ day: monday + 40 }) });
    });
    await answers;
    // What else it found may be of before the answer.
    expect(mended).toBe(false);
    expect(await checkRecord(storage.db)).toMatchObject({ differing: [] });
  });

  test('names cards that only the log knows', async () => {
    const storage = await aLearner();
    await storage.db.schedules.delete(cards[0]!);
    expect((await checkRecord(storage.db)).homeless).toEqual([cards[0]]);
  });
});

describe('two devices that both studied', () => {
  async function twoSides() {
    const laptop = await aLearner();
    const file = await fileOf(laptop.db);
    const origin = anOrigin();
    (await aStorage(origin, { chance: chanceOf(5) })).close();
    const source = { indexedDB: origin, IDBKeyRange: globalThis.IDBKeyRange };
    const staged = await openStaged(source);
    await putParts(staged, readBackup(streamOf(file)));
    const bare = await openBare(source);
    await takePlace(bare, staged);
    await bare.settings.put({ key: 'device', value: 'phone' });
    bare.close();
    staged.close();
    const phone = await aStorage(origin, { chance: chanceOf(7) });
    return { laptop, phone, source };
  }
  const day = (number: number) => ({ moment: aMoment({ day: monday + number }) });

  test('hold both logs after they are united, and each card is as its log says', async () => {
    const { laptop, phone, source } = await twoSides();
    await answer(laptop, cards[0]!, 3, day(30));
    await answer(phone, cards[0]!, 1, day(31));
    await answer(phone, cards[0]!, 3, { moment: aMoment({ day: monday + 31, minute: 20 }) });
    await answer(laptop, cards[1]!, 4, day(30));
    await answer(phone, cards[3]!, 2, day(31));
    await phone.undo(aMoment({ day: monday + 31, minute: 30 }));
    await phone.suspendCard(cards[2]!);

    const staged = await openStaged(source);
    await putParts(staged, readBackup(streamOf(await fileOf(laptop.db))));
    const merged = await mergeInto(staged, await openBare(source), aMoment({ day: monday + 32 }), chanceOf(3));
    expect(merged).toEqual({ entriesAdded: 2, cardsUnited: 1 });
    await checkRecord(staged, { mend: true });
    expect(await checkRecord(staged)).toMatchObject({ differing: [], days: [], homeless: [] });

    const [ours, theirs] = [await phone.db.log.toArray(), await laptop.db.log.toArray()];
    const all = await staged.log.toArray();
    for (const entry of [...ours, ...theirs]) expect(all).toContainEqual(entry);
    const added = all.filter(({ id }) => ![...ours, ...theirs].some((entry) => entry.id === id));
    expect(added).toMatchObject([{ kind: 'manual', action: 'due', card: cards[0], device: 'phone' }]);
    const row = (await staged.schedules.get(cards[0]!))!;
    const presets = new Map((await staged.presets.toArray()).map((preset) => [preset.id, preset]));
    const own = all.filter(({ card }) => card === cards[0]);
    expect(compareSchedule(rowSchedule(row), replayCard(own, presets))).toEqual([]);
    if (row.state.kind !== 'review') throw new Error('not in review');
    // Not where the half of the answers had put it, but where the memory of all of them does.
    expect(row.state.dueDay - row.state.lastAnswer.day).toBe(Math.round(row.state.memory.stability));
    expect(await staged.schedules.get(cards[2]!)).toMatchObject({ withheld: true });
    expect((await staged.settings.get('device'))?.value).toBe('phone');
    expect(await staged.schedules.get(cards[1]!)).toMatchObject({ reps: 1 });
  });

  test('are the same whichever takes the other in, but for the days that they chose', async () => {
    const { laptop, phone, source } = await twoSides();
    await answer(laptop, cards[1]!, 3, day(30));
    await answer(phone, cards[3]!, 3, day(31));
    const fromLaptop = await fileOf(laptop.db);
    const fromPhone = await fileOf(phone.db);
    const onPhone = await openStaged(source);
    await putParts(onPhone, readBackup(streamOf(fromLaptop)));
    await mergeInto(onPhone, await openBare(source), aMoment({ day: monday + 32 }), chanceOf(3));
    const onLaptop = await openStaged({ indexedDB: anOrigin(), IDBKeyRange: globalThis.IDBKeyRange });
    await putParts(onLaptop, readBackup(streamOf(fromPhone)));
    await mergeInto(onLaptop, laptop.db, aMoment({ day: monday + 32 }), chanceOf(4));
    expect(await onLaptop.log.toArray()).toEqual(await onPhone.log.toArray());
    const states = async (db: CardwrightDatabase) =>
      (await db.schedules.toArray()).map(({ card, state, reps }) => ({ card, state, reps }));
    expect(await states(onLaptop)).toEqual(await states(onPhone));
  });

  test('keep the cards that only one of two versions of a deck has, with their history', async () => {
    const { laptop, phone, source } = await twoSides();
    const last = cards.at(-1)!;
    await answer(phone, last, 3, day(30));
    await laptop.installDeck(
      aDeck({ entities: [{ name: 'Kafka', notes: 2 }, 'Kinesis'] }),
      '# Less',
      aMoment({ day: monday + 31 }),
    );
    const staged = await openStaged(source);
    await putParts(staged, readBackup(streamOf(await fileOf(laptop.db))));
    await mergeInto(staged, await openBare(source), aMoment({ day: monday + 32 }), chanceOf(3));
    await checkRecord(staged, { mend: true });
    expect(await staged.notebooks.toArray()).toMatchObject([{ text: '# Less' }]);
    expect(await staged.schedules.get(last)).toMatchObject({ archived: true, reps: 1 });
    const archived = (await staged.archive.toArray()).flatMap(({ notes }) => notes.flatMap((note) => note.cards));
    expect(archived.map(({ id }) => id)).toContain(last);
  });

  test('what is done between the merge and its taking place is not overwritten', async () => {
    const { laptop, phone, source } = await twoSides();
    const staged = await openStaged(source);
    await putParts(staged, readBackup(streamOf(await fileOf(laptop.db))));
    const bare = await openBare(source);
    const { sequence } = (await phone.db.journal.get('position')) as { sequence: number };
    await answer(phone, cards[1]!, 3, day(30));
    expect(await takePlace(bare, staged, sequence)).toBe(false);
    expect(await phone.db.schedules.get(cards[1]!)).toMatchObject({ reps: 1 });
  });
});

describe('a lost database whose journal was trimmed', () => {
  /** What lies beside a database: backups as files, and the commits of the journal as they were appended. */
  function beside(source: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange }) {
    const backups: { readonly sequence: number; file: Uint8Array<ArrayBuffer> }[] = [];
    let commits: JournalCommit[] = [];
    let epoch = '';
    const store: JournalStore = {
      survey: async () => [
        {
          epoch,
          last: Math.max(commits.at(-1)?.sequence ?? 0, backups.at(-1)?.sequence ?? 0),
          commits: commits.length,
          ...(backups.length > 0 && { backup: backups.at(-1)!.sequence }),
          bytes: 1,
          damagedBytes: 0,
          damagedPlaces: 0,
        },
      ],
      since: async (_, sequence) => commits.filter((commit) => commit.sequence > sequence),
      async stage() {
        for (const { sequence, file } of backups.toReversed()) {
          const staged = await openStaged(source);
          try {
            await putParts(staged, readBackup(streamOf(file)));
            return sequence;
          } catch {
            // The one before it.
          } finally {
            staged.close();
          }
        }
        return undefined;
      },
      begin: async () => undefined,
      append: async (commit) => void commits.push(commit),
      retract: async () => void commits.pop(),
    };
    return {
      store,
      backups,
      async keep({ db }: Storage) {
        const { sequence, epoch: own } = await getPosition(db);
        epoch = own;
        backups.push({ sequence, file: await fileOf(db) });
      },
      trim: () => void (commits = commits.filter(({ sequence }) => sequence > (backups.at(-1)?.sequence ?? 0))),
    };
  }

  async function life() {
    const lost = { indexedDB: anOrigin(), IDBKeyRange: globalThis.IDBKeyRange };
    const around = beside(lost);
    const storage = await aStorage(anOrigin(), { journal: { ...around.store, survey: async () => [] } });
    await storage.installDeck(deck, '# Notes', aMoment());
    await answer(storage, cards[0]!, 3);
    await around.keep(storage);
    await answer(storage, cards[1]!, 3);
    await around.keep(storage);
    await answer(storage, cards[2]!, 3);
    const open = () => aStorage(lost.indexedDB, { chance: chanceOf(2), journal: around.store });
    return { storage, around, open };
  }

  test('is made again from the backup and the commits since', async () => {
    const { storage, around, open } = await life();
    around.trim();
    const again = await open();
    expect(again.united).toEqual({ kind: 'restored', commits: 4, answers: 3 });
    expect(await tablesOf(again.db)).toEqual(await tablesOf(storage.db));
  });

  test('is made again from the backup before the newest, where that one is damaged', async () => {
    const { storage, around, open } = await life();
    around.backups[1]!.file[200]! ^= 1;
    const again = await open();
    expect(again.united).toEqual({ kind: 'restored', commits: 4, answers: 3 });
    expect(await tablesOf(again.db)).toEqual(await tablesOf(storage.db));
  });

  test('says that it is not all, where a backup that was needed is damaged', async () => {
    const { around, open } = await life();
    around.trim();
    around.backups[1]!.file[200]! ^= 1;
    const again = await open();
    expect(again.united).toMatchObject({ kind: 'restored', partly: true });
    expect(await again.db.log.count()).toBe(2);
  });

  test('agrees with a journal of which nothing is left but its backup', async () => {
    const { storage, around } = await life();
    await around.keep(storage);
    around.trim();
    expect(await unite(storage.db, around.store)).toEqual({ kind: 'agree' });
  });
});

test('a page whose database was restored over writes no more', async () => {
  const storage = await aLearner();
  const before = await storage.db.log.count();
  await storage.db.journal.put({ id: 'position', epoch: 'another', sequence: 1 });
  await expect(answer(storage, cards[1]!, 3)).rejects.toMatchObject({ code: 'closed' });
  expect(await storage.db.log.count()).toBe(before);
});
