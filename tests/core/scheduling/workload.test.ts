import { describe, expect, test } from 'vitest';

import { retrievability } from '#core/scheduling/fsrs.ts';
import { simulateWorkload, sufficiencyOf } from '#core/scheduling/workload.ts';
import type { WorkloadCard, WorkloadInput } from '#core/scheduling/workload.ts';
import { usualPace } from '#core/stats/estimate.ts';
import type { StudyDay } from '#core/time.ts';
import { monday } from '#tests/support/moments.ts';
import { aPreset } from '#tests/support/schedules.ts';

const card = (stability: number, dueIn: number): WorkloadCard => ({
  memory: { stability, difficulty: 5 },
  lastDay: (monday - Math.round(stability) + dueIn) as StudyDay,
  dueDay: (monday + dueIn) as StudyDay,
});

function input(changes: Partial<WorkloadInput> = {}): WorkloadInput {
  return { today: monday, cards: [], newLeft: 0, preset: aPreset(), pace: usualPace, seed: 1, ...changes };
}

const known = Array.from({ length: 300 }, (_, index) => card(5 + (index % 40), index % 30));

describe('the coming days', () => {
  test('with nothing to do bring nothing', () => {
    expect(simulateWorkload(input(), 0.9)).toEqual({ reviewsPerDay: 0, minutesPerDay: 0 });
  });

  test('a card that is due beyond them is not reviewed, one within them is', () => {
    expect(simulateWorkload(input({ cards: [card(1_000, 90)] }), 0.9).reviewsPerDay).toBe(0);
    expect(simulateWorkload(input({ cards: [card(1_000, 89)] }), 0.9).reviewsPerDay).toBeCloseTo(1 / 90);
  });

  test('cost more the more is to be retained', () => {
    const costs = [0.8, 0.85, 0.9, 0.95, 0.97].map((each) => simulateWorkload(input({ cards: known, newLeft: 100 }), each));
    const reviews = costs.map(({ reviewsPerDay }) => reviewsPerDay);
    expect(reviews).toEqual(reviews.toSorted((a, b) => a - b));
    // Intervals at 95 % are less than half of those at 90 %.
    expect(reviews[3]! / reviews[2]!).toBeGreaterThan(1.4);
  });

  test('do not change for a card whose deck has a desired retention of its own', () => {
    const own = known.map((each) => ({ ...each, desiredRetention: 0.85 }));
    const costs = [0.8, 0.97].map((each) => simulateWorkload(input({ cards: own }), each));
    expect(costs[0]).toEqual(costs[1]);
    expect(costs[0]).toEqual(simulateWorkload(input({ cards: known }), 0.85));
  });

  test('are the same for the same seed, and about the same for another', () => {
    const first = simulateWorkload(input({ cards: known }), 0.9);
    expect(simulateWorkload(input({ cards: known }), 0.9)).toEqual(first);
    const other = simulateWorkload(input({ cards: known, seed: 2 }), 0.9).reviewsPerDay;
    expect(Math.abs(other / first.reviewsPerDay - 1)).toBeLessThan(0.15);
  });

  test('a collection that is drawn from brings about what all of it does', () => {
    const all = Array.from({ length: 20 }, () => known).flat();
    const preset = aPreset({ reviewsPerDay: 9_999 });
    const one = simulateWorkload(input({ cards: known, preset }), 0.9).reviewsPerDay;
    const many = simulateWorkload(input({ cards: all, preset }), 0.9).reviewsPerDay;
    expect(Math.abs(many / (20 * one) - 1)).toBeLessThan(0.1);
  });

  test('the limit of reviews holds', () => {
    const preset = aPreset({ reviewsPerDay: 4 });
    expect(simulateWorkload(input({ cards: known, preset }), 0.9).reviewsPerDay).toBeLessThanOrEqual(4);
  });

  test('while a backlog is caught up with its minutes hold, and the first new card waits until it is done', () => {
    const late = Array.from({ length: 200 }, () => card(30, -20));
    const first = (changes: Partial<WorkloadInput>) => {
      const preset = aPreset({ newPerDay: 100 });
      return simulateWorkload(input({ cards: late, newLeft: 1, preset, ...changes }), 0.9).lastNewDay! - monday;
    };
    expect(first({})).toBe(0);
    // Five minutes are 30 answers, of which a few are second ones: 200 cards take more than six days.
    expect(first({ catchUpFrom: monday, catchUpMinutes: 5 })).toBeGreaterThan(6);
    expect(first({ catchUpFrom: monday, catchUpMinutes: 5 })).toBeLessThan(15);
    const twoDays = simulateWorkload(input({ cards: late, catchUpFrom: monday, catchUpMinutes: 5 }), 0.9, 2);
    expect(twoDays.minutesPerDay).toBeCloseTo(5, 0);
  });

  test.each([
    ['20 a day', {}, 4],
    ['minutes for ten a day, less what reviews take', { minutesPerDay: 5 }, 10],
  ])('the last of 100 new cards is met: %s', (_why, changes, atLeast) => {
    const { lastNewDay } = simulateWorkload(input({ newLeft: 100, ...changes }), 0.9);
    expect(lastNewDay! - monday).toBeGreaterThanOrEqual(atLeast);
    expect(lastNewDay! - monday).toBeLessThan(3 * atLeast);
  });
});

