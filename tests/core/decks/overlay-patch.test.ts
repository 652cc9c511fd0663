import { expect, test } from 'vitest';
import { parseCuration } from '#core/decks/curation.ts';
import { compileDeck } from '#core/decks/compile.ts';
import type { Card, Deck } from '#core/decks/deck.ts';
import { exportOverlays } from '#core/decks/overlay-patch.ts';
import type { DeckId } from '#core/ids.ts';
import { joinFiles } from '#core/notes/files.ts';
import { parseNotes } from '#core/notes/parse.ts';

const notes = [
  '## Kafka',
  '',
  '- Durable log of ordered events.',
  '- **Retention**: Keeps every event for 5 days, see ![[log.png]].',
  '- **Order**: A partition keeps $n$ events in their order.',
  '',
  '## Glue',
  '',
  '- Serverless extraction and loading of data.',
  '',
].join('\n');

const curationOf = (cards: string) => `title: Streams
checked: 2026-11-23
categories: [{ id: all, name: All }]
exams:
  - { id: exam-1, name: Exam, source: 'https://example.org/', checked: 2026-11-23, domains: [{ id: one, name: One, percent: 100 }] }
corrections:
  - { id: retention, kind: stale-number, entities: [kafka], lines: [4], notes: 5 days, now: Seven days by default. }
entities:
  kafka:
    name: Kafka
    category: all
    kind: service
    cards:
${cards}
  glue: { name: Glue, category: all, kind: service }
`;

const shown = `
      - { id: kept, front: How long?, back: Seven days, lines: [4], priority: 3, direction: to-answer, corrections: [retention], exams: { exam-1: one } }
      - { id: free, front: Which picture?, back: Of the log, lines: [4], priority: 3, direction: to-answer, corrections: [] }
      - { id: apart, front: Kafka or Glue for $n$ events?, back: Kafka, lines: [5], priority: 2, direction: to-name, needs: [glue] }`;

function compiled(yaml: string): Deck {
  const { curation, diagnostics } = parseCuration(yaml, 'deck.yaml');
  expect(diagnostics).toEqual([]);
  return compileDeck(parseNotes(notes, 'notes.md'), curation, 'deck' as DeckId).deck;
}

const cardsOf = ({ entities }: Deck): Card[] => entities.flatMap((entity) => entity.notes.flatMap((note) => note.cards));

test('an edited card keeps all that deck.yaml had said of it: id, corrections, exams, what must be met first', () => {
  const before = compiled(curationOf(shown));
  const edited = cardsOf(before).filter(({ key }) => key !== undefined);
  expect(new Set(edited.map(({ key }) => key))).toEqual(new Set(['apart', 'free', 'kept']));
  const yaml = exportOverlays(
    before,
    edited.map(({ id }) => ({ id, deck: before.id, entity: before.entities[0]!.id, back: 'In my own $n$ words' })),
  );
  const patch = parseCuration(yaml, 'deck.yaml');
  expect(patch.diagnostics).toEqual([]);
  // Put into the deck.yaml in place of what was there, it gives the same cards in other words.
  const cards = patch.curation?.entities['kafka']?.cards ?? [];
  const after = compiled(curationOf(cards.map((card) => `      - ${JSON.stringify(card)}`).join('\n')));
  expect(cardsOf(after).filter(({ key }) => key !== undefined)).toEqual(
    edited.map((card) => ({ ...card, back: 'In my own $n$ words' })),
  );
  expect(after.entities[0]?.figures).toEqual(before.entities[0]?.figures);
  expect(before.entities[0]?.figures?.length).toBeGreaterThan(0);
});

test('of a folder, lines are called by their file, and the patch is understood as it stands', () => {
  const files = [
    { path: 'Assam.md', text: '- **Purpose**: Strong black leaves from India.\n' },
    { path: 'green/Sencha.md', text: '\n- **Purpose**: Steamed green leaves from Japan.\n' },
  ];
  const notebook = parseNotes(joinFiles(files), 'Tea');
  const { deck } = compileDeck(notebook, undefined, 'tea' as DeckId);
  const sencha = deck.entities.find(({ name }) => name === 'Sencha');
  const card = sencha?.notes[0]?.cards[0];
  if (!sencha || !card) throw new Error('there is no card');
  const yaml = exportOverlays(deck, [
    { id: card.id, deck: deck.id, entity: sencha.id, front: 'What is Sencha?', back: 'Green tea.' },
  ]);
  expect(yaml).toMatch(/lines:\s+- green\/Sencha.md:2\n/);
  const { curation, diagnostics } = parseCuration(yaml, 'deck.yaml', notebook);
  expect([diagnostics, curation?.entities['sencha']?.cards[0]?.lines]).toEqual([[], card.lines]);
});
