import type { DeckId } from '#core/ids.ts';
import type { Instant } from '#core/time.ts';
import type { Services } from './services.ts';
import { storageErrorCode, type StorageErrorCode } from './trouble.ts';

/** Takes back the import that was made at that instant; `moved` where another one has come since, or it is taken back. */
export async function undoImport(
  services: Services,
  deck: DeckId,
  made: Instant,
): Promise<'undone' | 'moved' | StorageErrorCode> {
  try {
    const { kind } = await (await services.storage()).undoImport(deck, services.clock.now(), made);
    return kind === 'undone' ? 'undone' : 'moved';
  } catch (error) {
    const code = storageErrorCode(error);
    if (code === undefined) throw error;
    return code;
  }
}
