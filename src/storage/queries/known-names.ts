import type { KnownNames } from '#core/decks/typed-answer.ts';
import type { DeckId } from '#core/ids.ts';
import type { CardwrightDatabase } from '../database.ts';
import { inSnapshot } from './snapshot.ts';

/** Every name in a deck, also other and former ones. It reads the whole deck: not on the way to a card. */
export function knownNames(db: CardwrightDatabase, deck: DeckId): Promise<KnownNames> {
  return inSnapshot(db, [db.entities], async () => {
    const entities = await db.entities.where('deck').equals(deck).toArray();
    return entities.flatMap(({ id, name, aliases }) => [name, ...aliases].map((each) => ({ entity: id, name: each })));
  });
}
