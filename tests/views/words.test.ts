import { expect, test } from 'vitest';

import { atlasWords } from '#views/words/atlas.en.ts';
import { historyWords } from '#views/words/history.en.ts';
import { leechWords } from '#views/words/leech.en.ts';

test.each([
  [1, 2, 'This one will not stay. One time of two you said Kinesis in quizzes; here are the two side by side.'],
  [5, 8, 'This one will not stay. Five times of eight you said Kinesis in quizzes; here are the two side by side.'],
  [1, 1, 'This one will not stay. In quizzes you said Kinesis 1 time; here are the two side by side.'],
])('what a leech is taken for %d times of %d is told in a sentence', (times, wrong, told) => {
  expect(leechWords.head({ times, wrong, other: 'Kinesis' })).toBe(told);
});

test.each([
  [0.002, '3 min'],
  [0.21, '5 h'],
  [0.5, '0.5 d'],
  [63.66, '63.7 d'],
])('a stability of %d days is told as %s, and never as none', (days, told) => {
  expect(historyWords.stabilityExact(days)).toBe(told);
});

test('thousands are told alike wherever they stand in a sentence', () => {
  expect(atlasWords.head(1_575, 1_094)).toBe('1,575 names, 1,094 holding');
});
