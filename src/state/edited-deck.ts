import type { DeckId } from '#core/ids.ts';
import { readKnown } from './known-notebook.ts';
import { PictureReader } from './pictures.ts';
import type { Services } from './services.ts';

/** Puts in place what a deck of this app was edited to, where the learner has it; false where nothing is different. */
export async function takeEditedDeck(services: Services, slug: string): Promise<boolean> {
  const shipped = services.shippedDecks.find((deck) => deck.slug === slug);
  if (shipped === undefined) return false;
  const storage = await services.storage();
  const known = await readKnown(services, storage, slug as DeckId);
  // What came from the learner's own files is theirs, and a removed deck stays away.
  if (known?.revision === undefined || known.own) return false;
  const { deck, notesText } = await shipped.load();
  const source = { deck: deck.id, from: { kind: 'deck' as const, deck, notesText }, known };
  const [planned] = await services.compileNotes([source], () => undefined, new AbortController().signal);
  if (planned?.kind !== 'planned' || planned.same) return false;
  const reader = new PictureReader(new Map(shipped.pictures?.map((file) => [file.path, file])));
  const pictured = await reader.attach({ planned, path: 'notes.md', known: known.pictures });
  if (pictured.kind !== 'planned') return false;
  const { kind } = await storage.applyImport(pictured.plan, services.clock.now());
  return kind === 'imported';
}
