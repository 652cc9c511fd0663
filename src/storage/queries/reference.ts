import type { CategoryId, DeckId, EntityId } from '#core/ids.ts';
import type { CardwrightDatabase } from '../database.ts';
import { inSnapshot } from './snapshot.ts';

/** An entity as the reference book lists it. */
export interface ReferenceEntry {
  readonly id: EntityId;
  readonly name: string;
  readonly category: CategoryId;
  readonly about?: string;
  readonly retired: boolean;
  /** All that is said of it: what a search looks through. */
  readonly says: string;
}

export interface ReferenceDeck {
  readonly deck: DeckId;
  readonly title: string;
  readonly categories: readonly { readonly id: CategoryId; readonly name: string }[];
  readonly entries: readonly ReferenceEntry[];
}

/** Every deck with its entities, for reading and searching. */
export function referenceBook(db: CardwrightDatabase): Promise<readonly ReferenceDeck[]> {
  return inSnapshot(db, [db.notebooks, db.entities], async () => {
    const notebooks = await db.notebooks.toArray();
    return Promise.all(
      notebooks.map(async ({ id: deck, title, categories }) => {
        const entries: ReferenceEntry[] = [];
        await db.entities
          .where('deck')
          .equals(deck)
          .each(({ id, name, aliases, category, purpose, gist, availability, facts }) => {
            const about = purpose?.text ?? gist;
            entries.push({
              id,
              name,
              category,
              ...(about !== undefined && { about }),
              retired: availability !== undefined,
              says: [name, ...aliases, about, ...facts.flatMap(({ label, text }) => [label, text])].join(' '),
            });
          });
        return { deck, title, categories, entries };
      }),
    );
  });
}
