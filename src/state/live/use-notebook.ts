import { useLiveQuery } from 'dexie-react-hooks';
import type { DeckId } from '#core/ids.ts';
import { recallNow } from '#core/scheduling/recall.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import { levelOf, type Level } from '#core/stats/level.ts';
import type { StudyDay } from '#core/time.ts';
import { cardsOfNotebook, notebook } from '#storage/queries/notebook.ts';
import { useServices, useStorage } from '../services-context.ts';

/** How well a line of the notes is known: its weakest card. */
export interface LineStrength {
  readonly level: Level;
  /** Absent for a card that has not been met. */
  readonly recall?: number;
  readonly dueDay?: StudyDay;
  readonly cards: number;
}

export interface ShownNotebook {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  readonly today: StudyDay;
  readonly strengths: ReadonlyMap<number, LineStrength>;
}

/** `undefined` is not known yet, `'none'` is no such notebook. */
export function useNotebook(id: DeckId): ShownNotebook | 'none' | undefined {
  const { db, preset } = useStorage();
  const { clock } = useServices();
  const row = useLiveQuery(async () => (await notebook(db, id)) ?? 'none', [db, id]);
  const strengths = useLiveQuery(async () => {
    const moment = clock.now();
    const weakest = (schedules: readonly Schedule[]): LineStrength => {
      const standing = schedules.map((schedule) => {
        const recall = recallNow(schedule, moment, preset);
        return { schedule, recall, level: levelOf(schedule, recall ?? 0) };
      });
      const { schedule, recall, level } = standing.reduce((low, each) => (each.level < low.level ? each : low));
      const dueDay = dueDayOf(schedule, moment.day);
      return {
        level,
        cards: schedules.length,
        ...(recall === undefined ? {} : { recall }),
        ...(dueDay === undefined ? {} : { dueDay }),
      };
    };
    const byLine = await cardsOfNotebook(db, id);
    return new Map([...byLine].map(([line, cards]) => [line, weakest(cards.map(({ schedule }) => schedule))]));
  }, [db, id, preset, clock]);
  if (row === undefined || row === 'none') return row;
  const { title, path, text } = row;
  return { title, path, text, today: clock.now().day, strengths: strengths ?? new Map() };
}

function dueDayOf({ state }: Schedule, today: StudyDay): StudyDay | undefined {
  switch (state.kind) {
    case 'new':
      return undefined;
    case 'learning':
    case 'relearning':
      return 'day' in state.due ? state.due.day : today;
    case 'review':
      return state.dueDay;
  }
}
