import type { Options } from '#core/scheduling/options.ts';
import type { Moment } from '#core/time.ts';
import type { Strength } from '#storage/queries/strength.ts';
import type { CountReply, CountRequest, FiguresRequest } from './figures.worker.ts';
import { unpackStandings } from './packed-standings.ts';
import url from './figures.worker.ts?worker&url';
import { scriptURL } from './script-url.ts';

type Asked = CountRequest extends infer Each ? (Each extends unknown ? Omit<Each, 'id'> : never) : never;
type Found = Exclude<CountReply, { kind: 'progress' | 'failed' }>;

/** As of which of the learner's commands. */
export type Counted = Pick<Extract<Found, { kind: 'figures' }>, 'figures' | 'sequence'>;

interface Waiting {
  readonly resolve: (found: Found) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: (done: number, of: number) => void;
}

interface Counting {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/** It holds how all cards stand in memory, so it ends when nobody has asked for this long; Today asks each minute. */
const idleMs = 180_000;

let counting: Counting | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let next = 0;

/** The figures of a period and part, counted off the main thread; absent where there is no such part any more. */
export async function countFigures(
  asked: Omit<FiguresRequest, 'id' | 'kind'>,
  onProgress: Waiting['onProgress'] = () => undefined,
): Promise<Counted> {
  const found = await ask({ ...asked, kind: 'figures' }, onProgress);
  if (found.kind !== 'figures') throw new Error('figures were asked for');
  performance.mark('figures counted', { detail: { ...found.took, built: found.built } });
  return found;
}

/** How firmly everything stands at a moment; undefined where there is nothing any more. */
export async function countStrength(moment: Moment, options: Options): Promise<Strength | undefined> {
  const found = await ask({ kind: 'strength', moment, options });
  if (found.kind !== 'strength' || found.strength === undefined) return undefined;
  return { ...found.strength, entities: unpackStandings(found.strength.entities) };
}

async function ask(asked: Asked, onProgress: Waiting['onProgress'] = () => undefined): Promise<Found> {
  clearTimeout(timer);
  counting ??= start();
  const { worker, waiting } = counting;
  const id = next++;
  try {
    return await new Promise<Found>((resolve, reject) => {
      waiting.set(id, { resolve, reject, onProgress });
      worker.postMessage({ ...asked, id } satisfies CountRequest);
    });
  } finally {
    waiting.delete(id);
    if (waiting.size === 0) timer = setTimeout(end, idleMs);
  }
}

function start(): Counting {
  const worker = new Worker(scriptURL(url), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  worker.addEventListener('message', ({ data }: MessageEvent<CountReply>) => {
    if (data.kind === 'progress') for (const { onProgress } of waiting.values()) onProgress(data.done, data.of);
    else if (data.kind === 'failed') waiting.get(data.id)?.reject(new Error(data.message));
    else waiting.get(data.id)?.resolve(data);
  });
  worker.addEventListener('error', ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(`the figures stopped: ${message}`));
    end();
  });
  return { worker, waiting };
}

function end(): void {
  counting?.worker.terminate();
  counting = undefined;
}
