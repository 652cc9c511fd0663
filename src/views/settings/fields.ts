import type { NewOrder, Options, ReviewOrder } from '#core/scheduling/options.ts';
import { NEW_ORDERS, REVIEW_ORDERS, optionsOf } from '#core/scheduling/options.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';
import type { Preset } from '#core/scheduling/schedule.ts';
import { writeWeights } from '#core/scheduling/weights.ts';
import { readSteps, writeSteps } from '#core/scheduling/steps.ts';
import type { DeckId, ExamId } from '#core/ids.ts';
import type { OptionChange } from '#state/settings.ts';
import { settingsWords } from '#views/words/settings.en.ts';
import { forgottenUnder, monthUnder, newCardUnder } from './examples.ts';

const { fields: names, show, told: toldOf, wrong } = settingsWords;

/** One setting under Advanced, for any kind of value: how it is shown, written, checked and changed. */
export interface Field {
  readonly id: string;
  readonly name: string;
  readonly help: string;
  /** As it is shown. */
  readonly value: string;
  readonly usual: string;
  readonly editor: Editor;
  /** Undefined: as at first already, or not to be had in one step. */
  readonly toUsual?: OptionChange;
  /** The options as a change would make them, where it changes what today holds. */
  under(change: OptionChange): Options | undefined;
  /** What a change would do, where that is nothing of today. */
  told?(change: OptionChange): string | undefined;
}

export type Editor =
  | { readonly kind: 'text'; readonly text: string; readonly numeric: boolean; read(text: string): Checked }
  | { readonly kind: 'choice'; readonly chosen: string; readonly choices: readonly Choice[] }
  /** A share of a usual day's reviews for each weekday, Monday first. */
  | {
      readonly kind: 'weekdays';
      readonly shares: EasyDays;
      readonly told: (shares: EasyDays) => string;
      readonly change: (shares: EasyDays) => OptionChange;
    }
  /** Of one deck; what it costs is simulated. */
  | { readonly kind: 'retention'; readonly percent: number; readonly deck: DeckId }
  /** FSRS's own numbers, which every memory follows. */
  | { readonly kind: 'weights'; readonly text: string; readonly deck?: DeckId }
  | { readonly kind: 'switch'; readonly on: boolean; readonly change: OptionChange };

export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly change: OptionChange;
}

export type Checked = { readonly kind: 'fits'; readonly change: OptionChange } | { readonly kind: 'wrong'; readonly why: string };

/** Of all decks, or of one with a preset of its own. */
export function presetFields(options: Options, deck?: DeckId): Field[] {
  const preset = (deck === undefined ? undefined : options.deckPresets.get(deck)) ?? options.preset;
  // Where the day begins, and how far ahead one may learn, is a matter of the learner and not of a deck.
  const ofAll = deck === undefined ? [rolloverField, learnAheadField] : [];
  // That of all decks stands in front.
  const ofDeck = deck === undefined ? [] : [retentionField];
  const makers = [newField, reviewsField, learningField, relearningField, longestField, fuzzField, balanceField];
  return [...ofDeck, ...makers, easyDaysField, siblingsField, leechField, typedField, weightsField, ...ofAll].map((make) =>
    make({ options, preset, ...(deck && { deck }) }),
  );
}

export function otherFields(options: Options, exams: readonly { readonly id: ExamId; readonly name: string }[]): Field[] {
  return [
    ...(exams.length === 0 ? [] : [examField(options, exams)]),
    aimField(options),
    retiredField(options),
    orderField(options),
    newOrderField(options),
  ];
}

interface Of {
  readonly options: Options;
  readonly preset: Preset;
  readonly deck?: DeckId;
}

export type EasyDays = NonNullable<Preset['easyDays']>;

type PresetValues = Partial<Omit<Preset, 'id' | 'model'>>;

function ofPreset(
  { options, preset, deck }: Of,
  said: { readonly name: string; readonly help: string },
  pick: (preset: Preset) => string,
  usual: PresetValues,
  editor: (change: (values: PresetValues) => OptionChange) => Editor,
  told?: (preset: Preset) => string,
): Field {
  const change = (values: PresetValues): OptionChange => ({ kind: 'preset', change: values, ...(deck && { deck }) });
  const [value, usualValue] = [pick(preset), pick(defaultPreset)];
  return {
    ...said,
    id: said.name,
    value,
    usual: usualValue,
    editor: editor(change),
    ...(value !== usualValue && { toUsual: change(usual) }),
    under: (asked) => (asked.kind === 'preset' ? withPreset(options, { ...preset, ...asked.change }, deck) : undefined),
    ...(told && { told: (asked) => (asked.kind === 'preset' ? told({ ...preset, ...asked.change }) : undefined) }),
  };
}

export function withPreset(options: Options, preset: Preset, deck?: DeckId): Options {
  if (deck === undefined) return { ...options, preset };
  return { ...options, deckPresets: new Map([...options.deckPresets, [deck, preset]]) };
}

