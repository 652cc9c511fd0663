import { clamp, computeDecayFactor, FSRSAlgorithm } from 'ts-fsrs';

import type { MemoryState, Rating } from './schedule.ts';

/**
 * FSRS-6's mathematics, and nothing else of ts-fsrs: days, steps, fuzz and limits are ours (review.ts).
 * The package counts elapsed days in UTC, so whole study days are handed in; 0 means the same study day,
 * for which FSRS has a formula of its own.
 */
export function memoryAfter(
  memory: MemoryState | undefined,
  elapsedDays: number,
  rating: Rating,
  weights: readonly number[],
): MemoryState {
  const algorithm = algorithmOf(weights);
  const { stability, difficulty } = algorithm.next_state(memory ?? null, wholeDays(elapsedDays), rating);
  // The package raises a first stability to a tenth of a day; fsrs-rs and py-fsrs take the weight.
  return { stability: memory === undefined ? algorithm.parameters.w[rating - 1]! : stability, difficulty };
}

/** R: the probability of recall after whole study days without an answer. */
export function retrievability(memory: MemoryState, elapsedDays: number, weights: readonly number[]): number {
  return algorithmOf(weights).forgetting_curve(wholeDays(elapsedDays), memory.stability);
}

/** The same for many cards: what the weights alone decide is worked out once. Not rounded to eight digits, as the package does. */
export function recallCurve(weights: readonly number[]): (stability: number, elapsedDays: number) => number {
  const { decay, factor } = computeDecayFactor(algorithmOf(weights).parameters.w);
  return (stability, elapsedDays) => (1 + (factor * Math.max(0, elapsedDays)) / stability) ** decay;
}

/** Days until retrievability falls to the desired retention: neither rounded, fuzzed nor limited. */
export function intervalDays(stability: number, desiredRetention: number, weights: readonly number[]): number {
  return stability * algorithmOf(weights).calculate_interval_modifier(desiredRetention);
}

/** Anki's starting ease: what an interval grows by where nothing is known of the card. */
const usualGrowth = 2.5;

/**
 * The memory of a card that was never answered and is said to be known for some days: nine in ten are recalled after them,
 * and recalling it then makes its stability 2.5 times as long (fsrs-rs, memory_state_from_sm2 with retention 0.9).
 */
export function memoryOfInterval(days: number, weights: readonly number[]): MemoryState {
  const { w } = algorithmOf(weights).parameters;
  const stability = clamp(days, 0.001, 36_500);
  const growth = Math.exp(w[8]!) * stability ** -w[9]! * Math.expm1(0.1 * w[10]!);
  return { stability, difficulty: clamp(11 - (usualGrowth - 1) / growth, 1, 10) };
}

/** A clock that went back must not throw: such an answer counts as given on the same day. */
function wholeDays(elapsedDays: number): number {
  if (!Number.isInteger(elapsedDays)) throw new RangeError(`elapsed study days are whole, not ${elapsedDays}`);
  return Math.max(0, elapsedDays);
}

const algorithms = new WeakMap<readonly number[], FSRSAlgorithm>();

function algorithmOf(weights: readonly number[]): FSRSAlgorithm {
  const known = algorithms.get(weights);
  if (known !== undefined) return known;
  // The package takes the default weights for a wrong number of them, with only a console warning.
  if (weights.length !== 21 || !weights.every(Number.isFinite)) throw new RangeError('FSRS-6 has 21 finite weights');
  const made = new FSRSAlgorithm({ w: [...weights], enable_short_term: true });
  // The package takes weights into FSRS-6's bounds as fsrs-rs does, but this one to at least 0.01.
  (made.parameters.w as number[])[19] = clamp(weights[19]!, 0, 0.8);
  algorithms.set(weights, made);
  return made;
}

// Importing the package adds these to every Date in the program. Nothing that we use of it needs them.
for (const name of ['scheduler', 'diff', 'format', 'dueFormat']) Reflect.deleteProperty(Date.prototype, name);
