import { Dexie } from 'dexie';
import type { CategoryId, DeckId } from '#core/ids.ts';
import { buildQueue } from '#core/scheduling/queue.ts';
import type { CardState, Schedule } from '#core/scheduling/schedule.ts';
import type { StudyDay } from '#core/time.ts';
import { openStorage } from '#storage/open.ts';
import { dayRow, emptyDay, scheduleRow } from '#storage/rows.ts';
import type { DayRow } from '#storage/rows.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { aSchedule, inReview } from '#tests/support/schedules.ts';

// A page with nothing on it: it builds today's queue from a large collection, and reads a hundred rows by the same index.

const cards = 100_000;
const due = 5_000;
const moment = aMoment();
const storage = openStorage();

export interface QueueBench {
  fill(): Promise<void>;
  measure(runs: number): Promise<{ readonly queue: number[]; readonly rows: number[]; readonly length: number }>;
}

/**
 * Every twentieth card is due, every tenth new. As in the shipped deck an entity has three cards or so, and nearly all are
 * easily mixed up with others.
 */
function scheduleAt(place: number): Schedule {
  const entity = Math.floor(place / 3);
  const schedule = aSchedule({
    card: `note-${entity}.${place % 3}`,
    entity: `deck/${entity}`,
    position: place,
    ...stateAt(place),
  });
  const groups = [`group-${entity % 40}`];
  return place % 20 === 1 ? schedule : { ...schedule, about: { category: 'streaming' as CategoryId, groups } };
}

function stateAt(place: number): { state?: CardState; reps?: number } {
  if (place % (cards / due) === 0) return { state: inReview({ dueDay: monday - (place % 7) }), reps: 4 };
  if (place % 10 === 1) return {};
  return { state: inReview({ dueDay: monday + 1 + (place % 100), intervalDays: 120 }), reps: 4 };
}

const bench: QueueBench = {
  async fill() {
    const { db } = await storage;
    const days = new Map<StudyDay, DayRow>();
    for (let from = 0; from < cards; from += 5_000) {
      const rows = Array.from({ length: 5_000 }, (_, index) => scheduleRow(scheduleAt(from + index)));
      await db.schedules.bulkPut(rows);
      for (const { dueDay } of rows) {
        if (dueDay === undefined) continue;
        const row = days.get(dueDay) ?? emptyDay(dueDay, 'deck' as DeckId);
        days.set(dueDay, dayRow({ ...row, due: row.due + 1 }));
      }
    }
    await db.days.bulkPut([...days.values()]);
  },

  async measure(runs) {
    const { db, gather, options } = await storage;
    const queue: number[] = [];
    const rows: number[] = [];
    let length = 0;
    // The first ones pay for code that has never run.
    for (let run = -5; run < runs; run += 1) {
      let from = performance.now();
      const today = buildQueue(await gather(moment), moment, options);
      const queueMs = performance.now() - from;
      length = today.main.length;
      from = performance.now();
      const read = await db.schedules.where('[dueDay+shuffle]').belowOrEqual([moment.day, Dexie.maxKey]).limit(100).toArray();
      const rowsMs = performance.now() - from;
      if (read.length !== 100) throw new Error(`${read.length} rows of a hundred`);
      if (run < 0) continue;
      queue.push(queueMs);
      rows.push(rowsMs);
    }
    return { queue, rows, length };
  },
};

Object.assign(globalThis, { bench });
