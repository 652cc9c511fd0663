import { expect, test } from 'vitest';
import { defaultPreset } from '#core/scheduling/preset.ts';
import { readWeights, writeWeights } from '#core/scheduling/weights.ts';

const own = writeWeights(defaultPreset.weights);
const numbers = own.split(', ');

test.each([
  ['as they are written here', own],
  ['on lines of their own', numbers.join('\n')],
  ['as a list of a program', `[${numbers.join(',')}]`],
])('%s', (_why, text) => {
  expect(readWeights(text)).toEqual(defaultPreset.weights);
});

test.each([
  ['too few', numbers.slice(1).join(' ')],
  ['too many, as of another version', `${own}, 1`],
  ['a word among them', own.replace('2.3065', 'two')],
  ['below zero', own.replace('0.001', '-0.001')],
  ['no number that FSRS knows', own.replace('6.4133', '6413')],
  ['a memory that lasts no time', own.replace('0.212', '0')],
  ['without an end', own.replace('6.4133', 'Infinity')],
  ['nothing', ''],
])('%s are none', (_why, text) => {
  expect(readWeights(text)).toBeUndefined();
});
