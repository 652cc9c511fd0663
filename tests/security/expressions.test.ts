import { readFileSync } from 'node:fs';
import { checkSync } from 'recheck';
import { describe, expect, test } from 'vitest';
import { expressionsOf } from './expressions.ts';
import type { Checked } from './check-expressions.ts';

// recheck needs a minute for all of them, so what it said is kept; `npm run check:expressions` asks it anew about each.

const { safe } = JSON.parse(readFileSync('tests/security/checked-expressions.json', 'utf8')) as Checked;
const { literals, made } = expressionsOf('src');
const keyOf = ({ source, flags }: { readonly source: string; readonly flags: string }) => `/${source}/${flags}`;

test(
  'every regular expression of ours that may meet a long text has been checked for going back over it',
  { timeout: 60_000 },
  () => {
    const known = new Set(safe);
    const unknown = literals.filter((literal) => !known.has(keyOf(literal)));
    const found = unknown.flatMap(({ file, line, source, flags }) => {
      const { status } = checkSync(source, flags, { timeout: 20_000 });
      return status === 'safe' ? [] : [`${file}:${line}: /${source}/${flags} is ${status}`];
    });
    expect(found, 'write it so that it reads each sign once; recheck tells the attack').toEqual([]);
    expect(literals.length).toBeGreaterThan(200);
  },
);

test('nothing stands in the list that is not in the code', () => {
  const there = new Set(literals.map(keyOf));
  expect(safe.filter((key) => !there.has(key))).toEqual([]);
});

test('expressions are put together at run time in few places, each from words that are escaped or are our own', () => {
  expect([...new Set(made)]).toEqual([
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
