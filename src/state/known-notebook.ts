import type { KnownNotebook } from '#core/decks/plan-files.ts';
import type { DeckId } from '#core/ids.ts';
import type { NotebookRow } from '#storage/rows.ts';
import type { Storage } from '#storage/storage.ts';
import type { Services } from './services.ts';

export interface KnownHere extends KnownNotebook {
  /** Put in by the learner from files; otherwise it came with the app. */
  readonly own: boolean;
  /** Its pictures as its notes call them. */
  readonly pictures: NonNullable<NotebookRow['pictures']>;
}

/** What the learner has of a notebook. The deck.yaml of a deck that came with the app holds for its notes wherever they come from. */
export async function readKnown(services: Services, storage: Storage, id: DeckId): Promise<KnownHere | undefined> {
  const [known, row] = await Promise.all([storage.knownNotebook(id), storage.db.notebooks.get(id)]);
  if (known === undefined) return undefined;
  const curationText = known.curationText ?? (await services.shippedDecks.find(({ slug }) => slug === id)?.curation());
  return {
    deck: known.deck,
    ...(known.revision === undefined ? {} : { revision: known.revision }),
    notesText: row?.text ?? '',
    own: known.curationText !== undefined,
    pictures: row?.pictures ?? [],
    ...(curationText === undefined ? {} : { curationText }),
  };
}
