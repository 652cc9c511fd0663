import { createEmptyCard, fsrs, FSRSAlgorithm } from 'ts-fsrs';
import type { Card, Grade } from 'ts-fsrs';
import { describe, expect, test } from 'vitest';

import { hash32 } from '#core/random.ts';
import { memoryAfter } from '#core/scheduling/fsrs.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';
import { previewRatings, rateCard } from '#core/scheduling/review.ts';
import { again, easy, good, hard } from '#core/scheduling/schedule.ts';
import type { Rating, Schedule } from '#core/scheduling/schedule.ts';
import { momentAt } from '#core/time.ts';
import type { Instant, Moment } from '#core/time.ts';
import { aMoment, later, monday } from '#tests/support/moments.ts';
import { aPreset, aSchedule, inLearning, inReview } from '#tests/support/schedules.ts';

// What ts-fsrs does by itself, so that a new version of it shows, and what is done here instead.

const plain = aPreset({ fuzz: false });
const { weights } = defaultPreset;

function dateOf({ instant }: Moment): Date {
  return new Date(instant);
}

/** A card in ts-fsrs that was rated easy at one moment, and again at another. */
function twiceEasyByPackage(first: Moment, second: Moment): Card {
  const scheduler = fsrs();
  const card = scheduler.next(createEmptyCard(dateOf(first)), dateOf(first), 4).card;
  return scheduler.next(card, dateOf(second), 4).card;
}

function stabilityOf({ state }: Schedule): number {
  return state.kind === 'new' ? 0 : state.memory.stability;
}

function daysOf({ state }: Schedule): number {
  if (state.kind !== 'review') throw new Error(`${state.kind}, not in review`);
  return state.intervalDays;
}

describe('days are the learner’s, where ts-fsrs counts them in UTC', () => {
  const sameDay = stabilityOf(twiceEasy(aMoment({ hour: 9 }), aMoment({ hour: 10 })));
  const nextDay = stabilityOf(twiceEasy(aMoment({ hour: 9 }), aMoment({ day: monday + 1, hour: 9 })));

  function twiceEasy(first: Moment, second: Moment): Schedule {
    return rateCard(rateCard(aSchedule(), easy, first, plain), easy, second, plain);
  }

  test('four minutes over midnight in UTC are no day', () => {
    const [before, after] = [aMoment({ hour: 23, minute: 58 }), aMoment({ day: monday + 1, hour: 0, minute: 2 })];
    expect(twiceEasyByPackage(before, after).stability).toBeCloseTo(nextDay, 6);
    expect(stabilityOf(twiceEasy(before, after))).toBe(sameDay);
  });

  test('twenty-two hours over the learner’s night are one, in UTC or not', () => {
    // In Honolulu 04:00 is 14:00 in UTC: from 00:30 to 22:30 of one day in UTC lies a night.
    const inHonolulu = (hour: number) =>
      momentAt((monday * 86_400_000 + (hour * 60 + 30) * 60_000) as Instant, () => -600, plain.rolloverHour);
    const [before, after] = [inHonolulu(0), inHonolulu(22)];
    expect(twiceEasyByPackage(before, after).stability).toBeCloseTo(sameDay, 6);
    expect(stabilityOf(twiceEasy(before, after))).toBe(nextDay);
  });

  test('a clock that was put back by a day is no error', () => {
    const [first, second] = [aMoment(), aMoment({ day: monday - 1 })];
    expect(() => twiceEasyByPackage(first, second)).toThrow('delta_t');
    expect(stabilityOf(twiceEasy(first, second))).toBe(sameDay);
  });
});

test('fuzz knows nothing of the clock: in ts-fsrs the button and the answer a second later differ', () => {
  const scheduler = fsrs({ enable_fuzz: true });
  const first = aMoment({ day: monday - 40 });
  const [shown, applied] = [aMoment(), later(aMoment(), 1 / 60)];
  let byPackage = 0;
  let ours = 0;
  for (let number = 0; number < 300; number += 1) {
    const at = new Date(first.instant + number * 1000);
    const card = { ...scheduler.next(createEmptyCard(at), at, 4).card, reps: number };
    const [button, answer] = [shown, applied].map((moment) => scheduler.next(card, dateOf(moment), 3).card.scheduled_days);
    if (button !== answer) byPackage += 1;
    const schedule = aSchedule({ card: `card-${number}.to-name`, state: inReview({ intervalDays: 40 }), reps: number });
    const preview = previewRatings(schedule, shown, aPreset())[good];
    const rated = rateCard(schedule, good, applied, aPreset()).state;
    if (preview.kind !== 'review' || rated.kind !== 'review') throw new Error('good on a review leads to review');
    if (preview.dueDay !== rated.dueDay) ours += 1;
  }
  expect(byPackage).toBeGreaterThan(200);
  expect(ours).toBe(0);
});

