import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Deck } from '#core/decks/deck.ts';
import { normalise } from '#core/text.ts';
import { compiled } from './compiled.ts';

const ROOT = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const table = (name: string) => {
  const [head = '', ...rows] = read(`tests/fixtures/${name}.tsv`).trimEnd().split('\n');
  const keys = head.split('\t');
  return rows.map((row) => Object.fromEntries(row.split('\t').map((cell, index) => [keys[index] ?? '', cell])));
};
const sorted = (texts: readonly (string | undefined)[]) => texts.toSorted((a = '', b = '') => (a < b ? -1 : 1));
const numbers = (cell = '') => cell.split(',').filter(Boolean).map(Number);

const deck = JSON.parse(read('decks/aws-ml-ai-big-data/deck.json')) as Deck;

// Made by hand from a reading of the notes and of what AWS says in late 2026, not from what the compiler gives.
describe('the offerings and the other things that the notes name', () => {
  const rows = table('aws-offerings');

  test('are 55 and 17, and nothing else is in the deck', () => {
    expect(rows.filter(({ no }) => no !== '-').map(({ no }) => Number(no))).toEqual(Array.from({ length: 55 }, (_, n) => n + 1));
    expect(rows.filter(({ no }) => no === '-')).toHaveLength(17);
    expect(sorted(deck.entities.map(({ name }) => name))).toEqual(sorted(rows.map(({ name }) => name)));
  });

  test.each(rows)('$name: $category, $availability', ({ no, name, formerly, category, availability, spellings = '' }) => {
    const entity = deck.entities.find((one) => one.name === name);
    expect(entity).toMatchObject({ category });
    expect(entity?.availability ?? 'open').toBe(availability);
    expect(entity?.formerly?.[0] ?? '').toBe(formerly);
    expect(entity?.kind === 'concept').toBe(no === '-' || name === 'AWS Panorama');
    const bare = (text: string) => normalise(text).replace(/^(?:amazon|aws) /, '');
    const known = [entity?.name ?? '', ...(entity?.aliases ?? [])].map(bare);
    for (const spelling of [formerly ?? '', ...spellings.split('; ')].filter(Boolean)) expect(known).toContain(bare(spelling));
  });

  test('19 of the 55 are gone, closed to new customers or have an announced end, and one that was renamed ends, too', () => {
    expect(rows.filter(({ no, availability }) => no !== '-' && availability !== 'open')).toHaveLength(20);
  });
});

describe('each row of the list of corrections', () => {
  const rows = table('aws-corrections');
  const all = new Map(deck.entities.flatMap((entity) => (entity.corrections ?? []).map((one) => [one.id, one] as const)));

  test('is there: 1 to 71, but for the two that found nothing wrong', () => {
    const found = [...new Set(rows.map(({ row }) => Number(row)))].toSorted((a, b) => a - b);
    expect(found).toEqual(Array.from({ length: 71 }, (_, n) => n + 1).filter((row) => row !== 26 && row !== 44));
  });

  test('and no correction comes from elsewhere', () => {
    expect(sorted([...all.keys()])).toEqual(sorted(rows.map(({ id }) => id)));
  });

  test.each(rows)('row $row on $lines: $id', ({ lines, kind, source, id = '' }) => {
    const correction = all.get(id);
    expect(correction).toMatchObject({ kind, checked: '2026-11-23' });
    for (const line of numbers(lines)) expect(correction?.lines).toContain(line);
    // Without an address the learner is told that it is unverified.
    expect(correction?.source === undefined ? 'no' : 'yes').toBe(source);
    if (source === 'yes') expect(correction?.source).toMatch(/^https:\/\/[\w.-]+\/./);
  });
});

describe('the shipped deck', () => {
  const made = compiled(read('decks/aws-ml-ai-big-data/notes.md'), read('decks/aws-ml-ai-big-data/deck.yaml'));

  test('has no warning that is not explained', () => {
    expect(made.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('has the exams with the weights of their domains, a source and a date, each whole', () => {
    expect(deck.exams?.map(({ id }) => id)).toEqual(['clf-c02', 'aif-c01', 'mla-c01', 'dea-c01']);
    for (const { domains, source, checked } of deck.exams ?? []) {
      expect(domains.reduce((sum, { percent }) => sum + percent, 0)).toBe(100);
      expect(source).toMatch(/\./);
      expect(checked).toMatch(/^2026-/);
    }
  });

  const cards = made.deck.entities.flatMap((entity) =>
    entity.notes.flatMap((note) => note.cards.map((card) => ({ entity, card }))),
  );

  test.each([
    [39, /\b(?:4|16)\b/],
    [180, /\b3\b|3x/],
    [263, /\b7\b/],
    [284, /\b60\b/],
    [400, /10,000/],
  ])('never has the stale number of line %i as an answer', (line, number) => {
    const about = cards.filter(({ card }) => card.lines.includes(line));
    expect(about.filter(({ card }) => number.test(card.back)).map(({ card }) => card.front)).toEqual([]);
    expect(about.some(({ card }) => card.corrections !== undefined)).toBe(true);
  });

  test('puts right what it asks of a corrected fact', () => {
    const corrected = cards.filter(({ card }) => card.corrections !== undefined);
    expect(corrected.length).toBeGreaterThan(30);
    for (const { card, entity } of corrected)
      for (const id of card.corrections ?? []) expect(entity.corrections?.some((one) => one.id === id)).toBe(true);
  });

  test('advises nothing that has ended, is closed or ends on a day', () => {
    const advised = made.deck.entities.filter(({ scenarios }) => scenarios !== undefined);
    expect(advised.filter(({ availability }) => availability !== undefined).map(({ name }) => name)).toEqual([]);
    expect(advised.length).toBeGreaterThan(28);
  });

  test('keeps two of one confusable group apart in the order of new cards, as far as that goes', () => {
    const order = cards.toSorted((a, b) => a.card.position - b.card.position);
    const placesOf = (priority: number) => order.flatMap(({ card }, place) => (card.priority === priority ? [place] : []));
    for (const [first, second] of [
      [1, 4],
      [2, 4],
      [3, 5],
      [4, 6],
    ] as const)
      expect(Math.max(...placesOf(first))).toBeLessThan(Math.min(...placesOf(second)));
    const mates = order.filter(({ entity }, index) => {
      const before = order[index - 1]?.entity;
      return (
        before !== undefined &&
        before.id !== entity.id &&
        made.deck.groups.some(({ members, wide }) => !wide && members.includes(before.id) && members.includes(entity.id))
      );
    });
    expect(mates.length / order.length).toBeLessThan(0.1);
  });
});
