import type { NoticesStore } from '#state/notices.ts';
import type { StudyStore } from '#state/study-store.ts';

/** Takes back what was done last, or does it again, and says what that was. */
export function useTakeBack(store: StudyStore, notices: NoticesStore) {
  return async (way: 'undo' | 'redo') => {
    const [taken, { tellTakenBack }] = await Promise.all([store.getState().takeBack(way), import('#views/words/deeds.en.ts')]);
    if (taken !== undefined) notices.getState().tell({ kind: 'told', ...tellTakenBack(taken, way) });
  };
}
