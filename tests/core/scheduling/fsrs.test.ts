import { describe, expect, test } from 'vitest';

import { intervalDays, memoryAfter, retrievability } from '#core/scheduling/fsrs.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';

const { weights } = defaultPreset;

test('recall is certain at once and nine in ten when the stability has passed', () => {
  const memory = { stability: 20, difficulty: 5 };
  expect(retrievability(memory, 0, weights)).toBe(1);
  expect(retrievability(memory, 20, weights)).toBeCloseTo(0.9, 6);
  expect(intervalDays(20, 0.9, weights)).toBeCloseTo(20, 6);
  expect(intervalDays(20, 0.8, weights)).toBeGreaterThan(40);
});

describe('what ts-fsrs would pass over in silence', () => {
  test('a day is never counted by the clock: part of one is refused', () => {
    expect(() => memoryAfter({ stability: 5, difficulty: 5 }, 0.5, 3, weights)).toThrow(RangeError);
    expect(() => retrievability({ stability: 5, difficulty: 5 }, Number.NaN, weights)).toThrow(RangeError);
  });

  test('weights of a wrong number are refused, not replaced', () => {
    expect(() => memoryAfter(undefined, 0, 3, weights.slice(0, 19))).toThrow('21');
    expect(() => memoryAfter(undefined, 0, 3, [...weights.slice(0, 20), Number.NaN])).toThrow('21');
  });

  test('a clock that went back by a day counts as the same day', () => {
    const memory = { stability: 5, difficulty: 5 };
    expect(memoryAfter(memory, -1, 3, weights)).toEqual(memoryAfter(memory, 0, 3, weights));
    expect(retrievability(memory, -1, weights)).toBe(1);
  });

  test('other weights do not leak into the next card', () => {
    const usual = memoryAfter(undefined, 0, 3, weights);
    const other = weights.map((weight, index) => (index === 2 ? 9 : weight));
    expect(memoryAfter(undefined, 0, 3, other).stability).toBe(9);
    expect(memoryAfter(undefined, 0, 3, weights)).toEqual(usual);
  });

  test('dates stay as they were before the package was loaded', () => {
    const names: string[] = [];
    for (const name in new Date()) names.push(name);
    expect(names).toEqual([]);
  });
});
