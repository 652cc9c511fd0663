import type { DeckId } from '#core/ids.ts';
import type { MemoryEntry } from '#core/scheduling/entry.ts';
import type { Preset } from '#core/scheduling/schedule.ts';
import type { Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { presetKeyOf } from '../options.ts';
import type { Memories } from '../queries/memories-under.ts';
import { changedRow, scheduleOf } from '../rows.ts';
import type { ScheduleRow, SettingKey, UndoStep } from '../rows.ts';
import type { WeightsChanged } from '../storage.ts';
import { presetIn, revised } from './change-settings.ts';
import { recordDeed } from './record-deed.ts';
import { inTransaction, laterId, nextEntryId } from './writing.ts';
import type { Writing } from './writing.ts';

/**
 * New weights, and with them the memories that a replay found, as one deed: each card gets an entry of its own, from which the
 * log alone gives the same again. Due days stay. Refused where something was answered since the replay.
 */
export function changeWeights(
  writing: Writing,
  weights: readonly number[],
  memories: Memories,
  moment: Moment,
  deck?: DeckId,
): Promise<WeightsChanged> {
  return adopt(writing, memories, moment, async (db) => {
    const revision = revised(await presetIn(db, deck), { weights });
    return { revision, key: deck === undefined ? 'preset' : presetKeyOf(deck), value: revision.id };
  });
}

/** A deck gives up its own preset, and its memories become those of the weights of all decks: one deed, too. */
export function givePresetUp(writing: Writing, deck: DeckId, memories: Memories, moment: Moment): Promise<WeightsChanged> {
  return adopt(writing, memories, moment, async (db) => ({ revision: await presetIn(db, undefined), key: presetKeyOf(deck) }));
}

interface Adopted {
  readonly revision: Preset;
  /** The setting that names it, and what it says from now on. */
  readonly key: SettingKey;
  readonly value?: string;
}

function adopt(
  writing: Writing,
  { changed, upTo }: Memories,
  moment: Moment,
  choose: (db: CardwrightDatabase) => Promise<Adopted>,
): Promise<WeightsChanged> {
  const { db, device } = writing;
  return inTransaction(writing, [db.settings, db.presets, db.schedules, db.log, db.undo], async () => {
    const [last, { revision, key, value }, first, rows] = await Promise.all([
      db.log.toCollection().lastKey(),
      choose(db),
      nextEntryId(writing, moment.instant),
      db.schedules.bulkGet(changed.map(({ card }) => card)),
    ]);
    if (last !== upTo) return { kind: 'moved' };
    const before = (await db.settings.get(key))?.value;
    const { instant, offsetMinutes, day } = moment;
    const put: ScheduleRow[] = [];
    const entries: MemoryEntry[] = [];
    for (const [index, row] of rows.entries()) {
      if (row === undefined || row.state.kind === 'new') continue;
      const { card, reps, lapses } = row;
      const state = { ...row.state, memory: changed[index]!.memory };
      const moved = changedRow(row, { ...scheduleOf(row), revision: row.revision + 1, state });
      put.push(row.told === undefined ? moved : { ...moved, told: row.told });
      const base = { id: laterId(writing, first, entries.length), card, instant, offsetMinutes, day, device };
      const made = { preset: revision.id, model: revision.model };
      entries.push({ ...base, ...made, kind: 'manual', action: 'memory', after: state, reps, lapses });
    }
    if (before === value && entries.length === 0) return { kind: 'changed' };
    const steps: UndoStep[] = [
      { kind: 'setting', key, ...(before !== undefined && { before }), ...(value !== undefined && { after: value }) },
      ...entries.map(({ id }): UndoStep => ({ kind: 'entry', entry: id })),
    ];
    const [undo] = await Promise.all([
      recordDeed(writing, { kind: 'settings' }, steps),
      db.presets.put(revision),
      value === undefined ? db.settings.delete(key) : db.settings.put({ key, value }),
      db.schedules.bulkPut(put),
      db.log.bulkAdd(entries),
    ]);
    return { kind: 'changed', undo };
  });
}
