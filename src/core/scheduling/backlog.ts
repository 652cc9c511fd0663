import { randomFrom } from '../random.ts';
import type { Pace } from '../stats/estimate.ts';
import type { Moment, StudyDay } from '../time.ts';
import { inCatchUpOrder, isBehind, shareInTime } from './catch-up.ts';
import { intervalDays, memoryAfter } from './fsrs.ts';
import { presetFor } from './options.ts';
import type { Options } from './options.ts';
import { dueDayOf, recallOf } from './review-order.ts';
import { again, good } from './schedule.ts';
import type { Schedule } from './schedule.ts';

/** What has piled up, and what could be done about it. */
export interface Backlog {
  /** Full days without an answer before today; 0 where yesterday was studied, or no day ever. */
  readonly awayDays: number;
  /** Cards that wait, today's included. */
  readonly waiting: number;
  /** Being caught up with, or only offered. */
  readonly isOn: boolean;
}

export interface CatchUpPlan {
  readonly minutesPerDay: number;
  readonly cardsPerDay: number;
  /** On which the last card of the backlog is answered; undefined where half a year does not do. */
  readonly doneOn?: StudyDay;
}

export interface BacklogInput {
  readonly moment: Moment;
  readonly options: Options;
  /** All that is asked for and due by today. */
  readonly due: readonly Schedule[];
  readonly pace: Pace;
  /** Time that today's answers have taken. */
  readonly takenMs: number;
  /** The last day before today with an answer. */
  readonly lastStudied?: StudyDay;
}

/**
 * Offered when more cards are overdue than a day holds: the learner's minutes at their own pace, or the limit of reviews
 * where no minutes are set. Whoever chose to go on as usual is asked again only after another two days away.
 */
export function backlogOf({ moment, options, due, pace, lastStudied }: BacklogInput): Backlog | undefined {
  const { day } = moment;
  const awayDays = lastStudied === undefined ? 0 : day - lastStudied - 1;
  const waiting = due.length;
  if (isBehind(due, options)) return { awayDays, waiting, isOn: true };
  const { asUsualFrom } = options;
  const isDeclined = asUsualFrom !== undefined && !(awayDays >= 2 && lastStudied !== undefined && lastStudied >= asUsualFrom);
  const overdue = due.filter(({ state }) => (dueDayOf(state) ?? day) < day).length;
  if (isDeclined || overdue <= capacityOf(options, pace)) return undefined;
  return { awayDays, waiting, isOn: false };
}

function capacityOf({ minutesPerDay, preset }: Options, { answerMs }: Pace): number {
  return minutesPerDay === undefined ? preset.reviewsPerDay : (minutesPerDay * 60_000) / answerMs;
}

const mostDays = 180;
/** After a third of these days a third of the way should be behind the learner: else the end is out of sight. */
const looksBack = mostDays / 3;
/** A larger backlog is drawn from, and so much of each day's minutes is its own. */
const cardsDrawn = 600;

/**
 * Lives through the coming days: the backlog in its order, after what was forgotten yesterday, until the minutes are used up,
 * what falls due meanwhile, and what comes back. Chance is fixed, so that the same cards give the same date.
 */
export function planCatchUp(
  { moment, options, due, pace: { answerMs }, takenMs }: BacklogInput,
  /** Cards that fall due on the days to come, as it stands now. */
  dueOn: ReadonlyMap<StudyDay, number>,
  minutesPerDay: number,
): CatchUpPlan {
  const random = randomFrom(1);
  const eachStandsFor = Math.max(1, due.length / cardsDrawn);
  const answersIn = (ms: number) => ms / answerMs / eachStandsFor;
  const since = options.catchUpFrom !== undefined && isBehind(due, options) ? options.catchUpFrom : moment.day;
  const isOwed = (schedule: Schedule) => (dueDayOf(schedule.state) ?? Infinity) <= since;
  let waiting: readonly Schedule[] = Array.from(
    { length: Math.floor(due.length / eachStandsFor) },
    (_, index) => due[Math.floor(index * eachStandsFor)]!,
  );
  let owed = waiting.filter(isOwed).length;
  const owedAtFirst = owed;
  const back = new Map<number, Schedule[]>();
  let forgotten: Schedule[] = [];
  let onFirstDay = 0;
  let falling = 0;
  for (let index = 0; index < mostDays && owed > 0; index += 1) {
    if (index === looksBack && owed > (2 / 3) * owedAtFirst) break;
    const day = (moment.day + index) as StudyDay;
    const now = { ...moment, day };
    falling += index === 0 ? 0 : (dueOn.get(day) ?? 0) / eachStandsFor;
    waiting = waiting.concat(back.get(day) ?? [], fallingDue(day, Math.floor(falling), options, due));
    falling %= 1;
    const leftMs = minutesPerDay * 60_000 - (index === 0 ? takenMs : 0);
    let left = answersIn(leftMs);
    const later: Schedule[] = [];
    const first = forgotten;
    forgotten = [];
    for (const schedule of [...first, ...inCatchUpOrder(waiting, now, options)]) {
      if (left <= 0) {
        later.push(schedule);
        continue;
      }
      if (isOwed(schedule)) owed -= 1;
      if (index === 0) onFirstDay += 1;
      const recalled = random() < recallOf(schedule, now, options);
      const twice = !recalled && random() < shareInTime(schedule, leftMs / 60_000, options);
      left -= twice ? 2 : 1;
      const answered = afterAnswer(schedule, now, options, recalled, twice);
      if (!recalled && !twice) {
        forgotten.push(answered);
        continue;
      }
      const dueDay = dueDayOf(answered.state)!;
      back.set(dueDay, [...(back.get(dueDay) ?? []), answered]);
    }
    waiting = later;
    if (owed === 0) return { minutesPerDay, cardsPerDay: Math.round(onFirstDay * eachStandsFor), doneOn: day };
  }
  return { minutesPerDay, cardsPerDay: Math.round(onFirstDay * eachStandsFor) };
}

/** What is forgotten and does not come again within the minutes comes tomorrow. */
function afterAnswer(schedule: Schedule, moment: Moment, options: Options, recalled: boolean, twice: boolean): Schedule {
  const { state, deck } = schedule;
  if (state.kind === 'new') return schedule;
  const { weights, desiredRetention } = presetFor(options, deck);
  const elapsed = Math.max(0, moment.day - state.lastAnswer.day);
  const memory = memoryAfter(state.memory, elapsed, recalled ? good : again, weights);
  const days = recalled || twice ? Math.max(1, Math.round(intervalDays(memory.stability, desiredRetention, weights))) : 1;
  const dueDay = (moment.day + days) as StudyDay;
  return {
    ...schedule,
    state: { kind: 'review', memory, intervalDays: days, dueDay, lastAnswer: { day: moment.day, instant: moment.instant } },
  };
}

/** Only their number is known: they are taken to be as a card of the backlog was on its own due day. */
function fallingDue(day: StudyDay, cards: number, { preset }: Options, due: readonly Schedule[]): Schedule[] {
  return Array.from({ length: due.length === 0 ? 0 : cards }, (_, index): Schedule => {
    const like = due[(index * 7 + day) % due.length]!;
    const memory = like.state.kind === 'new' ? { stability: 1, difficulty: 5 } : like.state.memory;
    const days = Math.max(1, Math.round(intervalDays(memory.stability, preset.desiredRetention, preset.weights)));
    const lastAnswer = { day: (day - days) as StudyDay, instant: 0 as Moment['instant'] };
    return { ...like, state: { kind: 'review', memory, intervalDays: days, dueDay: day, lastAnswer } };
  });
}
