import { Dexie } from 'dexie';

import type { CardwrightDatabase } from '../database.ts';
import type { Reader } from '../reader.ts';

/** The reads of reader.ts, observed by live queries. */
export function readerOf(db: CardwrightDatabase): Reader {
  return {
    learningBefore: (end) => db.schedules.where('dueAt').below(end).toArray(),
    dueBy: (day, count) => db.schedules.where('[dueDay+shuffle]').belowOrEqual([day, Dexie.maxKey]).limit(count).toArray(),
    fresh: (count) => db.schedules.orderBy('newPosition').limit(count).toArray(),
    countFresh: (most) =>
      db.schedules
        .orderBy('newPosition')
        .limit(most)
        .primaryKeys()
        .then(({ length }) => length),
    daysBetween: (first, last) =>
      db.days.where('[day+deck]').between([first, Dexie.minKey], [last, Dexie.maxKey], true, true).toArray(),
    owedBefore: (day) => db.days.where('owedDay').below(day).toArray(),
    // Each by itself: anyOf walks row by row, which takes three times as long.
    ofEntities: async (entities) =>
      (await Promise.all(entities.map((entity) => db.schedules.where('entity').equals(entity).toArray()))).flat(),
    firstAnsweredOn: async (day) => {
      const entries = await db.log.where('[day+before]').equals([day, 'new']).toArray();
      return entries.map(({ card }) => card);
    },
    rows: async (cards) => (await db.schedules.bulkGet([...cards])).filter((row) => row !== undefined),
  };
}
