import { hash } from '#core/hash.ts';
import type { DeckId, PresetId } from '#core/ids.ts';
import type { Preset } from '#core/scheduling/schedule.ts';
import type { CardwrightDatabase } from '../database.ts';
import { presetKeyOf } from '../options.ts';
import type { PresetChange, SettingChange, SettingsChanged } from '../storage.ts';
import type { SettingKey, UndoStep } from '../rows.ts';
import { recordDeed } from './record-deed.ts';
import { inTransaction } from './writing.ts';
import type { Writing } from './writing.ts';

/** Changes what is no preset's matter; what is `undefined` is unset, and so as it was at first. */
export function changeSettings(writing: Writing, change: SettingChange): Promise<SettingsChanged> {
  const texts = Object.entries(change).map(([key, value]) => [key as keyof SettingChange, textOf(value)] as const);
  return putSettings(writing, async () => texts);
}

/** A new revision of the options that answers are made under: the old one stays, since entries of the log name it. */
export function changePreset(writing: Writing, change: PresetChange, deck?: DeckId): Promise<SettingsChanged> {
  return putSettings(writing, async (db) => {
    const revision = revised(await presetIn(db, deck), change);
    // The same options are the same revision: what was changed back adds nothing.
    await db.presets.put(revision);
    return [[deck === undefined ? 'preset' : presetKeyOf(deck), revision.id]];
  });
}

/** Of the deck, or of all. */
export async function presetIn(db: CardwrightDatabase, deck: DeckId | undefined): Promise<Preset> {
  const general = await db.settings.get('preset');
  const own = deck && (await db.settings.get(presetKeyOf(deck)));
  const id = (own ?? general)?.value;
  const preset = id === undefined ? undefined : await db.presets.get(id as PresetId);
  if (preset === undefined) throw new Error(`no preset ${id}`);
  return preset;
}

/** A deck goes by options of its own, which begin as those of all decks; or by those of all again. */
export function choosePreset(writing: Writing, deck: DeckId, own: boolean): Promise<SettingsChanged> {
  return putSettings(writing, async (db) => [[presetKeyOf(deck), own ? (await db.settings.get('preset'))?.value : undefined]]);
}

function putSettings(
  writing: Writing,
  texts: (db: CardwrightDatabase) => Promise<readonly (readonly [SettingKey, string | undefined])[]>,
): Promise<SettingsChanged> {
  const { db } = writing;
  return inTransaction(writing, [db.settings, db.presets, db.undo], async () => {
    const steps: UndoStep[] = [];
    for (const [key, after] of await texts(db)) {
      const before = (await db.settings.get(key))?.value;
      if (before === after) continue;
      await (after === undefined ? db.settings.delete(key) : db.settings.put({ key, value: after }));
      steps.push({ kind: 'setting', key, ...(before !== undefined && { before }), ...(after !== undefined && { after }) });
    }
    return steps.length === 0 ? {} : { undo: await recordDeed(writing, { kind: 'settings' }, steps) };
  });
}

export function revised(preset: Preset, change: PresetChange): Preset {
  const { id: _id, ...options } = { ...preset, ...change };
  const told = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { ...(Object.fromEntries(told) as Omit<Preset, 'id'>), id: `p${hash(JSON.stringify(told))}` as PresetId };
}

function textOf(value: string | number | boolean | undefined): string | undefined {
  if (typeof value === 'boolean') return value ? 'yes' : undefined;
  return value === undefined ? undefined : String(value);
}
