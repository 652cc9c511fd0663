import { useLiveQuery } from 'dexie-react-hooks';
import { compareEntities, type ComparedRow } from '#core/decks/compare.ts';
import type { EntityId } from '#core/ids.ts';
import { bareName } from '#core/quiz/bare-name.ts';
import { confusedWith } from '#storage/queries/confused-with.ts';
import { useStorage } from '../services-context.ts';

export interface SideBySide {
  readonly names: readonly [string, string];
  readonly rows: readonly ComparedRow[];
  /** How often the second was chosen in place of the first, of so many wrong answers. */
  readonly times: number;
  readonly wrong: number;
}

/** An entity beside what it is mixed up with; `none` if nothing is known of that. */
export function useConfusedWith(id: EntityId): SideBySide | 'none' | undefined {
  const { db } = useStorage();
  return useLiveQuery(async () => {
    const found = await confusedWith(db, id);
    if (found === undefined) return 'none';
    const { entity, partner, times, wrong } = found;
    return {
      names: [bareName(entity.name), bareName(partner.name)],
      rows: compareEntities(entity, partner),
      times,
      wrong,
    };
  }, [db, id]);
}
