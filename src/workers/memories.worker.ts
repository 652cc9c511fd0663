import { openBare } from '#storage/backup/staged.ts';
import { memoriesUnder, type Memories, type WhoseMemory } from '#storage/queries/memories-under.ts';

// Replays the whole log under other weights, off the main thread. It only reads.

export interface MemoriesRequest {
  readonly weights: readonly number[];
  readonly whose: WhoseMemory;
}

export type MemoriesReply =
  | { readonly kind: 'progress'; readonly done: number; readonly of: number }
  | { readonly kind: 'value'; readonly value: Memories }
  | { readonly kind: 'failed'; readonly message: string };

/** What this file needs of DedicatedWorkerGlobalScope, whose library cannot stand beside the DOM's. */
interface Worker {
  addEventListener(type: 'message', listener: (event: MessageEvent<MemoriesRequest>) => void): void;
  postMessage(reply: MemoriesReply): void;
}
const worker = globalThis as unknown as Worker;

worker.addEventListener('message', ({ data }) => void answer(data));

async function answer({ weights, whose }: MemoriesRequest): Promise<void> {
  try {
    const own = await openBare();
    const tell = (done: number, of: number) => worker.postMessage({ kind: 'progress', done, of });
    const value = await memoriesUnder(own, weights, whose, tell).finally(() => own.close());
    worker.postMessage({ kind: 'value', value });
  } catch (error) {
    worker.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}
