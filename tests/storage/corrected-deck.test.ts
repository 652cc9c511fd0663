import { expect, test } from 'vitest';
import type { Deck } from '#core/decks/deck.ts';
import { planImport } from '#core/decks/plan.ts';
import { readDeck } from '#storage/queries/read-deck.ts';
import type { Storage } from '#storage/storage.ts';
import { compiled } from '#tests/core/decks/compiled.ts';
import { aMoment } from '#tests/support/moments.ts';
import { answer, aStorage, scheduleOf } from '#tests/support/storage.ts';

const deck = 'test' as Deck['id'];
const NOTES = '## Sencha\n\n- **Purpose**: A green tea of steamed leaves\n- **Origin**: Grown in Shizuoka by small farms.\n';
const yaml = (corrections: string, more = '') => `title: Teas
checked: 2026-11-23
categories: [{ id: green, name: Green }]
exams: [{ id: tea, name: Tea, source: a book, checked: 2026-01-01, domains: [{ id: green, name: Green, percent: 100 }] }]
corrections: [${corrections}]
entities:
  sencha: { name: Sencha, category: green, kind: service, exams: { tea: green }${more} }
`;
const SOLD = '{ id: sold, kind: closed, entities: [sencha], lines: [1], notes: Sencha, now: No longer sold. }';

async function importDeck(storage: Storage, text: string) {
  const known = await storage.knownNotebook(deck);
  const base = known?.revision === undefined ? {} : { baseRevision: known.revision };
  const plan = planImport(known?.deck, compiled(NOTES, text), { notesText: NOTES, curationText: text, ...base });
  expect(await storage.applyImport(plan, aMoment())).toMatchObject({ kind: 'imported' });
  return plan;
}

test('what a deck says of exams, corrections and status comes out of the tables as it went in', async () => {
  const storage = await aStorage();
  const plan = await importDeck(storage, yaml(SOLD, ', availability: closed'));
  expect(plan.after).toMatchObject({
    exams: [{ id: 'tea' }],
    entities: [{ corrections: [{ id: 'sold' }], availability: 'closed' }],
  });
  expect((await storage.knownNotebook(deck))?.deck.deck).toEqual(plan.after);
  expect(await readDeck(storage.db, deck)).toMatchObject(plan.after);
});

test('a status is no new wording: the card keeps its memory, and nobody is told that it was worded anew', async () => {
  const storage = await aStorage();
  const { after } = await importDeck(storage, yaml(''));
  const card = after.entities[0]?.notes[0]?.cards[0];
  if (!card) throw new Error('no card');
  await answer(storage, card.id, 3);
  const answered = await scheduleOf(storage, card.id);
  const { changes } = await importDeck(storage, yaml(SOLD, ', availability: closed'));
  expect(changes).toContainEqual(expect.objectContaining({ kind: 'changed', after: expect.objectContaining({ id: card.id }) }));
  const told = await scheduleOf(storage, card.id);
  expect(told).not.toHaveProperty('changedFrom');
  expect(told).toMatchObject({ state: answered.state, reps: answered.reps });
});
