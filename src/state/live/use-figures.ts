import { useLiveQuery } from 'dexie-react-hooks';
import { startTransition, useEffect, useRef, useState } from 'react';
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
  | { readonly kind: 'counted'; readonly figures: Figures; readonly sequence: number }
  /** There is no such deck, category or exam any more. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly why: string };

/** Answers come one at a time; figures follow a few times a second at most. */
const restMs = 250;
/** When the figures have stood for this long, the columns are compared with the log, once. */
const verifyMs = 5_000;
let verified = false;

/** All figures of a period and part, counted again after each answer in any tab. */
export function useFigures(period: Period, part: Part): CountedFigures {
  const { db } = useStorage();
  const { clock } = useServices();
  const options = useOptions();
  const done = useLiveQuery(() => commandsDone(db), [db]);
  const [shown, setShown] = useState<CountedFigures>({ kind: 'counting' });
  const key = JSON.stringify(part);
  /** What is shown, and what is being counted, is of this; to count the same again would show the same. */
  const counted = useRef<{ readonly asked: unknown; sequence: number | undefined }>({ asked: undefined, sequence: undefined });
  useEffect(() => {
    const asked = { options, period, key };
    const isSame = isEqual(counted.current.asked, asked);
    if (isSame && (done === undefined || counted.current.sequence === undefined || counted.current.sequence >= done)) return;
    const run = { asked, sequence: undefined as number | undefined };
    counted.current = run;
    const count = async (): Promise<void> => {
      const isLeft = () => counted.current !== run;
      if (isLeft()) return;
      try {
        const { figures, sequence } = await countFigures(
          { today: clock.now().day, period, part: JSON.parse(key) as Part },
          (read, of) => {
            if (!isLeft()) setShown((now) => (now.kind === 'counted' ? now : { kind: 'counting', done: read, of }));
          },
        );
        if (isLeft()) return;
        run.sequence = sequence;
        // Seventeen charts are drawn between key presses, not before the next.
        startTransition(() => setShown(figures === undefined ? { kind: 'gone' } : { kind: 'counted', figures, sequence }));
      } catch (error) {
        if (!isLeft()) setShown({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
      }
    };
    setTimeout(() => void count(), isSame ? restMs : 0);
    // `shown` is looked at again when it comes: what was done meanwhile is counted then.
  }, [done, options, clock, period, key, shown]);
  useEffect(
    () => () => {
      // Nobody waits for it any more.
      counted.current = { asked: undefined, sequence: undefined };
    },
    [],
  );
  useEffect(() => {
    if (verified || shown.kind !== 'counted') return;
    const verify = async () => {
      verified = true;
      try {
        const { figures, sequence } = await countFigures({
          today: clock.now().day,
          period,
          part: JSON.parse(key) as Part,
          verify: true,
        });
        setShown((now) => (now === shown && figures !== undefined ? { kind: 'counted', figures, sequence } : now));
      } catch {
        // What cannot be compared now is compared at the next visit.
        verified = false;
      }
    };
    const timer = setTimeout(() => void verify(), verifyMs);
    return () => clearTimeout(timer);
  }, [shown, clock, period, key]);
  return shown;
}

function isEqual(a: unknown, b: Readonly<Record<string, unknown>>): boolean {
  return a !== undefined && Object.entries(b).every(([name, value]) => (a as Record<string, unknown>)[name] === value);
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
