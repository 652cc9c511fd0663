import { describe, expect, test } from 'vitest';

import { backlogOf, planCatchUp } from '#core/scheduling/backlog.ts';
import { inCatchUpOrder, stabilitiesAfter } from '#core/scheduling/catch-up.ts';
import { memoryAfter, retrievability } from '#core/scheduling/fsrs.ts';
import { optionsOf } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import { buildQueue, countQueue, nextCard, patchQueue, withoutCards } from '#core/scheduling/queue.ts';
import type { Gathered } from '#core/scheduling/queue.ts';
import { recallAfter, recallOver } from '#core/scheduling/review-order.ts';
import { again, good } from '#core/scheduling/schedule.ts';
import type { StudyDay } from '#core/time.ts';
import { comeBack } from '#tests/support/backlog.ts';
import type { CaughtUp, Order } from '#tests/support/backlog.ts';
import { aMoment, later, monday } from '#tests/support/moments.ts';
import { aPreset, aSchedule, inLearning, inReview } from '#tests/support/schedules.ts';

const now = aMoment();
const pace = { answerMs: 10_000, newCardMs: 30_000 };
const day = (number: number) => number as StudyDay;
const due = (card: string, dueDay = monday - 5, stability = 10) =>
  aSchedule({ card, state: inReview({ dueDay, intervalDays: Math.round(stability), memory: { stability, difficulty: 5 } }) });
const many = (count: number, dueDay = monday - 5) => Array.from({ length: count }, (_, index) => due(`r${index}`, dueDay));
const some = (changes: Partial<Options> = {}): Options => ({ ...optionsOf(aPreset()), ...changes });
const catchingUp = (minutes: number, from: number = monday) => some({ catchUpFrom: day(from), catchUpMinutes: minutes });

function counts(options: Options, rows: Partial<Gathered>) {
  const fresh = [aSchedule({ card: 'n1' }), aSchedule({ card: 'n2' })];
  const gathered = { learning: [], due: [], fresh, doneToday: { newCards: 0, reviews: 0 }, pace, ...rows };
  return countQueue(buildQueue(gathered, now, options));
}

type Row = Partial<Gathered> & { readonly relearningStepsMinutes?: readonly number[] };
type WeakCard = readonly [card: string, stability: number, days: number];

