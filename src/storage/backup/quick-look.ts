import type { CardId, EntityId } from '#core/ids.ts';
import type { Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import type { ScheduleRow } from '../rows.ts';
import { compareRow, entriesOf } from './check.ts';
import type { JudgeRow } from './damage.ts';

const [someEntries, dueCards, freshCards, otherCards] = [200, 100, 30, 300];
const days = 35;

/**
 * Whether a bounded part of the record is sound: what the next session reads, what was done last, and another piece of the
 * cards each day. However large the collection is, it reads about as much. What it finds is a reason to look at everything.
 */
export async function looksSound(db: CardwrightDatabase, judge: JudgeRow, { day, dayEnds }: Moment): Promise<boolean> {
  return db.transaction('r', db.tables, async () => {
    const cards = await db.schedules.count();
    const piece = Math.max(1, Math.ceil(cards / otherCards));
    const lists = {
      settings: await db.settings.toArray(),
      presets: await db.presets.toArray(),
      days: await db.days
        .where(':id')
        .between([day - days], [day + 7])
        .toArray(),
      log: await db.log
        .where('day')
        .between(day - 2, day + 7)
        .limit(someEntries)
        .toArray(),
      quizzes: await db.quizzes.where('open').equals(1).toArray(),
    };
    for (const [table, rows] of Object.entries(lists)) if (rows.some((row) => judge(table, row) !== undefined)) return false;

    const schedules = [
      ...(await db.schedules.where('[dueDay+shuffle]').between([-Infinity], [day, []]).limit(dueCards).toArray()),
      ...(await db.schedules.where('dueAt').below(dayEnds).limit(dueCards).toArray()),
      ...(await db.schedules.orderBy('newPosition').limit(freshCards).toArray()),
      ...(await db.schedules
        .offset((day % piece) * otherCards)
        .limit(otherCards)
        .toArray()),
    ];
    if (schedules.some((row) => judge('schedules', row) !== undefined)) return false;
    const rows = new Map<CardId, ScheduleRow>(schedules.map((row) => [row.card, row]));

    const named = new Set<EntityId>(schedules.flatMap(({ entity, archived }) => (archived ? [] : [entity])));
    const pages = await db.entities.bulkGet([...named]);
    if (pages.some((page) => page === undefined || judge('entities', page) !== undefined)) return false;
    const compiled = pages.flatMap((page) => page?.notes.flatMap((note) => note.cards.map(({ id }) => id)) ?? []);
    if ((await db.schedules.where('card').anyOf(compiled).count()) < new Set(compiled).size) return false;

    const entries = await entriesOf(db, [...rows.values()]);
    if ([...entries.values()].flat().some((entry) => judge('log', entry) !== undefined)) return false;
    const presets = new Map(lists.presets.map((preset) => [preset.id, preset]));
    return [...rows.values()].every((row) =>
      compareRow(row, entries.get(row.card) ?? [], presets).differences.every((difference) => difference === 'revision'),
    );
  });
}
