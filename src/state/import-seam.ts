import type { ImportPlan } from '#core/decks/plan.ts';
import type { KnownNotebook } from '#core/decks/plan-files.ts';
import type { DeckId } from '#core/ids.ts';
import type { Moment } from '#core/time.ts';
import { readDeck } from '#storage/queries/read-deck.ts';
import type { Storage } from '#storage/storage.ts';
import type { Services } from './services.ts';

// Stands in until storage has these commands.

export async function knownNotebook(
  services: Services,
  storage: Storage,
  id: string,
): Promise<(KnownNotebook & { readonly own: boolean }) | undefined> {
  const deck = await readDeck(storage.db, id as DeckId);
  const row = await storage.db.notebooks.get(id as DeckId);
  if (deck === undefined || row === undefined) return undefined;
  const curationText = await services.shippedDecks.find(({ slug }) => slug === id)?.curation();
  return {
    deck: { deck, archived: [] },
    notesText: row.text,
    revision: 0,
    own: false,
    ...(curationText === undefined ? {} : { curationText }),
  };
}

export async function applyPlan(storage: Storage, plan: ImportPlan, moment: Moment): Promise<string> {
  await storage.installDeck(plan.after, plan.notesText, moment);
  return plan.deck;
}

export async function undoPlan(_storage: Storage, _applied: string, _moment: Moment): Promise<boolean> {
  return false;
}
