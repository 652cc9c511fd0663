import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCounted } from '#storage/ledger/counted.ts';
import type { AskedFigures, CountedFigures } from '#storage/ledger/counted.ts';
import type { Storage } from '#storage/storage.ts';
import { doAct, someActs } from '#tests/support/acts.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment, later } from '#tests/support/moments.ts';
import { answer, aStorage } from '#tests/support/storage.ts';

const deck = aDeck({ entities: ['Kafka', 'Glue', 'EMR'], categories: ['streaming', 'etl'] });
const cards = deck.entities.flatMap(({ notes }) => notes.flatMap((note) => note.cards.map(({ id }) => id)));
const [first, second] = cards as [(typeof cards)[number], (typeof cards)[number]];
const year = { period: 'year', part: { kind: 'all' } } as const;
const ofDeck = { period: 'month', part: { kind: 'deck', deck: deck.id } } as const;

async function installed(): Promise<Storage> {
  const storage = await aStorage();
  await storage.installDeck(deck, '# Notes', aMoment());
  return storage;
}

const said = ({ figures, sequence }: CountedFigures) => ({ figures, sequence });

test('figures that nothing has changed since are there without a column being read', async () => {
  const storage = await installed();
  const { db } = storage;
  await answer(storage, first, 3);
  const asked: AskedFigures = { ...year, today: aMoment().day };
  const before = await openCounted(db, 'one').count(asked);
  expect(before.figures?.done).toBeDefined();
  const columns = await db.columns.toArray();
  await db.columns.bulkDelete(columns.map(({ id }) => id).filter((id: string) => id !== 'figures'));
  const again = await openCounted(db, 'one').count(asked);
  expect(said(again)).toEqual(said(before));
  expect(again.built).toBe(0);
  // By other rules, of another day or of something else they are counted.
  expect((await openCounted(db, 'two').count(asked)).built).toBe(1);
  await db.columns.bulkDelete(columns.map(({ id }) => id).filter((id: string) => id !== 'figures'));
  expect((await openCounted(db, 'two').count({ ...asked, ...ofDeck })).built).toBe(1);
  storage.close();
});

test('what was done since is in the figures, whoever did it', { timeout: 30_000 }, async () => {
  const acts = someActs(['answer', 'answer', 'answer', 'undo', 'redo', 'suspend', 'remove', 'install'], {
    most: 10,
    mostMinutes: 3_000,
  });
  await fc.assert(
    fc.asyncProperty(acts, async (all) => {
      const storage = await installed();
      const { db } = storage;
      const counted = openCounted(db, 'one');
      let moment = aMoment();
      for (const act of all) {
        moment = later(moment, act.minutes);
        await doAct(storage, deck, act, moment);
        for (const asked of [year, ofDeck]) {
          const wanted = { ...asked, today: moment.day };
          expect(said(await counted.count(wanted))).toEqual(said(await openCounted(db, undefined).count(wanted)));
        }
      }
      storage.close();
    }),
    { numRuns: 6, endOnFailure: true },
  );
});

test('after an answer what was looked at last is counted before somebody looks again', async () => {
  const storage = await installed();
  const { db } = storage;
  await answer(storage, first, 3);
  const today = aMoment().day;
  const counted = openCounted(db, 'one');
  await counted.prepare(today);
  // Nobody has looked yet: there is nothing to prepare.
  expect(await db.columns.count()).toBe(0);
  await counted.count({ ...year, today });
  await answer(storage, second, 4);
  await counted.prepare(today);
  const before = await openCounted(db, undefined).count({ ...year, today });
  const columns = await db.columns.toArray();
  await db.columns.bulkDelete(columns.map(({ id }) => id).filter((id: string) => id !== 'figures'));
  const found = await openCounted(db, 'one').count({ ...year, today });
  expect(said(found)).toEqual(said(before));
  expect(found.built).toBe(0);
  storage.close();
});
