import { expect, test } from 'vitest';
import type { Deck, DeckEntity } from '#core/decks/deck.ts';
import type { CategoryId, ExamId } from '#core/ids.ts';
import { takeEditedDeck } from '#state/edited-deck.ts';
import { findNewerDecks } from '#state/newer-deck.ts';
import { readDeck } from '#storage/queries/read-deck.ts';
import { aDeck, cardsOf } from '#tests/support/decks.ts';
import { aServices } from '#tests/support/services.ts';

const old = aDeck({ id: 'shipped' });
const [kafka, kinesis] = old.entities.map(({ id }) => id) as [DeckEntity['id'], DeckEntity['id']];
const first = (change: Partial<DeckEntity>): Partial<Deck> => ({
  entities: old.entities.map((entity, index) => (index === 0 ? { ...entity, ...change } : entity)),
});

/** An app that comes with the newer deck, where the learner has the old one and has answered a card of it. */
async function having(newer: Partial<Deck>, notesText = 'text') {
  const { services, now } = aServices();
  const deck: Deck = { ...old, ...newer };
  const shipped = { slug: 'shipped', load: async () => ({ deck, notesText }), curation: async () => undefined };
  const app = { ...services, shippedDecks: [shipped] };
  const storage = await app.storage();
  await storage.installDeck(old, 'text', now());
  const card = cardsOf(old)[0]!.id;
  await storage.answerCard({ card, seenRevision: 0, rating: 3, takenMs: 1_000, moment: now() });
  return { app, storage, card };
}

test.each<[string, Partial<Deck>]>([
  ['groups', { groups: [{ id: 'streams', name: 'Streams', members: [kafka, kinesis] }] }],
  ['vetoes', { vetoes: [{ asked: kafka, alsoRight: [kinesis] }] }],
  ['generic phrases', { genericPhrases: ['fully managed'] }],
  ['names of categories', { categories: [{ id: 'streaming' as CategoryId, name: 'Streams of events' }] }],
  ['its title', { title: 'A better deck' }],
  ['exams', { exams: [{ id: 'e' as ExamId, name: 'E', domains: [], source: 'https://example.org/', checked: '2026-11-23' }] }],
  ['what an entity is asked for', first({ exams: [{ exam: 'e' as ExamId, domain: 'one', judged: true }] })],
  ['a gist', first({ gist: 'a durable log' })],
  ['words of a name', first({ subWords: ['kaf'] })],
  [
    'a correction of a line without a card',
    first({
      corrections: [{ id: 'typo', kind: 'typo', lines: [99], notes: 'Kakfa', now: 'Kafka', checked: '2026-11-23' }],
    }),
  ],
])('a newer deck that differs only in %s is put in place without a word, and progress stays', async (_what, newer) => {
  const { app, storage, card } = await having(newer);
  const before = await storage.db.schedules.get(card);
  const found = await findNewerDecks(app);
  expect(found.offered).toBeUndefined();
  expect((await storage.db.notebooks.get(old.id))?.revision).toBe(1);
  await found.takeQuiet();
  expect(await readDeck(storage.db, old.id)).toMatchObject(newer);
  expect((await storage.db.notebooks.get(old.id))?.revision).toBe(2);
  // What its entity belongs to stands on the row, so that cards can be chosen by it.
  const { about: _, ...learnt } = before!;
  expect(await storage.db.schedules.get(card)).toMatchObject(learnt);
  // Another look, at the next start, finds nothing left to do.
  await (await findNewerDecks({ ...app })).takeQuiet();
  expect((await storage.db.notebooks.get(old.id))?.revision).toBe(2);
});

test('newer notes whose cards stay the same are put in place, too', async () => {
  const { app, storage } = await having({}, 'text, with a better heading');
  await (await findNewerDecks(app)).takeQuiet();
  expect((await storage.db.notebooks.get(old.id))?.text).toBe('text, with a better heading');
});

test.each<[string, Partial<Deck>]>([
  [
    'a card is worded anew',
    first({
      notes: old.entities[0]!.notes.map((note) => ({ ...note, cards: note.cards.map((card) => ({ ...card, back: 'Else' })) })),
    }),
  ],
  ['what became of a service stands on its cards now', first({ availability: 'closed' })],
  ['an entity is gone', { entities: old.entities.slice(1) }],
])('a newer deck is offered, and not put in place, where %s', async (_what, newer) => {
  const { app, storage } = await having(newer);
  const found = await findNewerDecks(app);
  expect(found.offered).toMatchObject({ slug: 'shipped' });
  await found.takeQuiet();
  expect(await readDeck(storage.db, old.id)).toMatchObject({ entities: old.entities });
});

test('a deck that the learner removed, or changed in another tab meanwhile, is left alone', async () => {
  const { app, storage } = await having({ title: 'A better deck' });
  const found = await findNewerDecks(app);
  await takeEditedDeck(
    { ...app, shippedDecks: [{ ...app.shippedDecks[0]!, load: async () => ({ deck: old, notesText: 'mine' }) }] },
    'shipped',
  );
  await found.takeQuiet();
  expect(await storage.db.notebooks.get(old.id)).toMatchObject({ title: 'A deck', text: 'mine' });
  await storage.removeDeck(old.id, app.clock.now());
  await (await findNewerDecks({ ...app })).takeQuiet();
  expect(await storage.db.notebooks.count()).toBe(0);
});
