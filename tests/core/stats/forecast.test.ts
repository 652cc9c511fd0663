import { expect, test } from 'vitest';

import { forecastOf } from '#core/stats/forecast.ts';
import { aDay } from '#tests/support/days.ts';
import { monday } from '#tests/support/moments.ts';

const none = { left: 0, perDay: 20 };

test('today has what is overdue, each coming day its own', () => {
  const days = [aDay({ day: -40, due: 3 }), aDay({ day: -1, due: 2 }), aDay({ due: 4 }), aDay({ day: 2, due: 7 })];
  expect(forecastOf(days, monday, none).map(({ due }) => due)).toEqual([9, 0, 7, 0, 0, 0, 0]);
});

test('decks are added up', () => {
  expect(forecastOf([aDay({ due: 4 }), aDay({ due: 5 })], monday, none)[0]?.due).toBe(9);
});

test('new cards come by the limit until none is left, those of today less what was met', () => {
  const days = [aDay({ newCards: 15 })];
  expect(forecastOf(days, monday, { left: 50, perDay: 20 }).map(({ fresh }) => fresh)).toEqual([5, 20, 20, 5, 0, 0, 0]);
});

test('the week begins today', () => {
  expect(forecastOf([], monday, none).map(({ day }) => day - monday)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});
