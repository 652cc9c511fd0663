import type { Card } from '#core/decks/deck.ts';
import type { CardId, DeckId } from '#core/ids.ts';
import type { Instant } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import type { EntityRow } from '../rows.ts';
import { inSnapshot } from './snapshot.ts';

/** What taking back the last import of a notebook would do to its cards. */
export interface LastImport {
  readonly at: Instant;
  /** Cards that came with it. */
  readonly leaving: number;
  /** Cards that it archived. */
  readonly returning: number;
  /** Cards that it gave other words. */
  readonly reworded: number;
}

/** Undefined also where the notebook came with it: that is taken out by removing it. */
export function lastImport(db: CardwrightDatabase, deck: DeckId): Promise<LastImport | undefined> {
  return inSnapshot(db, [db.imports, db.notebooks, db.entities], async () => {
    const last = await db.imports.get(deck);
    if (last?.before?.notebook === undefined || last.undone) return undefined;
    const [notebook, entities] = await Promise.all([db.notebooks.get(deck), db.entities.where('deck').equals(deck).toArray()]);
    if (notebook === undefined) return undefined;
    const [was, is] = [cardsOf(last.before.entities), cardsOf(entities)];
    const stayed = [...is.values()].flatMap((card) => {
      const before = was.get(card.id);
      return before === undefined ? [] : [{ before, card }];
    });
    return {
      at: last.at,
      leaving: is.size - stayed.length,
      returning: was.size - stayed.length,
      reworded: stayed.filter(({ before, card }) => before.front !== card.front || before.back !== card.back).length,
    };
  });
}

function cardsOf(entities: readonly EntityRow[]): ReadonlyMap<CardId, Card> {
  return new Map(entities.flatMap(({ notes }) => notes.flatMap(({ cards }) => cards.map((card) => [card.id, card] as const))));
}
