import { expect, test } from 'vitest';

import { below, hash32, randomFrom, shuffled } from '#core/random.ts';

test('the same seed gives the same numbers for ever: queues and quizzes rest on it', () => {
  const random = randomFrom(42);
  expect([random(), random(), random()]).toEqual([0.6011037519201636, 0.44829055899754167, 0.8524657934904099]);
  expect(shuffled(['a', 'b', 'c', 'd', 'e'], randomFrom(7))).toEqual(shuffled(['a', 'b', 'c', 'd', 'e'], randomFrom(7)));
});

test('the same text gives the same hash for ever: the order of reviews is stored with it', () => {
  expect([hash32(''), hash32('a'), hash32('deck/kafka.to-name 20773'), hash32('č')]).toMatchInlineSnapshot(`
    [
      2872998923,
      2448022055,
      2402806460,
      3375693435,
    ]
  `);
});

test('numbers fall evenly', () => {
  const random = randomFrom(1);
  const counts = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let draw = 0; draw < 10_000; draw += 1) counts[below(10, random)]! += 1;
  for (const count of counts) expect(count).toBeGreaterThan(900);
});

test('hashes of like texts fall evenly', () => {
  const counts = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let card = 0; card < 8_000; card += 1) counts[hash32(`card-${card}.to-name 20773`) >>> 29]! += 1;
  for (const count of counts) expect(count).toBeGreaterThan(900);
});

test('a shuffle keeps every value', () => {
  expect(shuffled([1, 2, 3, 4, 5], randomFrom(3)).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
});
