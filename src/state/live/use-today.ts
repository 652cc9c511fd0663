import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useRef, useState } from 'react';
import { nextAfter } from '#storage/queries/next-due.ts';
import type { Strength } from '#storage/queries/strength.ts';
import type { NextDue } from '#storage/storage.ts';
import { todayFigures, type TodayFigures } from '#storage/queries/today.ts';
import { useOptions } from './use-options.ts';
import { useServices, useStorage } from '../services-context.ts';

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

/** How firmly all cards stand, walked through anew off the main thread after each command, of whatever tab, and each minute. */
export function useStrength(): Strength | undefined {
  const { db } = useStorage();
  const options = useOptions();
  const { clock, walk } = useServices();
  const minute = useMinute();
  const [strength, setStrength] = useState<Strength>();
  // Each command counts this up.
  const position = useLiveQuery(async () => {
    const row = await db.journal.get('position');
    return row !== undefined && 'sequence' in row ? row.sequence : 0;
  }, [db]);
  const turn = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    if (position === undefined) return;
    let wanted = true;
    // One walk after the other; of those that wait only the last is walked.
    async function walkAfter(others: Promise<void>) {
      await others;
      if (!wanted) return;
      const walked = await (await walk()).walkStrength(clock.now(), options);
      if (wanted && walked !== undefined) setStrength(walked);
    }
    turn.current = walkAfter(turn.current).catch((error: unknown) => console.error(error));
    return () => {
      wanted = false;
    };
  }, [position, minute, options, clock, walk]);
  return strength;
}

function useMinute(): number {
  const [minute, setMinute] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setMinute((count) => count + 1), minuteMs);
    return () => clearInterval(timer);
  }, []);
  return minute;
}
