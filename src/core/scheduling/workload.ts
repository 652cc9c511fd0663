import { randomFrom } from '../random.ts';
import type { Random } from '../random.ts';
import type { Pace } from '../stats/estimate.ts';
import type { StudyDay } from '../time.ts';
import { intervalDays, memoryAfter, retrievability } from './fsrs.ts';
import { lastNewDay, newCardsADay } from './pacing.ts';
import { again, good } from './schedule.ts';
import type { MemoryState, Preset, Rating } from './schedule.ts';

/** A learner's collection, as far as the coming reviews depend on it. */
export interface WorkloadInput {
  readonly today: StudyDay;
  /** What has been answered at least once. */
  readonly cards: readonly WorkloadCard[];
  readonly newLeft: number;
  readonly preset: Preset;
  readonly minutesPerDay?: number;
  readonly examDate?: StudyDay;
  readonly examFrom?: StudyDay;
  /** What waits on this day is caught up with, in so many minutes a day. */
  readonly catchUpFrom?: StudyDay;
  readonly catchUpMinutes?: number;
  readonly pace: Pace;
  readonly seed: number;
}

export interface WorkloadCard {
  readonly memory: MemoryState;
  readonly lastDay: StudyDay;
  readonly dueDay: StudyDay;
  /** Of a deck with a preset of its own: what is asked for elsewhere does not hold for it. */
  readonly desiredRetention?: number;
}

/** What the coming days bring, on average. */
export interface Workload {
  readonly reviewsPerDay: number;
  readonly minutesPerDay: number;
  /** On which the last new card was met; undefined if that lies beyond the days that were looked at. */
  readonly lastNewDay?: StudyDay;
  /** What part of all cards would be known on the day after; new ones would not. Absent without cards. */
  readonly recall?: number;
}

export const workloadDays = 90;
/** A larger collection is drawn from; what a drawn card brings counts for those that were not. */
const cardsDrawn = 3_000;

// How learners rate, over 20,000 of them (the defaults of fsrs-rs's simulator): a new card, and a review that is recalled.
const firstShares = [0.24, 0.094, 0.495, 0.171] as const;
const passShares = [0.224, 0.631, 0.145] as const;

interface Simulated {
  memory: MemoryState;
  lastDay: StudyDay;
  /** It waited when catching up began. */
  isOwed?: true;
  readonly desiredRetention?: number;
  readonly weight: number;
}