describe('what would be known after the days', () => {
  const waiting = card(1_000, 90);
  const recallOn = (changes: Partial<WorkloadInput>, days: number) =>
    simulateWorkload(input({ cards: [waiting], preset: aPreset({ newPerDay: 0 }), ...changes }), 0.9, days).recall;

  test('a card that does not come fades as FSRS says', () => {
    const { memory, lastDay } = waiting;
    for (const days of [0, 10, 80])
      expect(recallOn({}, days)).toBeCloseTo(retrievability(memory, monday + days - lastDay, aPreset().weights));
  });

  test('a new card that is not met is not known, one that is met counts', () => {
    expect(recallOn({ newLeft: 1 }, 10)).toBeCloseTo(recallOn({}, 10)! / 2);
    const met = recallOn({ newLeft: 1, preset: aPreset({ newPerDay: 1 }) }, 10)!;
    expect(met).toBeGreaterThan(recallOn({}, 10)! / 2 + 0.2);
    expect(met).toBeLessThan(1);
  });

  test('what is drawn for many counts for all of them', () => {
    const all = Array.from({ length: 9_000 }, () => waiting);
    expect(recallOn({ cards: all }, 10)).toBeCloseTo(recallOn({}, 10)!);
    expect(recallOn({ cards: all, newLeft: 9_000 }, 10)).toBeCloseTo(recallOn({}, 10)! / 2);
  });

  test('no cards, nothing to know', () => {
    expect(recallOn({ cards: [] }, 10)).toBeUndefined();
  });
});

describe('whether the minutes suffice for an exam', () => {
  const exam = { examDate: (monday + 40) as StudyDay, examFrom: monday, newLeft: 120 };

  test.each([
    ['no exam', { newLeft: 120, minutesPerDay: 1 }, undefined],
    ['no new card left', { ...exam, newLeft: 0 }, undefined],
    ['minutes unset, limits allow it', exam, { kind: 'suffice', lastNewDay: monday + 23 }],
    ['plenty of minutes', { ...exam, minutesPerDay: 60 }, { kind: 'suffice', lastNewDay: monday + 23 }],
    [
      'the limit of new cards forbids it, however many minutes',
      { ...exam, preset: aPreset({ newPerDay: 2 }), minutesPerDay: 60 },
      { kind: 'short', lastNewDay: monday + 23 },
    ],
  ])('%s', (_why, changes: Partial<WorkloadInput>, expected) => {
    expect(sufficiencyOf(input(changes))).toEqual(expected);
  });

  test('too few minutes: so many would do, and one less would not', () => {
    const told = sufficiencyOf(input({ ...exam, minutesPerDay: 2 }));
    if (told?.kind !== 'short' || told.minutesNeeded === undefined) throw new Error('they suffice');
    const { minutesNeeded } = told;
    expect(minutesNeeded).toBeGreaterThan(2);
    expect(sufficiencyOf(input({ ...exam, minutesPerDay: minutesNeeded }))?.kind).toBe('suffice');
    expect(sufficiencyOf(input({ ...exam, minutesPerDay: minutesNeeded - 1 }))?.kind).toBe('short');
  });
});
