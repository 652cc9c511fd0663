import type { Options } from '#core/scheduling/options.ts';
import type { Moment, StudyDay } from '#core/time.ts';
import { openIfKept } from '#storage/backup/staged.ts';
import { openCounted } from '#storage/ledger/counted.ts';
import type { AskedFigures, Counted, CountedFigures } from '#storage/ledger/counted.ts';
import { openStandings } from '#storage/ledger/standings.ts';
import type { Standings } from '#storage/ledger/standings.ts';
import type { Strength } from '#storage/queries/strength.ts';
import { packStandings } from './packed-standings.ts';
import type { PackedStandings } from './packed-standings.ts';

// Keeps the columns of the log in memory while somebody looks at figures, and reads every figure from them; and how all cards
// stand, for Today. It reads the learner's tables and writes only the one that holds the columns.

export type CountRequest = FiguresRequest | StrengthRequest;

export interface StrengthRequest {
  readonly id: number;
  readonly kind: 'strength';
  readonly moment: Moment;
  readonly options: Options;
}

export interface PackedStrength extends Omit<Strength, 'entities'> {
  readonly entities: PackedStandings;
}

export interface FiguresRequest extends AskedFigures {
  readonly id: number;
  readonly kind: 'figures';
}

export type CountReply =
  /** Absent where there is no database any more. */
  | { readonly kind: 'strength'; readonly id: number; readonly strength?: PackedStrength }
  | { readonly kind: 'progress'; readonly done: number; readonly of: number }
  | ({ readonly kind: 'figures'; readonly id: number } & CountedFigures)
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** What this file needs of DedicatedWorkerGlobalScope, whose library cannot stand beside the DOM's. */
interface Worker {
  addEventListener(type: 'message', listener: (event: MessageEvent<CountRequest>) => void): void;
  postMessage(reply: CountReply): void;
}
const worker = globalThis as unknown as Worker;

interface Opened {
  readonly standings: Standings;
  readonly counted: Counted;
}

/** The name of this file tells builds apart; while the app is worked on it has one name for all. */
const build = import.meta.env.DEV ? undefined : import.meta.url;

let opened: Promise<Opened | undefined> | undefined;
/** One after the other, of either kind: each finds what is in memory as the one before left it. */
const turns: Record<CountRequest['kind'], Promise<void>> = { figures: Promise.resolve(), strength: Promise.resolve() };

worker.addEventListener('message', ({ data }) => {
  turns[data.kind] = turns[data.kind].then(() => answer(data));
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
  const strength = await here.standings.strength(request.moment, request.options);
  prepareLater(request.moment.day);
  return { kind: 'strength', id, strength: { ...strength, entities: packStandings(strength.entities) } };
}

async function open(): Promise<Opened | undefined> {
  const db = await openIfKept();
  return db && { standings: openStandings(db, async () => hurry), counted: openCounted(db, build) };
}

/**
 * A walk over all cards takes seconds where there are many: between its pages it waits until the figures that somebody looks at
 * are there, or until it is known that they take longer still.
 */
let hurry: Promise<void> = Promise.resolve();
let goOn: () => void = () => undefined;

/** The columns of the whole log are let go of when nobody has asked for figures for this long. */
const idleMs = 60_000;
let idle: ReturnType<typeof setTimeout> | undefined;

async function figures({ counted }: Opened, { id, kind, ...asked }: FiguresRequest): Promise<CountReply> {
  clearTimeout(idle);
  hurry = new Promise((resolve) => (goOn = resolve));
  try {
    return { kind, id, ...(await counted.count(asked, progress)) };
  } finally {
    goOn();
    idle = setTimeout(() => counted.forget(), idleMs);
  }
}

/** When Today has stood still for so long, the figures that were looked at last are brought up to date. */
const restMs = 3_000;
let resting: ReturnType<typeof setTimeout> | undefined;

function prepareLater(today: StudyDay): void {
  clearTimeout(resting);
  resting = setTimeout(() => {
    turns.figures = turns.figures.then(() => prepare(today));
  }, restMs);
}

async function prepare(today: StudyDay): Promise<void> {
  try {
    const here = await opened;
    await here?.counted.prepare(today);
    clearTimeout(idle);
    idle = setTimeout(() => here?.counted.forget(), idleMs);
  } catch {
    // Whoever looks is told what is wrong.
  }
}

let told = 0;
/** A few times a second is enough. */
function progress(done: number, of: number): void {
  goOn();
  const now = performance.now();
  if (now - told < 100) return;
  told = now;
  worker.postMessage({ kind: 'progress', done, of });
}
