import { expect, test } from 'vitest';

import { estimateMinutes } from '#core/stats/estimate.ts';
import { aDay } from '#tests/support/days.ts';

const counts = { due: 34, learning: 2, fresh: 12 };

test('before there is a pace, ten seconds a review and thirty a new card are assumed', () => {
  expect(estimateMinutes(counts, [])).toBe(12);
  expect(estimateMinutes(counts, [aDay({ answers: 49, takenMs: 49 * 60_000 })])).toBe(12);
});

test('from fifty answers on it is the learner’s own pace', () => {
  expect(
    estimateMinutes(counts, [aDay({ answers: 30, takenMs: 200_000 }), aDay({ day: -1, answers: 20, takenMs: 50_000 })]),
  ).toBe(6);
});

test('nothing to do takes no time', () => {
  expect(estimateMinutes({ due: 0, learning: 0, fresh: 0 }, [])).toBe(0);
});
