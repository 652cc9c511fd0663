import type { DeckId } from '#core/ids.ts';
import type { ImportPlan } from '#core/decks/plan.ts';
import type { KnownNotebook } from '#core/decks/plan-files.ts';
import type { Moment } from '#core/time.ts';
import { readDeck } from '#storage/queries/read-deck.ts';
import type { Storage } from '#storage/storage.ts';

// Stands in until storage has these commands.

export async function knownNotebook(storage: Storage, id: DeckId): Promise<KnownNotebook | undefined> {
  const deck = await readDeck(storage.db, id);
  const row = await storage.db.notebooks.get(id);
  return deck && row && { deck: { deck, archived: [] }, notesText: row.text, revision: 0 };
}

export async function applyPlan(storage: Storage, plan: ImportPlan, moment: Moment): Promise<string> {
  await storage.installDeck(plan.after, plan.notesText, moment);
  return plan.deck;
}

export async function undoPlan(_storage: Storage, _applied: string, _moment: Moment): Promise<boolean> {
  return false;
}
