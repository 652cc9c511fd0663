import type { DeckId, UndoId } from '#core/ids.ts';
import type { Memories } from '#storage/queries/memories-under.ts';
import type { PresetChange, SettingChange, SettingsChanged, Storage, WeightsChanged } from '#storage/storage.ts';
import type { Services } from './services.ts';
import { storageErrorCode, type StorageErrorCode } from './trouble.ts';

/** What the learner changes about how they study. */
export type OptionChange =
  | { readonly kind: 'setting'; readonly change: SettingChange }
  /** Of all decks, or of the one named. */
  | { readonly kind: 'preset'; readonly change: PresetChange; readonly deck?: DeckId }
  | { readonly kind: 'own preset'; readonly deck: DeckId; readonly own: true }
  /** With what the weights of all decks make of its memories, where its own were others. */
  | { readonly kind: 'own preset'; readonly deck: DeckId; readonly own: false; readonly memories?: Memories }
  /** New weights, with what they make of every memory. */
  | {
      readonly kind: 'weights';
      readonly weights: readonly number[];
      readonly memories: Memories;
      readonly deck?: DeckId;
    }
  /** Existing due dates follow the settings. */
  | { readonly kind: 'due days' };

export type OptionChanged =
  | {
      readonly kind: 'changed';
      /** False where it has been changed again since; absent where nothing had to be changed. */
      readonly undo?: () => Promise<boolean>;
    }
  /** Something was answered since it was told what would change: nothing was. */
  | { readonly kind: 'moved' }
  | { readonly kind: 'unsaved'; readonly code: StorageErrorCode };

export async function changeOption(services: Services, change: OptionChange): Promise<OptionChanged> {
  try {
    const storage = await services.storage();
    const written = await write(services, storage, change);
    if ('kind' in written && written.kind === 'moved') return written;
    const { undo } = written;
    return undo === undefined ? { kind: 'changed' } : { kind: 'changed', undo: () => takeBack(services, storage, undo) };
  } catch (error) {
    const code = storageErrorCode(error);
    if (code === undefined) throw error;
    return { kind: 'unsaved', code };
  }
}

async function takeBack(services: Services, storage: Storage, undo: UndoId): Promise<boolean> {
  return (await storage.undo(services.clock.now(), undo)).kind === 'undone';
}

function write(services: Services, storage: Storage, change: OptionChange): Promise<SettingsChanged | WeightsChanged> {
  switch (change.kind) {
    case 'setting':
      return storage.changeSettings(change.change);
    case 'preset':
      return storage.changePreset(change.change, change.deck);
    case 'own preset':
      if (change.own || change.memories === undefined) return storage.choosePreset(change.deck, change.own);
      return storage.givePresetUp(change.deck, change.memories, services.clock.now());
    case 'weights':
      return storage.changeWeights(change.weights, change.memories, services.clock.now(), change.deck);
    case 'due days':
      return storage.moveDueDays(services.clock.now());
  }
}
