import type { Transaction } from 'dexie';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { JournalCommit } from '#core/journal/record.ts';
import { recordOf } from '#core/journal/record.ts';
import { standingCommits } from '#core/journal/standing.ts';
import type { Rating } from '#core/scheduling/schedule.ts';
import { unjournaled } from '#storage/journaling.ts';
import type { JournalPosition } from '#storage/rows.ts';
import type { Storage } from '#storage/storage.ts';
import { unite } from '#storage/unite.ts';
import type { JournalSource, JournalStore } from '#storage/unite.ts';
import { chanceOf } from '#tests/support/chance.ts';
import { aDeck, cardsOf } from '#tests/support/decks.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { aQuiz, chose } from '#tests/support/quizzes.ts';
import { anOrigin, answer, aStorage } from '#tests/support/storage.ts';

const deck = aDeck({ entities: [{ name: 'Kafka', notes: 2 }, 'Kinesis', 'Glue'] });
const smaller = aDeck({ entities: [{ name: 'Kafka', notes: 2 }, 'Kinesis'] });
const cards = cardsOf(deck).map(({ id }) => id);

interface TestJournal {
  readonly lines: string[];
  readonly store: JournalStore;
  readonly storeOf: (epoch: string) => JournalStore;
  afterAppend: (() => void) | undefined;
}

/** The journal of one tab as text, as it lies in a file: what does not survive JSON does not survive here. */
function aJournal(): TestJournal {
  const lines: string[] = [];
  const written = () => lines.map((line) => recordOf(line) as JournalCommit);
  const commits = () => standingCommits(written());
  const source = (epoch: string): JournalSource => ({
    survey: async () => {
      const all = commits();
      const last = all.at(-1)?.sequence ?? 0;
      const lastIds = written().flatMap(({ sequence, id }) => (sequence === last && id !== undefined ? [id] : []));
      const sizes = { commits: all.length, bytes: 1, damagedBytes: 0, damagedPlaces: 0 };
      return all.length === 0 ? [] : [{ epoch, last, lastIds, ...sizes }];
    },
    since: async (_, sequence) => commits().filter((commit) => commit.sequence > sequence),
  });
  let begun = '';
  const store: JournalStore = {
    survey: () => source(begun).survey(),
    since: (epoch, sequence) => source(epoch).since(epoch, sequence),
    begin: async (epoch) => void (begun = epoch),
    append: async (commit) => {
      lines.push(JSON.stringify(commit));
      journal.afterAppend?.();
    },
    // As in a file: cut off where it is the last.
    retract: async ({ sequence }) => {
      if ((recordOf(lines.at(-1) ?? '') as JournalCommit | undefined)?.sequence === sequence) lines.pop();
    },
  };
  const journal: TestJournal = { lines, store, storeOf: (epoch) => ({ ...store, ...source(epoch) }), afterAppend: undefined };
  return journal;
}

type Act = 'answer' | 'refused' | 'undo' | 'suspend' | 'edit' | 'quiz' | 'smaller deck' | 'whole deck' | 'own card';
const anyAct = fc.record({
  act: fc.constantFrom<Act>(
    'answer',
    'answer',
    'answer',
    'refused',
    'undo',
    'suspend',
    'edit',
    'quiz',
    'smaller deck',
    'whole deck',
    'own card',
  ),
  card: fc.nat(3),
  rating: fc.constantFrom<Rating>(1, 2, 3, 4),
});

async function live(
  storage: Storage,
  journal: TestJournal,
  acts: readonly { act: Act; card: number; rating: Rating }[],
): Promise<void> {
  const quiz = aQuiz({ cards });
  await storage.installDeck(deck, '# Notes', aMoment());
  await storage.startQuiz(quiz);
  let asked = 0;
  for (const [index, { act, card, rating }] of acts.entries()) {
    const moment = aMoment({ day: monday + index });
    const id = cards[card]!;
    switch (act) {
      case 'answer':
        await answer(storage, id, rating, { moment }).catch(() => undefined); // a suspended card is not answered
        break;
      case 'refused':
        await refusing(storage, journal, () => answer(storage, id, rating, { moment })).catch(() => undefined);
        break;
      case 'undo': {
        const last = (await storage.db.log.toArray()).findLast(({ kind }) => kind !== 'quiz' && kind !== 'undo');
        if (last) await storage.undo(moment);
        break;
      }
      case 'suspend':
        await storage.suspendCard(id);
        break;
      case 'edit':
        await storage.editCard(id, { back: `Otherwise ${index}.` });
        break;
      case 'quiz':
        if (asked < quiz.questions.length) await storage.answerQuestion(quiz.id, asked++, chose(1), 2000, moment);
        break;
      case 'smaller deck':
        await storage.installDeck(smaller, '# Less', moment);
        break;
      case 'whole deck':
        await storage.installDeck(deck, '# Notes', moment);
        break;
      case 'own card':
        await storage.addCard({ entity: deck.entities[0]!.id, front: `Mine ${index}?`, back: 'Mine.', lines: [] }, aMoment());
    }
  }
}

