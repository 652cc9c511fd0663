import type { EntryId } from '#core/ids.ts';
import type { AnswerEntry, LogEntry, ScheduleEntry, UndoEntry } from '#core/scheduling/entry.ts';
import { standing, standingAnswers } from '#core/scheduling/replay.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import type { Moment } from '#core/time.ts';
import { changedRow, scheduleOf } from '../rows.ts';
import type { ScheduleRow } from '../rows.ts';
import type { Undone } from '../storage.ts';
import { figuresOf } from './answer-card.ts';
import { changeDays, dueMoved } from './change-days.ts';
import { inTransaction, nextEntryId } from './writing.ts';
import type { Writing } from './writing.ts';

/** Takes back a card's last answer: an entry that voids it, and the schedule as the answer before left it. */
export function undoAnswer(writing: Writing, id: EntryId, moment: Moment): Promise<Undone> {
  const { db, device } = writing;
  return inTransaction(writing, [db.log, db.schedules, db.days], async () => {
    const entry = await db.log.get(id);
    if (entry === undefined) throw new Error(`no entry ${id}`);
    if (!('before' in entry)) throw new Error(`an undo takes back answers, not a ${entry.kind}`);

    const row = await db.schedules.get(entry.card);
    if (row === undefined) throw new Error(`no schedule of card ${entry.card}`);
    const notes = await db.schedules.where('note').equals(row.note).toArray();
    const entries = await db.log
      .where('card')
      .anyOf(notes.map(({ card }) => card))
      .sortBy('id');
    const moves = standing(entries.filter(({ card }) => card === entry.card));
    if (moves.at(-1)?.id !== id) return { kind: 'moved' };

    const schedule = { ...before(scheduleOf(row), moves.at(-2)), ...untold(row, id) };
    const put = changedRow(row, schedule);
    const { instant, offsetMinutes, day } = moment;
    const undo: UndoEntry = {
      id: await nextEntryId(writing, instant),
      kind: 'undo',
      card: entry.card,
      instant,
      offsetMinutes,
      day,
      device,
      voids: id,
    };
    const unburied = notes.filter((sibling) => sibling.card !== entry.card && wasBuriedBy(entry, sibling, [...entries, undo]));
    await Promise.all([
      db.log.add(undo),
      db.schedules.bulkPut([put, ...unburied.map(({ buriedOn: _buriedOn, ...sibling }) => sibling)]),
      changeDays(db, [...figuresOf(entry, row, -1), ...dueMoved(row.deck, row.dueDay, put.dueDay)]),
    ]);
    return { kind: 'undone', schedule };
  });
}

function before(schedule: Schedule, previous: ScheduleEntry | undefined): Schedule {
  return {
    ...schedule,
    revision: schedule.revision + 1,
    state: previous?.after ?? { kind: 'new' },
    reps: previous?.reps ?? 0,
    lapses: previous?.lapses ?? 0,
  };
}

/** The card says again what it said before: nobody has answered its new words now. */
function untold({ told }: ScheduleRow, entry: EntryId): Pick<Schedule, 'changedFrom'> {
  if (told?.entry !== entry) return {};
  const { front, back, at } = told;
  return { changedFrom: { front, back, at } };
}

/** Buried on the day of the answer, and by nothing that still stands. */
function wasBuriedBy({ day }: AnswerEntry, sibling: ScheduleRow, entries: readonly LogEntry[]): boolean {
  if (sibling.buriedOn !== day) return false;
  return !standingAnswers(entries).some((answer) => answer.day === day && answer.card !== sibling.card);
}
