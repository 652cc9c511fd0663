import { countCard, emptyStanding, standingOf } from '#core/atlas/standing.ts';
import type { StandingTally } from '#core/atlas/standing.ts';
import type { EntityId } from '#core/ids.ts';
import { isAsked, presetFor, usualScope } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import { recallNow } from '#core/scheduling/recall.ts';
import type { CardState } from '#core/scheduling/schedule.ts';
import { levelOf } from '#core/stats/level.ts';
import type { Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '#storage/database.ts';
import { emptyTallies, eachPage, summed } from '#storage/queries/strength.ts';
import type { Strength } from '#storage/queries/strength.ts';
import { isResting } from '#storage/rows.ts';

/** All cards that are asked for, by state, level, deck and category, by a walk over all of them: the model of ledger/standings.ts. */
export function strength(db: CardwrightDatabase, moment: Moment, options: Options): Promise<Strength> {
  const scope = usualScope(options);
  const states: Record<CardState['kind'], number> = { new: 0, learning: 0, review: 0, relearning: 0 };
  const entities = new Map<EntityId, StandingTally>();
  return emptyTallies(db).then(({ decks, places }) =>
    eachPage(db, (rows) => {
      for (const row of rows) {
        const tally = places.get(row.entity);
        if (isResting(row) || tally === undefined || !isAsked(row, scope, options)) continue;
        states[row.state.kind] += 1;
        const recall = recallNow(row, moment, presetFor(options, row.deck));
        tally[levelOf(row, recall ?? 0)] += 1;
        const own = entities.get(row.entity) ?? emptyStanding();
        entities.set(row.entity, own);
        countCard(own, row.state, recall, moment);
      }
    }).then(() => ({ ...summed(decks, states), entities: new Map([...entities].map(([id, tally]) => [id, standingOf(tally)])) })),
  );
}
