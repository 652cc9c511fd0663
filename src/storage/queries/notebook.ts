import type { Card } from '#core/decks/deck.ts';
import { withOverlays } from '#core/decks/overlay.ts';
import type { CardId, DeckId, EntityId } from '#core/ids.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import type { CardwrightDatabase } from '../database.ts';
import { scheduleOf } from '../rows.ts';
import type { EntityRow, NotebookRow } from '../rows.ts';
import { inSnapshot } from './snapshot.ts';

export function notebook(db: CardwrightDatabase, id: DeckId): Promise<NotebookRow | undefined> {
  return inSnapshot(db, [db.notebooks], async () => db.notebooks.get(id));
}

/** A card as the notes reader shows it beside its lines. */
export interface NotebookCard {
  readonly card: Card;
  readonly entity: { readonly id: EntityId; readonly name: string };
  readonly schedule: Schedule;
}

/** The cards that rest on each line of a notebook, in the order in which they are learnt. */
export function cardsOfNotebook(db: CardwrightDatabase, deck: DeckId): Promise<ReadonlyMap<number, readonly NotebookCard[]>> {
  return inSnapshot(db, [db.entities, db.overlays, db.schedules], async () => {
    const [entities, overlays, rows] = await Promise.all([
      db.entities.where('deck').equals(deck).toArray(),
      db.overlays.where('deck').equals(deck).toArray(),
      db.schedules.where('deck').equals(deck).toArray(),
    ]);
    const effective = entities.map((entity) =>
      withOverlays(
        entity,
        overlays.filter((overlay) => overlay.entity === entity.id),
      ),
    );
    return byLineOf(effective, new Map(rows.map((row) => [row.card, scheduleOf(row)])));
  });
}

function byLineOf(entities: readonly EntityRow[], schedules: ReadonlyMap<CardId, Schedule>): Map<number, NotebookCard[]> {
  const cards = entities
    .flatMap(({ id, name, notes }) => notes.flatMap((note) => note.cards.map((card) => ({ card, entity: { id, name } }))))
    .toSorted((a, b) => a.card.position - b.card.position);

  const byLine = new Map<number, NotebookCard[]>();
  for (const each of cards) {
    const schedule = schedules.get(each.card.id);
    if (schedule === undefined) throw new Error(`no schedule of card ${each.card.id}`);
    for (const line of each.card.lines) {
      const there = byLine.get(line);
      if (there === undefined) byLine.set(line, [{ ...each, schedule }]);
      else there.push({ ...each, schedule });
    }
  }
  return byLine;
}
