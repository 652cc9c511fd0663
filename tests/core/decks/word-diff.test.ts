import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffWords, type DiffPart } from '#core/decks/word-diff.ts';

/** Words that only one side has in brackets. */
const read = (parts: readonly DiffPart[]) => parts.map(({ text, only }) => (only ? `[${text}]` : text)).join('');

test.each([
  ['nothing', 'one two', 'one two', 'one two', 'one two'],
  ['a word', 'one two three', 'one 2 three', 'one [two] three', 'one [2] three'],
  ['words in a row are one stretch', 'a b c', 'a c', 'a [b ]c', 'a c'],
  ['a sign does not change its word', 'Redshift or S3?', 'Redshift, S3?', 'Redshift[ or] S3?', 'Redshift[,] S3?'],
  ['the blank between two words that went goes with them', 'a b', 'c d', '[a b]', '[c d]'],
  ['everything', 'one', 'two', '[one]', '[two]'],
  ['from nothing', '', 'new words', '', '[new words]'],
])('what changed: %s', (_what, before, after, left, right) => {
  const diff = diffWords(before, after);
  expect([read(diff.before), read(diff.after)]).toEqual([left, right]);
});

test('both texts stay whole, and what is in both is the same on both sides', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'Ä', ' ', ', ', '\n')).map((words) => words.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = diffWords(before, after);
      const whole = (parts: readonly DiffPart[]) => parts.map(({ text: part }) => part).join('');
      const letters = (parts: readonly DiffPart[]) => whole(parts.filter(({ only }) => !only)).replace(/\s+/g, '');
      expect([whole(diff.before), whole(diff.after)]).toEqual([before, after]);
      expect(letters(diff.before)).toBe(letters(diff.after));
    }),
  );
});
