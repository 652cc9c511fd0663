import type { CategoryId, DeckId, ExamId } from '#core/ids.ts';
import type { CardwrightDatabase } from '../database.ts';
import { inSnapshot } from './snapshot.ts';

/** What figures can be asked of, by name. */
export interface NamedParts {
  readonly decks: readonly {
    readonly id: DeckId;
    readonly title: string;
    readonly categories: readonly { readonly id: CategoryId; readonly name: string }[];
  }[];
  readonly exams: readonly { readonly id: ExamId; readonly name: string }[];
}

export function namedParts(db: CardwrightDatabase): Promise<NamedParts> {
  return inSnapshot(db, [db.notebooks], async () => {
    const notebooks = await db.notebooks.toArray();
    const exams = new Map(notebooks.flatMap(({ exams: own = [] }) => own.map(({ id, name }) => [id, { id, name }] as const)));
    return {
      decks: notebooks.map(({ id, title, categories }) => ({
        id,
        title,
        categories: categories.map(({ id: own, name }) => ({ id: own, name })),
      })),
      exams: [...exams.values()],
    };
  });
}
