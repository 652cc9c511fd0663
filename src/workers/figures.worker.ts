import { chosenCards } from '#core/stats/columns.ts';
import { figuresOf } from '#core/stats/figures.ts';
import type { Figures, Period } from '#core/stats/figures.ts';
import { numbersOf } from '#core/stats/parts.ts';
import type { Part } from '#core/stats/parts.ts';
import type { StudyDay } from '#core/time.ts';
import type { Options } from '#core/scheduling/options.ts';
import type { Moment } from '#core/time.ts';
import { openIfKept } from '#storage/backup/staged.ts';
import { openLedger } from '#storage/ledger/ledger.ts';
import type { Ledger } from '#storage/ledger/ledger.ts';
import { openStandings } from '#storage/ledger/standings.ts';
import type { Standings } from '#storage/ledger/standings.ts';
import type { CardwrightDatabase } from '#storage/database.ts';
import { readOptions } from '#storage/queries/options.ts';
import type { Strength } from '#storage/queries/strength.ts';

// Keeps the columns of the log in memory while somebody looks at figures, and reads every figure from them; and how all cards
// stand, for Today. It reads the learner's tables and writes only the one that holds the columns.

export type CountRequest = FiguresRequest | StrengthRequest;

export interface StrengthRequest {
  readonly id: number;
  readonly kind: 'strength';
  readonly moment: Moment;
  readonly options: Options;
}

export interface FiguresRequest {
  readonly id: number;
  readonly kind: 'figures';
  readonly today: StudyDay;
  readonly period: Period;
  readonly part: Part;
  /** When nothing else is to be done: the columns are compared with the log first. */
  readonly verify?: true;
}

export type CountReply =
  /** Absent where there is no database any more. */
  | { readonly kind: 'strength'; readonly id: number; readonly strength?: Strength }
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
  addEventListener(type: 'message', listener: (event: MessageEvent<CountRequest>) => void): void;
  postMessage(reply: CountReply): void;
}
const worker = globalThis as unknown as Worker;

interface Opened {
  readonly db: CardwrightDatabase;
  readonly standings: Standings;
  /** While somebody looks at figures. */
  ledger?: Ledger;
}

let opened: Promise<Opened | undefined> | undefined;
/** One after the other: each finds the columns as the one before left them. */
let turn: Promise<void> = Promise.resolve();

worker.addEventListener('message', ({ data }) => {
  turn = turn.then(() => answer(data));
});

async function answer(request: CountRequest, again = true): Promise<void> {
  try {
    worker.postMessage(await serve(request));
  } catch (error) {
    opened = undefined;
    // The database was closed under us, by a newer version or a restored backup: it is opened anew.
    if (again && error instanceof Error && error.name === 'DatabaseClosedError') {
      await answer(request, false);
      return;
    }
    worker.postMessage({ kind: 'failed', id: request.id, message: error instanceof Error ? error.message : String(error) });
  }
}

async function serve(request: CountRequest): Promise<CountReply> {
  opened ??= open();
  const here = await opened;
  const { id } = request;
  if (here === undefined) {
    opened = undefined;
    if (request.kind === 'strength') return { kind: 'strength', id };
    throw new Error('there is no database');
  }
  if (request.kind === 'figures') return figures(here, request);
  return { kind: 'strength', id, strength: await here.standings.strength(request.moment, request.options) };
}

async function open(): Promise<Opened | undefined> {
  const db = await openIfKept();
  return db && { db, standings: openStandings(db) };
}

/** The columns of the whole log are let go of when nobody has asked for figures for this long. */
const idleMs = 60_000;
let idle: ReturnType<typeof setTimeout> | undefined;

async function figures(here: Opened, { id, today, period, part, verify }: FiguresRequest): Promise<CountReply> {
  clearTimeout(idle);
  const { db } = here;
  const ledger = (here.ledger ??= openLedger(db));
  const begun = performance.now();
  await ledger.refresh(progress);
  if (verify) await ledger.verify(progress);
  const refreshed = performance.now();
  const options = await readOptions(db);
  const numbers = numbersOf(ledger.names, part);
  const { built, sequence } = ledger;
  idle = setTimeout(() => delete here.ledger, idleMs);
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
