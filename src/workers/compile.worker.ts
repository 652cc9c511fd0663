import type { FormulaReader } from '#core/notes/formula-check.ts';
import { explainNotes, isOfOneEach, planNotebook } from '#core/decks/plan-files.ts';
import type { NotebookSource, NotesAccount, NotesToExplain, PlannedNotebook, ReadFile } from '#core/decks/plan-files.ts';

// Compiles notes off the main thread. It knows no database: what the learner has already comes with the request.

export type CompileRequest =
  | { readonly kind: 'plan'; readonly notebooks: readonly NotebookSource[] }
  | { readonly kind: 'explain'; readonly notes: NotesToExplain }
  | { readonly kind: 'look'; readonly files: readonly ReadFile[] };

/** What the page hears: one report for each notebook, in the order of the request. */
export type CompileReport =
  | { readonly kind: 'planned'; readonly done: number; readonly planned: PlannedNotebook }
  | { readonly kind: 'explained'; readonly account: NotesAccount }
  | { readonly kind: 'looked'; readonly ofOneEach: boolean };

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
        const planned = planNotebook(source, decode, await formulaReader(textOf(source)));
        worker.postMessage({ kind: 'planned', done: index + 1, planned });
      }
      return;
    }
    case 'explain':
      worker.postMessage({
        kind: 'explained',
        account: explainNotes(request.notes, await formulaReader(request.notes.notesText)),
      });
      return;
    case 'look':
      worker.postMessage({ kind: 'looked', ofOneEach: isOfOneEach(request.files, decode) });
  }
}

function textOf({ from }: NotebookSource): string {
  switch (from.kind) {
    case 'deck':
      return from.notesText;
    case 'files':
      return decode(from.notes.bytes);
    case 'folder':
      return from.files.map(({ bytes }) => decode(bytes)).join('\n');
  }
}

/** Fetched by the first notes that may have a formula. */
async function formulaReader(text: string): Promise<FormulaReader | undefined> {
  return text.includes('$') ? (await import('#core/notes/formula-tree.ts')).readFormula : undefined;
}
