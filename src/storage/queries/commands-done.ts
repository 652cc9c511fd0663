import type { CardwrightDatabase } from '../database.ts';
import { getPosition } from '../journaling.ts';
import { inSnapshot } from './snapshot.ts';

/** How many of the learner's commands have changed anything: another number, and what was counted has to be counted again. */
export function commandsDone(db: CardwrightDatabase): Promise<number> {
  return inSnapshot(db, [db.journal], async () => (await getPosition(db)).sequence);
}
