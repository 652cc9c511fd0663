import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { ExamId } from '#core/ids.ts';
import { csvOf } from '#core/stats/csv.ts';
import { shareOf } from '#core/stats/interval.ts';
import { usualPart } from '#core/stats/parts.ts';
import { readinessOf } from '#core/stats/readiness.ts';
import { calendarOf, firstDayOf, weekdayOf } from '#core/stats/reminder.ts';
import type { Reminder, Weekday } from '#core/stats/reminder.ts';
import { streakOf } from '#core/stats/streak.ts';
import { weekSummary } from '#core/stats/week-summary.ts';
import { aDay } from '#tests/support/days.ts';
import { monday } from '#tests/support/moments.ts';

const studied = (...days: number[]) => days.map((day) => aDay({ day, answers: 1 }));
const sunday = [1, 1, 1, 1, 1, 1, 0];
const weekend = [1, 1, 1, 1, 1, 0, 0];

test.each([
  ['a planned day of rest does not end it, and does not count', studied(0, -2, -3), sunday, 3],
  ['studied all the same, it counts', studied(0, -1, -2), sunday, 3],
  ['a whole weekend of rest', studied(0, -3, -4), weekend, 3],
  ['the day of rest is yesterday, and today is not studied yet', studied(-2, -3), sunday, 2],
  ['another day that was left out ends it', studied(0, -3, -4), sunday, 1],
  ['fewer reviews are no rest', studied(0, -2), [1, 1, 1, 1, 1, 1, 0.5], 1],
  ['nothing was ever studied', [], [0, 0, 0, 0, 0, 0, 0], 0],
  ['every day is one of rest', studied(0, -100), [0, 0, 0, 0, 0, 0, 0], 2],
])('a streak: %s', (_why, days, easyDays, expected) => {
  expect(streakOf(days, monday, easyDays)).toBe(expected);
});

const aReminder: Reminder = {
  date: '20261124',
  hour: 7,
  minute: 5,
  minutes: 20,
  restDays: [],
  summary: 'Study',
  description: '',
  uid: 'reminder@cardwright',
  stamp: '20261123T120000Z',
};

/** A calendar file as a calendar reads it: lines put together again, names and values apart. */
function readCalendar(text: string): [string, string][] {
  expect(text.endsWith('\r\n')).toBe(true);
  const raw = text.slice(0, -2).split('\r\n');
  for (const line of raw) {
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(line).not.toMatch(/[\n\r]/);
  }
  const lines: string[] = [];
  for (const line of raw) {
    if (line.startsWith(' ')) lines.push(lines.pop()! + line.slice(1));
    else lines.push(line);
  }
  return lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]);
}

const unescaped = (text: string) =>
  text.replaceAll(/\\([\\;,nN])/g, (_, what: string) => (what.toLowerCase() === 'n' ? '\n' : what));

test('a reminder is one event with an alarm, at the time of the clock on the wall', () => {
  const lines = readCalendar(calendarOf(aReminder));
  expect(lines[0]).toEqual(['BEGIN', 'VCALENDAR']);
  expect(lines.at(-1)).toEqual(['END', 'VCALENDAR']);
  const values = new Map(lines);
  // No zone and no Z: it floats.
  expect(values.get('DTSTART')).toBe('20261124T070500');
  expect(values.get('DTSTAMP')).toBe('20261123T120000Z');
  expect(values.get('DURATION')).toBe('PT20M');
  expect(values.get('RRULE')).toBe('FREQ=DAILY');
  expect(values.get('TRIGGER')).toBe('PT0S');
  const open: string[] = [];
  for (const [name, value] of lines) {
    if (name === 'BEGIN') open.push(value);
    if (name === 'END') expect(open.pop()).toBe(value);
  }
  expect(open).toEqual([]);
});

test('days of rest are left out, and the first day is none of them', () => {
  const restDays: Weekday[] = [5, 6];
  expect(new Map(readCalendar(calendarOf({ ...aReminder, restDays }))).get('RRULE')).toBe('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR');
  expect(weekdayOf(monday)).toBe(0);
  expect(firstDayOf(monday + 5, restDays)).toBe(monday + 7);
  expect(firstDayOf(monday, restDays)).toBe(monday);
});

