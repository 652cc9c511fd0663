import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import type { Moment } from '#core/time.ts';
import { nextDue } from '#storage/queries/next-due.ts';
import { strength, type Strength } from '#storage/queries/strength.ts';
import type { NextDue } from '#storage/storage.ts';
import { todayFigures, type TodayFigures } from '#storage/queries/today.ts';
import { useOptions } from './use-options.ts';
import { useServices, useStorage } from '../services-context.ts';

export type { Strength };

export interface Today extends TodayFigures {
  readonly moment: Moment;
  readonly next?: NextDue;
}

const minuteMs = 60_000;

/** The figures of Today, drawn anew when an answer is given in any tab, and each minute, since time alone makes cards due. */
export function useToday(): Today | undefined {
  const { db } = useStorage();
  const options = useOptions();
  const { clock } = useServices();
  const minute = useMinute();
  return useLiveQuery(async () => {
    const moment = clock.now();
    const [figures, next] = await Promise.all([todayFigures(db, moment, options), nextDue(db, moment, options)]);
    return { ...figures, moment, ...(next === undefined ? {} : { next }) };
  }, [db, options, clock, minute]);
}

/** How firmly all cards stand. Walks the whole collection in pages, so it comes when it comes. */
export function useStrength(): Strength | undefined {
  const { db } = useStorage();
  const options = useOptions();
  const { clock } = useServices();
  return useLiveQuery(() => strength(db, clock.now(), options), [db, options, clock]);
}

function useMinute(): number {
  const [minute, setMinute] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setMinute((count) => count + 1), minuteMs);
    return () => clearInterval(timer);
  }, []);
  return minute;
}
