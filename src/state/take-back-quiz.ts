import type { UndoId } from '#core/ids.ts';
import type { Services } from './services.ts';
import { storageErrorCode, type StorageErrorCode } from './trouble.ts';

/** Takes back what handing in a quiz did; `moved` where one of its cards was answered since. */
export async function takeBackQuiz(services: Services, undo: UndoId): Promise<'undone' | 'moved' | StorageErrorCode> {
  try {
    const taken = await (await services.storage()).undo(services.clock.now(), undo);
    if ('cards' in taken) for (const card of taken.cards) services.tabs.announce({ card });
    return taken.kind === 'undone' ? 'undone' : 'moved';
  } catch (error) {
    const code = storageErrorCode(error);
    if (code === undefined) throw error;
    return code;
  }
}
