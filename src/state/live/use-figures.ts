import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import type { DayFigures } from '#core/stats/day.ts';
import type { Figures, Period } from '#core/stats/figures.ts';
import { heatmapFrom } from '#core/stats/heatmap-figure.ts';
import type { Part } from '#core/stats/parts.ts';
import type { StudyDay } from '#core/time.ts';
import { commandsDone } from '#storage/queries/commands-done.ts';
import { daysBetween } from '#storage/queries/days.ts';
import { namedParts, type NamedParts } from '#storage/queries/parts.ts';
import { countFigures } from '#workers/figures.ts';
import { useServices, useStorage } from '../services-context.ts';
import { useOptions } from './use-options.ts';

export type { NamedParts };

export type CountedFigures =
  /** `done` of `of` while the log is read for the first time. */
  | { readonly kind: 'counting'; readonly done?: number; readonly of?: number }
  | { readonly kind: 'counted'; readonly figures: Figures }
  /** There is no such deck, category or exam any more. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly why: string };

/** Answers come one at a time; figures follow a few times a second at most. */
const restMs = 250;
/** When the figures have stood for this long, the columns are compared with the log. */
const verifyMs = 4_000;

/** All figures of a period and part, counted again after each answer in any tab. */
export function useFigures(period: Period, part: Part): CountedFigures {
  const { db } = useStorage();
  const { clock } = useServices();
  const options = useOptions();
  const done = useLiveQuery(() => commandsDone(db), [db]);
  const [shown, setShown] = useState<CountedFigures>({ kind: 'counting' });
  const key = JSON.stringify(part);
  useEffect(() => {
    if (done === undefined) return;
    let left = false;
    const asked = { today: clock.now().day, period, part: JSON.parse(key) as Part };
    const count = async (verify?: true) => {
      try {
        const figures = await countFigures(
          { ...asked, ...(verify && { verify }) },
          (read, of) => !left && setShown((now) => (now.kind === 'counted' ? now : { kind: 'counting', done: read, of })),
        );
        if (!left) setShown(figures === undefined ? { kind: 'gone' } : { kind: 'counted', figures });
      } catch (error) {
        if (!left) setShown({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
      }
    };
    const timer = setTimeout(() => void count(), hurry() ? 0 : restMs);
    const later = setTimeout(() => void count(true), verifyMs);
    return () => {
      left = true;
      clearTimeout(timer);
      clearTimeout(later);
    };
  }, [done, options, clock, period, key]);
  return shown;
}

let lastAsked = -Infinity;
/** Whoever opens a screen or chooses another period does not wait. */
function hurry(): boolean {
  const now = performance.now();
  const isFirst = now - lastAsked > restMs;
  lastAsked = now;
  return isFirst;
}

/** Decks, categories and exams by name. */
export function useParts(): NamedParts | undefined {
  const { db } = useStorage();
  return useLiveQuery(() => namedParts(db), [db]);
}

export interface KnownDays {
  readonly today: StudyDay;
  readonly days: readonly DayFigures[];
}

/** The kept figures of the last year and the coming weeks: there before anything is counted. */
export function useDays(weeks: number, ahead: number): KnownDays | undefined {
  const { db } = useStorage();
  const { clock } = useServices();
  return useLiveQuery(async () => {
    const { day: today } = clock.now();
    return { today, days: await daysBetween(db, heatmapFrom(today, weeks), (today + ahead) as StudyDay) };
  }, [db, clock, weeks, ahead]);
}
