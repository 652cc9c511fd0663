import type { PlannedNotebook } from '#core/decks/plan-files.ts';
import type { DeckId } from '#core/ids.ts';
import type { Storage } from '#storage/storage.ts';
import { readKnown } from './known-notebook.ts';
import { PictureReader } from './pictures.ts';
import type { Services, ShippedDeck } from './services.ts';

/** What a deck of this app, as it is now, would change where the learner has it; undefined where it is not theirs to change. */
export async function planShipped(
  services: Services,
  storage: Storage,
  shipped: ShippedDeck,
): Promise<Extract<PlannedNotebook, { kind: 'planned' }> | undefined> {
  const known = await readKnown(services, storage, shipped.slug as DeckId);
  // What came from the learner's own files is theirs, whatever it is called; a removed deck is not pressed on anybody.
  if (known?.revision === undefined || known.own) return undefined;
  const { deck, notesText } = await shipped.load();
  const source = { deck: deck.id, from: { kind: 'deck' as const, deck, notesText }, known };
  const [planned] = await services.compileNotes([source], () => undefined, new AbortController().signal);
  if (planned === undefined) return undefined;
  const reader = new PictureReader(new Map(shipped.pictures?.map((file) => [file.path, file])));
  const pictured = await reader.attach({ planned, path: 'notes.md', known: known.pictures });
  return pictured.kind === 'planned' ? pictured : undefined;
}
