import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStandings } from '#storage/ledger/standings.ts';
import type { Storage } from '#storage/storage.ts';
import { doAct, someActs } from '#tests/support/acts.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment, later } from '#tests/support/moments.ts';
import { answer, aStorage } from '#tests/support/storage.ts';
import { strength } from '#tests/support/strength.ts';

const deck = aDeck({ entities: ['Kafka', 'Glue', 'EMR'], categories: ['streaming', 'etl'] });
const cards = deck.entities.flatMap(({ notes }) => notes.flatMap((note) => note.cards.map(({ id }) => id)));

async function installed(): Promise<Storage> {
  const storage = await aStorage();
  await storage.installDeck(deck, '# Notes', aMoment());
  return storage;
}

const acts = someActs(['answer', 'answer', 'answer', 'undo', 'redo', 'suspend', 'many', 'remove', 'install'], {
  most: 12,
  mostMinutes: 5_000,
});

test(
  'how all cards stand, kept up to date after whatever is done, is what a walk over all of them finds',
  { timeout: 30_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (all) => {
        const storage = await installed();
        const { db } = storage;
        const standings = openStandings(db);
        let moment = aMoment();
        for (const act of all) {
          moment = later(moment, act.minutes);
          await doAct(storage, deck, act, moment);
          const { options } = storage;
          expect(await standings.strength(moment, options)).toEqual(await strength(db, moment, options));
        }
        storage.close();
      }),
      { numRuns: 6, endOnFailure: true },
    );
  },
);

test('what is more urgent is done before each page of a walk', async () => {
  const storage = await installed();
  const { db, options } = storage;
  let urgent = Promise.resolve();
  const found: string[] = [];
  urgent = new Promise((resolve) => {
    setTimeout(() => {
      found.push('figures');
      resolve();
    }, 20);
  });
  await openStandings(db, async () => urgent).strength(aMoment(), options);
  found.push('standings');
  expect(found).toEqual(['figures', 'standings']);
  storage.close();
});

test('after an answer only its card is read', async () => {
  const storage = await installed();
  const { db, options } = storage;
  const standings = openStandings(db);
  await standings.strength(aMoment(), options);
  await answer(storage, cards[0]!, 4);
  const moment = later(aMoment(), 1_440);
  const found = await standings.strength(moment, options);
  expect(found.states.review).toBe(1);
  expect(standings.walked).toBe(1);
  const before = structuredClone(found);
  // What was told does not change with what comes.
  await answer(storage, cards[1]!, 4);
  await standings.strength(moment, options);
  expect(found).toEqual(before);
});

test('retired ones are left out where the options say so', async () => {
  const storage = await installed();
  const { db, options } = storage;
  const [row] = await db.schedules.toArray();
  await db.schedules.put({ ...row!, about: { ...row!.about!, retired: true } });
  const standings = openStandings(db);
  const all = await standings.strength(aMoment(), options);
  const some = await standings.strength(aMoment(), { ...options, leaveOutRetired: true });
  expect(some.cards).toBe(all.cards - 1);
});

test('another database in its place is read anew', async () => {
  const storage = await installed();
  const { db, options } = storage;
  const standings = openStandings(db);
  await standings.strength(aMoment(), options);
  await db.schedules.clear();
  await db.journal.clear();
  await db.journal.put({ id: 'position', epoch: 'another', sequence: 1 });
  expect((await standings.strength(aMoment(), options)).cards).toBe(0);
  expect(standings.walked).toBe(2);
});
