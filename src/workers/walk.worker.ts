import type { Atlas, AtlasSource } from '#core/atlas/atlas.ts';
import { drawAtlas } from '#core/atlas/draw.ts';
import type { CategoryId, DeckId } from '#core/ids.ts';
import type { Options } from '#core/scheduling/options.ts';
import type { Moment } from '#core/time.ts';
import { openIfKept } from '#storage/backup/staged.ts';
import { keptAtlas } from '#storage/kept-atlas.ts';
import { examOutlook, type ExamOutlook } from '#storage/queries/exam-outlook.ts';

// Draws maps off the main thread, apart from what is counted again and again (figures.worker.ts), which need not wait for a large
// one; and walks through the coming days. It reads the learner's tables and writes only the one that holds what is derived.

export type WalkRequest =
  | { readonly id: number; readonly kind: 'outlook'; readonly moment: Moment; readonly options: Options }
  | { readonly id: number; readonly kind: 'atlas'; readonly deck: DeckId; readonly only?: CategoryId; readonly aspect?: number }
  | { readonly id: number; readonly kind: 'outline'; readonly source: AtlasSource };

/** Undefined where there is no such deck, no exam, or nothing at all, any more. */
type Walked = ExamOutlook | Atlas | undefined;

export type WalkReply =
  | { readonly id: number; readonly kind: 'value'; readonly value: Walked }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };

/** What this file needs of DedicatedWorkerGlobalScope, whose library cannot stand beside the DOM's. */
interface Worker {
  addEventListener(type: 'message', listener: (event: MessageEvent<WalkRequest>) => void): void;
  postMessage(reply: WalkReply): void;
}
const worker = globalThis as unknown as Worker;

worker.addEventListener('message', ({ data }) => void answer(data));

async function answer(request: WalkRequest): Promise<void> {
  const { id } = request;
  try {
    worker.postMessage({ id, kind: 'value', value: await serve(request) });
  } catch (error) {
    worker.postMessage({ id, kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

async function serve(request: WalkRequest): Promise<Walked> {
  // Of a deck that nobody has yet.
  if (request.kind === 'outline') return drawAtlas(request.source);
  const own = await openIfKept();
  if (own === undefined) return undefined;
  try {
    switch (request.kind) {
      case 'outlook':
        return await examOutlook(own, request.moment, request.options);
      case 'atlas':
        return await keptAtlas(own, request.deck, request.only, request.aspect);
    }
  } finally {
    // Open only while it is needed: nobody who puts another database in its place has to wait.
    own.close();
  }
}
