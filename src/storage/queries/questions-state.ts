import { hash } from '#core/hash.ts';
import type { DeckId } from '#core/ids.ts';
import type { CardwrightDatabase } from '../database.ts';
import { inSnapshot } from './snapshot.ts';

/** Goes up when other questions can be asked of the same notes: what an older version kept is made anew. */
const format = 1;

/** Changes whenever what can be asked of a deck may; undefined where there is none. */
export function questionsState(db: CardwrightDatabase, deck: DeckId): Promise<string | undefined> {
  return inSnapshot(db, [db.notebooks, db.overlays], async () => {
    const [notebook, overlays] = await Promise.all([db.notebooks.get(deck), db.overlays.where('deck').equals(deck).toArray()]);
    if (notebook === undefined) return undefined;
    const { installedAt, revision = 0 } = notebook;
    return hash(JSON.stringify([format, installedAt, revision, overlays]));
  });
}
