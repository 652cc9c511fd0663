import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { ExamId } from '#core/ids.ts';
import {
  bytesOfLog,
  chosenCards,
  emptyCards,
  emptyLog,
  grownLog,
  putCardRow,
  putLogRow,
  sumOf,
  takeLogBytes,
} from '#core/stats/columns.ts';
import { daySumsOf } from '#core/stats/day-sums.ts';
import { heatmapFigure, heatmapOfDays, heatOf } from '#core/stats/heatmap-figure.ts';
import { mostAnswered, verdictOf } from '#core/stats/calibration-figure.ts';
import { shareOf } from '#core/stats/interval.ts';
import { figuresOf } from '#core/stats/figures.ts';
import { packSchedule } from '#core/stats/pack.ts';
import { numbersOf } from '#core/stats/parts.ts';
import { spansOf } from '#core/stats/spans.ts';
import { dayMs } from '#core/time.ts';
import type { StudyDay } from '#core/time.ts';
import { packAll } from '#tests/support/columns.ts';
import { aDay } from '#tests/support/days.ts';
import { monday } from '#tests/support/moments.ts';
import { inReview } from '#tests/support/schedules.ts';
import { randomLog } from '#tests/support/random-log.ts';

test('what is kept as bytes is what was there, at any place and of any length', () => {
  fc.assert(
    fc.property(randomLog, fc.nat({ max: 9 }), (given, from) => {
      const { log } = packAll(given.entries, given.schedules, given.presets, given.usual);
      const bytes = bytesOfLog(log, Math.min(from, log.length), log.length);
      const other = grownLog(emptyLog(3), log.length + 20);
      const rows = log.length - Math.min(from, log.length);
      expect(takeLogBytes(other, 7, rows, bytes)).toBe(true);
      for (const name of [
        'day',
        'card',
        'takenMs',
        'recall',
        'elapsed',
        'interval',
        'nth',
        'lapses',
        'kind',
        'rating',
        'hour',
      ] as const) {
        expect([...other[name].subarray(7, 7 + rows)]).toEqual([...log[name].subarray(log.length - rows)]);
      }
    }),
    { numRuns: 30 },
  );
});

test('bytes of another number of rows are refused', () => {
  expect(takeLogBytes(emptyLog(100), 0, 9, bytesOfLog(emptyLog(20), 0, 20))).toBe(false);
});

test('a changed, a moved and a missing byte change the sum', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 16, maxLength: 400 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (some, where, by) => {
        const bytes = new Uint8Array(some.subarray(0, some.length & ~3));
        const changed = new Uint8Array(bytes);
        changed[where % bytes.length]! ^= by;
        expect(sumOf(changed)).not.toBe(sumOf(bytes));
        const swapped = new Uint8Array([...bytes.subarray(4, 8), ...bytes.subarray(0, 4), ...bytes.subarray(8)]);
        if (swapped.some((byte, at) => byte !== bytes[at])) expect(sumOf(swapped)).not.toBe(sumOf(bytes));
        expect(sumOf(new Uint8Array(bytes.subarray(0, -4)))).not.toBe(sumOf(bytes));
      },
    ),
    { numRuns: 100 },
  );
});

test('what is longer than a column can hold does not come round as something short', () => {
  const columns = emptyLog(4);
  const row = { day: -5, card: 0, takenMs: -1, recall: Number.NaN, nth: 1, lapses: 0, kind: 3, rating: 3, hour: 0 };
  putLogRow(columns, 0, { ...row, elapsed: 65_540, interval: 70_000 });
  expect([columns.elapsed[0], columns.interval[0], columns.day[0], columns.takenMs[0]]).toEqual([65_535, 65_535, -5, 0]);
});

test.each([
  [1, 'day', 1],
  [31, 'day', 31],
  [32, 'week', 6],
  [100, 'week', 16],
  [365, 'month', 13],
  [2_000, 'year', 6],
])('%i days are looked at by %s', (days, unit, parts) => {
  const spans = spansOf((monday - days + 1) as StudyDay, monday);
  expect(spans.unit).toBe(unit);
  expect(spans.starts).toHaveLength(parts);
  expect(spans.partOf).toHaveLength(days);
  for (const [at, part] of spans.partOf.entries()) {
    expect(spans.starts[part]).toBeLessThanOrEqual(spans.from + at);
    expect(spans.starts[part + 1] ?? Infinity).toBeGreaterThan(spans.from + at);
  }
  for (const start of spans.starts) {
    const date = new Date(start * dayMs);
    if (unit === 'week') expect(date.getUTCDay()).toBe(1);
    if (unit === 'month' || unit === 'year') expect(date.getUTCDate()).toBe(1);
    if (unit === 'year') expect(date.getUTCMonth()).toBe(0);
  }
});

