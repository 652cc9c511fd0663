import type { CardId, DeckId, EntityId } from '#core/ids.ts';
import type { OverlayChange, Storage } from '#storage/storage.ts';
import type { Services } from './services.ts';
import { storageErrorCode, type StorageErrorCode } from './trouble.ts';

/** What a learner decides about single cards. It survives every later import. */
export type CardDecision =
  /** `reset` gives a card the words of the notes again. */
  | { readonly kind: 'edit' | 'reset'; readonly card: CardId; readonly front: string; readonly back: string }
  | { readonly kind: 'suspend' | 'resume' | 'drop' | 'restore'; readonly card: CardId }
  | {
      readonly kind: 'add';
      readonly entity: EntityId;
      readonly front: string;
      readonly back: string;
      readonly lines: readonly number[];
    }
  /** Where `asked` is right, `alsoRight` is right, too. */
  | { readonly kind: 'veto'; readonly asked: EntityId; readonly alsoRight: EntityId };

export type Decided =
  | {
      readonly kind: 'decided';
      /** False where another decision was taken since. */
      undo(): Promise<boolean>;
    }
  | { readonly kind: 'unsaved'; readonly code: StorageErrorCode };

export async function decideOn(services: Services, decision: CardDecision): Promise<Decided> {
  try {
    const storage = await services.storage();
    const change = await write(storage, decision);
    return { kind: 'decided', undo: async () => (await storage.undoOverlay(change)).kind === 'undone' };
  } catch (error) {
    const code = storageErrorCode(error);
    if (code === undefined) throw error;
    return { kind: 'unsaved', code };
  }
}

function write(storage: Storage, decision: CardDecision): Promise<OverlayChange> {
  switch (decision.kind) {
    case 'edit':
    case 'reset':
      return storage.editCard(decision.card, { front: decision.front, back: decision.back });
    case 'suspend':
      return storage.suspendCard(decision.card);
    case 'resume':
      return storage.unsuspendCard(decision.card);
    case 'drop':
      return storage.dropCard(decision.card);
    case 'restore':
      return storage.restoreCard(decision.card);
    case 'add': {
      const { entity, front, back, lines } = decision;
      return storage.addCard({ entity, front, back, lines });
    }
    case 'veto':
      return storage.vetoDistractor(decision.asked, decision.alsoRight);
  }
}

/** What was decided about a deck, in the words of a deck.yaml; undefined where there is no such deck. */
export async function exportDecisions(services: Services, deck: DeckId): Promise<string | undefined> {
  const storage = await services.storage();
  const [known, overlays, { exportOverlays }] = await Promise.all([
    storage.knownNotebook(deck),
    storage.readOverlays(deck),
    import('#core/decks/overlay-patch.ts'),
  ]);
  return known && exportOverlays(known.deck.deck, overlays);
}