describe('while a backlog is caught up with', () => {
  test.each([
    ['10 minutes hold 60 cards of 10 s: what is forgotten of them comes again in ten minutes, so tomorrow', 10, {}, 60],
    ['20 minutes hold 113: half of what is forgotten comes again within them', 20, {}, 113],
    ['with a step of a minute 10 hold 54', 10, { relearningStepsMinutes: [1] }, 54],
    [
      'what has been done today is taken off: 8 of 10 minutes',
      10,
      { doneToday: { newCards: 0, reviews: 9, takenMs: 480_000 } },
      12,
    ],
    ['the minutes are used up', 10, { doneToday: { newCards: 0, reviews: 60, takenMs: 600_000 } }, 0],
    ['minutes take the place of the limit of 200 reviews', 60, {}, 300],
  ])('%s', (_why, minutes, { relearningStepsMinutes, ...rows }: Row, reviews) => {
    const preset = aPreset(relearningStepsMinutes && { relearningStepsMinutes });
    expect(counts({ ...catchingUp(minutes), preset }, { due: many(300), ...rows })).toEqual({
      fresh: 0,
      learning: 0,
      due: reviews,
    });
  });

  test.each([
    ['the last card that waited then still waits', [due('old', monday), due('later', monday)], monday, 0],
    ['only what fell due since waits: it is over by itself', [due('since', monday)], monday - 1, 2],
    ['nothing waits', [], monday, 2],
  ])('new cards: %s', (_why, rows, from, fresh) => {
    expect(counts(catchingUp(20, from), { due: rows }).fresh).toBe(fresh);
  });

  test('once it is over the limits of every day hold again', () => {
    const options = { ...catchingUp(1, monday - 9), preset: aPreset({ reviewsPerDay: 30 }) };
    expect(counts(options, { due: many(50) }).due).toBe(30);
  });

  const forgotten = (card: string, minutes: number) =>
    aSchedule({ card, state: inLearning(later(now, minutes).instant, 0, 'relearning') });
  const gathered = (rows: Partial<Gathered>): Gathered => ({
    learning: [],
    due: many(300),
    fresh: [],
    doneToday: { newCards: 0, reviews: 0 },
    pace,
    ...rows,
  });

  test('the day ends with what waited: a card that was forgotten just now comes tomorrow, one whose step has passed at once', () => {
    const { main } = buildQueue(gathered({}), now, catchingUp(1));
    const asked = main.map(({ card }) => card);
    let queue = patchQueue(buildQueue(gathered({}), now, catchingUp(1)), { ...forgotten('soon', 5), card: asked[0]! }, now);
    queue = withoutCards(queue, asked.slice(1));
    expect(nextCard(queue, now, aPreset())).toEqual({ kind: 'done' });
    expect(nextCard(queue, later(now, 6), aPreset())).toMatchObject({ kind: 'card', schedule: { card: asked[0] } });
  });

  test('without anything else what is being learnt goes on, though it comes a little early', () => {
    const learning = [1, 2, 3].map((minutes) => forgotten(`soon${minutes}`, minutes));
    const queue = buildQueue(gathered({ learning }), now, catchingUp(0.5));
    expect(nextCard(queue, now, aPreset())).toMatchObject({ kind: 'card', schedule: { card: 'soon1' } });
  });

  test('when the minutes are up nothing is left for today, and before that what they hold', () => {
    const learning = [-3, -2, -1].map((minutes) => forgotten(`since${minutes}`, minutes));
    const left = (takenMs: number) =>
      countQueue(buildQueue(gathered({ learning, doneToday: { newCards: 0, reviews: 1, takenMs } }), now, catchingUp(1)));
    expect(left(60_000)).toEqual({ fresh: 0, learning: 0, due: 0 });
    expect(left(45_000)).toEqual({ fresh: 0, learning: 2, due: 0 });
    expect(left(20_000)).toEqual({ fresh: 0, learning: 3, due: 1 });
  });

  // Stability, days since the last answer.
  test.each<[why: string, first: WeakCard, then: WeakCard]>([
    ['what would be forgotten soon before what stands firm', ['weak', 4, 9], ['firm', 200, 200]],
    ['what has waited for long before the same a day late', ['late', 20, 90], ['in time', 20, 21]],
    ['of two as likely recalled the one that fades faster', ['fades', 5, 10], ['lasts', 50, 100]],
    ['what was lost long ago before what is as good as known', ['lost', 0.5, 300], ['known', 60, 30]],
  ])('%s', (_why, ...rows) => {
    const schedules = rows.map(([card, stability, days]) =>
      aSchedule({ card, state: inReview({ dueDay: monday, intervalDays: days, memory: { stability, difficulty: 5 } }) }),
    );
    const told = inCatchUpOrder(schedules.toReversed(), now, some()).map(({ card }) => card);
    expect(told).toEqual(rows.map(([card]) => card));
  });

  test('recall summed over days is the area under its curve', () => {
    const preset = aPreset();
    for (const stability of [0.3, 8, 200]) {
      const slices = Array.from({ length: 20_000 }, (_, index) => recallAfter((index + 0.5) / 1_000, stability, preset) / 1_000);
      expect(recallOver(20, stability, preset)).toBeCloseTo(
        slices.reduce((sum, slice) => sum + slice),
        5,
      );
    }
  });

  test('the stabilities that an answer leaves are FSRS’s own', () => {
    const preset = aPreset();
    for (const stability of [0.3, 2, 15, 120])
      for (const difficulty of [1, 5, 9.5])
        for (const days of [1, 10, 200]) {
          const memory = { stability, difficulty };
          const recall = retrievability(memory, days, preset.weights);
          const own = stabilitiesAfter(memory, recall, preset);
          const fsrs = ([good, again] as const).map((rating) => memoryAfter(memory, days, rating, preset.weights).stability);
          for (const [index, value] of own.entries()) expect(value / fsrs[index]!).toBeCloseTo(1, 5);
        }
  });
});

