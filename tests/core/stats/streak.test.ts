import { expect, test } from 'vitest';

import { streakOf } from '#core/stats/streak.ts';
import { aDay } from '#tests/support/days.ts';
import { monday } from '#tests/support/moments.ts';

const studied = (...days: number[]) => days.map((day) => aDay({ day, answers: 1 }));

test.each([
  ['nothing studied yet', [], 0],
  ['today alone', studied(0), 1],
  ['today not yet studied does not break it', studied(-1, -2, -3), 3],
  ['today makes it one longer', studied(0, -1, -2, -3), 4],
  ['a day left out ends it', studied(0, -1, -3, -4), 2],
  ['neither today nor yesterday', studied(-2, -3), 0],
  ['a quiz is studying', [aDay({ quizAnswers: 10 }), ...studied(-1)], 2],
  ['cards that fell due are not', [aDay({ due: 5 }), aDay({ day: -1, due: 5 })], 0],
  ['two decks on a day are one day', [...studied(0, 0), ...studied(-1)], 2],
])('%s', (_why, days, expected) => {
  expect(streakOf(days, monday)).toBe(expected);
});
