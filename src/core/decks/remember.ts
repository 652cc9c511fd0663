import type { DeckId } from '../ids.ts';
import { parseNotes } from '../notes/parse.ts';
import type { Notebook } from '../notes/notebook.ts';
import { compileDeck } from './compile.ts';
import type { Compiled } from './compile.ts';
import { parseCuration } from './curation.ts';
import type { ParsedCuration } from './curation.ts';

/** What one deck is compiled from. */
export interface DeckSource {
  readonly id: DeckId;
  readonly path: string;
  readonly notes: string;
  /** deck.yaml, where there is one. */
  readonly curation?: { readonly path: string; readonly text: string };
}

export interface CompiledSource extends Compiled {
  readonly notebook: Notebook;
  readonly parsed?: ParsedCuration;
}

/** Compiles many notebooks again and again, and only those whose texts are others than the last time. */
export class CompileMemory {
  private readonly known = new Map<DeckId, { readonly source: DeckSource; readonly compiled: CompiledSource }>();

  compile(source: DeckSource): CompiledSource {
    const last = this.known.get(source.id);
    if (last && isSame(last.source, source)) return last.compiled;
    const notebook = parseNotes(source.notes, source.path);
    const parsed = source.curation && parseCuration(source.curation.text, source.curation.path, notebook);
    const made = compileDeck(notebook, parsed?.curation, source.id);
    const diagnostics = [...(parsed?.diagnostics ?? []), ...made.diagnostics];
    const compiled = { ...made, diagnostics, notebook, ...(parsed === undefined ? {} : { parsed }) };
    this.known.set(source.id, { source, compiled });
    return compiled;
  }
}

function isSame(a: DeckSource, b: DeckSource): boolean {
  return (
    a.path === b.path && a.notes === b.notes && a.curation?.text === b.curation?.text && a.curation?.path === b.curation?.path
  );
}