function wholeNumber(
  of: Of,
  said: { readonly name: string; readonly help: string },
  key: 'newPerDay' | 'reviewsPerDay' | 'maximumIntervalDays' | 'leechLapses' | 'rolloverHour' | 'learnAheadMinutes',
  [least, most]: readonly [number, number],
  tell: (value: number) => string,
  told?: (preset: Preset) => string,
): Field {
  return ofPreset(
    of,
    said,
    (preset) => tell(preset[key]),
    { [key]: defaultPreset[key] },
    (change) => ({
      kind: 'text',
      numeric: true,
      text: String(of.preset[key]),
      read: (text) => {
        const value = readWhole(text, least, most);
        return value === undefined
          ? { kind: 'wrong', why: wrong.wholeNumber(least, most) }
          : { kind: 'fits', change: change({ [key]: value }) };
      },
    }),
    told,
  );
}

export function readWhole(text: string, least: number, most: number): number | undefined {
  const value = Number(text.trim());
  return /^\d+$/.test(text.trim()) && value >= least && value <= most ? value : undefined;
}

const newField = (of: Of) => wholeNumber(of, names.newPerDay, 'newPerDay', [0, 9_999], show.number);
const reviewsField = (of: Of) => wholeNumber(of, names.reviewsPerDay, 'reviewsPerDay', [0, 9_999], show.number);
const longestField = (of: Of) =>
  wholeNumber(of, names.maximumInterval, 'maximumIntervalDays', [1, 36_500], show.days, toldOf.maximumInterval);
const leechField = (of: Of) => wholeNumber(of, names.leech, 'leechLapses', [1, 99], show.number, toldOf.leech);
const rolloverField = (of: Of) => wholeNumber(of, names.rollover, 'rolloverHour', [0, 23], show.hour, toldOf.rollover);
const learnAheadField = (of: Of) =>
  wholeNumber(of, names.learnAhead, 'learnAheadMinutes', [0, 1_439], show.minutes, toldOf.learnAhead);

function steps(
  of: Of,
  said: { readonly name: string; readonly help: string },
  key: 'learningStepsMinutes' | 'relearningStepsMinutes',
  told: (preset: Preset) => string,
): Field {
  return ofPreset(
    of,
    said,
    (preset) => show.steps(preset[key]),
    { [key]: defaultPreset[key] },
    (change) => ({
      kind: 'text',
      numeric: false,
      text: writeSteps(of.preset[key]),
      read: (text) => {
        const read = readSteps(text);
        return read.kind === 'steps'
          ? { kind: 'fits', change: change({ [key]: read.minutes }) }
          : { kind: 'wrong', why: wrong.steps(read) };
      },
    }),
    told,
  );
}

const learningField = (of: Of) =>
  steps(of, names.learningSteps, 'learningStepsMinutes', (preset) => toldOf.newCard(newCardUnder(preset)));
const relearningField = (of: Of) =>
  steps(of, names.relearningSteps, 'relearningStepsMinutes', (preset) => toldOf.forgotten(forgottenUnder(preset)));

function turned(
  of: Of,
  said: { readonly name: string; readonly help: string },
  isOn: (preset: Preset) => boolean,
  values: (on: boolean) => PresetValues,
  told?: (preset: Preset) => string,
): Field {
  const on = isOn(of.preset);
  return ofPreset(
    of,
    said,
    (preset) => show.onOff(isOn(preset)),
    values(isOn(defaultPreset)),
    (change) => ({ kind: 'switch', on, change: change(values(!on)) }),
    told,
  );
}

const fuzzField = (of: Of) =>
  turned(
    of,
    names.fuzz,
    ({ fuzz }) => fuzz,
    (fuzz) => ({ fuzz }),
    (preset) => toldOf.spread(monthUnder(preset)),
  );
const balanceField = (of: Of) =>
  turned(
    of,
    names.loadBalance,
    ({ loadBalance = true }) => loadBalance,
    (loadBalance) => ({ loadBalance }),
    toldOf.balance,
  );
const siblingsField = (of: Of) =>
  turned(
    of,
    names.siblings,
    ({ buryKind }) => buryKind === 'siblings',
    (on) => ({ buryKind: on ? 'siblings' : 'none' }),
  );

const typedField = (of: Of) =>
  turned(
    of,
    names.typeAnswers,
    ({ typeAnswers = false }) => typeAnswers,
    (typeAnswers) => ({ typeAnswers }),
    toldOf.typed,
  );

const retentionField = (of: Of) =>
  ofPreset(
    of,
    names.retention,
    ({ desiredRetention }) => settingsWords.percent(Math.round(desiredRetention * 100)),
    { desiredRetention: defaultPreset.desiredRetention },
    () => ({ kind: 'retention', percent: Math.round(of.preset.desiredRetention * 100), deck: of.deck! }),
  );

