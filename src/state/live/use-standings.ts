import { useLiveQuery } from 'dexie-react-hooks';
import type { CardId } from '#core/ids.ts';
import { recallNow } from '#core/scheduling/recall.ts';
import { levelOf, type Level } from '#core/stats/level.ts';
import { gatherCards } from '#storage/queries/gather.ts';
import { useServices, useStorage } from '../services-context.ts';

/** How a card stands now. */
export interface Standing {
  readonly level: Level;
  /** Absent for a card that has not been met. */
  readonly recall?: number;
  readonly answers: number;
}

/** How these cards stand; what has no schedule yet is left out. */
export function useStandings(cards: readonly CardId[]): ReadonlyMap<CardId, Standing> | undefined {
  const { db, preset } = useStorage();
  const { clock } = useServices();
  const wanted = cards.join('\n');
  return useLiveQuery(async () => {
    const moment = clock.now();
    const schedules = await gatherCards(db, wanted === '' ? [] : (wanted.split('\n') as CardId[]));
    return new Map(
      schedules.map((schedule) => {
        const recall = recallNow(schedule, moment, preset);
        const standing = { level: levelOf(schedule, recall ?? 0), answers: schedule.reps };
        return [schedule.card, recall === undefined ? standing : { ...standing, recall }];
      }),
    );
  }, [db, preset, clock, wanted]);
}
