import { useLiveQuery } from 'dexie-react-hooks';
import type { Exam } from '#core/decks/deck.ts';
import type { CardId } from '#core/ids.ts';
import type { CustomStudy } from '#core/scheduling/custom.ts';
import { ownTags } from '#core/tags.ts';
import { customCards } from '#storage/queries/custom-cards.ts';
import { useServices, useStorage } from '../services-context.ts';

/** The cards of a custom study as they stand now, counted before it begins. */
export function useCustomCards(custom: CustomStudy): readonly CardId[] | undefined {
  const storage = useStorage();
  const { clock } = useServices();
  const wanted = JSON.stringify(custom);
  const found = useLiveQuery(
    async () => ({
      wanted,
      cards: await customCards(storage.db, JSON.parse(wanted) as CustomStudy, clock.now(), storage.options),
    }),
    [storage, clock, wanted],
  );
  // After a change of mind the query still gives what was wanted before.
  return found?.wanted === wanted ? found.cards : undefined;
}

/** Tags of the learner's own, to choose from. */
export function useTags(): readonly string[] | undefined {
  const { db } = useStorage();
  return useLiveQuery(async () => ownTags((await db.overlays.orderBy('tags').uniqueKeys()) as string[]), [db]);
}

export interface CustomParts {
  readonly deck: string;
  readonly title: string;
  readonly categories: readonly { readonly id: string; readonly name: string }[];
}

/** Exams that any deck prepares for, to choose from. */
export function useExams(): readonly Pick<Exam, 'id' | 'name'>[] | undefined {
  const { db } = useStorage();
  return useLiveQuery(async () => {
    const exams = (await db.notebooks.toArray()).flatMap((notebook) => notebook.exams ?? []);
    return [...new Map(exams.map(({ id, name }) => [id, { id, name }])).values()];
  }, [db]);
}

/** Decks and their categories, to choose from. */
export function useParts(): readonly CustomParts[] | undefined {
  const { db } = useStorage();
  return useLiveQuery(
    async () => (await db.notebooks.toArray()).map(({ id, title, categories }) => ({ deck: id, title, categories })),
    [db],
  );
}
