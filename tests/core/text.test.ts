import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countWords, normalise, sentences, slug, tokens } from '#core/text.ts';

describe('texts of plain letters are read a short way', () => {
  const plain = fc.string({ unit: 'binary-ascii', maxLength: 40 }).map((text) => text.replace(/[^ -~]|\$/g, ' '));

  // A letter beyond them at the end sends the same text the long way.
  test('that leads where the long one does', () => {
    fc.assert(
      fc.property(plain, (text) => {
        expect(normalise(`${text} ä`)).toBe(`${normalise(text)} ä`.trim());
        expect(tokens(`${text} ä`)).toEqual(tokens(text));
        expect(countWords(`${text} ä`)).toBe(countWords(text) + 1);
        expect(slug(`${text} ä`)).toBe([slug(text), 'a'].filter(Boolean).join('-'));
      }),
    );
  });

  test.each([
    ['one sentence with its stop', 'Runs SQL on files.', ['Runs SQL on files']],
    ['two', 'Runs SQL. Costs little', ['Runs SQL', 'Costs little']],
    ['a sign in front of the end', 'Runs SQL ;', ['Runs SQL']],
    ['an abbreviation', 'Runs engines, e.g. Spark', ['Runs engines, e.g. Spark']],
    ['nothing but signs', '--', []],
    ['a stop before a line end', 'Runs SQL.\nCosts little', ['Runs SQL', 'Costs little']],
  ])('%s', (_, text, expected) => expect(sentences(text)).toEqual(expected));
});
