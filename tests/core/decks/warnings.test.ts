import { describe, expect, test } from 'vitest';
import { compiled } from './compiled.ts';

const NOTES = `# Teas

## Sencha

- **Purpose**: A green tea of steamed leaves
- **Origin**: Grown in Shizuoka by small farms.

## Bancha

- **Purpose**: A late tea for every meal
`;

const yamlOf = (cards: readonly string[], more = '', sencha = '') => `title: Teas
checked: 2026-11-23
categories: [{ id: green, name: Green }]
entities:
  sencha:
    name: Sencha
    category: green
    kind: service
${sencha}    cards:${cards.length === 0 ? ' []' : ''}
${cards.map((card) => `      - { ${card}, lines: [6], priority: 4, direction: to-answer }\n`).join('')}  bancha: { name: Bancha, category: green, kind: service }
${more}`;
const warned = (yaml: string) => {
  const { diagnostics, accepted } = compiled(NOTES, yaml);
  return {
    open: diagnostics
      .filter(({ severity }) => severity !== 'info')
      .map(({ code, path, line, column }) => [code, path, line, column]),
    accepted: accepted.map(({ warning, reason }) => [warning.code, reason]),
  };
};

const LONG = `id: far, front: "How does Sencha get from the field into the cup?", back: "${'By boat and by train and '.repeat(4)}by cart."`;
const NAMELESS = 'id: hole, front: "The leaves grow in [...], on small farms.", back: Shizuoka';
const TWIN = 'front: "In which region does Sencha grow on small farms?", back: Shizuoka';
const TWIN_TOO = 'front: "On small farms in which region of Japan does Sencha grow?", back: Shizuoka';

describe('what is not as good as it could be is told where it stands', () => {
  test.each([
    ['a long answer', [LONG], 'deck/K03', 10],
    ['a hole in a sentence that names nothing', [NAMELESS], 'deck/K04', 10],
    ['two questions in nearly the same words', [TWIN, TWIN_TOO], 'deck/K06', 11],
  ])('%s', (_why, cards, code, line) => {
    expect(warned(yamlOf(cards))).toEqual({ open: [[code, 'deck.yaml', line, expect.any(Number)]], accepted: [] });
  });

  test('a service without a situation, where another has one', () => {
    const scenario = '    scenarios: [{ id: a, text: Somebody wants a steamed drink., lines: [5] }]\n';
    expect(warned(yamlOf([], '', scenario)).open).toEqual([['deck/no-scenario', 'deck.yaml', 11, 3]]);
    const closed = 'corrections: [{ id: sold, kind: closed, entities: [bancha], lines: [8], notes: Bancha, now: Gone. }]\n';
    expect(warned(yamlOf([], closed, scenario).replace('name: Bancha', 'availability: closed, name: Bancha')).open).toEqual([]);
  });

  test('an entity that serves none of the exams', () => {
    const exams =
      'exams: [{ id: tea, name: Tea, source: a book, checked: 2026-01-01, domains: [{ id: green, name: Green, percent: 100 }] }]\n';
    expect(warned(yamlOf([], exams, '    exams: { tea: green }\n')).open).toEqual([['deck/no-exam', 'deck.yaml', 11, 3]]);
  });

  test('only to who curates', () => {
    const long = `## Sencha\n\n- **Purpose**: A tea ${'and a tea '.repeat(8)}of Japan\n`;
    expect(compiled(long).diagnostics.filter(({ severity }) => severity === 'warning')).toEqual([]);
  });
});

describe('a warning that is explained is none any more', () => {
  test.each([
    ['by the id of the card', 'rule: K03, card: sencha/far'],
    ['by its front', 'rule: K03, card: How does Sencha get from the field into the cup?'],
    ['by its lines', 'rule: K03, lines: [6]'],
    ['for a whole rule', 'rule: K03'],
  ])('%s', (_why, what) => {
    expect(warned(yamlOf([LONG], `accepted: [{ ${what}, reason: a list is what it is }]\n`))).toEqual({
      open: [],
      accepted: [['deck/K03', 'a list is what it is']],
    });
  });

  test.each(['rule: K06, card: sencha/far', 'rule: K03, card: sencha/near', 'rule: K03, lines: [5]'])(
    'another is not: %s, and the explanation of nothing is an error',
    (what) => {
      expect(warned(yamlOf([LONG], `accepted: [{ ${what}, reason: a list }]\n`)).open.map(([code]) => code)).toEqual([
        'deck/K03',
        'deck/accepted',
      ]);
    },
  );
});