/** Lives through the coming days: existing due dates stay, and what is answered gets its interval by the desired retention. */
export function simulateWorkload(input: WorkloadInput, desiredRetention: number, days = workloadDays): Workload {
  const { today, preset, pace, minutesPerDay } = input;
  const random = randomFrom(input.seed);
  const dueOn: Simulated[][] = Array.from({ length: days }, () => []);
  const put = (card: Simulated, dueDay: number) => dueOn[Math.max(0, dueDay - today)]?.push(card);
  const met: Simulated[] = [];
  for (const { card, weight } of drawn(input.cards)) {
    const isOwed = card.dueDay <= (input.catchUpFrom ?? -Infinity);
    const { memory, lastDay, desiredRetention: own } = card;
    met.push({ memory, lastDay, weight, ...(isOwed && { isOwed }), ...(own !== undefined && { desiredRetention: own }) });
    put(met.at(-1)!, card.dueDay);
  }
  const next = (card: Simulated, day: number) => {
    const ideal = Math.round(intervalDays(card.memory.stability, card.desiredRetention ?? desiredRetention, preset.weights));
    put(card, day + Math.min(Math.max(1, ideal), preset.maximumIntervalDays));
  };

  let reviews = 0;
  let takenMs = 0;
  let newLeft = input.newLeft;
  let lastNew: StudyDay | undefined;
  for (let index = 0; index < days; index += 1) {
    const day = (today + index) as StudyDay;
    const due = dueOn[index]!;
    let reviewed = 0;
    let spentMs = 0;
    const isBehind = due.some(({ isOwed }) => isOwed === true);
    for (const card of due) {
      if (isBehind ? spentMs >= (input.catchUpMinutes ?? 0) * 60_000 : reviewed >= preset.reviewsPerDay) {
        put(card, day + 1);
        continue;
      }
      reviewed += card.weight;
      delete card.isOwed;
      const recalled = random() < retrievability(card.memory, day - card.lastDay, preset.weights);
      const rating = recalled ? ((2 + draw(passShares, random)) as Rating) : again;
      answer(card, rating, day, preset);
      spentMs += card.weight * pace.answerMs * (recalled ? 1 : 2);
      next(card, day);
    }
    reviews += reviewed;

    const room = minutesPerDay === undefined ? Infinity : Math.floor((minutesPerDay * 60_000 - spentMs) / pace.newCardMs);
    const fresh = isBehind ? 0 : Math.max(0, Math.min(newLeft, preset.newPerDay, newCardsADay(newLeft, day, input), room));
    for (let nth = 0; nth < fresh; nth += 1) {
      const rating = (1 + draw(firstShares, random)) as Rating;
      const card: Simulated = { memory: memoryAfter(undefined, 0, rating, preset.weights), lastDay: day, weight: 1 };
      if (rating === again) card.memory = memoryAfter(card.memory, 0, good, preset.weights);
      met.push(card);
      next(card, day);
    }
    newLeft -= fresh;
    if (fresh > 0 && newLeft === 0) lastNew = day;
    takenMs += spentMs + fresh * pace.newCardMs;
  }
  const all = newLeft + met.reduce((sum, { weight }) => sum + weight, 0);
  const known = met.reduce(
    (sum, { memory, lastDay, weight }) => sum + weight * retrievability(memory, today + days - lastDay, preset.weights),
    0,
  );
  return {
    reviewsPerDay: reviews / days,
    minutesPerDay: takenMs / 60_000 / days,
    ...(lastNew !== undefined && { lastNewDay: lastNew }),
    ...(all > 0 && { recall: known / all }),
  };
}

/** Whether the minutes let the last new card in when the exam asks for it, and how many would. */
export type Sufficiency =
  | { readonly kind: 'suffice'; readonly lastNewDay: StudyDay }
  | { readonly kind: 'short'; readonly lastNewDay: StudyDay; readonly minutesNeeded?: number };

const mostMinutes = 480;

/** Undefined where nothing is to be said: no date, or no new card left. */
export function sufficiencyOf(input: WorkloadInput): Sufficiency | undefined {
  const wanted = lastNewDay(input.today, input);
  if (wanted === undefined || input.newLeft === 0) return undefined;
  const { desiredRetention } = input.preset;
  const days = wanted - input.today + 1;
  const suffices = (minutesPerDay: number) =>
    simulateWorkload({ ...input, minutesPerDay }, desiredRetention, days).lastNewDay !== undefined;
  if (simulateWorkload(input, desiredRetention, days).lastNewDay !== undefined) return { kind: 'suffice', lastNewDay: wanted };
  if (!suffices(mostMinutes)) return { kind: 'short', lastNewDay: wanted };
  let [low, high] = [0, mostMinutes];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (suffices(middle)) high = middle;
    else low = middle;
  }
  return { kind: 'short', lastNewDay: wanted, minutesNeeded: high };
}

function answer(card: Simulated, rating: Rating, day: StudyDay, { weights }: Preset): void {
  card.memory = memoryAfter(card.memory, day - card.lastDay, rating, weights);
  // Its relearning step, on the same day.
  if (rating === again) card.memory = memoryAfter(card.memory, 0, good, weights);
  card.lastDay = day;
}

/** The index that a draw falls on. */
function draw(shares: readonly number[], random: Random): number {
  let left = random();
  for (const [index, share] of shares.entries()) {
    left -= share;
    if (left < 0) return index;
  }
  return shares.length - 1;
}

function* drawn(cards: readonly WorkloadCard[]): Generator<{ readonly card: WorkloadCard; readonly weight: number }> {
  const step = Math.max(1, cards.length / cardsDrawn);
  for (let at = 0; at < cards.length; at += step) yield { card: cards[Math.floor(at)]!, weight: step };
}
