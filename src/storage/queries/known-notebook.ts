import type { Deck } from '#core/decks/deck.ts';
import type { CardOverlay } from '#core/decks/plan.ts';
import type { DeckId } from '#core/ids.ts';
import type { CardwrightDatabase } from '../database.ts';
import { entityOf, revisionOf } from '../rows.ts';
import type { KnownNotebook } from '../storage.ts';
import { inSnapshot } from './snapshot.ts';

/** A deck as it was compiled, without overlays, and its archive: what an import is reconciled with. */
export function knownNotebook(db: CardwrightDatabase, id: DeckId): Promise<KnownNotebook | undefined> {
  return inSnapshot(db, [db.notebooks, db.entities, db.archive], async () => readKnown(db, id));
}

export async function readKnown(db: CardwrightDatabase, id: DeckId): Promise<KnownNotebook | undefined> {
  const [notebook, entities, archived] = await Promise.all([
    db.notebooks.get(id),
    db.entities.where('deck').equals(id).toArray(),
    db.archive.where('deck').equals(id).toArray(),
  ]);
  if (notebook === undefined) return archived.length === 0 ? undefined : { deck: { deck: nothingOf(id), archived } };
  const { title, path, lineCount, files, categories, groups, vetoes, genericPhrases, exams, curationText } = notebook;
  const notes = { path, lineCount, ...(files && { files }) };
  const about = { format: 1, id, title, notes, categories, groups, vetoes, genericPhrases, ...(exams && { exams }) } as const;
  return {
    deck: { deck: { ...about, entities: entities.map(entityOf) }, archived },
    revision: revisionOf(notebook),
    ...(curationText === undefined ? {} : { curationText }),
  };
}

/** A deck that was removed: all that is known of it is archived. */
function nothingOf(id: DeckId): Deck {
  const none = { categories: [], groups: [], vetoes: [], genericPhrases: [], entities: [] };
  return { format: 1, id, title: '', notes: { path: '', lineCount: 0 }, ...none };
}

export function readOverlays(db: CardwrightDatabase, deck: DeckId): Promise<readonly CardOverlay[]> {
  return inSnapshot(db, [db.overlays], async () => db.overlays.where('deck').equals(deck).toArray());
}
