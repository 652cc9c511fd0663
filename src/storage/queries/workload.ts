import type { DeckId } from '#core/ids.ts';
import { isAsked, presetFor, usualScope } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import type { WorkloadCard, WorkloadInput } from '#core/scheduling/workload.ts';
import { paceOf } from '#core/stats/estimate.ts';
import type { Moment, StudyDay } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { isResting } from '../rows.ts';
import type { ScheduleRow } from '../rows.ts';
import { inSnapshot } from './snapshot.ts';
import { todayFigures } from './today.ts';

interface Workable {
  readonly cards: readonly WorkloadCard[];
  readonly newLeft: number;
}

const pageSize = 1_000;
/** So that the same collection tells the same figures. */
const seed = 1;

/** What the coming days are lived through from: everything that is asked for under these options, or a deck of its own. */
export async function workloadInput(
  db: CardwrightDatabase,
  moment: Moment,
  options: Options,
  deck?: DeckId,
): Promise<WorkloadInput> {
  const [{ cards, newLeft }, { days }] = await Promise.all([
    workable(db, options, moment.day, deck),
    todayFigures(db, moment, options),
  ]);
  // The minutes of a day, and what an exam asks for, are of all decks together.
  const own: Partial<Options> & Pick<Options, 'preset'> = deck === undefined ? options : { preset: presetFor(options, deck) };
  const { preset, minutesPerDay, examDate, examFrom, catchUpFrom, catchUpMinutes } = own;
  return {
    today: moment.day,
    cards,
    newLeft,
    preset,
    pace: paceOf(days, moment.day),
    seed,
    ...(minutesPerDay !== undefined && { minutesPerDay }),
    ...(examDate !== undefined && { examDate }),
    ...(examFrom !== undefined && { examFrom }),
    ...(catchUpFrom !== undefined && { catchUpFrom }),
    ...(catchUpMinutes !== undefined && { catchUpMinutes }),
  };
}

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
