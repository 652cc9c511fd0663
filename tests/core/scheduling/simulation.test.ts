import { describe, expect, test, vi } from 'vitest';

import { figuresOf, learn } from '#tests/support/learner.ts';
import type { Learning } from '#tests/support/learner.ts';
import { aPreset } from '#tests/support/schedules.ts';

vi.setConfig({ testTimeout: 30_000 });

// The same courses as `npm run simulate` prints. The bounds allow for chance: 10,000 answers at .9 are right to 0.3 points.

const twoYears = { days: 730, notes: 1000, cardsPerNote: 2, seed: 20_261_123 };

function figures(changes: Parameters<typeof aPreset>[0], course: Partial<Learning> = {}) {
  return figuresOf(learn({ ...twoYears, preset: aPreset({ newPerDay: 4, reviewsPerDay: Infinity, ...changes }), ...course }));
}

describe('over two years a learner recalls what was asked for', () => {
  test.each([
    [0.85, 26],
    [0.9, 34],
    [0.95, 51],
  ])('%d, with %d reviews a day', (desiredRetention, reviewsADay) => {
    const { long, all, ...course } = figures({ desiredRetention });
    expect(long.answers).toBeGreaterThan(10_000);
    expect(Math.abs(long.recalled - desiredRetention)).toBeLessThan(0.01);
    expect(Math.abs(all.recalled - all.implied)).toBeLessThan(0.01);
    expect(Math.abs(course.reviewsADay / reviewsADay - 1)).toBeLessThan(0.1);
    // What siblings put off until the next day, and no more.
    expect(course.largestBacklog).toBeLessThan(12);
  });

  test('without fuzz, too', () => {
    const { long, all } = figures({ fuzz: false });
    expect(Math.abs(long.recalled - 0.9)).toBeLessThan(0.01);
    expect(Math.abs(all.recalled - all.implied)).toBeLessThan(0.01);
  });
});

test('an easy day has less than half of the others, and nothing is forgotten for it', () => {
  const preset = aPreset({ newPerDay: 4, reviewsPerDay: Infinity, easyDays: [1, 1, 1, 1, 1, 1, 0] });
  const learnt = learn({ ...twoYears, preset });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const reviews = (isSunday: boolean) =>
    mean(learnt.days.flatMap((day, index) => ((index % 7 === 6) === isSunday ? day.reviews : [])));
  expect(reviews(true)).toBeLessThan(0.5 * reviews(false));
  expect(Math.abs(figuresOf(learnt).long.recalled - 0.9)).toBeLessThan(0.01);
});

test('a balanced month has fewer long days', () => {
  const spread = (loadBalance: boolean) => {
    const { days } = learn({ ...twoYears, days: 400, preset: aPreset({ newPerDay: 4, reviewsPerDay: Infinity, loadBalance }) });
    const reviews = days.slice(200).map((day) => day.reviews);
    const mean = reviews.reduce((sum, each) => sum + each, 0) / reviews.length;
    return Math.sqrt(reviews.reduce((sum, each) => sum + (each - mean) ** 2, 0) / reviews.length) / mean;
  };
  expect(spread(true)).toBeLessThan(0.85 * spread(false));
});

test('a missed week is caught up with', () => {
  const isAway = (day: number) => day >= 300 && day < 307;
  const { days } = learn({ ...twoYears, days: 400, preset: aPreset({ newPerDay: 4, reviewsPerDay: 60 }), isAway });
  expect(days[306]!.backlog).toBeGreaterThan(100);
  expect(days[330]!.backlog).toBeLessThan(10);
});
