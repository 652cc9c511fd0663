import type { DeckId } from '#core/ids.ts';
import { countByDeck } from '#core/scheduling/deck-counts.ts';
import type { Options } from '#core/scheduling/options.ts';
import { buildQueue, countQueue } from '#core/scheduling/queue.ts';
import type { QueueCounts } from '#core/scheduling/queue.ts';
import { sumOfDay } from '#core/stats/day.ts';
import type { Ahead } from '#core/stats/forecast.ts';
import type { Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { aheadOf, countNew, daysFrom, forecastDays, gatherFrom } from '../reader.ts';
import type { DayRow } from '../rows.ts';
import { readerOf } from './reader.ts';
import { inSnapshot } from './snapshot.ts';

export interface TodayFigures {
  readonly moment: Moment;
  readonly options: Options;
  /** What today's queue holds. */
  readonly counts: QueueCounts;
  /** The same for each deck that is in it. */
  readonly decks: ReadonlyMap<DeckId, QueueCounts>;
  readonly doneToday: { readonly answers: number; readonly passed: number; readonly minutes: number };
  /** For streak and pace: the last four weeks or the whole streak, the coming days, and older ones with overdue cards. */
  readonly days: readonly DayRow[];
  /** New cards, counted as far as the forecast needs. */
  readonly newLeft: number;
  readonly ahead: Ahead;
}

/** The figures of Today; the same that the first look gives before Dexie is there. */
export function todayFigures(db: CardwrightDatabase, moment: Moment, options: Options): Promise<TodayFigures> {
  const reader = readerOf(db);
  return inSnapshot(db, [db.schedules, db.days, db.log], async () => {
    const gathered = await gatherFrom(reader, moment, options);
    const days = await daysFrom(reader, moment.day);
    const counted = await countNew(reader, options, options.preset.newPerDay * forecastDays);
    const queue = buildQueue(gathered, moment, options);
    const { answers, passed, takenMs } = sumOfDay(days, moment.day);
    return {
      moment,
      options,
      counts: countQueue(queue),
      decks: countByDeck(queue),
      doneToday: { answers, passed, minutes: takenMs / 60_000 },
      days,
      newLeft: Math.max(counted, gathered.newLeft ?? 0),
      ahead: await aheadOf(reader, queue, days, moment, options),
    };
  });
}
