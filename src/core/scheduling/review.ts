import { hash32, randomFrom } from '../random.ts';
import { dayMs, minuteMs } from '../time.ts';
import type { Instant, Moment, StudyDay } from '../time.ts';
import { intervalDays, memoryAfter } from './fsrs.ts';
import { balancedInterval, balancedUntilDays } from './load.ts';
import type { DueLoad } from './load.ts';
import { again, easy, good, hard } from './schedule.ts';
import type { AnswerTime, CardState, MemoryState, Preset, Rating, Schedule, StepDue } from './schedule.ts';

/** What an answer makes of a schedule. The same values give the same schedule, so the button shows what is applied. */
export function rateCard(schedule: Schedule, rating: Rating, moment: Moment, preset: Preset, load?: DueLoad): Schedule {
  const lapsed = schedule.state.kind === 'review' && rating === again;
  return {
    ...schedule,
    revision: schedule.revision + 1,
    state: stateAfter({ schedule, moment, preset, load, fuzzFactor: fuzzFactorOf(schedule, preset) }, rating),
    reps: schedule.reps + 1,
    lapses: schedule.lapses + (lapsed ? 1 : 0),
  };
}

/** What each rating would make of a card. */
export function previewRatings(schedule: Schedule, moment: Moment, preset: Preset, load?: DueLoad): Record<Rating, CardState> {
  const after = (rating: Rating) => rateCard(schedule, rating, moment, preset, load).state;
  return { 1: after(again), 2: after(hard), 3: after(good), 4: after(easy) };
}

function stateAfter(answer: Answering, rating: Rating): CardState {
  const { preset } = answer;
  const { state } = answer.schedule;
  switch (state.kind) {
    case 'new':
      return stepAnswer(answer, 'learning', preset.learningStepsMinutes, 0, rating);
    case 'learning':
      return stepAnswer(answer, 'learning', preset.learningStepsMinutes, state.step, rating);
    case 'relearning':
      return stepAnswer(answer, 'relearning', preset.relearningStepsMinutes, state.step, rating);
    case 'review':
      return reviewAnswer(answer, state.intervalDays, rating);
  }
}

interface Answering {
  readonly schedule: Schedule;
  readonly moment: Moment;
  readonly preset: Preset;
  readonly load: DueLoad | undefined;
  /** 0 to 1, or undefined without fuzz. One factor for all ratings, so that they keep their order. */
  readonly fuzzFactor: number | undefined;
}

/** An answer on a card in its steps: Anki's rules while any step remains, FSRS's interval after. */
function stepAnswer(
  answer: Answering,
  kind: 'learning' | 'relearning',
  steps: readonly number[],
  step: number,
  rating: Rating,
): CardState {
  // The steps may have become fewer since the card was put on one.
  const current = Math.min(step, steps.length - 1);
  const [first, second] = steps;
  if (first === undefined) return withoutSteps(answer, kind, rating);
  switch (rating) {
    case again:
      return onStep(answer, kind, 0, first, rating);
    case hard:
      return onStep(answer, kind, current, current === 0 ? hardFirstMinutes(first, second) : steps[current]!, rating);
    case good: {
      const next = steps[current + 1];
      return next === undefined ? graduated(answer, good) : onStep(answer, kind, current + 1, next, rating);
    }
    case easy:
      return graduated(answer, easy);
  }
}

/** Between Again and Good, so that no two buttons say the same. */
function hardFirstMinutes(first: number, second: number | undefined): number {
  return second === undefined ? Math.min(first * 1.5, first + dayMs / minuteMs) : (first + second) / 2;
}

/** Anki also adds up to a quarter (at most 5 minutes) to a step and does not show it; we apply what the button says. */
function onStep(answer: Answering, kind: 'learning' | 'relearning', step: number, minutes: number, rating: Rating): CardState {
  const due = stepDue(minutes, answer.moment);
  return { kind, step, due, memory: memoryOf(answer, rating), lastAnswer: answerTime(answer.moment) };
}

function stepDue(minutes: number, { instant, day, dayEnds }: Moment): StepDue {
  const delayMs = Math.round(minutes * minuteMs);
  const leftMs = dayEnds - instant;
  if (delayMs < leftMs) return { at: (instant + delayMs) as Instant };
  return { day: (day + 1 + Math.floor((delayMs - leftMs) / dayMs)) as StudyDay };
}

/** Past the last step, FSRS's interval is at least a day. */
function graduated(answer: Answering, rating: Rating): CardState {
  return inReview(answer, rating, [good, easy]);
}

/**
 * Where no steps are given FSRS alone decides (Anki): an interval below half a day is a delay of hours, in which the card is
 * still being learnt; Easy is always for days. Where the weights know no growth within a day there is nothing to be had from it.
 */
