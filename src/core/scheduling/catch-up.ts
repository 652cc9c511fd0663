import { usualPace } from '../stats/estimate.ts';
import type { Moment } from '../time.ts';
import { presetFor } from './options.ts';
import type { Options } from './options.ts';
import type { Gathered } from './queue.ts';
import { dueDayOf, recallOf, recallOver, sortedBy } from './review-order.ts';
import type { MemoryState, Preset, Schedule } from './schedule.ts';

// Used before the first paint: nothing here may lead to fsrs.ts. The plan and its date are made in backlog.ts.

/** Something that waited when catching up was chosen still waits: then it goes on, and with the last such card it is over. */
export function isBehind(due: readonly Schedule[], { catchUpFrom }: Options): boolean {
  return catchUpFrom !== undefined && due.some(({ state }) => (dueDayOf(state) ?? Infinity) <= catchUpFrom);
}

/** Answers that are left in the day's minutes. They take the place of the limits of reviews. */
export function catchUpRoom(gathered: Gathered, options: Options): number {
  return minutesLeft(gathered, options) * answersAMinute(gathered) - gathered.learning.length;
}

function minutesLeft({ doneToday }: Pick<Gathered, 'doneToday'>, { catchUpMinutes = 0 }: Options): number {
  return catchUpMinutes - (doneToday.takenMs ?? 0) / 60_000;
}

function answersAMinute({ pace = usualPace }: Pick<Gathered, 'pace'>): number {
  return 60_000 / pace.answerMs;
}

/** Learning cards that the day's minutes still hold; the others come first tomorrow. */
export function learningInTime(gathered: Gathered, options: Options): readonly Schedule[] {
  return gathered.learning.slice(0, Math.max(0, Math.ceil(minutesLeft(gathered, options) * answersAMinute(gathered))));
}

/** What a review costs: one answer, and another where it is forgotten. */
function answersFor(recall: number): number {
  return 2 - recall;
}

/** And what of it falls in the minutes that are left: what is forgotten comes again only where its step has passed by then. */
export function answersInTime(
  schedule: Schedule,
  moment: Moment,
  gathered: Pick<Gathered, 'doneToday'>,
  options: Options,
): number {
  const forgotten = 1 - recallOf(schedule, moment, options);
  return 1 + forgotten * shareInTime(schedule, minutesLeft(gathered, options), options);
}

/** The share of what is forgotten, evenly over these minutes, that comes again within them. */
export function shareInTime({ deck }: Schedule, minutes: number, options: Options): number {
  const [step] = presetFor(options, deck).relearningStepsMinutes;
  return step === undefined || minutes <= 0 ? 0 : Math.max(0, 1 - step / minutes);
}

/**
 * Where an answer adds most to what is known over the coming days comes first. No order gains much: by `npm run bench:backlog`
 * this one knows as much on the way as due order, or a little more, and at the end, too; the others fall behind in one or the
 * other. What matters more is that minutes are filled with what waits, and not with what was forgotten a moment ago: that comes
 * tomorrow, when an answer counts.
 */
export function inCatchUpOrder(due: readonly Schedule[], moment: Moment, options: Options): readonly Schedule[] {
  return sortedBy(due, moment, (schedule) => -gainOf(schedule, moment, options));
}

/** Over which recall with an answer is compared to recall without. A week does better at the end and worse on the way, two months the other way round. */
const comparedDays = 20;

/**
 * What an answer adds to the expected recall of the coming days, for each answer that it takes. The stability that it leaves
 * is FSRS-6's, for Good and Again; a test holds it to fsrs.ts.
 */
function gainOf(schedule: Schedule, moment: Moment, options: Options): number {
  const { state, deck } = schedule;
  if (state.kind === 'new') return 0;
  const preset = presetFor(options, deck);
  const recall = recallOf(schedule, moment, options);
  const { stability } = state.memory;
  const [recalled, forgotten] = stabilitiesAfter(state.memory, recall, preset);
  const elapsed = Math.max(0, moment.day - state.lastAnswer.day);
  const answered =
    recall * recallOver(comparedDays, recalled, preset) + (1 - recall) * recallOver(comparedDays, forgotten, preset);
  const left = recallOver(elapsed + comparedDays, stability, preset) - recallOver(elapsed, stability, preset);
  return (answered - left) / answersFor(recall);
}

export function stabilitiesAfter(
  { stability, difficulty }: MemoryState,
  recall: number,
  { weights: w }: Preset,
): readonly [recalled: number, forgotten: number] {
  const growth = Math.exp(w[8]!) * (11 - difficulty) * stability ** -w[9]! * Math.expm1(w[10]! * (1 - recall));
  const left = w[11]! * difficulty ** -w[12]! * ((stability + 1) ** w[13]! - 1) * Math.exp(w[14]! * (1 - recall));
  return [stability * (1 + growth), Math.min(left, stability / Math.exp(w[17]! * w[18]!))];
}
