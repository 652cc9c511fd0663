import type { DeckId } from '#core/ids.ts';
import { isAsked, usualScope } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import type { WorkloadCard } from '#core/scheduling/workload.ts';
import type { StudyDay } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { isResting } from '../rows.ts';
import type { ScheduleRow } from '../rows.ts';
import { inSnapshot } from './snapshot.ts';

export interface Workable {
  readonly cards: readonly WorkloadCard[];
  readonly newLeft: number;
}

const pageSize = 1_000;

/**
 * All memories of what is asked for, or of one deck of it, and how many new cards. It walks the whole collection page by page:
 * only for a simulation.
 */
export function workable(db: CardwrightDatabase, options: Options, today: StudyDay, deck?: DeckId): Promise<Workable> {
  const scope = usualScope(options);
  const cards: WorkloadCard[] = [];
  let newLeft = 0;
  const take = (row: ScheduleRow) => {
    const { state } = row;
    if (isResting(row) || !isAsked(row, scope, options) || (deck !== undefined && row.deck !== deck)) return;
    if (state.kind === 'new') newLeft += 1;
    else {
      const own = deck === undefined ? options.deckPresets.get(row.deck) : undefined;
      const { memory, lastAnswer } = state;
      const card = { memory, lastDay: lastAnswer.day, dueDay: row.dueDay ?? today };
      cards.push(own === undefined ? card : { ...card, desiredRetention: own.desiredRetention });
    }
  };
  const page = (after: string): Promise<Workable> =>
    inSnapshot(db, [db.schedules], async () => db.schedules.where('card').above(after).limit(pageSize).toArray()).then((rows) => {
      for (const row of rows) take(row);
      const last = rows.at(-1);
      return last === undefined || rows.length < pageSize ? { cards, newLeft } : page(last.card);
    });
  return page('');
}
