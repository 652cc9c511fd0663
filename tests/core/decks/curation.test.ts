import { describe, expect, test } from 'vitest';
import { parseCuration } from '#core/decks/curation.ts';

const HEAD = `title: Tea
categories:
  - { id: green, name: Green }
`;
const first = (yaml: string) => parseCuration(yaml, 'deck.yaml').diagnostics[0];

test('what is not written has its default', () => {
  const { curation, diagnostics } = parseCuration(
    `${HEAD}entities:\n  sencha:\n    name: Sencha\n    category: green\n    kind: concept\n`,
    'deck.yaml',
  );
  expect(diagnostics).toEqual([]);
  expect(curation?.entities['sencha']).toMatchObject({ aliases: [], cards: [], ruleCards: true, drop: [] });
  expect(curation).toMatchObject({ prefixes: [], families: [], groups: [], vetoes: [], genericPhrases: [] });
});

describe('what is wrong is shown where it stands', () => {
  test.each([
    ['title: [', 'deck/yaml', 1, undefined],
    ['title: a: b', 'deck/yaml', 1, undefined],
    [`title: Tea\ntitle: Coffee\n`, 'deck/yaml', 2, 1],
    ['title: Tea\n', 'deck/schema', 1, 1],
    ['just words', 'deck/schema', 1, 1],
    [`${HEAD}entities: {}\ntilte: Tea\n`, 'deck/unknown-key', 5, 1],
    [`${HEAD}entities:\n  sencha:\n    name: Sencha\n    category: green\n    kind: drink\n`, 'deck/schema', 8, 5],
    [`${HEAD}entities:\n  sencha:\n    category: green\n    kind: concept\n`, 'deck/schema', 5, 3],
    [`${HEAD}entities:\n  Sencha Tea: { name: Sencha, category: green, kind: concept }\n`, 'deck/schema', 5, 3],
    [
      `${HEAD}entities:\n  sencha:\n    name: Sencha\n    category: green\n    kind: concept\n    purpose: { text: Drunk hot, lines: [0] }\n`,
      'deck/schema',
      9,
      41,
    ],
    [
      `${HEAD}entities:\n  sencha:\n    name: Sencha\n    category: green\n    kind: concept\n    cards:\n      - { front: a, back: b, lines: [3], priority: 7, direction: to-answer }\n`,
      'deck/schema',
      10,
      42,
    ],
    [`${HEAD}entities: {}\ngenericPhrases: fast\n`, 'deck/schema', 5, 1],
  ])('%j', (yaml, code, line, column) => {
    const { curation, diagnostics } = parseCuration(yaml, 'deck.yaml');
    expect(curation).toBeUndefined();
    expect(diagnostics[0]).toMatchObject({
      severity: 'error',
      code,
      path: 'deck.yaml',
      line,
      ...(column === undefined ? {} : { column }),
    });
    expect(diagnostics[0]?.message).toMatch(/\.$|YAML/);
    expect(diagnostics[0]?.help).toMatch(/\.$/);
  });
});

test('what to write instead is said', () => {
  expect(first(`${HEAD}entities:\n  sencha:\n    name: Sencha\n    category: green\n    kind: drink\n`)?.help).toContain(
    '"service" | "suite" | "mode" | "concept"',
  );
  expect(first('title: Tea\n')?.help).toBe('Add "categories".');
});

test('a few lines cannot stand for gigabytes', () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${'bcdefghij'
    .split('')
    .map((c, i) => `${c}: &${c} [${Array(10).fill(`*${'abcdefghi'[i]}`).join(', ')}]`)
    .join('\n')}\n`;
  expect(first(bomb)).toMatchObject({ code: 'deck/yaml' });
});
