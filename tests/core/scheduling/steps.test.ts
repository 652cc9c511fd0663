import { describe, expect, test } from 'vitest';

import { readSteps, writeSteps } from '#core/scheduling/steps.ts';

describe('steps as a learner writes them', () => {
  test.each([
    ['Anki’s notation', '1m 10m', [1, 10]],
    ['minutes without a unit', '1 10', [1, 10]],
    ['commas', '1m, 10m', [1, 10]],
    ['seconds, hours and days', '30s 2h 1d', [0.5, 120, 1440]],
    ['an hour and a half, which ts-fsrs reads as an hour', '1.5h', [90]],
    ['none at all', '  ', []],
    ['the same twice', '10m 10m', [10, 10]],
    ['capitals, and minutes as they are shown elsewhere', '5M 10min', [5, 10]],
  ])('%s', (_why, text, minutes) => {
    expect(readSteps(text)).toEqual({ kind: 'steps', minutes });
  });

  test.each([
    ['a unit that is none', '1m 10x', { kind: 'unreadable', word: '10x' }],
    ['no number', 'soon', { kind: 'unreadable', word: 'soon' }],
    ['zero', '0m', { kind: 'unreadable', word: '0m' }],
    ['less than nothing', '-1m', { kind: 'unreadable', word: '-1m' }],
    ['longer than a month', '40d', { kind: 'unreadable', word: '40d' }],
    ['a shorter one after a longer', '10m 1m', { kind: 'descending', word: '1m' }],
  ])('refused: %s', (_why, text, expected) => {
    expect(readSteps(text)).toEqual(expected);
  });

  test.each([['1m 10m'], ['30s 90s'], ['2h 1d'], ['']])('what is written is read again: %s', (text) => {
    const read = readSteps(text);
    if (read.kind !== 'steps') throw new Error(read.kind);
    expect(writeSteps(read.minutes)).toBe(text);
  });
});
