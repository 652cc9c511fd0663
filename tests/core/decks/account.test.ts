import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { accountOf, tellLineReason } from '#core/decks/account.ts';
import { compileDeck } from '#core/decks/compile.ts';
import { parseCuration } from '#core/decks/curation.ts';
import type { DeckId } from '#core/ids.ts';
import { parseNotes } from '#core/notes/parse.ts';

vi.setConfig({ testTimeout: 60_000 });

const ROOT = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

function account(notes: string, yaml?: string) {
  const notebook = parseNotes(notes, 'notes.md');
  const compiled = compileDeck(
    notebook,
    yaml === undefined ? undefined : parseCuration(yaml, 'deck.yaml').curation,
    'test' as DeckId,
  );
  return { ...compiled, notebook, lines: accountOf(notebook, compiled.deck, compiled.left) };
}

describe('the shipped notes', () => {
  const { notebook, lines, left, deck } = account(
    read('decks/aws-ml-ai-big-data/notes.md'),
    read('decks/aws-ml-ai-big-data/deck.yaml'),
  );

  test('all 600 lines are accounted for', () => {
    expect(lines.map(({ line }) => line)).toEqual(Array.from({ length: 600 }, (_, index) => index + 1));
    expect(lines.filter(({ reason }) => reason?.kind === 'unread')).toEqual([]);
    const blank = notebook.source.flatMap((text, index) => (text.trim() === '' ? [index + 1] : []));
    expect(lines.filter(({ kind }) => kind === 'blank').map(({ line }) => line)).toEqual(blank);
  });

  test('each of the 223 leaf facts, bullets with content and rows, is asked or has its reason', () => {
    const leaves = notebook.source.flatMap((text, index) => {
      const bullet = /^\s*- \S/.test(text) && !/\*\*(?:Key Features|Benefits|Use Cases|Main Services)\*\*:\s*$/.test(text);
      const row = text.startsWith('|') && !/^\|\s*-/.test(text) && !/^\|\s*\*\*(?:Service|Category)\*\*/.test(text);
      return bullet || row ? [index + 1] : [];
    });
    expect(leaves).toHaveLength(223);
    const told = new Map(lines.map((line) => [line.line, line]));
    expect(leaves.filter((line) => !['card', 'reason'].includes(told.get(line)?.kind ?? ''))).toEqual([]);
  });

  test('at most 25 of them go as vague, marketing or said of many', () => {
    const empty = lines.filter(({ reason }) => reason && ['vague', 'marketing', 'generic'].includes(reason.kind));
    expect(empty.length).toBeLessThanOrEqual(25);
    expect(empty.length).toBeGreaterThan(0);
  });

  test('every fact of every entity is in a note or left with a reason', () => {
    const asked = new Set(deck.entities.flatMap((entity) => entity.notes.flatMap((note) => note.facts)));
    const reasons = new Set(left.map((fact) => `${fact.entity} ${fact.lines.from} ${fact.text}`));
    const silent = deck.entities.flatMap((entity) =>
      entity.facts.filter((fact) => !asked.has(fact.id) && !reasons.has(`${entity.id} ${fact.lines.from} ${fact.text}`)),
    );
    expect(silent).toEqual([]);
  });

  test.each([
    [1, 'structure', 'heading'],
    [46, 'structure', 'table head'],
    [47, 'structure', 'table head'],
    [88, 'structure', 'rule'],
    [95, 'structure', 'container'],
    [96, 'blank', undefined],
    [99, 'card', undefined],
    [103, 'reason', 'vague: says nothing exact'],
    [180, 'card', undefined],
    [176, 'reason', 'kept for scenarios: used in questions'],
    [115, 'reason', 'kept for scenarios: many right answers; used as a situation'],
    [211, 'reason', 'marketing: advertising'],
    [590, 'reason', 'shared cell'],
    [596, 'reason', 'nothing named'],
  ])('line %i is %s: %s', (line, kind, why) => {
    const found = lines[line - 1];
    expect([found?.kind, found?.reason && tellLineReason(found.reason)]).toEqual([kind, why]);
  });
});

test('without curation, the shipped notes are accounted for as well', () => {
  const { lines } = account(read('decks/aws-ml-ai-big-data/notes.md'));
  expect(lines.filter(({ reason }) => reason?.kind === 'unread')).toEqual([]);
});

test.each(readdirSync(join(ROOT, 'tests/fixtures/notes')).filter((name) => name.endsWith('.md')))(
  'no line of %s is lost',
  (name) => {
    const { lines, notebook } = account(read(`tests/fixtures/notes/${name}`));
    expect(lines).toHaveLength(notebook.lineCount);
    expect(lines.filter(({ reason }) => reason?.kind === 'unread').map(({ line }) => notebook.source[line - 1])).toEqual([]);
  },
);

const HEAD = '## Loader\n\n- **Purpose**: Loads crates onto ships.\n';
test.each<[string, string, string, string]>([
  ['- **Type**: Machine', 'reason', 'merged into purpose', 'the type stands in "more" and has its line there'],
  ['- **Key Features**:\n    - Easy and fast.', 'reason', 'vague', 'praise'],
  ['- **Benefits**:\n    - Simple and reliable.', 'reason', 'marketing', 'praise as a benefit'],
  ['- **Use Cases**:\n    - Harbours.', 'reason', 'kept for scenarios', 'one of many right answers'],
  ['- **Parts**:\n    - **Crane**: Lifts crates.', 'reason', 'told of part', 'a part'],
  ['- **Key Features**:\n    - Works by night and by day.', 'reason', 'no certain answer', 'no word is certain'],
  [
    '- **Key Features**:\n    - Ships, planes, trains, cars, carts, boats and sledges.',
    'reason',
    'long list: a list of things without names',
    'a list',
  ],
  ['## Again\n\n- **Loader**: Loads crates onto ships.', 'reason', 'duplicate of line 3', 'said before'],
])('%j is %s: %s, %s', (text, kind, why) => {
  const { lines } = account(`${HEAD}${text.startsWith('##') ? '\n' : ''}${text}\n`);
  const last = lines.at(-1);
  const reason = last?.left[0]?.reason ?? last?.reason;
  expect([last?.kind === 'card' ? 'reason' : last?.kind, reason && tellLineReason(reason)]).toEqual([kind, why]);
});
