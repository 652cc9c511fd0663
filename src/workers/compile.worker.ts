import { planNotebook } from '#core/decks/plan-files.ts';
import type { NotebookSource, PlannedNotebook } from '#core/decks/plan-files.ts';

// Compiles notes off the main thread. It knows no database: what the learner has already comes with the request.

/** What the page hears for each notebook, in the order of the request. */
export interface CompileReport {
  readonly done: number;
  readonly planned: PlannedNotebook;
}

/** What this file needs of DedicatedWorkerGlobalScope, whose library cannot stand beside the DOM's. */
interface Worker {
  addEventListener(type: 'message', listener: (event: MessageEvent<readonly NotebookSource[]>) => void): void;
  postMessage(report: CompileReport): void;
}
const worker = globalThis as unknown as Worker;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const decode = (bytes: Uint8Array) => decoder.decode(bytes);

worker.addEventListener('message', ({ data }) => {
  data.forEach((source, index) => worker.postMessage({ done: index + 1, planned: planNotebook(source, decode) }));
});
