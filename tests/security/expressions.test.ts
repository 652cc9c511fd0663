import { readFileSync } from 'node:fs';
import { checkSync } from 'recheck';
import { describe, expect, test } from 'vitest';
import { expressionsOf } from './expressions.ts';
import type { Checked } from './check-expressions.ts';

// recheck needs a minute for all of them, so what it said is kept; `npm run check:expressions` asks it anew about each.

const { safe, slow } = JSON.parse(readFileSync('tests/security/checked-expressions.json', 'utf8')) as Checked;
const { literals, made } = expressionsOf('src');
const keyOf = ({ source, flags }: { readonly source: string; readonly flags: string }) => `/${source}/${flags}`;

/** Each reads notes in a worker that the learner can stop; what is left of them is to be written anew. */
const mostSlow = 19;

test(
  'every regular expression of ours that may meet a long text has been checked for going back over it',
  { timeout: 60_000 },
  () => {
    const known = new Set([...safe, ...Object.keys(slow)]);
    const unknown = literals.filter((literal) => !known.has(keyOf(literal)));
    const found = unknown.flatMap(({ file, line, source, flags }) => {
      const { status } = checkSync(source, flags, { timeout: 20_000 });
      return status === 'safe' ? [] : [`${file}:${line}: /${source}/${flags} is ${status}`];
    });
    expect(found, 'write it so that it reads each sign once; recheck tells the attack').toEqual([]);
    expect(literals.length).toBeGreaterThan(200);
  },
);

test('what is known to be slow on texts made for it is at most of the second degree or so, and nothing is in the list for nothing', () => {
  const there = new Set(literals.map(keyOf));
  expect(Object.keys(slow).filter((key) => !there.has(key))).toEqual([]);
  expect(Object.values(slow).filter((degree) => degree !== 'polynomial')).toEqual([]);
  // May shrink, never grow.
  expect(Object.keys(slow).length).toBeLessThanOrEqual(mostSlow);
});

test('expressions are put together at run time in few places, each from words that are escaped or are our own', () => {
  expect([...new Set(made)]).toEqual([
    'src/core/decks/cloze.ts',
    'src/core/decks/corrections.ts',
    'src/core/decks/lint.ts',
    'src/core/notes/formula.ts',
    'src/core/quiz/neighbours.ts',
  ]);
});

describe('the checker sees', () => {
  test.each([
    ['the classic', '^(a+)+$', 'exponential'],
    ['blanks before an end that does not come', '\\s+$', 'polynomial'],
    ['two that take the same', '^(.*),(.*),(.*)$', 'polynomial'],
  ])('%s', (_, source, degree) => {
    const found = checkSync(source, '', { timeout: 20_000 });
    expect(found).toMatchObject({ status: 'vulnerable', complexity: { type: degree } });
  });
});
