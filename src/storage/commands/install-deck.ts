import type { Card, Deck, DeckEntity, Note } from '#core/decks/deck.ts';
import type { CardId } from '#core/ids.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import type { Moment } from '#core/time.ts';
import { archivedRow, entityRow, notebookRow, scheduleOf, scheduleRow } from '../rows.ts';
import type { ScheduleRow } from '../rows.ts';
import { changeDays, dueMoved } from './change-days.ts';
import { inTransaction } from './writing.ts';
import type { Writing } from './writing.ts';

/** Puts a deck in, or a newer one in its place. What was learnt of a card stays, also while the card is gone. */
export function installDeck(writing: Writing, deck: Deck, notesText: string, moment: Moment): Promise<void> {
  const { db } = writing;
  return inTransaction(writing, [db.notebooks, db.entities, db.schedules, db.days], async () => {
    const [known, knownEntities] = await Promise.all([
      db.schedules.where('deck').equals(deck.id).toArray(),
      db.entities.where('deck').equals(deck.id).primaryKeys(),
    ]);
    const before = new Map(known.map((row) => [row.card, row]));
    const after = new Map<CardId, ScheduleRow>();
    for (const place of cardsOf(deck)) after.set(place.card.id, scheduleRow(scheduleIn(place, before.get(place.card.id))));
    for (const row of known) if (!after.has(row.card)) after.set(row.card, archivedRow(scheduleOf(row)));

    const entities = new Set(deck.entities.map(({ id }) => id));
    const due = [...after.values()].flatMap((row) => dueMoved(deck.id, before.get(row.card)?.dueDay, row.dueDay));
    await Promise.all([
      db.notebooks.put(notebookRow(deck, notesText, moment.instant)),
      db.entities.bulkDelete(knownEntities.filter((id) => !entities.has(id))),
      db.entities.bulkPut(deck.entities.map((entity) => entityRow(entity, deck))),
      db.schedules.bulkPut([...after.values()]),
      changeDays(db, due),
    ]);
  });
}

interface Place {
  readonly entity: DeckEntity;
  readonly note: Note;
  readonly card: Card;
}

function cardsOf(deck: Deck): Place[] {
  return deck.entities.flatMap((entity) => entity.notes.flatMap((note) => note.cards.map((card) => ({ entity, note, card }))));
}

function scheduleIn({ entity, note, card }: Place, known: ScheduleRow | undefined): Schedule {
  const place = { card: card.id, note: note.id, entity: entity.id, deck: entity.deck, position: card.position };
  if (known !== undefined) return { ...scheduleOf(known), ...place };
  return { ...place, revision: 0, state: { kind: 'new' }, reps: 0, lapses: 0 };
}