describe('a backlog is offered to be caught up with', () => {
  const input = { moment: now, pace, takenMs: 0 };
  test.each([
    ['201 overdue, more than the limit of 200', {}, many(201), 9, true],
    ['200 overdue: one day holds them', {}, many(200), 9, false],
    ['what is due today is not overdue', {}, many(500, monday), 0, false],
    ['20 minutes hold 120 cards of 10 s', { minutesPerDay: 20 }, many(121), 9, true],
    ['and no more than these', { minutesPerDay: 20 }, many(120), 9, false],
    ['not to whoever goes on as usual', { asUsualFrom: day(monday - 3) }, many(300), 0, false],
    ['not a day later either', { asUsualFrom: day(monday - 1) }, many(300), 9, false],
    ['but after another absence', { asUsualFrom: day(monday - 40) }, many(300), 9, true],
  ])('%s', (_why, changes, rows, away, offered) => {
    const told = backlogOf({ ...input, options: some(changes), due: rows, lastStudied: day(monday - 1 - away) });
    expect(told).toEqual(offered ? { awayDays: away, waiting: rows.length, isOn: false } : undefined);
  });

  test('with a plan: 60 of 150 cards on a Monday, so through on Wednesday', () => {
    const plan = planCatchUp({ ...input, options: some(), due: many(150) }, new Map(), 10);
    expect(plan).toEqual({ minutesPerDay: 10, cardsPerDay: 60, doneOn: monday + 2 });
  });

  test('four times the cards in four times the minutes take as long, though they are drawn from', () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, index) => due(`r${index}`, monday - (index % 20), 2 + (index % 30)));
    const falling = (cards: number) => new Map(Array.from({ length: 90 }, (_, index) => [day(monday + index), cards]));
    const one = planCatchUp({ ...input, options: some(), due: rows(600) }, falling(5), 20);
    const four = planCatchUp({ ...input, options: some(), due: rows(2_400) }, falling(20), 80);
    expect(one.doneOn! - monday).toBeGreaterThan(4);
    expect(Math.abs(four.doneOn! - one.doneOn!)).toBeLessThanOrEqual(1);
    expect(Math.abs(four.cardsPerDay / (4 * one.cardsPerDay) - 1)).toBeLessThan(0.05);
  });

  test('more minutes are sooner through, and without any there is no date', () => {
    const plan = (minutes: number) => planCatchUp({ ...input, options: some(), due: many(400) }, new Map(), minutes).doneOn;
    expect(plan(30)!).toBeLessThan(plan(15)!);
    expect(plan(0)).toBeUndefined();
  });
});

test('a learner back from three weeks away knows more than in due order at equal minutes, and is through when the plan said', () => {
  const absence = { daysBefore: 90, newPerDay: 8, notes: 700, daysAway: 21, daysAfter: 40, minutesPerDay: 5 };
  const courses = [1, 2, 3].map((seed) => {
    const under = (order: Order) => comeBack(absence, order, seed);
    return [under('catch-up'), under('due'), under('room is kept')] as const;
  });
  const gain = (beside: 1 | 2, of: (course: CaughtUp) => number) =>
    courses.reduce((sum, course) => sum + of(course[0]) - of(course[beside]), 0) / courses.length;
  // Of 660 cards or so; the intervals are in what the bench prints.
  expect(gain(1, ({ onAverage }) => onAverage)).toBeGreaterThan(0.1);
  expect(gain(1, ({ atEnd }) => atEnd)).toBeGreaterThan(-0.3);
  expect(gain(2, ({ onAverage }) => onAverage)).toBeGreaterThan(1);
  for (const [own] of courses) {
    expect(own.cardsWaiting).toBeGreaterThan(200);
    expect(own.days!).toBeGreaterThan(9);
    expect(Math.abs(own.days! - own.plannedDays!)).toBeLessThan(0.2 * own.days!);
  }
}, 30_000);
