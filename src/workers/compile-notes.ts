import type { NotebookSource, PlannedNotebook } from '#core/decks/plan-files.ts';
import url from './compile.worker.ts?worker&url';
import type { CompileReport } from './compile.worker.ts';
import { scriptURL } from './script-url.ts';

/** Compiles notes in a worker of their own, which ends with them or when the learner has had enough. */
export function compileNotes(
  notebooks: readonly NotebookSource[],
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<readonly PlannedNotebook[]> {
  const worker = new Worker(scriptURL(url), { type: 'module' });
  const planned: PlannedNotebook[] = [];
  return new Promise<readonly PlannedNotebook[]>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    worker.addEventListener('message', ({ data }: MessageEvent<CompileReport>) => {
      planned.push(data.planned);
      onProgress(data.done);
      if (data.done === notebooks.length) resolve(planned);
    });
    worker.addEventListener('error', ({ message }) => reject(new Error(`the compiler stopped: ${message}`)));
    worker.postMessage(notebooks);
  }).finally(() => worker.terminate());
}
