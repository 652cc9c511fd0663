import type { Deck } from '#core/decks/deck.ts';
import { withOverlays, withVetoes } from '#core/decks/overlay.ts';
import { leftOutBy } from '#core/decks/report.ts';
import type { DeckId } from '#core/ids.ts';
import type { CardwrightDatabase } from '../database.ts';

/** A deck as the learner has it, put together again from its rows. A few dozen pages: for screens that need all of it, never for the study path. */
export async function readDeck(db: CardwrightDatabase, id: DeckId): Promise<Deck | undefined> {
  const [notebook, entities, overlays] = await Promise.all([
    db.notebooks.get(id),
    db.entities.where('deck').equals(id).toArray(),
    db.overlays.where('deck').equals(id).toArray(),
  ]);
  if (notebook === undefined) return undefined;
  const { title, path, lineCount, categories, groups, genericPhrases, exams } = notebook;
  const vetoes = withVetoes(notebook.vetoes, overlays);
  // By id, whatever the index gave: a seed must draw the same quiz from the same deck.
  const effective = entities.map((entity) =>
    withOverlays(
      entity,
      overlays.filter((overlay) => overlay.entity === entity.id),
    ),
  );
  const sorted = effective.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const leftOut = leftOutBy(overlays);
  const about = {
    title,
    notes: { path, lineCount },
    categories,
    groups,
    vetoes,
    genericPhrases,
    ...(exams && { exams }),
    ...(leftOut.length > 0 && { leftOut }),
  };
  return { format: 1, id, ...about, entities: sorted };
}
