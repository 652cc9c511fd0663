import type { FormulaReader } from '#core/notes/formula-check.ts';
import { explainNotes, planNotebook } from '#core/decks/plan-files.ts';
import type { NotebookSource, NotesAccount, NotesToExplain, PlannedNotebook } from '#core/decks/plan-files.ts';

// Compiles notes off the main thread. It knows no database: what the learner has already comes with the request.

export type CompileRequest =
  | { readonly kind: 'plan'; readonly notebooks: readonly NotebookSource[] }
  | { readonly kind: 'explain'; readonly notes: NotesToExplain };

/** What the page hears: one report for each notebook, in the order of the request. */
export type CompileReport =
  | { readonly kind: 'planned'; readonly done: number; readonly planned: PlannedNotebook }
  | { readonly kind: 'explained'; readonly account: NotesAccount };

/** What this file needs of DedicatedWorkerGlobalScope, whose library cannot stand beside the DOM's. */
interface Worker {
  addEventListener(type: 'message', listener: (event: MessageEvent<CompileRequest>) => void): void;
  postMessage(report: CompileReport): void;
}
const worker = globalThis as unknown as Worker;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const decode = (bytes: Uint8Array) => decoder.decode(bytes);

worker.addEventListener('message', ({ data }) => void answer(data));

async function answer(request: CompileRequest): Promise<void> {
  switch (request.kind) {
    case 'plan': {
      const { notebooks } = request;
      for (const [index, source] of notebooks.entries()) {
        const text = source.from.kind === 'deck' ? source.from.notesText : decode(source.from.notes.bytes);
        const planned = planNotebook(source, decode, await formulaReader(text));
        worker.postMessage({ kind: 'planned', done: index + 1, planned });
      }
      return;
    }
    case 'explain':
      worker.postMessage({
        kind: 'explained',
        account: explainNotes(request.notes, await formulaReader(request.notes.notesText)),
      });
  }
}

/** Fetched by the first notes that may have a formula. */
async function formulaReader(text: string): Promise<FormulaReader | undefined> {
  return text.includes('$') ? (await import('#core/notes/formula-tree.ts')).readFormula : undefined;
}
