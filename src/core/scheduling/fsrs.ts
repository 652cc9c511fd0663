import { FSRSAlgorithm } from 'ts-fsrs';

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
  // A first stability below 0.1 days is raised to 0.1 by the package; its default weights stay above.
  const { stability, difficulty } = algorithmOf(weights).next_state(memory ?? null, wholeDays(elapsedDays), rating);
  return { stability, difficulty };
}

/** R: the probability of recall after whole study days without an answer. */
export function retrievability(memory: MemoryState, elapsedDays: number, weights: readonly number[]): number {
  return algorithmOf(weights).forgetting_curve(wholeDays(elapsedDays), memory.stability);
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
  const [scale, decay, gain] = [weights[8]!, weights[9]!, weights[10]!];
  const stability = Math.min(Math.max(days, 0.001), 36_500);
  const growthAtOne = Math.exp(scale) * stability ** -decay * (Math.exp(0.1 * gain) - 1);
  const difficulty = 11 - (usualGrowth - 1) / growthAtOne;
  return { stability, difficulty: Math.min(Math.max(difficulty, 1), 10) };
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
  algorithms.set(weights, made);
  return made;
}

// Importing the package adds these to every Date in the program. Nothing that we use of it needs them.
for (const name of ['scheduler', 'diff', 'format', 'dueFormat']) Reflect.deleteProperty(Date.prototype, name);
