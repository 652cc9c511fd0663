import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import type { Options } from '#core/scheduling/options.ts';
import type { Moment } from '#core/time.ts';
import { nextAfter } from '#storage/queries/next-due.ts';
import type { Strength } from '#storage/queries/strength.ts';
import type { NextDue } from '#storage/storage.ts';
import { todayFigures, type TodayFigures } from '#storage/queries/today.ts';
import { useServices, useStorage } from '../services-context.ts';
import type { Walk } from '../services.ts';
import { useOptions } from './use-options.ts';
import { useWalked } from './use-walked.ts';

export type { Strength };

export interface Today extends TodayFigures {
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
    const figures = await todayFigures(db, clock.now(), options);
    const next = await nextAfter(db, figures);
    return { ...figures, ...(next === undefined ? {} : { next }) };
  }, [db, options, clock, minute]);
}

/** How firmly all cards stand, anew after each command, of whatever tab, and each minute; not asked while it has to wait. */
export function useStrength(wait = false): Strength | undefined {
  return useWalked(walkStrength, useMinute(), wait);
}

const walkStrength = async ({ walkStrength: ask }: Walk, moment: Moment, options: Options) => ask(moment, options);

function useMinute(): number {
  const [minute, setMinute] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setMinute((count) => count + 1), minuteMs);
    return () => clearInterval(timer);
  }, []);
  return minute;
}
