import { dayMs } from './time.ts';
import type { Instant } from './time.ts';

interface Kept {
  /** Whether the browser has agreed not to clear what is stored; absent where it does not say. */
  readonly persistent?: boolean;
  /** When a copy was last taken away as a file, or written to the learner's folder. */
  readonly exportedAt?: Instant;
  /** When the learner was last reminded of it. */
  readonly remindedAt?: Instant;
  readonly answersSince: number;
  readonly now: Instant;
}

const everyDays = 14;
/** Fewer are soon learnt again. */
export const answersAtStake = 50;

/** Whether to say that the answers are in this browser only: seldom, and never where the browser keeps them. */
export function isCopyDue({ persistent, exportedAt, remindedAt, answersSince, now }: Kept): boolean {
  if (persistent === true || answersSince < answersAtStake) return false;
  const isLongAgo = (at: Instant | undefined) => at === undefined || Math.abs(now - at) >= everyDays * dayMs;
  return isLongAgo(exportedAt) && isLongAgo(remindedAt);
}
