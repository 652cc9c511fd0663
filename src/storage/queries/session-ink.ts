import { countCard, emptyStanding, standingOf, type EntityStanding } from '#core/atlas/standing.ts';
import type { CardId, EntityId, EntryId } from '#core/ids.ts';
import { isAsked, presetFor, usualScope, type Options } from '#core/scheduling/options.ts';
import { recallNow } from '#core/scheduling/recall.ts';
import type { CardState } from '#core/scheduling/schedule.ts';
import type { Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { isResting } from '../rows.ts';
import { inSnapshot } from './snapshot.ts';

/** How the entities of some answers stood before them: as they would stand now without. */
export function beforeAnswers(
  db: CardwrightDatabase,
  answers: readonly { readonly card: CardId; readonly entry: EntryId }[],
  moment: Moment,
  options: Options,
): Promise<ReadonlyMap<EntityId, EntityStanding>> {
  return inSnapshot(db, [db.schedules, db.log], async () => {
    const first = new Map<CardId, EntryId>();
    for (const { card, entry } of answers) if (!first.has(card) || entry < first.get(card)!) first.set(card, entry);
    const states = new Map<CardId, CardState>(
      await Promise.all(
        [...first].map(async ([card, entry]): Promise<[CardId, CardState]> => {
          const earlier = await db.log.where('card').equals(card).sortBy('id');
          const last = earlier.findLast((one) => one.id < entry && 'after' in one);
          return [card, last !== undefined && 'after' in last ? last.after : { kind: 'new' }];
        }),
      ),
    );
    const rows = await db.schedules.bulkGet([...first.keys()]);
    const entities = [...new Set(rows.flatMap((row) => row?.entity ?? []))];
    const all = await db.schedules.where('entity').anyOf(entities).toArray();
    const scope = usualScope(options);
    return new Map(
      entities.map((entity) => {
        const tally = emptyStanding();
        for (const row of all) {
          if (row.entity !== entity || isResting(row) || !isAsked(row, scope, options)) continue;
          const state = states.get(row.card) ?? row.state;
          countCard(tally, state, recallNow({ state }, moment, presetFor(options, row.deck)), moment);
        }
        return [entity, standingOf(tally)];
      }),
    );
  });
}
