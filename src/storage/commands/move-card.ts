import type { Deed } from '#core/deed.ts';
import type { CardId } from '#core/ids.ts';
import type { DueEntry, ResetEntry } from '#core/scheduling/entry.ts';
import { resetCard as reset, setDueDay as due } from '#core/scheduling/manual.ts';
import { presetFor } from '#core/scheduling/options.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import type { Moment, StudyDay } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { buriedRow, changedRow, isResting, scheduleOf } from '../rows.ts';
import type { ScheduleRow, UndoStep } from '../rows.ts';
import { StorageError } from '../storage.ts';
import type { Decision, Unburied } from '../storage.ts';
import { changeDays, dueMoved } from './change-days.ts';
import { siblingsOf } from './change-overlay.ts';
import { recordDeed } from './record-deed.ts';
import { inTransaction, nextEntryId } from './writing.ts';
import type { Writing } from './writing.ts';

/** Not asked again until the next study day. */
export function buryCard(writing: Writing, card: CardId, { day }: Moment): Promise<Decision> {
  return bury(writing, { kind: 'bury-card', card }, async () => [card], day);
}

/** The card and its siblings. */
export function buryNote(writing: Writing, card: CardId, { day }: Moment): Promise<Decision> {
  return bury(writing, { kind: 'bury-note', card }, (db) => siblingsOf(db, card), day);
}

export function unburyCard(writing: Writing, card: CardId): Promise<Decision> {
  return bury(writing, { kind: 'unbury', card }, async () => [card], undefined);
}

/** Makes the card new again, at its old place among the new ones; its answers stay in the log. */
export function resetCard(writing: Writing, card: CardId, moment: Moment): Promise<Decision> {
  return move(
    writing,
    { kind: 'reset', card },
    (row, base) => {
      const schedule = reset(scheduleOf(row));
      const { reps, lapses } = schedule;
      const entry: ResetEntry = { ...base, kind: 'manual', action: 'reset', after: { kind: 'new' }, reps, lapses };
      return { schedule, entry };
    },
    moment,
  );
}

/** The card is due on a day that the learner chose. */
export function setDueDay(writing: Writing, card: CardId, dueDay: StudyDay, moment: Moment): Promise<Decision> {
  return move(
    writing,
    { kind: 'due', card },
    (row, base) => {
      const preset = presetFor(writing.options(), row.deck);
      const schedule = due(scheduleOf(row), dueDay, moment, preset);
      const { state, reps, lapses } = schedule;
      const made = { preset: preset.id, model: preset.model } as const;
      const entry: DueEntry = { ...base, ...made, kind: 'manual', action: 'due', after: state, reps, lapses };
      return { schedule, entry };
    },
    moment,
  );
}

/** All cards that wait until tomorrow are asked today after all, whether the learner or an answer on a sibling buried them. */
export function unburyAll(writing: Writing, { day }: Moment): Promise<Unburied> {
  const { db } = writing;
  return inTransaction(writing, [db.schedules, db.undo], async () => {
    const rows = await db.schedules.where('buriedOn').equals(day).toArray();
    if (rows.length === 0) return { cards: [] };
    await db.schedules.bulkPut(rows.map(({ buriedOn: _buriedOn, ...unburied }) => unburied));
    const steps = rows.map(({ card }): UndoStep => ({ kind: 'buried', card, before: day }));
    const cards = rows.map(({ card }) => card);
    return { cards, undo: await recordDeed(writing, { kind: 'unbury-all', cards }, steps) };
  });
}

type Base = Pick<DueEntry, 'id' | 'card' | 'instant' | 'offsetMinutes' | 'day' | 'device'>;

function move(
  writing: Writing,
  deed: Extract<Deed, { readonly card: CardId }>,
  make: (row: ScheduleRow, base: Base) => { readonly schedule: Schedule; readonly entry: ResetEntry | DueEntry },
  moment: Moment,
): Promise<Decision> {
  const { db, device } = writing;
  return inTransaction(writing, [db.schedules, db.log, db.days, db.undo], async () => {
    const { card } = deed;
    const row = await db.schedules.get(card);
    if (row === undefined) throw new StorageError('gone');
    const { instant, offsetMinutes, day } = moment;
    const id = await nextEntryId(writing, instant);
    const { schedule, entry } = make(row, { id, card, instant, offsetMinutes, day, device });
    const { buriedOn, ...unburied } = schedule;
    const put = changedRow(row, unburied);
    await Promise.all([
      db.schedules.put(put),
      db.log.add(entry),
      changeDays(db, dueMoved(schedule.deck, row.dueDay, put.dueDay)),
    ]);
    const steps: UndoStep[] = [
      { kind: 'entry', entry: id },
      ...(buriedOn === undefined ? [] : [{ kind: 'buried', card, before: buriedOn } as const]),
    ];
    return { card, cards: [card], undo: await recordDeed(writing, deed, steps) };
  });
}

function bury(
  writing: Writing,
  deed: Extract<Deed, { readonly card: CardId }>,
  choose: (db: CardwrightDatabase) => Promise<readonly CardId[]>,
  until: StudyDay | undefined,
): Promise<Decision> {
  const { db } = writing;
  return inTransaction(writing, [db.schedules, db.undo], async () => {
    const chosen = await db.schedules.bulkGet([...(await choose(db))]);
    const rows = chosen.flatMap((row) => (row === undefined || isResting(row) || row.buriedOn === until ? [] : [row]));
    const { card } = deed;
    if (rows.length === 0) return { card, cards: [] };
    await db.schedules.bulkPut(
      rows.map((row) => {
        const { buriedOn: _buriedOn, ...unburied } = row;
        return until === undefined ? unburied : buriedRow(row, until);
      }),
    );
    const steps = rows.map((row): UndoStep => ({
      kind: 'buried',
      card: row.card,
      ...(row.buriedOn !== undefined && { before: row.buriedOn }),
      ...(until !== undefined && { after: until }),
    }));
    return { card, cards: rows.map((row) => row.card), undo: await recordDeed(writing, deed, steps) };
  });
}
