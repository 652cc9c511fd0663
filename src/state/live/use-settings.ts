import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import type { Exam } from '#core/decks/deck.ts';
import type { DeckId } from '#core/ids.ts';
import type { Options } from '#core/scheduling/options.ts';
import type { QueueCounts } from '#core/scheduling/queue.ts';
import type { DueMoves } from '#core/scheduling/reschedule.ts';
import type { Sufficiency, Workload } from '#core/scheduling/workload.ts';
import type { StudyDay } from '#core/time.ts';
import { dueMoves } from '#storage/queries/due-moves.ts';
import { todayFigures } from '#storage/queries/today.ts';
import { workloadInput } from '#storage/queries/workload.ts';
import { useServices, useStorage } from '../services-context.ts';
import { useOptions } from './use-options.ts';

export interface Settings {
  readonly options: Options;
  readonly today: StudyDay;
  readonly decks: readonly { readonly id: DeckId; readonly title: string }[];
  /** That any deck prepares for. */
  readonly exams: readonly Pick<Exam, 'id' | 'name'>[];
}

export function useSettings(): Settings | undefined {
  const { db } = useStorage();
  const { clock } = useServices();
  const options = useOptions();
  const notebooks = useLiveQuery(async () => db.notebooks.toArray(), [db]);
  if (notebooks === undefined) return undefined;
  const exams = new Map(notebooks.flatMap((notebook) => notebook.exams ?? []).map((exam) => [exam.id, exam]));
  const decks = notebooks.map(({ id, title }) => ({ id, title }));
  return { options, today: clock.now().day, decks, exams: [...exams.values()] };
}

/** What today would hold under other options, before they are chosen. */
export function useTodayUnder(options: Options): QueueCounts | undefined {
  const { db } = useStorage();
  const { clock } = useServices();
  return useLiveQuery(async () => (await todayFigures(db, clock.now(), options)).counts, [db, clock, options]);
}

/** What moving the due dates would do. */
export function useDueMoves(options: Options): DueMoves | undefined {
  const { db } = useStorage();
  const { clock } = useServices();
  return useLiveQuery(() => dueMoves(db, clock.now(), options), [db, clock, options]);
}

export interface Costs {
  /** By retention in whole percent. */
  readonly workloads: ReadonlyMap<number, Workload>;
  readonly sufficiency?: Sufficiency;
}

export const leastRetention = 80;
export const mostRetention = 97;
const percents = Array.from({ length: mostRetention - leastRetention + 1 }, (_, index) => leastRetention + index);

/** What each desired retention costs this learner, in all or for a deck of its own; simulated in a worker, undefined until it is there. */
export function useCosts(options: Options, deck?: DeckId): Costs | undefined {
  const { db } = useStorage();
  const { clock, simulate } = useServices();
  const [costs, setCosts] = useState<Costs>();
  useEffect(() => {
    const abort = new AbortController();
    async function ask() {
      const input = await workloadInput(db, clock.now(), options, deck);
      const retentions = percents.map((percent) => percent / 100);
      const { workloads, sufficiency } = await simulate({ input, retentions }, abort.signal);
      const byPercent = new Map(percents.map((percent, index) => [percent, workloads[index]!]));
      setCosts({ workloads: byPercent, ...(sufficiency && { sufficiency }) });
    }
    // The settings can be chosen without it.
    ask().catch((error: unknown) => {
      if (!abort.signal.aborted) console.error(error);
    });
    return () => abort.abort();
  }, [db, clock, simulate, options, deck]);
  return costs;
}
