import type { NotebookSource, NotesAccount, NotesToExplain, PlannedNotebook, ReadFile } from '#core/decks/plan-files.ts';
import url from './compile.worker.ts?worker&url';
import type { CompileReport, CompileRequest } from './compile.worker.ts';
import { scriptURL } from './script-url.ts';

/** Compiles notes off the main thread. */
export async function compileNotes(
  notebooks: readonly NotebookSource[],
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<readonly PlannedNotebook[]> {
  const planned: PlannedNotebook[] = [];
  await ask({ kind: 'plan', notebooks }, signal, (report) => {
    if (report.kind !== 'planned') return false;
    planned.push(report.planned);
    onProgress(report.done);
    return report.done === notebooks.length;
  });
  return planned;
}

/** What became of each line. */
export async function explainNotes(notes: NotesToExplain, signal: AbortSignal): Promise<NotesAccount> {
  let account: NotesAccount = { left: [], diagnostics: [] };
  await ask({ kind: 'explain', notes }, signal, (report) => {
    if (report.kind === 'explained') ({ account } = report);
    return true;
  });
  return account;
}

/** Whether files describe one thing each. */
export async function isOfOneEach(files: readonly ReadFile[], signal: AbortSignal): Promise<boolean> {
  let ofOneEach = false;
  await ask({ kind: 'look', files }, signal, (report) => {
    if (report.kind === 'looked') ({ ofOneEach } = report);
    return true;
  });
  return ofOneEach;
}

/** Each request has a worker of its own, which ends with it or when the learner has had enough. */
function ask(request: CompileRequest, signal: AbortSignal, hear: (report: CompileReport) => boolean): Promise<void> {
  const worker = new Worker(scriptURL(url), { type: 'module' });
  return new Promise<void>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    worker.addEventListener('message', ({ data }: MessageEvent<CompileReport>) => {
      if (hear(data)) resolve();
    });
    worker.addEventListener('error', ({ message }) => reject(new Error(`the compiler stopped: ${message}`)));
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
