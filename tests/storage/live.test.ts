import { Dexie, liveQuery } from 'dexie';
import { describe, expect, test } from 'vitest';

import { nextDue } from '#storage/queries/next-due.ts';
import { cardsOfNotebook } from '#storage/queries/notebook.ts';
import { openQuiz } from '#storage/queries/quizzes.ts';
import { strength } from '#tests/support/strength.ts';
import { todayFigures } from '#storage/queries/today.ts';
import { easy, good } from '#core/scheduling/schedule.ts';
import type { Rating } from '#core/scheduling/schedule.ts';
import type { Storage } from '#storage/storage.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment } from '#tests/support/moments.ts';
import { aQuiz } from '#tests/support/quizzes.ts';
import { anOrigin, answer, aStorage } from '#tests/support/storage.ts';

const now = aMoment();
const deck = aDeck();
const kafka = 'deck/kafka/0.to-name';

type Figure = (storage: Storage) => Promise<unknown>;

// Dexie runs no live query where the global IndexedDB was missing when it was loaded, as in Node.
Dexie.dependencies.indexedDB = anOrigin();

/** The first result of a live query, and the one after something was done. */
async function beforeAndAfter(query: () => Promise<unknown>, act: () => Promise<unknown>): Promise<unknown[]> {
  const results: unknown[] = [];
  return new Promise((resolve, reject) => {
    const subscription = liveQuery(query).subscribe({
      next: (result) => {
        results.push(result);
        if (results.length === 1) act().catch(reject);
        else {
          subscription.unsubscribe();
          resolve(results);
        }
      },
      error: reject,
    });
  });
}

const figures: readonly (readonly [name: string, figure: Figure, before: unknown, after: unknown, rating: Rating])[] = [
  [
    'what is due and done today',
    ({ db, options }) => todayFigures(db, now, options).then(({ counts }) => counts),
    { fresh: 2, learning: 0, due: 0 },
    { fresh: 1, learning: 1, due: 0 },
    good,
  ],
  [
    'how firmly the cards stand',
    ({ db, options }) => strength(db, now, options).then(({ states }) => states),
    { new: 4, learning: 0, review: 0, relearning: 0 },
    { new: 3, learning: 1, review: 0, relearning: 0 },
    good,
  ],
  [
    'what comes next, where no new card does',
    ({ db, options }) => nextDue(db, now, { ...options, preset: { ...options.preset, newPerDay: 0 } }),
    undefined,
    { day: now.day + 9, cards: 1, fresh: 0 },
    easy,
  ],
  [
    'the cards beside the notes',
    ({ db }) => cardsOfNotebook(db, deck.id).then((lines) => lines.get(10)?.[0]?.schedule.state.kind),
    'new',
    'learning',
    good,
  ],
];

describe.each(figures)('%s', (_name, figure, before, after, rating) => {
  // Dexie tells async functions from others, and follows them by other means.
  test.each([
    ['asked by an async function', (storage: Storage) => async () => figure(storage)],
    ['asked by a plain function', (storage: Storage) => () => figure(storage)],
  ])('is drawn anew after an answer in another tab, %s', async (_how, query) => {
    const origin = anOrigin();
    const here = await aStorage(origin);
    const there = await aStorage(origin);
    await here.installDeck(deck, '', now);
    expect(await beforeAndAfter(query(here), () => answer(there, kafka, rating))).toEqual([before, after]);
  });
});

test('a quiz that another tab begins is seen', async () => {
  const origin = anOrigin();
  const here = await aStorage(origin);
  const there = await aStorage(origin);
  await here.installDeck(deck, '', now);
  const quiz = aQuiz();
  expect(
    await beforeAndAfter(
      () => openQuiz(here.db),
      () => there.startQuiz(quiz),
    ),
  ).toEqual([undefined, quiz]);
});
