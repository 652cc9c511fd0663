import { describe, expect, test } from 'vitest';

import { countQueue } from '#core/scheduling/queue.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import { forecastOf } from '#core/stats/forecast.ts';
import { streakOf } from '#core/stats/streak.ts';
import { takeFirstLook } from '#storage/first-look.ts';
import { cardsOfNotebook, notebook } from '#storage/queries/notebook.ts';
import { strength } from '#storage/queries/strength.ts';
import { todayFigures } from '#storage/queries/today.ts';
import { dayRow, emptyDay } from '#storage/rows.ts';
import type { Storage } from '#storage/storage.ts';
import { installEmptyDeck, putSchedules } from '#tests/support/collections.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment, later, monday } from '#tests/support/moments.ts';
import { aSchedule, inReview } from '#tests/support/schedules.ts';
import { anOrigin, answer, aStorage, scheduleOf } from '#tests/support/storage.ts';

const now = aMoment();
const deck = aDeck({ entities: ['Kafka', 'Glue', 'EMR'], categories: ['streaming', 'etl'] });

async function aDeckInstalled(): Promise<Storage> {
  const storage = await aStorage();
  await storage.installDeck(deck, '# Notes', now);
  return storage;
}

const dueOn = (card: string, day: number, fields = {}) =>
  aSchedule({ card, state: inReview({ dueDay: monday + day }), ...fields });

describe('today', () => {
  test('what is in the queue and what was done', async () => {
    const storage = await aDeckInstalled();
    await answer(storage, 'deck/kafka/0.to-name', 3, { takenMs: 30_000 });
    await answer(storage, 'deck/glue/0.to-name', 1, { takenMs: 60_000, moment: later(now, 1) });

    const figures = await todayFigures(storage.db, later(now, 2), storage.options);

    expect(figures).toMatchObject({
      counts: { fresh: 1, learning: 2, due: 0 },
      doneToday: { answers: 2, passed: 1, minutes: 1.5 },
      newLeft: 4,
    });
  });

  test('the first look has the same figures', async () => {
    const origin = anOrigin();
    const storage = await aStorage(origin);
    await storage.installDeck(deck, '', now);
    await answer(storage, 'deck/kafka/0.to-name', 4);
    const { counts, days, newLeft } = await todayFigures(storage.db, now, storage.options);
    const look = await takeFirstLook(() => now, origin);
    if (look.kind !== 'ready') throw new Error(look.kind);
    expect({ counts: countQueue(look.queue), days: look.days, newLeft: look.newLeft }).toEqual({ counts, days, newLeft });
  });

  test('cards overdue for months are in today’s forecast', async () => {
    const storage = await aStorage();
    await installEmptyDeck(storage);
    await putSchedules(storage, [dueOn('a.1', -90), dueOn('b.1', -1), dueOn('c.1', 0), dueOn('d.1', 3), dueOn('e.1', 30)]);
    const { days, newLeft } = await todayFigures(storage.db, now, storage.options);
    expect(forecastOf(days, monday, { left: newLeft, perDay: 20 }).map(({ due }) => due)).toEqual([3, 0, 0, 1, 0, 0, 0]);
  });

  test.each([10, 28, 29, 30, 400, 800])('a streak of %i days is read to its first day', async (length) => {
    const storage = await aStorage();
    await installEmptyDeck(storage);
    const rows = Array.from({ length: length + 5 }, (_, index) => emptyDay((monday - index) as typeof monday, deck.id));
    // A day was left out before the streak began.
    await storage.db.days.bulkPut(
      rows.map((row, index) => dayRow({ ...row, answers: index === length ? 0 : 1, due: index === 100 ? 1 : 0 })),
    );
    const { days } = await todayFigures(storage.db, now, storage.options);
    expect(streakOf(days, monday)).toBe(length);
    expect(new Set(days.map(({ day }) => day)).size).toBe(days.length);
  });
});

