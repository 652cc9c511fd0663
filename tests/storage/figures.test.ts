import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { CategoryId, ExamId } from '#core/ids.ts';
import { REVIEW_ORDERS } from '#core/scheduling/options.ts';
import { buildQueue, countQueue } from '#core/scheduling/queue.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import { paceOf } from '#core/stats/estimate.ts';
import { forecastOf } from '#core/stats/forecast.ts';
import { streakOf } from '#core/stats/streak.ts';
import { takeFirstLook } from '#storage/first-look.ts';
import { cardsOfNotebook, notebook } from '#storage/queries/notebook.ts';
import { strength } from '#tests/support/strength.ts';
import { todayFigures } from '#storage/queries/today.ts';
import { dayRow, emptyDay } from '#storage/rows.ts';
import type { Storage } from '#storage/storage.ts';
import type { StudyDay } from '#core/time.ts';
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

async function weekOf({ db, options }: Storage, moment = now) {
  const figures = await todayFigures(db, moment, options);
  const { day: today } = moment;
  return forecastOf({ ...figures, ...figures.ahead, today, pace: paceOf(figures.days, today) }, options);
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
    const { counts, days, newLeft, ahead } = await todayFigures(storage.db, now, storage.options);
    const look = await takeFirstLook(() => now, origin);
    if (look.kind !== 'ready') throw new Error(look.kind);
    const { queue, ...seen } = look;
    expect({ ...seen, counts: countQueue(queue) }).toMatchObject({ counts, days, newLeft, ahead });
  });

  test('cards overdue for months are in today’s forecast', async () => {
    const storage = await aStorage();
    await installEmptyDeck(storage);
    await putSchedules(storage, [dueOn('a.1', -90), dueOn('b.1', -1), dueOn('c.1', 0), dueOn('d.1', 3), dueOn('e.1', 30)]);
    expect((await weekOf(storage)).map(({ due }) => due)).toEqual([3, 0, 0, 1, 0, 0, 0]);
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
      'what today leaves over comes tomorrow, what its queue holds does not',
      [dueOn('a.1', -4, { buriedOn: monday }), dueOn('b.1', 0), dueOn('c.1', 1)],
      { day: monday + 1, cards: 2, fresh: 0 },
    ],
    [
      'new cards come tomorrow, whatever is due later: but for the one that today’s queue holds',
      [
        dueOn('a.1', 3),
        aSchedule({ card: 'b.1' }),
        aSchedule({ card: 'b.2', position: 1 }),
        aSchedule({ card: 'b.3', position: 2 }),
      ],
      { day: monday + 1, cards: 0, fresh: 2 },
    ],
  ])('%s', async (_why, schedules: Schedule[], expected) => {
    const storage = await aStorage();
    await installEmptyDeck(storage);
    await putSchedules(storage, schedules);
    expect(await storage.nextDue(now)).toEqual(expected);
  });
});

/** Reviews of the next days, new cards that may be siblings or mixed up, some for an exam, some retired, some buried. */
const anyCollection = fc.array(
  fc.record({
    kind: fc.constantFrom('new', 'review'),
    day: fc.integer({ min: -9, max: 6 }),
    stability: fc.integer({ min: 1, max: 60 }),
    note: fc.nat(40),
    group: fc.nat(3),
    exam: fc.boolean(),
    retired: fc.boolean(),
    buried: fc.integer({ min: 0, max: 9 }),
  }),
  { maxLength: 60 },
);

const anyChoice = fc.record(
  {
    minutesPerDay: fc.integer({ min: 0, max: 20 }),
    examDate: fc.integer({ min: -1, max: 30 }).map((days) => (monday + days) as StudyDay),
    exam: fc.constant('exam' as ExamId),
    leaveOutRetired: fc.boolean(),
    reviewOrder: fc.constantFrom(...REVIEW_ORDERS),
    catchUpFrom: fc.integer({ min: -6, max: 0 }).map((days) => (monday + days) as StudyDay),
    catchUpMinutes: fc.integer({ min: 1, max: 10 }),
    newPerDay: fc.nat(12),
    reviewsPerDay: fc.nat(30),
  },
  { requiredKeys: [] },
);

type Drawn = (typeof anyCollection extends fc.Arbitrary<infer Cards> ? Cards : never)[number];

function scheduleFrom({ kind, day, stability, note, group, exam, retired, buried }: Drawn, position: number): Schedule {
  const about = {
    category: 'streaming' as CategoryId,
    ...(exam && { exams: ['exam' as ExamId] }),
    ...(retired && { retired }),
    ...(group > 0 && { groups: [`group-${group}`] }),
  };
  const state =
    kind === 'new'
      ? {}
      : { state: inReview({ dueDay: monday + day, intervalDays: stability, memory: { stability, difficulty: 5 } }) };
  const fields = { entity: `deck/${note}`, position, about, ...state, ...(buried === 0 && { buriedOn: monday }) };
  return aSchedule({ card: `note-${note}.${position}`, ...fields });
}

test('what Today says for today is what the queue holds, under any options; and for tomorrow, what tomorrow’s will', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyCollection,
      anyChoice,
      fc.boolean(),
      async (drawn, { newPerDay = 20, reviewsPerDay = 200, ...choice }, isPlain) => {
        const origin = anOrigin();
        const storage = await aStorage(origin);
        await installEmptyDeck(storage);
        await putSchedules(
          storage,
          drawn.map((card, position) => scheduleFrom(isPlain ? { ...card, note: position, group: 0 } : card, position)),
        );
        await storage.changeSettings({ ...choice, ...(choice.examDate !== undefined && { examFrom: monday }) });
        await storage.changePreset({ newPerDay, reviewsPerDay });
        const { db, options } = storage;

        const week = await weekOf(storage);
        const queue = buildQueue(await storage.gather(now), now, options);
        const held = countQueue(queue);
        expect(week[0]).toEqual({ day: monday, due: held.due + held.learning, fresh: held.fresh });
        const look = await takeFirstLook(() => now, origin);
        if (look.kind !== 'ready') throw new Error(look.kind);
        const { ahead, newLeft } = await todayFigures(db, now, options);
        expect({ queue: look.queue, ahead: look.ahead, newLeft: look.newLeft }).toEqual({ queue, ahead, newLeft });

        // As if today had been studied, and nothing came back by tomorrow. Siblings, what is mixed up and what is buried wait longer.
        await db.schedules.bulkDelete(queue.main.map(({ card }) => card));
        const left = await db.schedules.toArray();
        const isBehind = options.catchUpFrom !== undefined && left.some(({ dueDay = monday }) => dueDay <= options.catchUpFrom!);
        if (!isPlain || isBehind) return;
        const tomorrow = aMoment({ day: monday + 1 });
        const { due, fresh } = countQueue(buildQueue(await storage.gather(tomorrow), tomorrow, options));
        expect(week[1]).toEqual({ day: monday + 1, due, fresh });
      },
    ),
    { numRuns: 30 },
  );
}, 30_000);

describe('how firmly the cards stand', () => {
  test('by state, by level, by deck and by category', async () => {
    const storage = await aDeckInstalled();
    await answer(storage, 'deck/kafka/0.to-name', 4); // 8 days until recall is 90 %
    await answer(storage, 'deck/glue/0.to-name', 1);

    const fourDaysLater = await strength(storage.db, aMoment({ day: monday + 4 }), storage.options);

    expect(fourDaysLater).toMatchObject({
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
