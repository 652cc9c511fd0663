import { useLiveQuery } from 'dexie-react-hooks';
import type { CardOverlay } from '#core/decks/plan.ts';
import type { CardId, DeckId, EntityId } from '#core/ids.ts';
import type { Wording } from '#core/scheduling/schedule.ts';
import { useStorage } from '../services-context.ts';

/** A card with what the learner decided about it. */
export interface DecidedCard {
  readonly overlay?: CardOverlay;
  /** What the notes make of it; absent for a card that the learner wrote. */
  readonly compiled?: Wording;
}

/** `undefined` is not known yet. */
export function useDecidedCard(card: CardId): DecidedCard | undefined {
  const { db } = useStorage();
  return useLiveQuery(async () => {
    const [overlay, row] = await Promise.all([db.overlays.get(card), db.schedules.get(card)]);
    const entity = row && (await db.entities.get(row.entity));
    const compiled = entity?.notes.flatMap(({ cards }) => cards).find(({ id }) => id === card);
    return { ...(overlay && { overlay }), ...(compiled && { compiled }) };
  }, [db, card]);
}

/** A card that is not asked because the learner said so. */
export interface PutAside {
  readonly card: CardId;
  readonly why: 'suspended' | 'dropped' | 'reported';
  readonly front: string;
  readonly entityName: string;
}

export interface DeckDecisions {
  readonly aside: readonly PutAside[];
  readonly entities: readonly { readonly id: EntityId; readonly name: string }[];
}

/** What the learner decided about a deck's cards, and what a card of their own may be about. */
export function useDeckDecisions(deck: DeckId): DeckDecisions | undefined {
  const { db } = useStorage();
  return useLiveQuery(async () => {
    const [overlays, rows] = await Promise.all([
      db.overlays.where('deck').equals(deck).toArray(),
      db.entities.where('deck').equals(deck).toArray(),
    ]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const aside = overlays.flatMap(({ id, entity, front, suspended, dropped, reported }): PutAside[] => {
      const row = byId.get(entity);
      const compiled = row?.notes.flatMap(({ cards }) => cards).find((card) => card.id === id);
      const shown = front ?? compiled?.front;
      if (row === undefined || shown === undefined || (!suspended && !dropped && !reported)) return [];
      return [{ card: id, why: dropped ? 'dropped' : suspended ? 'suspended' : 'reported', front: shown, entityName: row.name }];
    });
    const entities = rows.map(({ id, name }) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name));
    return { aside, entities };
  }, [db, deck]);
}

const notDecided = new Set(['id', 'deck', 'entity', 'reported']);

/** The decks that hold decisions of the learner that can be exported. */
export function useDecidedDecks(): readonly DeckId[] | undefined {
  const { db } = useStorage();
  return useLiveQuery(async () => {
    // What was said to be wrong goes into a file of its own.
    const decided = (await db.overlays.toArray()).filter((row) => Object.keys(row).some((key) => !notDecided.has(key)));
    return [...new Set(decided.map(({ deck }) => deck))].toSorted();
  }, [db]);
}
