import { chosenCards } from '#core/stats/columns.ts';
import { figuresOf } from '#core/stats/figures.ts';
import type { Figures, Period } from '#core/stats/figures.ts';
import { numbersOf } from '#core/stats/parts.ts';
import type { Part } from '#core/stats/parts.ts';
import type { StudyDay } from '#core/time.ts';
import { openBare } from '#storage/backup/staged.ts';
import { openLedger } from '#storage/ledger/ledger.ts';
import type { Ledger } from '#storage/ledger/ledger.ts';
import type { CardwrightDatabase } from '#storage/database.ts';
import { readOptions } from '#storage/queries/options.ts';

// Keeps the columns of the log in memory while somebody looks at figures, and reads every figure from them. It reads the
// learner's tables and writes only the one that holds the columns.

export interface FiguresRequest {
  readonly id: number;
  readonly today: StudyDay;
  readonly period: Period;
  readonly part: Part;
  /** When nothing else is to be done: the columns are compared with the log first. */
  readonly verify?: true;
}

export type FiguresReply =
  | { readonly kind: 'progress'; readonly done: number; readonly of: number }
  | {
      readonly kind: 'figures';
      readonly id: number;
      /** Absent where the part is not known: its deck was removed. */
      readonly figures?: Figures;
      /** What it took, in milliseconds: to bring the columns up to date, and to count. */
      readonly took: { readonly refresh: number; readonly count: number };
      readonly built: number;
      /** How far the learner's commands had come. */
      readonly sequence: number;
    }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** What this file needs of DedicatedWorkerGlobalScope, whose library cannot stand beside the DOM's. */
interface Worker {
  addEventListener(type: 'message', listener: (event: MessageEvent<FiguresRequest>) => void): void;
  postMessage(reply: FiguresReply): void;
}
const worker = globalThis as unknown as Worker;

let opened: Promise<{ readonly db: CardwrightDatabase; readonly ledger: Ledger }> | undefined;
/** One after the other: each finds the columns as the one before left them. */
let turn: Promise<void> = Promise.resolve();

worker.addEventListener('message', ({ data }) => {
  turn = turn.then(() => answer(data));
});

async function answer(request: FiguresRequest): Promise<void> {
  try {
    worker.postMessage(await figures(request));
  } catch (error) {
    // The database was closed under us, by a newer version or a restored backup: the next request opens it anew.
    opened = undefined;
    worker.postMessage({ kind: 'failed', id: request.id, message: error instanceof Error ? error.message : String(error) });
  }
}

async function figures({ id, today, period, part, verify }: FiguresRequest): Promise<FiguresReply> {
  opened ??= openBare().then((db) => ({ db, ledger: openLedger(db) }));
  const { db, ledger } = await opened;
  const begun = performance.now();
  await ledger.refresh(progress);
  if (verify) await ledger.verify(progress);
  const refreshed = performance.now();
  const options = await readOptions(db);
  const numbers = numbersOf(ledger.names, part);
  const { built, sequence } = ledger;
  const took = () => ({ refresh: refreshed - begun, count: performance.now() - refreshed });
  if (options === undefined || numbers === undefined) return { kind: 'figures', id, took: took(), built, sequence };
  const { log, cards } = ledger;
  const found = figuresOf(log, cards, ledger.recallOn(today, options), { today, period, chosen: chosenCards(cards, numbers) });
  return { kind: 'figures', id, figures: found, took: took(), built, sequence };
}

let told = 0;
/** A few times a second is enough. */
function progress(done: number, of: number): void {
  const now = performance.now();
  if (now - told < 100) return;
  told = now;
  worker.postMessage({ kind: 'progress', done, of });
}
