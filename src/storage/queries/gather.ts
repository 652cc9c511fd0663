import { withOverlays } from '#core/decks/overlay.ts';
import type { CardId, EntityId } from '#core/ids.ts';
import { usualScope } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import type { Gathered } from '#core/scheduling/queue.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import type { StudyScope } from '#core/scheduling/scope.ts';
import type { Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { gatherFrom } from '../reader.ts';
import { isResting, scheduleOf } from '../rows.ts';
import type { EntityRow } from '../rows.ts';
import { readerOf } from './reader.ts';
import { inSnapshot } from './snapshot.ts';

/** The rows that today's queue is made from, as they are at one instant. */
export function gather(
  db: CardwrightDatabase,
  moment: Moment,
  options: Options,
  scope: StudyScope = usualScope(options),
): Promise<Gathered> {
  return inSnapshot(db, [db.schedules, db.days, db.log], () => gatherFrom(readerOf(db), moment, options, scope));
}

/** The schedules of chosen cards, in the order asked; a card that is not in a deck any more is left out. */
export function gatherCards(db: CardwrightDatabase, cards: readonly CardId[]): Promise<readonly Schedule[]> {
  return inSnapshot(db, [db.schedules], async () => {
    const rows = await db.schedules.bulkGet([...cards]);
    return rows.flatMap((row) => (row === undefined || isResting(row) ? [] : [scheduleOf(row)]));
  });
}

/** Entities as the learner has them, in the order asked; unknown ones are left out. */
export function readEntities(db: CardwrightDatabase, ids: readonly EntityId[]): Promise<readonly EntityRow[]> {
  return inSnapshot(db, [db.entities, db.overlays], async () => {
    const [rows, overlays] = await Promise.all([
      db.entities.bulkGet([...ids]),
      db.overlays
        .where('entity')
        .anyOf([...ids])
        .toArray(),
    ]);
    const of = (id: EntityId) => overlays.filter(({ entity }) => entity === id);
    return rows.flatMap((row) => (row === undefined ? [] : [withOverlays(row, of(row.id))]));
  });
}
