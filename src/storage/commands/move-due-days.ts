import type { DueEntry } from '#core/scheduling/entry.ts';
import { moveDueDay } from '#core/scheduling/manual.ts';
import { presetFor } from '#core/scheduling/options.ts';
import { dueDayUnder } from '#core/scheduling/reschedule.ts';
import type { Moment } from '#core/time.ts';
import { changedRow, isResting, scheduleOf } from '../rows.ts';
import type { ScheduleRow, UndoStep } from '../rows.ts';
import type { SettingsChanged } from '../storage.ts';
import { changeDays, dueMoved } from './change-days.ts';
import type { DayChange } from './change-days.ts';
import { recordDeed } from './record-deed.ts';
import { inTransaction, laterId, nextEntryId } from './writing.ts';
import type { Writing } from './writing.ts';

/** Every review is due when it would be, had the options of now given its interval. One deed, each card with an entry of its own. */
export function moveDueDays(writing: Writing, moment: Moment): Promise<SettingsChanged> {
  const { db, device } = writing;
  const options = writing.options();
  return inTransaction(writing, [db.schedules, db.log, db.days, db.undo], async () => {
    const [rows, first] = await Promise.all([
      db.schedules.where('[dueDay+shuffle]').aboveOrEqual([-Infinity]).toArray(),
      nextEntryId(writing, moment.instant),
    ]);
    const { instant, offsetMinutes, day } = moment;
    const put: ScheduleRow[] = [];
    const entries: DueEntry[] = [];
    const changes: DayChange[] = [];
    for (const row of rows) {
      const preset = presetFor(options, row.deck);
      const dueDay = dueDayUnder(row, moment, preset);
      if (dueDay === undefined || isResting(row)) continue;
      const schedule = moveDueDay(scheduleOf(row), dueDay, moment, preset);
      const { state, card, reps, lapses } = schedule;
      const moved = changedRow(row, schedule);
      put.push(moved);
      changes.push(...dueMoved(row.deck, row.dueDay, moved.dueDay));
      const id = laterId(writing, first, entries.length);
      const base = { id, card, instant, offsetMinutes, day, device, preset: preset.id, model: preset.model };
      entries.push({ ...base, kind: 'manual', action: 'due', after: state, reps, lapses });
    }
    if (entries.length === 0) return {};
    const steps = entries.map(({ id }): UndoStep => ({ kind: 'entry', entry: id }));
    const [undo] = await Promise.all([
      recordDeed(writing, { kind: 'settings' }, steps),
      db.schedules.bulkPut(put),
      db.log.bulkAdd(entries),
      changeDays(db, changes),
    ]);
    return { undo };
  });
}
