import type { Moment } from '../time.ts';
import type { Preset, Schedule } from './schedule.ts';

/** The rows that one study day's queue is made from, each list in the order of its index. */
export interface Gathered {
  /** Learning and relearning cards due at an instant before the day ends, by instant. */
  readonly learning: readonly Schedule[];
  /** Cards due by today, by due day and shuffle: at least as many as the limit of reviews allows. */
  readonly due: readonly Schedule[];
  /** New cards by position: at least as many as the limit of new cards allows, siblings and buried ones aside. */
  readonly fresh: readonly Schedule[];
  readonly doneToday: { readonly newCards: number; readonly reviews: number };
}

export interface Queue {
  /** Learning cards by due instant. */
  readonly learning: readonly Schedule[];
  /** Reviews with new cards spread evenly among them. */
  readonly main: readonly Schedule[];
}

/** Today's queue. See tests/core/scheduling/queue.test.ts for the cases. */
export declare function buildQueue(gathered: Gathered, moment: Moment, preset: Preset): Queue;
