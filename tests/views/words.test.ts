import { expect, test } from 'vitest';
import { days } from '#views/words/format.ts';

test.each([
  [1, '1 day'],
  [30, '30 days'],
  [31, '1 month'],
  [45, '1.5 months'],
  [365, '1 year'],
  [800, '2.2 years'],
])('%i days are told as %s', (value, told) => {
  expect(days(value)).toBe(told);
});