test('any words come through a calendar file', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      // Half a character is none.
      fc.pre(!/\p{Surrogate}/u.test(text));
      const plain = text.replaceAll(/\r\n|\r/g, '\n').replaceAll(/[\0-\t\v-\u001f]/g, '');
      const values = new Map(readCalendar(calendarOf({ ...aReminder, description: 'unused', summary: plain })));
      expect(unescaped(values.get('SUMMARY')!)).toBe(plain);
    }),
  );
});

test('a week beside the one before', () => {
  const days = [
    aDay({ day: 0, answers: 10, passed: 9, takenMs: 60_000, newCards: 2 }),
    aDay({ day: -6, answers: 5, passed: 5 }),
    aDay({ day: -6, answers: 1, quizAnswers: 4 }),
    aDay({ day: -7, answers: 100, passed: 50 }),
    aDay({ day: -13, quizAnswers: 3 }),
    aDay({ day: -14, answers: 1000 }),
  ];
  const { now, before } = weekSummary(days, monday);
  expect(now).toEqual({ daysStudied: 2, answers: 16, passed: 14, takenMs: 60_000, newCards: 2, quizAnswers: 4 });
  expect(before).toMatchObject({ daysStudied: 2, answers: 100, passed: 50, quizAnswers: 3 });
});

test.each([
  [['a', 1.5], 'a,1.5\r\n'],
  [['say "x", y', 'two\nlines'], '"say ""x"", y","two\nlines"\r\n'],
  [['=cmd()', '-1', -1], "'=cmd(),'-1,-1\r\n"],
])('a table as CSV: %j', (row, text) => {
  expect(csvOf(['h'], [row])).toBe(`h\r\n${text}`);
});

test('readiness: new cards are not known, luck widens it, and calibration moves it', () => {
  const counts = { fresh: 100, learning: 0, relearning: 0, young: 0, mature: 100, resting: 0 };
  const retrievability = { edges: [], counts: [], total: 100, mean: 0.9, knowledge: 90 };
  const calibration = { all: { expected: 0.9, actual: shareOf(0, 0) }, bins: [], parts: [] };
  const plain = readinessOf({ counts, retrievability, calibration });
  expect(plain.expected).toBeCloseTo(0.45, 9);
  expect(plain.high - plain.low).toBeCloseTo(2 * 1.96 * Math.sqrt((0.45 * 0.55) / 65), 4);
  const off = { ...calibration, all: { expected: 0.9, actual: shareOf(720, 1_000) } };
  expect(readinessOf({ counts, retrievability, calibration: off }).expected).toBeCloseTo(0.36, 9);
  const none = readinessOf({ counts: { ...counts, fresh: 0 }, retrievability: { ...retrievability, total: 0 }, calibration });
  expect([none.expected, none.high]).toEqual([0, 0]);
});

test.each([
  ['nearly nothing', 2, 0.02, 0, 0.054],
  ['nearly all', 98, 0.98, 0.946, 1],
])('readiness: of %s the range ends where shares end', (_of, knowledge, expected, low, high) => {
  const counts = { fresh: 0, learning: 0, relearning: 0, young: 0, mature: 100, resting: 0 };
  const retrievability = { edges: [], counts: [], total: 100, mean: knowledge / 100, knowledge };
  const calibration = { all: { expected: 0.9, actual: shareOf(0, 0) }, bins: [], parts: [] };
  const readiness = readinessOf({ counts, retrievability, calibration });
  expect(readiness.expected).toBeCloseTo(expected, 9);
  expect(readiness.low).toBeCloseTo(low, 4);
  expect(readiness.high).toBeCloseTo(high, 4);
});

test('figures are of the exam that was chosen, as study is', () => {
  expect(usualPart({})).toEqual({ kind: 'all' });
  expect(usualPart({ exam: 'exam-1' as ExamId })).toEqual({ kind: 'exam', exam: 'exam-1' });
});