describe('learning steps are ours', () => {
  const dayLong = aPreset({ fuzz: false, learningStepsMinutes: [1, 1440, 10] });

  test('a step of a day does not end the steps', () => {
    const scheduler = fsrs({ learning_steps: ['1m', '1d', '10m'] });
    const start = dateOf(aMoment());
    const onSecond = scheduler.next(createEmptyCard(start), start, 3).card;
    const past = scheduler.next(onSecond, onSecond.due, 3).card;
    expect(past.scheduled_days).toBeGreaterThan(0);

    const second = rateCard(aSchedule(), good, aMoment(), dayLong);
    expect(second.state).toMatchObject({ kind: 'learning', step: 1, due: { day: monday + 1 } });
    const third = rateCard(second, good, aMoment({ day: monday + 1 }), dayLong);
    expect(third.state).toMatchObject({
      kind: 'learning',
      step: 2,
      due: { at: aMoment({ day: monday + 1, minute: 10 }).instant },
    });
  });

  test('hard on the last step repeats that step', () => {
    const scheduler = fsrs();
    const start = dateOf(aMoment());
    const onLast = scheduler.next(createEmptyCard(start), start, 3).card;
    const minutes = (scheduler.next(onLast, onLast.due, 2).card.due.getTime() - onLast.due.getTime()) / 60_000;
    expect(minutes).not.toBe(10);

    const { state } = rateCard(aSchedule({ state: inLearning(aMoment().instant, 1) }), hard, aMoment(), plain);
    expect(state).toMatchObject({ kind: 'learning', step: 1, due: { at: later(aMoment(), 10).instant } });
  });
});

test('the maximum interval is one for every button', () => {
  const start = aMoment({ day: monday - 100 });
  const scheduler = fsrs({ maximum_interval: 30 });
  const card = scheduler.next(createEmptyCard(dateOf(start)), dateOf(start), 4).card;
  const byPackage = ([2, 3, 4] as Grade[]).map((grade) => scheduler.next(card, dateOf(aMoment()), grade).card.scheduled_days);
  expect(byPackage).toEqual([30, 31, 32]);

  const schedule = aSchedule({ state: inReview({ intervalDays: 100, memory: { stability: 100, difficulty: 3 } }) });
  for (const fuzz of [false, true]) {
    const preset = aPreset({ fuzz, maximumIntervalDays: 30 });
    expect(([hard, good, easy] as const).map((rating) => daysOf(rateCard(schedule, rating, aMoment(), preset)))).toEqual([
      30, 30, 30,
    ]);
  }
});

describe('weights are taken as fsrs-rs takes them', () => {
  const changed = (changes: Record<number, number>) => weights.map((weight, index) => changes[index] ?? weight);

  test('a first stability may be below a tenth of a day', () => {
    const low = changed({ 0: 0.02 });
    expect(new FSRSAlgorithm({ w: low }).next_state(null, 0, 1).stability).toBe(0.1);
    expect(memoryAfter(undefined, 0, again, low).stability).toBe(0.02);
  });

  test('growth within a day may not wear off at all', () => {
    const steady = changed({ 17: 2, 18: 2, 19: 0 });
    const memory = { stability: 5, difficulty: 5 };
    expect(new FSRSAlgorithm({ w: steady }).next_state(memory, 0, 3).stability).toBeCloseTo(268.632, 3);
    expect(memoryAfter(memory, 0, good, steady).stability).toBeCloseTo(272.99, 2);
  });

  test('beyond FSRS’s bounds the bound holds', () => {
    expect(memoryAfter(undefined, 0, easy, changed({ 3: 200 })).stability).toBe(100);
    const memory = { stability: 5, difficulty: 5 };
    const beyond = memoryAfter(memory, 0, good, changed({ 17: 3, 19: 9 }));
    expect(beyond).toEqual(memoryAfter(memory, 0, good, changed({ 17: 2, 19: 0.8 })));
  });
});

test('a stability never leaves its bounds, however rated', () => {
  const ratings = Array.from({ length: 60 }, (_, index) => ((hash32(`${index}`) % 4) + 1) as Rating);
  for (const gap of [1, 3000, 36_500]) {
    let memory = memoryAfter(undefined, 0, easy, weights);
    for (const rating of [...ratings, 4, 4, 4, 4, 4, 4] as Rating[]) {
      memory = memoryAfter(memory, gap, rating, weights);
      expect(memory.stability >= 0.001 && memory.stability <= 36_500).toBe(true);
    }
  }
});