/** The database aborts an answer after the journal has been told, as where it finds at its end that the disk is full. */
async function refusing<Result>({ db }: Storage, journal: TestJournal, work: () => Promise<Result>): Promise<Result> {
  const hear = (_id: unknown, _entry: unknown, begun: Transaction) => {
    const { idbtrans } = begun as Transaction & { readonly idbtrans: IDBTransaction };
    journal.afterAppend = () => idbtrans.abort();
  };
  db.log.hook('creating', hear);
  try {
    return await work();
  } finally {
    journal.afterAppend = undefined;
    db.log.hook('creating').unsubscribe(hear);
  }
}

async function tablesOf({ db }: Storage): Promise<Record<string, unknown>> {
  const tables = db.tables.filter(({ name }) => !unjournaled.includes(name));
  const position = await db.journal.get('position');
  return Object.fromEntries([
    ['position', position],
    ...(await Promise.all(tables.map(async (table) => [table.name, await table.toArray()] as const))),
  ]);
}

async function positionOf({ db }: Storage): Promise<JournalPosition> {
  return (await db.journal.get('position')) as JournalPosition;
}

describe('the journal beside the database', () => {
  test('makes a lost database again as it was, whatever was done', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAct, { maxLength: 15 }), async (acts) => {
        const journal = aJournal();
        const storage = await aStorage(anOrigin(), { journal: journal.store });
        await live(storage, journal, acts);
        const { epoch } = await positionOf(storage);

        const anew = await aStorage(anOrigin(), { chance: chanceOf(2) });
        const united = await unite(anew.db, journal.storeOf(epoch));

        expect(united).toMatchObject({ kind: 'restored', commits: journal.lines.length });
        expect(await tablesOf(anew)).toEqual({ ...(await tablesOf(storage)), ...(await settingsThatNoCommandMade(anew)) });
        anew.close();
        storage.close();
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test('gives a database back what it lost of its end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAct, { maxLength: 10 }), fc.nat(12), async (acts, kept) => {
        const [journal, short] = [aJournal(), aJournal()];
        const storage = await aStorage(anOrigin(), { journal: journal.store });
        await live(storage, journal, acts);
        const { epoch } = await positionOf(storage);
        short.lines.push(...journal.lines.slice(0, 1 + (kept % journal.lines.length)));

        const behind = await aStorage(anOrigin());
        await unite(behind.db, short.storeOf(epoch));
        const united = await unite(behind.db, journal.storeOf(epoch));

        const missing = journal.lines.length - short.lines.length;
        expect(united).toMatchObject(missing === 0 ? { kind: 'agree' } : { kind: 'caught-up', commits: missing });
        expect(await tablesOf(behind)).toEqual({ ...(await tablesOf(storage)), ...(await settingsThatNoCommandMade(behind)) });
        behind.close();
        storage.close();
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  test('that is whole is left alone, and nothing is written', async () => {
    const journal = aJournal();
    const storage = await aStorage(anOrigin(), { journal: journal.store });
    await live(storage, journal, []);
    const before = await tablesOf(storage);
    expect(await unite(storage.db, journal.storeOf((await positionOf(storage)).epoch))).toEqual({ kind: 'agree' });
    expect(await tablesOf(storage)).toEqual(before);
  });

  test('gets what it lacks, as after a kill between the database and the journal', async () => {
    const journal = aJournal();
    const storage = await aStorage(anOrigin(), { journal: journal.store });
    await live(storage, journal, [{ act: 'answer', card: 0, rating: 3 }]);
    const whole = [...journal.lines];
    journal.lines.pop();
    const united = await unite(storage.db, journal.storeOf((await positionOf(storage)).epoch));
    expect(united).toEqual({ kind: 'journal-caught-up', commits: 1 });
    expect(journal.lines).toEqual(whole);
  });

  test('that lacks more than the database has by itself says so, and takes nothing from it', async () => {
    const journal = aJournal();
    const storage = await aStorage(anOrigin(), { journal: journal.store });
    await live(
      storage,
      journal,
      Array.from({ length: 25 }, (_, index) => ({ act: 'edit', card: index % 4, rating: 3 })),
    );
    const [all, before] = [journal.lines.length, await tablesOf(storage)];
    journal.lines.splice(3);
    const united = await unite(storage.db, journal.storeOf((await positionOf(storage)).epoch));
    expect(united).toEqual({ kind: 'journal-lacks', last: 3, sequence: all });
    expect(await tablesOf(storage)).toEqual(before);
  });

  test('of another database is not mixed into one that has something of its own', async () => {
    const journal = aJournal();
    const other = await aStorage(anOrigin(), { journal: journal.store });
    await live(other, journal, []);
    const storage = await aStorage(anOrigin(), { chance: chanceOf(2) });
    await storage.installDeck(deck, '# Mine', aMoment());
    const before = await tablesOf(storage);
    expect(await unite(storage.db, journal.storeOf((await positionOf(other)).epoch))).toMatchObject({
      kind: 'journal-caught-up',
      commits: 1,
    });
    expect(await tablesOf(storage)).toEqual(before);
  });

  test('of another database does not take the place of one that was there before journals were', async () => {
    const journal = aJournal();
    const other = await aStorage(anOrigin(), { journal: journal.store });
    await live(other, journal, []);
    const storage = await aStorage(anOrigin(), { chance: chanceOf(2) });
    await storage.installDeck(deck, '# Mine', aMoment());
    await storage.db.journal.put({ ...(await positionOf(storage)), sequence: 0 });
    expect(await unite(storage.db, journal.storeOf((await positionOf(other)).epoch))).toEqual({ kind: 'agree' });
    expect(await storage.db.notebooks.toArray()).toMatchObject([{ text: '# Mine' }]);
  });

  test('is read while another tab goes on: nothing older comes over what that tab did, and no number is given twice', async () => {
    const journal = aJournal();
    const origin = anOrigin();
    const busy = await aStorage(origin, { journal: journal.store });
    await busy.installDeck(deck, '', aMoment());
    const { epoch } = await positionOf(busy);
    const card = cards[0]!;
    const behind: JournalStore = {
      ...journal.storeOf(epoch),
      async survey() {
        await busy.editCard(card, { back: 'Older.' });
        const surveys = await journal.storeOf(epoch).survey();
        const since = await journal.storeOf(epoch).since(epoch, 0);
        behind.since = async (_, sequence) => since.filter((commit) => commit.sequence > sequence);
        await busy.editCard(card, { back: 'Newer.' });
        return surveys;
      },
    };
    const opening = await aStorage(origin, { journal: behind });
    expect((await positionOf(opening)).sequence).toBe(3);
    expect(await opening.readOverlays(deck.id)).toMatchObject([{ back: 'Newer.' }]);
    await opening.suspendCard(cards[1]!);
    const sequences = journal.lines.map((line) => (recordOf(line) as JournalCommit).sequence);
    expect(sequences).toEqual([1, 2, 3, 4]);
    opening.close();
    busy.close();
  });

  test('numbers the commands of two tabs in the order in which the database took them', async () => {
    const journal = aJournal();
    const origin = anOrigin();
    const [one, two] = [await aStorage(origin, { journal: journal.store }), await aStorage(origin, { journal: journal.store })];
    await one.installDeck(deck, '', aMoment());
    await Promise.all(cards.slice(0, 4).flatMap((card, index) => [one, two][index % 2]!.suspendCard(card)));
    const sequences = journal.lines.map((line) => (recordOf(line) as JournalCommit).sequence);
    expect(sequences.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
    one.close();
    two.close();
  });

  test('hears nothing of a command that changed nothing, or that the database refused', async () => {
    const journal = aJournal();
    const storage = await aStorage(anOrigin(), { journal: journal.store });
    await storage.installDeck(deck, '', aMoment());
    const before = journal.lines.length;
    const stale = { card: cards[0]!, seenRevision: 9, rating: 3 as const, takenMs: 1, moment: aMoment() };
    expect((await storage.answerCard(stale)).kind).toBe('moved');
    expect((await storage.answerCard({ ...stale, card: 'none' as typeof stale.card })).kind).toBe('gone');
    await expect(storage.suspendCard('none' as typeof stale.card)).rejects.toMatchObject({ code: 'gone' });
    expect(journal.lines).toHaveLength(before);
  });
});

describe('an answer is done when both stores have it', () => {
  const given = { card: cards[0]!, seenRevision: 0, rating: 3 as const, takenMs: 1, moment: aMoment() };

  async function begun(change: (store: JournalStore) => Partial<JournalStore>, deadlineMs = 10_000) {
    const journal = aJournal();
    const store = { ...journal.store };
    const storage = await aStorage(anOrigin(), { journal: store, deadlineMs });
    await storage.installDeck(deck, '', aMoment());
    // Its own appends are bound when it is opened.
    Object.assign(store, change({ ...store }));
    return { journal, storage };
  }

  test('the journal writes while the database does, and the slower one is waited for', async () => {
    const order: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { storage } = await begun(({ append }) => ({
      async append(commit) {
        order.push('journal asked');
        await held;
        await append(commit);
      },
    }));
    const inDatabase = new Promise<void>((resolve) => {
      storage.db.log.hook('creating', (_id, _entry, transaction) => {
        transaction.on('complete', () => {
          order.push('database has it');
          resolve();
        });
      });
    });
    const answering = storage.answerCard(given).then(() => order.push('done'));
    await inDatabase;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(order).toEqual(['journal asked', 'database has it']);
    release();
    await answering;
    expect(order.at(-1)).toBe('done');
  });

  test('what the database refused is taken out of the journal again, and the same answer can be given', async () => {
    const { journal, storage } = await begun(() => ({}));
    const before = [...journal.lines];
    await expect(refusing(storage, journal, () => storage.answerCard(given))).rejects.toMatchObject({ code: 'unknown' });
    expect(journal.lines).toEqual(before);
    expect(await storage.db.log.count()).toBe(0);
    expect(await storage.answerCard(given)).toMatchObject({ kind: 'answered' });
    expect(journal.lines.map((line) => (recordOf(line) as JournalCommit).sequence)).toEqual([1, 2]);
  });

  test('what was refused and could not be taken out gives way to what got its number, also when the database is lost', async () => {
    const { journal, storage } = await begun(() => ({ retract: async () => undefined }));
    await expect(refusing(storage, journal, () => storage.answerCard(given))).rejects.toMatchObject({ code: 'unknown' });
    await storage.answerCard({ ...given, rating: 1 });
    await storage.answerCard({ ...given, card: cards[1]!, rating: 2 });
    expect(journal.lines.map((line) => (recordOf(line) as JournalCommit).sequence)).toEqual([1, 2, 2, 3]);
    const { epoch } = await positionOf(storage);
    // As in two files, whose order says nothing.
    journal.lines.push(journal.lines.splice(1, 1)[0]!);

    const anew = await aStorage(anOrigin(), { chance: chanceOf(2) });
    expect(await unite(anew.db, journal.storeOf(epoch))).toMatchObject({ kind: 'restored', commits: 3, answers: 2 });
    expect(await anew.db.log.toArray()).toMatchObject([{ rating: 1 }, { rating: 2 }]);
    expect(await tablesOf(anew)).toEqual({ ...(await tablesOf(storage)), ...(await settingsThatNoCommandMade(anew)) });
  });

  test('a journal that has only what was refused under the last number gets what stands there', async () => {
    const { journal, storage } = await begun(() => ({ retract: async () => undefined }));
    await expect(refusing(storage, journal, () => storage.answerCard(given))).rejects.toMatchObject({ code: 'unknown' });
    await storage.answerCard({ ...given, rating: 1 });
    const whole = [...journal.lines];
    // The one that stands was written by a tab whose journal failed.
    journal.lines.pop();
    const { epoch } = await positionOf(storage);
    expect(await unite(storage.db, journal.storeOf(epoch))).toEqual({ kind: 'journal-caught-up', commits: 1 });
    expect(journal.lines).toEqual(whole);
    expect(await unite(storage.db, journal.storeOf(epoch))).toEqual({ kind: 'agree' });
    expect(await storage.db.log.toArray()).toMatchObject([{ rating: 1 }]);
  });

  test('what the database has is not taken back because the journal is slow, and is in both in the end', async () => {
    let append: () => Promise<void> = async () => undefined;
    const retracted: number[] = [];
    const { journal, storage } = await begun(
      (store) => ({
        retract: async ({ sequence }) => void retracted.push(sequence),
        append: (commit) =>
          new Promise((resolve) => {
            append = () => store.append(commit).then(resolve);
          }),
      }),
      150,
    );
    await expect(storage.answerCard(given)).rejects.toMatchObject({ code: 'timeout' });
    expect(retracted).toEqual([]);
    await append();
    expect(await storage.db.log.count()).toBe(1);
    expect(journal.lines).toHaveLength(2);
  });
});

/** Who the device is, and the first preset: made when the database is opened, before there is a command. */
async function settingsThatNoCommandMade({ db }: Storage) {
  return { settings: await db.settings.toArray(), presets: await db.presets.toArray() };
}
