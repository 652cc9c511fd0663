import type { Deck } from '#core/decks/deck.ts';
import type { DeckId } from '#core/ids.ts';
import type { CardwrightDatabase } from '../database.ts';

/** A deck put together again from its rows. A few dozen pages: for screens that need all of it, never for the study path. */
export async function readDeck(db: CardwrightDatabase, id: DeckId): Promise<Deck | undefined> {
  const [notebook, entities] = await Promise.all([db.notebooks.get(id), db.entities.where('deck').equals(id).toArray()]);
  if (notebook === undefined) return undefined;
  const { title, path, lineCount, categories, groups, vetoes, genericPhrases } = notebook;
  // By id, whatever the index gave: a seed must draw the same quiz from the same deck.
  const sorted = entities.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { format: 1, id, title, notes: { path, lineCount }, categories, groups, vetoes, genericPhrases, entities: sorted };
}