/** Not changed by one press, also not back: what it does to every memory is told first. */
function weightsField({ preset, deck }: Of): Field {
  const [own, usual] = [writeWeights(preset.weights), writeWeights(defaultPreset.weights)];
  return {
    ...names.weights,
    id: names.weights.name,
    value: own === usual ? settingsWords.weightsUsual : settingsWords.weightsOwn,
    usual: settingsWords.weightsUsual,
    editor: { kind: 'weights', text: own, ...(deck && { deck }) },
    under: () => undefined,
  };
}

export const noEasyDays: EasyDays = [1, 1, 1, 1, 1, 1, 1];

const easyDaysField = (of: Of) =>
  ofPreset(
    of,
    names.easyDays,
    ({ easyDays = noEasyDays }) => show.easyDays(easyDays),
    { easyDays: noEasyDays },
    (change) => ({
      kind: 'weekdays',
      shares: of.preset.easyDays ?? noEasyDays,
      told: (shares) => (of.preset.fuzz ? settingsWords.easyTold(shares) : settingsWords.easyNeedsFuzz),
      change: (easyDays) => change({ easyDays }),
    }),
  );

function ofSettings(
  options: Options,
  said: { readonly name: string; readonly help: string },
  field: Pick<Field, 'value' | 'usual' | 'editor'> & { readonly back: OptionChange },
): Field {
  const { back, ...shown } = field;
  return {
    ...said,
    ...shown,
    id: said.name,
    ...(field.value !== field.usual && { toUsual: back }),
    under: (asked) => (asked.kind === 'setting' ? withSettings(options, asked.change) : undefined),
  };
}

export function withSettings(options: Options, change: Extract<OptionChange, { kind: 'setting' }>['change']): Options {
  const changed = Object.entries({ ...options, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(changed) as unknown as Options;
}

function examField(options: Options, exams: readonly { readonly id: ExamId; readonly name: string }[]): Field {
  const choose = (exam: ExamId | undefined): OptionChange => ({ kind: 'setting', change: { exam } });
  const any = { id: '', name: settingsWords.anyExam, change: choose(undefined) };
  const choices = [any, ...exams.map(({ id, name }) => ({ id, name, change: choose(id) }))];
  const chosen = options.exam ?? '';
  const value = choices.find(({ id }) => id === chosen)?.name ?? chosen;
  return ofSettings(options, names.exam, {
    value,
    usual: settingsWords.anyExam,
    editor: { kind: 'choice', chosen, choices },
    back: any.change,
  });
}

/** In percent; nothing written is no aim. */
function aimField(options: Options): Field {
  const choose = (aim: number | undefined): OptionChange => ({ kind: 'setting', change: { aim } });
  return ofSettings(options, names.aim, {
    value: options.aim === undefined ? settingsWords.noAim : settingsWords.percent(options.aim),
    usual: settingsWords.noAim,
    editor: {
      kind: 'text',
      numeric: true,
      text: options.aim === undefined ? '' : String(options.aim),
      read: (text) => {
        const value = readWhole(text.replace('%', ''), 1, 100);
        if (text.trim() !== '' && value === undefined) return { kind: 'wrong', why: wrong.wholeNumber(1, 100) };
        return { kind: 'fits', change: choose(value) };
      },
    },
    back: choose(undefined),
  });
}

function retiredField(options: Options): Field {
  const choose = (leaveOutRetired: boolean): OptionChange => ({ kind: 'setting', change: { leaveOutRetired } });
  const on = options.leaveOutRetired;
  return ofSettings(options, names.retired, {
    value: show.onOff(on),
    usual: show.onOff(false),
    editor: { kind: 'switch', on, change: choose(!on) },
    back: choose(false),
  });
}

function orderField(options: Options): Field {
  const choose = (reviewOrder: ReviewOrder): OptionChange => ({ kind: 'setting', change: { reviewOrder } });
  const usual = optionsOf(options.preset).reviewOrder;
  return ofSettings(options, names.order, {
    value: settingsWords.orders[options.reviewOrder],
    usual: settingsWords.orders[usual],
    editor: {
      kind: 'choice',
      chosen: options.reviewOrder,
      choices: REVIEW_ORDERS.map((id) => ({ id, name: settingsWords.orders[id], change: choose(id) })),
    },
    back: choose(usual),
  });
}

function newOrderField(options: Options): Field {
  const choose = (newOrder: NewOrder): OptionChange => ({ kind: 'setting', change: { newOrder } });
  const usual = optionsOf(options.preset).newOrder;
  return ofSettings(options, names.newOrder, {
    value: settingsWords.newOrders[options.newOrder],
    usual: settingsWords.newOrders[usual],
    editor: {
      kind: 'choice',
      chosen: options.newOrder,
      choices: NEW_ORDERS.map((id) => ({ id, name: settingsWords.newOrders[id], change: choose(id) })),
    },
    back: choose(usual),
  });
}
