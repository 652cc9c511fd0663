import { expect, test } from 'vitest';

import { optionsOf } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import { usualPace } from '#core/stats/estimate.ts';
import { forecastOf } from '#core/stats/forecast.ts';
import type { ForecastInput } from '#core/stats/forecast.ts';
import type { StudyDay } from '#core/time.ts';
import { monday } from '#tests/support/moments.ts';
import { aPreset } from '#tests/support/schedules.ts';

const nothing = { fresh: 0, learning: 0, due: 0 };
const day = (number: number) => number as StudyDay;
const usual: ForecastInput = {
  today: monday,
  counts: nothing,
  waiting: 0,
  owed: 0,
  dueOn: [0, 0, 0, 0, 0, 0],
  newLeft: 0,
  pace: usualPace,
};

// Ten seconds a review, thirty a new card.
test.each<[why: string, Partial<ForecastInput>, Partial<Options>, expected: string]>([
  ['today is what its queue holds', { counts: { fresh: 2, learning: 1, due: 3 }, newLeft: 2 }, {}, '4+2 0 0 0 0 0 0'],
  ['each coming day has its own', { dueOn: [0, 7, 0, 1, 0, 0] }, {}, '0 0 7 0 1 0 0'],
  ['what today leaves over comes tomorrow', { waiting: 5, dueOn: [2, 0, 0, 0, 0, 0] }, {}, '0 7 0 0 0 0 0'],
  [
    'the limit of reviews holds: the rest goes on from day to day',
    { waiting: 5, dueOn: [2, 0, 0, 1, 0, 0] },
    { preset: aPreset({ reviewsPerDay: 3 }) },
    '0 3 3 1 1 0 0',
  ],
  [
    'new cards come by the limit until none is left',
    { counts: { ...nothing, fresh: 5 }, newLeft: 50 },
    {},
    '0+5 0+20 0+20 0+5 0 0 0',
  ],
  [
    'new cards fit into the minutes beside the reviews',
    { newLeft: 90, dueOn: [12, 30, 40, 0, 0, 0] },
    { minutesPerDay: 5 },
    '0 12+6 30 40 0+10 0+10 0+10',
  ],
  [
    'until an exam they are paced: 60 left in six tenths of 21 days, of which today is one',
    { newLeft: 60, counts: { ...nothing, fresh: 5 } },
    { examDate: day(monday + 21), examFrom: monday },
    '0+5 0+5 0+5 0+5 0+5 0+5 0+5',
  ],
  [
    'while a backlog is caught up with its minutes hold, and new cards wait until it is done',
    { newLeft: 90, waiting: 100, owed: 100, dueOn: [8, 8, 0, 0, 0, 0] },
    { catchUpFrom: monday, catchUpMinutes: 10 },
    '0 54 54 8+20 0+20 0+20 0+20',
  ],
  [
    'what waits only for the limit of today is no backlog that is caught up with',
    { newLeft: 9, waiting: 4, owed: 0 },
    { catchUpFrom: day(monday - 9), catchUpMinutes: 1 },
    '0 4+9 0 0 0 0 0',
  ],
])('%s', (_why, input, options, expected) => {
  const week = forecastOf({ ...usual, ...input }, { ...optionsOf(aPreset()), ...options });
  expect(week.map(({ due, fresh }) => (fresh > 0 ? `${due}+${fresh}` : `${due}`)).join(' ')).toBe(expected);
});

test('the week begins today', () => {
  expect(forecastOf(usual, optionsOf(aPreset())).map((each) => each.day - monday)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});
