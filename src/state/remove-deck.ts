import type { DeckId } from '#core/ids.ts';
import type { Services } from './services.ts';
import { storageErrorCode, type StorageErrorCode } from './trouble.ts';

export type DeckRemoved =
  | {
      readonly kind: 'removed';
      /** False where the deck has been put in again since. */
      undo(): Promise<boolean>;
    }
  | { readonly kind: 'unsaved'; readonly code: StorageErrorCode };

/** Takes a deck out and tells the other tabs. One that another tab has removed already is as good as removed. */
export async function removeDeck(services: Services, deck: DeckId): Promise<DeckRemoved> {
  try {
    const storage = await services.storage();
    await storage.removeDeck(deck, services.clock.now());
    services.tabs.announce({ removed: deck });
    const undo = async () => (await storage.undoRemoval(deck, services.clock.now())).kind === 'undone';
    return { kind: 'removed', undo };
  } catch (error) {
    const code = storageErrorCode(error);
    if (code === undefined) throw error;
    return { kind: 'unsaved', code };
  }
}
