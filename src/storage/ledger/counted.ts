import { chosenCards } from '#core/stats/columns.ts';
import { figuresOf } from '#core/stats/figures.ts';
import type { Figures, Period } from '#core/stats/figures.ts';
import { numbersOf } from '#core/stats/parts.ts';
import type { Part } from '#core/stats/parts.ts';
import type { StudyDay } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { getPosition } from '../journaling.ts';
import { readOptions } from '../queries/options.ts';
import type { JournalPosition } from '../rows.ts';
import { openLedger } from './ledger.ts';
import type { Ledger, OnProgress } from './ledger.ts';

export interface AskedFigures {
  readonly today: StudyDay;
  readonly period: Period;
  readonly part: Part;
  /** When nothing else is to be done: the columns are compared with the log first. */
  readonly verify?: true;
}

export interface CountedFigures {
  /** Absent where the part is not known: its deck was removed. */
  readonly figures?: Figures;
  /** What it took, in milliseconds: to bring the columns up to date, and to count. */
  readonly took: { readonly refresh: number; readonly count: number };
  /** How often the columns were made from the whole log. */
  readonly built: number;
  /** How far the learner's commands had come. */
  readonly sequence: number;
}

/** Figures of the log, which are kept as well: until something is done, who looks again has them without a column being read. */
export interface Counted {
  count(asked: AskedFigures, onProgress?: OnProgress): Promise<CountedFigures>;
  /** Counts what was asked for last anew, if something was done since: then it is there when somebody looks. */
  prepare(today: StudyDay): Promise<void>;
  /** Lets go of the columns in memory. */
  forget(): void;
}

/** Those that were counted last, the newest first. All of one state of the record, on one day, by one build of the app. */
interface CountedRow {
  readonly id: 'figures';
  readonly state: string;
  readonly counted: readonly { readonly asked: string; readonly figures: Figures }[];
}

/** A year and a month of everything, of a deck, of an area. */
const mostKept = 4;

/** `build` differs when the rules do by which figures are counted; without one, nothing is kept. */
export function openCounted(db: CardwrightDatabase, build: string | undefined): Counted {
  const table = db.table<CountedRow, string>('columns');
  let ledger: Ledger | undefined;

  return {
    count,
    async prepare(today) {
      const row = build === undefined ? undefined : await table.get('figures');
      const [last] = row?.counted ?? [];
      if (last === undefined || row?.state === stateOf(await getPosition(db), today)) return;
      await count({ ...(JSON.parse(last.asked) as Pick<AskedFigures, 'period' | 'part'>), today });
    },
    forget() {
      ledger = undefined;
    },
  };

  async function count(wanted: AskedFigures, onProgress?: OnProgress): Promise<CountedFigures> {
    const { today, period, part, verify } = wanted;
    const asked = JSON.stringify({ period, part });
    const begun = performance.now();
    if (build !== undefined && !verify) {
      const position = await getPosition(db);
      const row = await table.get('figures');
      const known = row?.state === stateOf(position, today) ? row.counted.find((one) => one.asked === asked) : undefined;
      if (known !== undefined) {
        const took = { refresh: performance.now() - begun, count: 0 };
        return { figures: known.figures, took, built: ledger?.built ?? 0, sequence: position.sequence };
      }
    }
    ledger ??= openLedger(db);
    await ledger.refresh(onProgress);
    if (verify) await ledger.verify(onProgress);
    const refreshed = performance.now();
    const options = await readOptions(db);
    const numbers = numbersOf(ledger.names, part);
    const { built, sequence, epoch, log, cards } = ledger;
    const figures =
      options &&
      numbers &&
      figuresOf(log, cards, ledger.recallOn(today, options), { today, period, chosen: chosenCards(cards, numbers) });
    const took = { refresh: refreshed - begun, count: performance.now() - refreshed };
    if (figures !== undefined) await keep(stateOf({ epoch, sequence }, today), asked, figures);
    return { ...(figures && { figures }), took, built, sequence };
  }

  async function keep(state: string, asked: string, figures: Figures): Promise<void> {
    if (build === undefined) return;
    await db.transaction('rw', [table], async () => {
      const row = await table.get('figures');
      const others = row?.state === state ? row.counted.filter((one) => one.asked !== asked) : [];
      await table.put({ id: 'figures', state, counted: [{ asked, figures }, ...others].slice(0, mostKept) });
    });
  }

  function stateOf({ epoch, sequence }: Pick<JournalPosition, 'epoch' | 'sequence'>, today: StudyDay): string {
    return `${build} ${epoch} ${sequence} ${today}`;
  }
}
