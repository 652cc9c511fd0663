import { presetFor } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import { countMove, noMoves } from '#core/scheduling/reschedule.ts';
import type { DueMoves } from '#core/scheduling/reschedule.ts';
import type { Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { inSnapshot } from './snapshot.ts';

/** What moving the due dates to where these options would put them would do. It reads all reviews: only when asked for. */
export function dueMoves(db: CardwrightDatabase, moment: Moment, options: Options): Promise<DueMoves> {
  return inSnapshot(db, [db.schedules], async () => {
    const rows = await db.schedules.where('[dueDay+shuffle]').aboveOrEqual([-Infinity]).toArray();
    return rows.reduce((moves, row) => countMove(moves, row, moment, presetFor(options, row.deck)), noMoves);
  });
}
