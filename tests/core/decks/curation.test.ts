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
    const { diagnostics } = parseCuration(yaml, 'deck.yaml');
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
});

test('what lacks several keys is told once', () => {
  const { diagnostics } = parseCuration(`${HEAD}corrections:\n  - { lines: [3], now: Drunk warm }\n`, 'deck.yaml');
  expect(diagnostics).toMatchObject([
    {
      line: 5,
      message: 'corrections > 0: "id", "kind", "entities" and "notes" are missing.',
      help: 'Add "id", "kind", "entities" and "notes".',
    },
  ]);
});

describe('what is wrong is left out, and all else holds', () => {
  const SENCHA = `entities:
  sencha:
    name: Sencha
    category: green
    kind: concept
`;
  const read = (rest: string) => parseCuration(`${HEAD}${SENCHA}${rest}`, 'deck.yaml').curation;

  test.each([
    [
      'a card',
      '    cards:\n      - { front: a }\n      - { front: b?, back: c, lines: [1], priority: 1, direction: to-answer }\n',
    ],
    ['a line that is none', '    cards:\n      - { front: a, back: b, lines: 3, priority: 1, direction: to-answer }\n'],
    ['a key of an entity', '    gist: one two three four five six\n'],
    ['a key that means nothing', '    colour: green\n'],
    ['a group', 'groups:\n  - { id: Green Teas, name: Green, members: [] }\n'],
    ['a key above all', 'genericPhrases: fast\n'],
  ])('%s', (_, rest) => {
    const curation = read(rest);
    expect(curation?.entities['sencha']).toMatchObject({ name: 'Sencha', category: 'green' });
    expect(curation?.entities['sencha']?.cards.map(({ front }) => front)).toEqual(rest.includes('front: b?') ? ['b?'] : []);
    expect(curation).toMatchObject({ title: 'Tea', groups: [], genericPhrases: [] });
  });

  test('an entity without a name is left out as a whole', () => {
    expect(read('  bancha:\n    category: green\n')?.entities).not.toHaveProperty('bancha');
  });

  test('what is found wrong later is left out by its place', () => {
    const curation = read('    stems:\n      - { text: Steamed, lines: [1] }\n      - { text: Sencha, lines: [1] }\n');
    const at = curation?.locate(['entities', 'sencha', 'stems', 1, 'text']);
    const rest = curation?.leaveOut([{ severity: 'error', code: 'deck/K02', path: 'deck.yaml', ...at, message: '' }]);
    expect(rest?.curation?.entities['sencha']?.stems.map(({ text }) => text)).toEqual(['Steamed']);
  });

  test('of what is no YAML nothing is left', () => {
    expect(parseCuration('title: [', 'deck.yaml').curation).toBeUndefined();
    expect(parseCuration('just words', 'deck.yaml').curation).toBeUndefined();
  });
});

test('title, categories and entities may be left to the notes', () => {
  const { curation, diagnostics } = parseCuration('entities: { sencha: { name: Sencha } }\n', 'deck.yaml');
  expect(diagnostics).toEqual([]);
  expect(curation).toMatchObject({ categories: [], entities: { sencha: { kind: 'service' } } });
  expect([curation?.title, curation?.entities['sencha']?.category]).toEqual([undefined, undefined]);
});

test('a few lines cannot stand for gigabytes', () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${'bcdefghij'
    .split('')
    .map((c, i) => `${c}: &${c} [${Array(10).fill(`*${'abcdefghi'[i]}`).join(', ')}]`)
    .join('\n')}\n`;
  expect(first(bomb)).toMatchObject({ code: 'deck/yaml' });
});
