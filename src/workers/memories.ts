import type { Memories } from '#storage/queries/memories-under.ts';
import url from './memories.worker.ts?worker&url';
import type { MemoriesReply, MemoriesRequest } from './memories.worker.ts';
import { scriptURL } from './script-url.ts';

/** What every memory would be under other weights. Each request has a worker of its own, which ends with it. */
export function memoriesUnder(
  request: MemoriesRequest,
  onProgress: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<Memories> {
  const worker = new Worker(scriptURL(url), { type: 'module' });
  return new Promise<Memories>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    worker.addEventListener('message', ({ data }: MessageEvent<MemoriesReply>) => {
      if (data.kind === 'progress') onProgress(data.done, data.of);
      else if (data.kind === 'value') resolve(data.value);
      else reject(new Error(data.message));
    });
    worker.addEventListener('error', ({ message }) => reject(new Error(`the replay stopped: ${message}`)));
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
