import { expect, test } from 'vitest';

import { levelOf } from '#core/stats/level.ts';
import { aSchedule, inLearning, inReview } from '#tests/support/schedules.ts';

test.each([
  ['a new card', aSchedule(), 1, 0],
  ['under 60 % it is faint', aSchedule({ state: inReview() }), 0.59, 1],
  ['from 60 % it is fading', aSchedule({ state: inReview() }), 0.6, 2],
  ['from 80 % it holds', aSchedule({ state: inReview() }), 0.8, 3],
  ['at 93 % it still holds', aSchedule({ state: inReview() }), 0.93, 3],
  ['above 93 % it is inked', aSchedule({ state: inReview() }), 0.931, 4],
  ['a card in its steps is faint, however lately it was seen', aSchedule({ state: inLearning(0) }), 1, 1],
  ['a lapsed card too', aSchedule({ state: inLearning(0, 0, 'relearning') }), 1, 1],
])('%s', (_why, schedule, recall, expected) => {
  expect(levelOf(schedule, recall)).toBe(expected);
});
