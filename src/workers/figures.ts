import type { FiguresReply, FiguresRequest } from './figures.worker.ts';
import url from './figures.worker.ts?worker&url';
import { scriptURL } from './script-url.ts';

type Asked = Omit<FiguresRequest, 'id'>;
type Found = Extract<FiguresReply, { kind: 'figures' }>;

/** As of which of the learner's commands. */
export type Counted = Pick<Found, 'figures' | 'sequence'>;

interface Waiting {
  readonly resolve: (found: Found) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: (done: number, of: number) => void;
}

interface Counting {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/** It holds the columns of the whole log in memory, so it ends when nobody has asked for this long. */
const idleMs = 60_000;

let counting: Counting | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let next = 0;

/** The figures of a period and part, counted off the main thread; absent where there is no such part any more. */
export async function countFigures(asked: Asked, onProgress: Waiting['onProgress'] = () => undefined): Promise<Counted> {
  clearTimeout(timer);
  counting ??= start();
  const { worker, waiting } = counting;
  const id = next++;
  try {
    const found = await new Promise<Found>((resolve, reject) => {
      waiting.set(id, { resolve, reject, onProgress });
      worker.postMessage({ ...asked, id } satisfies FiguresRequest);
    });
    performance.mark('figures counted', { detail: { ...found.took, built: found.built } });
    return found;
  } finally {
    waiting.delete(id);
    if (waiting.size === 0) timer = setTimeout(end, idleMs);
  }
}

function start(): Counting {
  const worker = new Worker(scriptURL(url), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  worker.addEventListener('message', ({ data }: MessageEvent<FiguresReply>) => {
    if (data.kind === 'progress') for (const { onProgress } of waiting.values()) onProgress(data.done, data.of);
    else if (data.kind === 'figures') waiting.get(data.id)?.resolve(data);
    else waiting.get(data.id)?.reject(new Error(data.message));
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
