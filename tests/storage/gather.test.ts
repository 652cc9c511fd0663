import { describe, expect, test } from 'vitest';

import { buildQueue } from '#core/scheduling/queue.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import { takeFirstLook } from '#storage/first-look.ts';
import { inReviewOrder, installEmptyDeck, putSchedules } from '#tests/support/collections.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { aSchedule, inLearning, inReview } from '#tests/support/schedules.ts';
import { anOrigin, answer, aStorage } from '#tests/support/storage.ts';

const now = aMoment();

const due = (card: string, fields = {}) => aSchedule({ card, state: inReview(), ...fields });
const many = (count: number, make: (card: string, index: number) => Schedule, prefix = 'card') =>
  Array.from({ length: count }, (_, index) => make(`${prefix}-${String(index).padStart(4, '0')}.to-name`, index));

const collections: readonly (readonly [why: string, schedules: readonly Schedule[], reviews: number, fresh: number])[] = [
  ['nothing due', [], 0, 0],
  [
    'a backlog: the oldest days first, up to the limit',
    many(500, (card, i) => due(card, { state: inReview({ dueDay: monday - (i % 50) }) })),
    200,
    0,
  ],
  [
    'what is due tomorrow is not there',
    many(10, (card, i) => due(card, { state: inReview({ dueDay: monday + (i % 2) }) })),
    5,
    0,
  ],
  [
    'the first reviews buried today, hundreds of them: more are read until the limit is full',
    many(900, (card, i) => due(card, { state: inReview({ dueDay: monday - 900 + i }), ...(i < 600 && { buriedOn: monday }) })),
    200,
    0,
  ],
  ['all cards siblings of one note', many(400, (card) => due(card, { note: 'one' })), 1, 0],
  [
    'new cards whose siblings stand before them',
    many(400, (card, i) => aSchedule({ card, note: `note-${Math.floor(i / 100)}`, position: i })),
    0,
    4,
  ],
  [
    'reviews, new cards and steps together',
    [
      ...many(30, (card) => due(card), 'due'),
      ...many(30, (card, i) => aSchedule({ card, position: i }), 'new'),
      ...many(5, (card, i) => aSchedule({ card, state: inLearning(now.instant + (3 - i) * 60_000) }), 'step'),
    ],
    30,
    20,
  ],
];

describe('today’s queue from storage', () => {
  test.each(collections)('%s', async (_why, schedules, reviews, fresh) => {
    const storage = await aStorage();
    await installEmptyDeck(storage);
    await putSchedules(storage, schedules);

    const queue = buildQueue(await storage.gather(now), now, storage.options);

    // The same by the plainest means: everything, sorted.
    const of = (kind: string) => schedules.filter(({ state }) => state.kind === kind);
    const everything = {
      learning: of('learning').toSorted((a, b) => instantOf(a) - instantOf(b)),
      due: inReviewOrder(of('review').filter(({ state }) => state.kind === 'review' && state.dueDay <= monday)),
      fresh: of('new').toSorted((a, b) => a.position - b.position),
      doneToday: { newCards: 0, reviews: 0 },
    };
    expect(queue).toEqual(buildQueue(everything, now, storage.options));
    expect(queue.main.filter(({ state }) => state.kind === 'review')).toHaveLength(reviews);
    expect(queue.main.filter(({ state }) => state.kind === 'new')).toHaveLength(fresh);
  });
});

describe('the first look, before Dexie is there', () => {
  test.each(collections)('sees the same queue: %s', async (_why, schedules) => {
    const origin = anOrigin();
    const storage = await aStorage(origin);
    await installEmptyDeck(storage);
    await putSchedules(storage, schedules);
    const queue = buildQueue(await storage.gather(now), now, storage.options);
    expect(await takeFirstLook(() => now, origin)).toMatchObject({ kind: 'ready', queue });
  });

  test('brings the page of the first card, the figures and the preset', async () => {
    const origin = anOrigin();
    const storage = await aStorage(origin);
    const deck = aDeck({ entities: ['Kafka', 'Kinesis', 'Glue'] });
    await storage.installDeck(deck, '', now);
    await answer(storage, 'deck/kafka/0.to-name', 4);
    const look = await takeFirstLook(() => now, origin);
    if (look.kind !== 'ready') throw new Error(look.kind);
    expect(look.options).toEqual(storage.options);
    expect(look.moment).toBe(now);
    expect(look.first?.schedule).toEqual(look.queue.main[0]);
    expect(look.first?.schedule.card).toBe('deck/kinesis/0.to-name');
    expect(look.first?.entity).toEqual((await storage.readEntities([deck.entities[1]!.id]))[0]);
    expect(look.newLeft).toBe(5);
    expect(look.days).toEqual(
      await storage.db.days
        .where('[day+deck]')
        .below([monday + 7])
        .toArray(),
    );
  });

  test('without a card to show brings the figures alone', async () => {
    const origin = anOrigin();
    await installEmptyDeck(await aStorage(origin));
    const look = await takeFirstLook(() => now, origin);
    expect(look).toMatchObject({ kind: 'ready', queue: { learning: [], main: [] }, days: [], newLeft: 0 });
    expect(look).not.toHaveProperty('first');
  });

  test('of a browser that has no database says so and makes none', async () => {
    const origin = anOrigin();
    expect(await takeFirstLook(() => now, origin)).toEqual({ kind: 'empty' });
    expect(await origin.databases()).toEqual([]);
  });

  test('of a database without a deck says so', async () => {
    const origin = anOrigin();
    await aStorage(origin);
    expect(await takeFirstLook(() => now, origin)).toEqual({ kind: 'empty' });
  });

  test('changes nothing and holds nothing open', async () => {
    const origin = anOrigin();
    const storage = await aStorage(origin);
    await installEmptyDeck(storage);
    await takeFirstLook(() => now, origin);
    storage.close();
    const deletion = origin.deleteDatabase('cardwright');
    const answered = new Promise((resolve) => {
      for (const kind of ['success', 'blocked']) deletion.addEventListener(kind, () => resolve(kind));
    });
    expect(await answered).toBe('success');
  });
});

function instantOf({ state }: Schedule): number {
  return 'due' in state && 'at' in state.due ? state.due.at : 0;
}
