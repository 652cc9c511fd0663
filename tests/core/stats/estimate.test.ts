import { expect, test } from 'vitest';

import { estimateMinutes, paceOf } from '#core/stats/estimate.ts';
import { aDay } from '#tests/support/days.ts';
import { monday } from '#tests/support/moments.ts';

const counts = { due: 34, learning: 2, fresh: 12 };
const minutes = (days: Parameters<typeof paceOf>[0]) => estimateMinutes(counts, paceOf(days, monday));

test('before there is a pace, ten seconds a review and thirty a new card are assumed', () => {
  expect(minutes([])).toBe(12);
  expect(minutes([aDay({ answers: 49, takenMs: 49 * 60_000 })])).toBe(12);
});

test('from fifty answers on it is the learner’s own pace', () => {
  expect(minutes([aDay({ answers: 30, takenMs: 200_000 }), aDay({ day: -28, answers: 20, takenMs: 50_000 })])).toBe(6);
});

test('what is longer ago than four weeks is no pace of now', () => {
  expect(minutes([aDay({ answers: 30, takenMs: 200_000 }), aDay({ day: -29, answers: 20, takenMs: 50_000 })])).toBe(12);
});

test('nothing to do takes no time', () => {
  expect(estimateMinutes({ due: 0, learning: 0, fresh: 0 }, paceOf([], monday))).toBe(0);
});