describe('the next cards', () => {
  test.each([
    ['nothing is ever due', [], undefined],
    [
      'the next day on which any is due, with their number',
      [dueOn('a.1', 3), dueOn('b.1', 3), dueOn('c.1', 9)],
      { day: monday + 3, cards: 2, fresh: 0 },
    ],
    ['decks are added up', [dueOn('a.1', 3), dueOn('b.1', 3, { deck: 'other' })], { day: monday + 3, cards: 2, fresh: 0 }],
    [
      'what today leaves over comes tomorrow',
      [dueOn('a.1', -4), dueOn('b.1', 0), dueOn('c.1', 1)],
      { day: monday + 1, cards: 3, fresh: 0 },
    ],
    [
      'new cards come tomorrow, whatever is due later',
      [dueOn('a.1', 3), aSchedule({ card: 'b.1' }), aSchedule({ card: 'c.1', position: 1 })],
      { day: monday + 1, cards: 0, fresh: 2 },
    ],
  ])('%s', async (_why, schedules: Schedule[], expected) => {
    const storage = await aStorage();
    await installEmptyDeck(storage);
    await putSchedules(storage, schedules);
    expect(await storage.nextDue(now)).toEqual(expected);
  });
});

describe('how firmly the cards stand', () => {
  test('by state, by level, by deck and by category', async () => {
    const storage = await aDeckInstalled();
    await answer(storage, 'deck/kafka/0.to-name', 4); // 8 days until recall is 90 %
    await answer(storage, 'deck/glue/0.to-name', 1);

    const fourDaysLater = await strength(storage.db, aMoment({ day: monday + 4 }), storage.options);

    expect(fourDaysLater).toEqual({
      cards: 6,
      states: { new: 4, learning: 1, review: 1, relearning: 0 },
      levels: [4, 1, 0, 0, 1],
      decks: [
        {
          deck: 'deck',
          title: 'A deck',
          cards: 6,
          levels: [4, 1, 0, 0, 1],
          categories: [
            { category: 'streaming', name: 'streaming', cards: 4, levels: [3, 0, 0, 0, 1] },
            { category: 'etl', name: 'etl', cards: 2, levels: [1, 1, 0, 0, 0] },
          ],
        },
      ],
    });
    const twoMonthsLater = await strength(storage.db, aMoment({ day: monday + 60 }), storage.options);
    expect(twoMonthsLater.levels).toEqual([4, 1, 1, 0, 0]);
  });

  test('all of many thousand cards are counted once, those that left their deck not at all', async () => {
    const storage = await aDeckInstalled();
    const entity = deck.entities[0]!.id;
    const schedules = Array.from({ length: 4995 }, (_, index) => dueOn(`card-${index}.1`, 0, { entity }));
    await putSchedules(storage, schedules);
    await storage.db.schedules.update(schedules[17]!.card, { archived: true });
    expect((await strength(storage.db, now, storage.options)).cards).toBe(4994 + 6);
  });
});

describe('the notes reader', () => {
  test('finds the cards that rest on a line, in the order in which they are learnt', async () => {
    const storage = await aDeckInstalled();
    const byLine = await cardsOfNotebook(storage.db, deck.id);
    expect([...byLine.keys()]).toEqual([10, 20, 30]);
    expect(byLine.get(20)?.map(({ card }) => card.id)).toEqual(['deck/glue/0.to-name', 'deck/glue/0.to-answer']);
    expect(byLine.get(20)?.[0]).toMatchObject({
      entity: { id: 'deck/glue', name: 'Glue' },
      schedule: await scheduleOf(storage, 'deck/glue/0.to-name'),
    });
  });

  test('has the notes word for word', async () => {
    const storage = await aDeckInstalled();
    expect((await notebook(storage.db, deck.id))?.text).toBe('# Notes');
    expect(await notebook(storage.db, 'none' as typeof deck.id)).toBeUndefined();
  });
});
