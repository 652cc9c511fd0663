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

/** A card that the learner wrote without naming a line. */
export interface UnplacedCard extends NotebookCard {
  /** The last line that says something about its entity, where one does. */
  readonly after?: number;
}

/** The cards that rest on each line of a notebook, in the order in which they are learnt. */
export async function cardsOfNotebook(
  db: CardwrightDatabase,
  deck: DeckId,
): Promise<ReadonlyMap<number, readonly NotebookCard[]>> {
  return byLineOf(await cardsIn(db, deck));
}

/** Those that rest on no line. */
export async function unplacedCards(db: CardwrightDatabase, deck: DeckId): Promise<readonly UnplacedCard[]> {
  return (await cardsIn(db, deck)).filter(({ card }) => card.lines.length === 0);
}

/** In the order in which they are learnt. */
function cardsIn(db: CardwrightDatabase, deck: DeckId): Promise<UnplacedCard[]> {
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
    return inOrder(effective, new Map(rows.map((row) => [row.card, scheduleOf(row)])));
  });
}

function inOrder(entities: readonly EntityRow[], schedules: ReadonlyMap<CardId, Schedule>): UnplacedCard[] {
  return entities
    .flatMap(({ id, name, facts, notes }) => {
      const after = facts.length === 0 ? {} : { after: Math.max(...facts.map(({ lines }) => lines.to)) };
      return notes.flatMap((note) =>
        note.cards.map((card) => {
          const schedule = schedules.get(card.id);
          if (schedule === undefined) throw new Error(`no schedule of card ${card.id}`);
          return { card, entity: { id, name }, schedule, ...after };
        }),
      );
    })
    .toSorted((a, b) => a.card.position - b.card.position);
}

function byLineOf(cards: readonly UnplacedCard[]): Map<number, NotebookCard[]> {
  const byLine = new Map<number, NotebookCard[]>();
  for (const { after: _, ...each } of cards) {
    for (const line of each.card.lines) {
      const there = byLine.get(line);
      if (there === undefined) byLine.set(line, [each]);
      else there.push(each);
    }
  }
  return byLine;
}
