import type { DeckId, EntityId } from '#core/ids.ts';
import { presetFor } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import { recallNow } from '#core/scheduling/recall.ts';
import { levelOfRecall } from '#core/stats/level.ts';
import type { Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { isResting } from '../rows.ts';
import { inSnapshot } from './snapshot.ts';

/** What is recalled in 60 to 80 of 100 cases now, by the mean of its cards that were met. */
export function fadingIn(db: CardwrightDatabase, deck: DeckId, moment: Moment, options: Options): Promise<readonly EntityId[]> {
  return inSnapshot(db, [db.schedules], async () => {
    const recalls = new Map<EntityId, number[]>();
    for (const row of await db.schedules.where('deck').equals(deck).toArray()) {
      const recall = isResting(row) ? undefined : recallNow(row, moment, presetFor(options, deck));
      if (recall !== undefined) recalls.set(row.entity, [...(recalls.get(row.entity) ?? []), recall]);
    }
    const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
    return [...recalls].filter(([, all]) => levelOfRecall(mean(all)) === 2).map(([entity]) => entity);
  });
}
