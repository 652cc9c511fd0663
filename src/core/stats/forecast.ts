import type { Options } from '../scheduling/options.ts';
import { newCardsToday } from '../scheduling/pacing.ts';
import type { QueueCounts } from '../scheduling/queue.ts';
import type { StudyDay } from '../time.ts';
import type { Pace } from './estimate.ts';

export interface ForecastDay {
  readonly day: StudyDay;
  /** Reviews that the day will let in, and what is in its steps; of today what the queue holds. */
  readonly due: number;
  readonly fresh: number;
}

/** What the coming days are made from, besides what comes back from answers to come. */
export interface Ahead {
  /** Cards due by today that today's queue does not hold: beyond its limits, or buried. */
  readonly waiting: number;
  /** Of them, those that waited when catching up began. */
  readonly owed: number;
  /** Cards due on each of the coming days, tomorrow first. */
  readonly dueOn: readonly number[];
}

export interface ForecastInput extends Ahead {
  readonly today: StudyDay;
  readonly counts: QueueCounts;
  /** New cards, those of today's queue included. */
  readonly newLeft: number;
  readonly pace: Pace;
}

/**
 * The coming days, today first, as they stand now and by the rules of the queue: limits, minutes, pacing until an exam, new
 * cards held back while a backlog is caught up with. Limits of single decks and siblings are not in it, nor is what answers
 * to come will add.
 */
export function forecastOf({ today, counts, newLeft, pace, ...ahead }: ForecastInput, options: Options): ForecastDay[] {
  const { preset, examDate } = options;
  let { waiting, owed } = ahead;
  let left = newLeft - counts.fresh;
  const coming = ahead.dueOn.map((falling, index): ForecastDay => {
    const day = (today + index + 1) as StudyDay;
    const isBehind = owed > 0;
    waiting += falling;
    const due = Math.min(waiting, isBehind ? catchUpCards(pace, options) : preset.reviewsPerDay);
    waiting -= due;
    owed = Math.max(0, owed - due);
    const doneToday = { newCards: 0, reviews: 0 };
    const gathered = { doneToday, pace, ...(examDate !== undefined && { newLeft: left }) };
    const fresh = isBehind ? 0 : Math.min(Math.max(0, left), newCardsToday(gathered, due, day, options));
    left -= fresh;
    return { day, due, fresh };
  });
  return [{ day: today, due: counts.due + counts.learning, fresh: counts.fresh }, ...coming];
}

/** What a day's minutes hold: a part of them goes to what is forgotten. */
function catchUpCards({ answerMs }: Pace, { catchUpMinutes = 0, preset }: Options): number {
  return Math.floor((catchUpMinutes * 60_000) / answerMs / (2 - preset.desiredRetention));
}
