import type { DeckId, ExamId, PresetId } from '#core/ids.ts';
import { NEW_ORDERS, REVIEW_ORDERS } from '#core/scheduling/options.ts';
import type { NewOrder, Options, ReviewOrder } from '#core/scheduling/options.ts';
import type { Preset } from '#core/scheduling/schedule.ts';
import type { StudyDay } from '#core/time.ts';
import type { SettingKey, SettingRow } from './rows.ts';

// Used before Dexie is there.

const deckKey = 'preset:';

/** The key of the setting that names a deck's own preset. */
export function presetKeyOf(deck: DeckId): `preset:${string}` {
  return `${deckKey}${deck}`;
}

/** The presets that settings name. */
export function presetsNamed(settings: readonly SettingRow[]): PresetId[] {
  return settings.flatMap(({ key, value }) => (key === 'preset' || key.startsWith(deckKey) ? [value as PresetId] : []));
}

/** What the settings say; undefined before the first start. Rows that an older or newer app wrote may be anything: what does not fit is as if unset. */
export function optionsFrom(settings: readonly SettingRow[], presets: readonly Preset[]): Options | undefined {
  const value = (wanted: SettingKey) => settings.find(({ key }) => key === wanted)?.value;
  const preset = presets.find(({ id }) => id === value('preset'));
  if (preset === undefined) return undefined;
  const minutesPerDay = wholeNumber(value('minutesPerDay'));
  const examDate = wholeNumber(value('examDate'));
  const examFrom = wholeNumber(value('examFrom'));
  const [catchUpFrom, catchUpMinutes] = [wholeNumber(value('catchUpFrom')), wholeNumber(value('catchUpMinutes'))];
  const asUsualFrom = wholeNumber(value('asUsualFrom'));
  const aim = wholeNumber(value('aim'));
  const exam = value('exam');
  const order = value('reviewOrder');
  const newOrder = value('newOrder');
  return {
    preset,
    deckPresets: deckPresetsOf(settings, presets),
    leaveOutRetired: value('leaveOutRetired') === 'yes',
    ...(value('askConfidence') === 'yes' && { askConfidence: true }),
    reviewOrder: isOneOf<ReviewOrder>(order, REVIEW_ORDERS) ? order : 'due',
    newOrder: isOneOf<NewOrder>(newOrder, NEW_ORDERS) ? newOrder : 'priority',
    ...(minutesPerDay !== undefined && { minutesPerDay }),
    ...(exam !== undefined && { exam: exam as ExamId }),
    ...(examDate !== undefined && { examDate: examDate as StudyDay }),
    ...(examFrom !== undefined && { examFrom: examFrom as StudyDay }),
    ...(catchUpFrom !== undefined && { catchUpFrom: catchUpFrom as StudyDay }),
    ...(catchUpMinutes !== undefined && { catchUpMinutes }),
    ...(aim !== undefined && aim > 0 && aim <= 100 && { aim }),
    ...(asUsualFrom !== undefined && { asUsualFrom: asUsualFrom as StudyDay }),
  };
}

function deckPresetsOf(settings: readonly SettingRow[], presets: readonly Preset[]): ReadonlyMap<DeckId, Preset> {
  const own = new Map<DeckId, Preset>();
  for (const { key, value } of settings) {
    if (!key.startsWith(deckKey)) continue;
    const preset = presets.find(({ id }) => id === value);
    if (preset !== undefined) own.set(key.slice(deckKey.length) as DeckId, preset);
  }
  return own;
}

function wholeNumber(text: string | undefined): number | undefined {
  const value = Number(text);
  return text !== undefined && Number.isInteger(value) ? value : undefined;
}

function isOneOf<Order extends string>(text: string | undefined, orders: readonly Order[]): text is Order {
  return (orders as readonly (string | undefined)[]).includes(text);
}
