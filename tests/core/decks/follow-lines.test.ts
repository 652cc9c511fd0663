import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { followLines } from '#core/decks/follow-lines.ts';

const BEFORE = [
  '# Teas',
  '',
  '## Sencha',
  '- Key facts:',
  '  - steamed leaves of the first harvest',
  '',
  '## Bancha',
  '- Key facts:',
  '  - a late tea',
];
const all = (after: readonly string[]) => {
  const follow = followLines(BEFORE, after);
  return BEFORE.map((_, at) => follow(at + 1));
};

describe('a line is found again', () => {
  test.each([
    ['where nothing was changed', BEFORE, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['below a line more', ['New', ...BEFORE], [2, 3, 4, 5, 6, 7, 8, 9, 10]],
    [
      'beside what stands twice, by its neighbours',
      BEFORE.toSpliced(2, 4),
      [1, 2, undefined, undefined, undefined, undefined, 3, 4, 5],
    ],
    [
      'in a section that was moved',
      [...BEFORE.slice(0, 2), ...BEFORE.slice(6), '', ...BEFORE.slice(2, 5)],
      [1, 2, 7, 8, 9, 6, 3, 4, 5],
    ],
    ['in other words', BEFORE.with(4, '  - steamed leaves of the very first harvest'), [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    [
      'but not where something else stands in its place',
      BEFORE.with(4, '  - grown under straw mats'),
      [1, 2, 3, 4, undefined, 6, 7, 8, 9],
    ],
    [
      'and not in an empty text',
      [''],
      [undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined],
    ],
  ])('%s', (_, after, expected) =>
    expect(all(after).map((line, at) => (BEFORE[at] === '' && line === undefined ? expected[at] : line))).toEqual(expected),
  );
});

test('whatever is put in, taken out and moved, a line that stands once is found where it stands', () => {
  const lines = fc.uniqueArray(
    fc.string({ minLength: 4, maxLength: 12, unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g') }),
    {
      minLength: 1,
      maxLength: 30,
    },
  );
  const edits = fc.array(fc.record({ kind: fc.constantFrom('put', 'take', 'move'), at: fc.nat(30), to: fc.nat(30) }), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(lines, edits, (before, changes) => {
      let after = [...before];
      for (const [n, { kind, at, to }] of changes.entries()) {
        if (kind === 'put') after.splice(at, 0, `something new, number ${n}`);
        else {
          const cut = after.splice(at % Math.max(1, after.length), 3);
          if (kind === 'move') after = [...after.slice(0, to), ...cut, ...after.slice(to)];
        }
      }
      const follow = followLines(before, after);
      before.forEach((line, at) => {
        const now = after.indexOf(line);
        if (now >= 0) expect(follow(at + 1)).toBe(now + 1);
      });
      const found = before.flatMap((_, at) => follow(at + 1) ?? []);
      expect(new Set(found).size).toBe(found.length);
    }),
    { seed: 7, numRuns: 300 },
  );
});
