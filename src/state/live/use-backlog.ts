import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { backlogOf, planCatchUp, type Backlog, type CatchUpPlan } from '#core/scheduling/backlog.ts';
import type { StudyDay } from '#core/time.ts';
import { findBacklog } from '#storage/queries/backlog.ts';
import { useServices, useStorage } from '../services-context.ts';
import { useOptions } from './use-options.ts';

export interface BacklogToday extends Backlog {
  readonly today: StudyDay;
  /** Of the minutes that were chosen. */
  readonly plan: CatchUpPlan;
}

/** What has piled up and when it would be done; undefined while that is not known, or nothing has. */
export function useBacklog(minutesPerDay: number): BacklogToday | undefined {
  const { db } = useStorage();
  const { clock } = useServices();
  const options = useOptions();
  const found = useLiveQuery(() => findBacklog(db, clock.now(), options), [db, clock, options]);
  return useMemo(() => {
    const backlog = found && backlogOf(found.input);
    if (backlog === undefined) return undefined;
    return { ...backlog, today: found!.input.moment.day, plan: planCatchUp(found!.input, found!.dueOn, minutesPerDay) };
  }, [found, minutesPerDay]);
}
