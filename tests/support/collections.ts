import { hash32 } from '#core/random.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import { dayRow, emptyDay, scheduleRow } from '#storage/rows.ts';
import type { DayRow } from '#storage/rows.ts';
import type { Storage } from '#storage/storage.ts';
import { aDeck } from './decks.ts';
import { aMoment } from './moments.ts';

/** Schedules put into the tables as if they had been learnt, with the counts of their due days. */
export async function putSchedules({ db }: Storage, schedules: readonly Schedule[]): Promise<void> {
  const rows = schedules.map(scheduleRow);
  await db.schedules.bulkPut(rows);
  const days = new Map<string, DayRow>();
  for (const { dueDay, deck } of rows) {
    if (dueDay === undefined) continue;
    const row = days.get(`${dueDay} ${deck}`) ?? emptyDay(dueDay, deck);
    days.set(`${dueDay} ${deck}`, dayRow({ ...row, due: row.due + 1 }));
  }
  await db.days.bulkPut([...days.values()]);
}

/** A deck without cards, so that there is something to start with. */
export async function installEmptyDeck(storage: Storage): Promise<void> {
  await storage.installDeck(aDeck({ entities: [] }), '', aMoment());
}

/** The order of reviews by the plainest means: by due day, then by the hash that is stored with it. */
export function inReviewOrder(schedules: readonly Schedule[]): Schedule[] {
  const keyOf = ({ card, state }: Schedule) => {
    if (state.kind !== 'review') throw new Error(`${card} is not in review`);
    return state.dueDay * 2 ** 32 + hash32(`${card} ${state.dueDay}`);
  };
  return schedules.toSorted((a, b) => keyOf(a) - keyOf(b));
}
