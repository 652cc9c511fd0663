import { expect, test } from 'vitest';
import { printReport, reportOf } from '#cli/report.ts';
import { parseNotes } from '#core/notes/parse.ts';
import { compiled } from '#tests/core/decks/compiled.ts';

const NOTES = `# Teas

## Sencha

- **Purpose**: A green tea of steamed leaves
- **Origin**: Grown in Shizuoka by small farms.
- **Harvest**: Leaves are plucked over 88 nights.

## Bancha

- **Purpose**: A late tea for every meal
- **Roast**: Roasted in Kyoto over coals.
`;
const YAML = `title: Teas
checked: 2026-11-23
categories: [{ id: green, name: Green }]
exams: [{ id: tea, name: Tea, source: a book, checked: 2026-01-01, domains: [{ id: green, name: Green, percent: 60 }, { id: late, name: Late, percent: 40 }] }]
corrections:
  - { id: where, kind: wrong, entities: [sencha], lines: [6], notes: Shizuoka, now: It grows in Kyoto., source: https://example.org }
  - { id: sold, kind: closed, entities: [sencha], lines: [3], notes: Sencha, now: No longer sold. }
  - { id: coals, kind: wrong, entities: [bancha], lines: [12], notes: over coals, now: Over wood. }
entities:
  sencha:
    name: Sencha
    category: green
    kind: service
    availability: closed
    exams: { tea: green }
    purpose: { text: A green tea of steamed leaves, lines: [5] }
    cards:
      - { id: grown, front: "Where does Sencha grow?", back: "In Kyoto, in spite of what the notes say.", lines: [6], priority: 4, exams: { tea: late }, direction: to-answer }
      - { front: "Over how many nights is Sencha plucked?", back: "88", lines: [7], priority: 5, direction: to-answer }
  bancha: { name: Bancha, category: green, kind: service }
accepted: [{ rule: no-exam, card: bancha, reason: nobody is asked about it }]
`;
const notebook = parseNotes(NOTES, 'notes.md');
const made = compiled(NOTES, YAML);

test('a report counts what a deck is made of', () => {
  const { cards, rules, corrections, answers, warnings, askedPercent } = reportOf(notebook, made);
  expect(cards).toMatchObject({
    total: 6,
    kinds: { purpose: 4, written: 2 },
    directions: { 'to-answer': 4, 'to-name': 2 },
    priorities: { 1: 4, 4: 1, 5: 1 },
    origins: { written: 2, worded: 1, rule: 3 },
    byHandPercent: 50,
    exams: { tea: { green: 3, late: 1 } },
    entities: [
      { name: 'Sencha', total: 4, kinds: { purpose: 2, written: 2 }, priorities: { 1: 2, 4: 1, 5: 1 } },
      { name: 'Bancha', total: 2 },
    ],
  });
  expect(rules).toEqual({
    made: { purpose: 3 },
    turnedDown: {},
    replaced: [{ front: 'Sencha, Harvest: Leaves are plucked over [...] nights', by: 'Over how many nights is Sencha plucked?' }],
  });
  // The status stands on all four of its entity.
  expect(corrections).toEqual({
    total: 3,
    kinds: { wrong: 2, closed: 1 },
    unverified: ['sold', 'coals'],
    cards: 4,
    withoutCard: ['coals'],
  });
  expect(answers).toMatchObject({ shortest: 1, longest: 9 });
  expect(answers.spread.map((one) => one.cards)).toEqual([3, 0, 2, 1, 0, 0, 0]);
  expect(warnings).toMatchObject({ open: [], explained: [{ reason: 'nobody is asked about it' }] });
  expect(askedPercent).toBe(80);
});

test('it reads as a page', () => {
  const page = printReport(notebook, made);
  expect(page).toContain('priority     1: 4, 4: 1, 5: 1');
  expect(page).toContain('corrections    3: wrong 2, closed 1\n  unverified   2: sold, coals\n');
  expect(page).toContain('Bancha serves no exam. Left, because: nobody is asked about it');
  expect(page).toMatch(/ +1 words +3 {2}#{40}\n/);
});

test('of notes without anything in them, too', () => {
  const empty = parseNotes('', 'notes.md');
  expect(printReport(empty, compiled(''))).toContain('cards          0');
});
