import { useLiveQuery } from 'dexie-react-hooks';
import type { DeckId } from '#core/ids.ts';
import { useStorage } from '../services-context.ts';

export interface NotebookSummary {
  readonly id: DeckId;
  readonly title: string;
  readonly path: string;
  readonly lineCount: number;
  readonly cards: number;
}

export function useNotebooks(): readonly NotebookSummary[] | undefined {
  const { db } = useStorage();
  return useLiveQuery(async () => {
    const notebooks = await db.notebooks.toArray();
    return Promise.all(
      notebooks.map(async ({ id, title, path, lineCount }) => ({
        id,
        title,
        path,
        lineCount,
        cards: await db.schedules
          .where('deck')
          .equals(id)
          .filter(({ archived }) => archived !== true)
          .count(),
      })),
    );
  }, [db]);
}