function withoutSteps(answer: Answering, kind: 'learning' | 'relearning', rating: Rating): CardState {
  if (isForHours(answer, rating)) return onStep(answer, kind, 0, idealDays(answer, rating) * (dayMs / minuteMs), rating);
  if (rating === again) return inReview(answer, again, [again]);
  return inReview(answer, rating, isForHours(answer, hard) ? [good, easy] : [hard, good, easy]);
}

function isForHours(answer: Answering, rating: Rating): boolean {
  const { weights } = answer.preset;
  return rating !== easy && weights[17]! > 0 && weights[18]! > 0 && idealDays(answer, rating) < 0.5;
}

/** An answer on a review card, early or late: the elapsed days are the real ones. */
function reviewAnswer(answer: Answering, lastIntervalDays: number, rating: Rating): CardState {
  if (rating === again) {
    const first = answer.preset.relearningStepsMinutes[0];
    return first === undefined ? withoutSteps(answer, 'relearning', again) : onStep(answer, 'relearning', 0, first, again);
  }
  return inReview(answer, rating, [hard, good, easy], lastIntervalDays);
}

/** Each of the ratings that lead to review, in their order, gets at least a day more than the one before it. */
function inReview(answer: Answering, rating: Rating, ratings: readonly Rating[], lastIntervalDays?: number): CardState {
  let days = 0;
  for (const each of ratings) {
    const ideal = idealDays(answer, each);
    // Where FSRS's interval grew, fuzz must not take it back to the last one.
    const grown = lastIntervalDays !== undefined && Math.round(ideal) > lastIntervalDays ? lastIntervalDays + 1 : 1;
    days = fuzzed(answer, ideal, Math.max(grown, days + 1));
    if (each === rating) break;
  }
  return {
    kind: 'review',
    dueDay: (answer.moment.day + days) as StudyDay,
    intervalDays: days,
    memory: memoryOf(answer, rating),
    lastAnswer: answerTime(answer.moment),
  };
}

function memoryOf({ schedule, moment, preset }: Answering, rating: Rating): MemoryState {
  const { state } = schedule;
  if (state.kind === 'new') return memoryAfter(undefined, 0, rating, preset.weights);
  return memoryAfter(state.memory, moment.day - state.lastAnswer.day, rating, preset.weights);
}

function idealDays(answer: Answering, rating: Rating): number {
  const { desiredRetention, weights } = answer.preset;
  return intervalDays(memoryOf(answer, rating).stability, desiredRetention, weights);
}

function answerTime({ instant, day }: Moment): AnswerTime {
  return { instant, day };
}

/** From card and number of answers, never from the clock: what is shown a minute before is what is applied. */
export function fuzzFactorOf({ card, reps }: Pick<Schedule, 'card' | 'reps'>, { fuzz }: Preset): number | undefined {
  return fuzz ? randomFrom(hash32(`${card} ${reps}`))() : undefined;
}

/** Whole days that an interval may become; `middle` is the interval within its limits. */
export interface FuzzRange {
  readonly lower: number;
  readonly middle: number;
  readonly upper: number;
}

/** Anki's review fuzz: whole days around the interval, between minimum and the preset's maximum. */
export function fuzzRange(days: number, minimumDays: number, { fuzz, maximumIntervalDays }: Preset): FuzzRange {
  const maximum = Math.max(1, maximumIntervalDays);
  const minimum = clamp(minimumDays, 1, maximum);
  if (!fuzz) {
    const exact = clamp(Math.round(days), minimum, maximum);
    return { lower: exact, middle: exact, upper: exact };
  }
  const middle = clamp(days, minimum, maximum);
  const delta = fuzzDeltaDays(middle);
  const lower = clamp(Math.round(middle - delta), minimum, maximum);
  const upper = clamp(Math.round(middle + delta), minimum, maximum);
  return { lower, middle, upper: upper === lower && upper > 2 && upper < maximum ? lower + 1 : upper };
}

/** One of them, by chance from 0 to 1; exact without any. */
export function fuzzedInterval(
  { lower, middle, upper }: FuzzRange,
  chance: number | undefined,
  today: StudyDay,
  preset: Preset,
  load?: DueLoad,
): number {
  if (chance === undefined) return lower;
  if (middle <= balancedUntilDays) return balancedInterval({ lower, upper, today }, preset, load, chance);
  return Math.floor(lower + chance * (1 + upper - lower));
}

function fuzzed({ fuzzFactor, preset, load, moment }: Answering, days: number, minimumDays: number): number {
  return fuzzedInterval(fuzzRange(days, minimumDays, preset), fuzzFactor, moment.day, preset, load);
}

function fuzzDeltaDays(days: number): number {
  if (days < 2.5) return 0;
  const share = (from: number, to: number) => Math.max(0, Math.min(days, to) - from);
  return 1 + 0.15 * share(2.5, 7) + 0.1 * share(7, 20) + 0.05 * share(20, Infinity);
}

function clamp(value: number, minimum: number, maximum: number): number {
  return Math.min(Math.max(value, minimum), maximum);
}
