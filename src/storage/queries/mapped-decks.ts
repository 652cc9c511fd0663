import type { DeckId } from '#core/ids.ts';
import type { CardwrightDatabase } from '../database.ts';
import { revisionOf } from '../rows.ts';
import { inSnapshot } from './snapshot.ts';

export interface MappedDeck {
  readonly id: DeckId;
  readonly title: string;
  /** Another one says that its map may be another. */
  readonly revision: number;
}

export function mappedDecks(db: CardwrightDatabase): Promise<readonly MappedDeck[]> {
  return inSnapshot(db, [db.notebooks], async () =>
    (await db.notebooks.toArray()).map((row) => ({ id: row.id, title: row.title, revision: revisionOf(row) })),
  );
}