test('the heatmap of the kept days is that of the log', () => {
  fc.assert(
    fc.property(randomLog, (given) => {
      const { log } = packAll(given.entries, given.schedules, given.presets, given.usual);
      const asked = { today: given.today, from: given.today, chosen: new Uint8Array(given.schedules.length).fill(1) };
      const figure = heatmapFigure(daySumsOf(log, asked.chosen, asked.today), asked, 20);
      // Two decks on a day are two rows.
      const rows = figure.answers.flatMap((answers, index) => [
        { ...aDay({ answers: answers >> 1 }), day: (figure.from + index) as StudyDay },
        { ...aDay({ answers: answers - (answers >> 1) }), day: (figure.from + index) as StudyDay },
      ]);
      expect(heatmapOfDays(rows, given.today, 20)).toEqual(figure);
    }),
    { numRuns: 20 },
  );
});

test.each([
  ['nothing', 0, 0],
  ['a little', 1, 1],
  ['as much as a quarter of the days', 10, 2],
  ['half', 20, 3],
  ['most', 30, 4],
  ['more than ever', 300, 4],
])('shades go by quarters of the days that were studied: %s', (_why, answers, shade) => {
  expect(heatOf(answers, [1, 10, 20, 30])).toBe(shade);
});

test('where every day has one answer, none is a busy one', () => {
  expect(heatOf(1, [1, 1, 1, 1])).toBe(1);
});

test.each([
  // Reference values: the score interval of 8 of 10, 0 of 20 and 412 answers of which 363 were known.
  [8, 10, 0.4902, 0.9433],
  [0, 20, 0, 0.1611],
  [363, 412, 0.8462, 0.9088],
])("%i of %i: Wilson's interval", (known, of, low, high) => {
  const share = shareOf(known, of);
  expect(share.low).toBeCloseTo(low, 3);
  expect(share.high).toBeCloseTo(high, 3);
});

test.each([
  ['as expected', 0.9, 88, 100, 'fits'],
  ['more than chance explains is known', 0.8, 380, 400, 'known more'],
  ['less', 0.9, 320, 400, 'known less'],
  ['too few to say', 0.9, 10, 40, 'few'],
] as const)('calibration in words: %s', (_why, expected, known, of, verdict) => {
  expect(verdictOf({ expected, actual: shareOf(known, of) })).toBe(verdict);
});

test('what is said is of the bin with most answers', () => {
  const bins = [5, 40, 12].map((of, index) => ({ expected: index / 4, actual: shareOf(1, of) }));
  expect(mostAnswered(bins)?.actual.of).toBe(40);
  expect(mostAnswered([])).toBeUndefined();
});

test.each([
  [20, 'young'],
  [21, 'mature'],
] as const)('after %i days a card is %s, in every figure', (interval, age) => {
  const log = { ...emptyLog(1), length: 1 };
  const cards = { ...emptyCards(1), length: 1 };
  putLogRow(log, 0, {
    day: monday,
    card: 0,
    takenMs: 9,
    recall: 0.9,
    elapsed: 5,
    interval,
    nth: 2,
    lapses: 0,
    kind: 3,
    rating: 3,
    hour: 9,
  });
  const state = inReview({ dueDay: monday + 1, intervalDays: interval });
  putCardRow(cards, 0, packSchedule({ state }, { deck: 1, category: 0, exams: 0, added: 0, resting: 0 }));
  const figures = figuresOf(log, cards, new Float32Array(1), { today: monday, period: 'month', chosen: new Uint8Array([1]) });
  const isMature = age === 'mature' ? 1 : 0;
  expect(figures.reviews.count[age].at(-1)).toBe(1);
  expect(figures.buttons[age]).toEqual([0, 0, 1, 0]);
  expect(figures.retention.rows.today[age].of).toBe(1);
  expect(figures.counts[age]).toBe(1);
  expect(figures.due[age][1]).toBe(1);
  expect(figures.done.mature).toBe(isMature);
});

test('an exam, a category and a deck are chosen by their numbers, the 32nd exam too', () => {
  const cards = { ...emptyCards(3), length: 3 };
  const place = { added: 0, resting: 0 };
  const state = inReview();
  putCardRow(cards, 0, packSchedule({ state }, { ...place, deck: 1, category: 2, exams: 0b101 }));
  putCardRow(cards, 1, packSchedule({ state }, { ...place, deck: 2, category: 1, exams: 2 ** 31 }));
  putCardRow(cards, 2, packSchedule({ state }, { ...place, deck: 2, category: 2, exams: 0 }));
  expect([...chosenCards(cards, {})]).toEqual([1, 1, 1]);
  expect([...chosenCards(cards, { deck: 2 })]).toEqual([0, 1, 1]);
  expect([...chosenCards(cards, { category: 2 })]).toEqual([1, 0, 1]);
  expect([...chosenCards(cards, { exam: 0 })]).toEqual([1, 0, 0]);
  expect([...chosenCards(cards, { exam: 1 })]).toEqual([0, 0, 0]);
  expect([...chosenCards(cards, { exam: 31 })]).toEqual([0, 1, 0]);
  const names = { decks: ['', 'a'], categories: ['', 'a/x'], exams: ['e'] };
  const exam = (id: string) => numbersOf(names, { kind: 'exam', exam: id as ExamId });
  expect([exam('e'), exam('none')]).toEqual([{ exam: 0 }, undefined]);
});
