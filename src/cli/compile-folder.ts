import { readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { Compiled } from '#core/decks/compile.ts';
import type { Deck } from '#core/decks/deck.ts';
import type { KnownDeck } from '#core/decks/plan.ts';
import { reconcile } from '#core/decks/reconcile.ts';
import { CompileMemory } from '#core/decks/remember.ts';
import type { Diagnostic } from '#core/diagnostic.ts';
import type { DeckId } from '#core/ids.ts';
import type { Notebook } from '#core/notes/notebook.ts';
import { checkFormulas } from '#core/notes/formula-check.ts';
import { readFormula } from '#core/notes/formula-tree.ts';
import { slug } from '#core/text.ts';
import { checkPictures } from './check-pictures.ts';
import { printJson } from './print-json.ts';
import { readText } from './read-notes.ts';

export interface FolderResult {
  /** As shown: relative to where the command runs. */
  readonly folder: string;
  readonly outcome: 'written' | 'unchanged' | 'outdated' | 'failed';
  readonly diagnostics: readonly Diagnostic[];
  readonly deck?: Deck;
  readonly notebook?: Notebook;
  readonly compiled?: Compiled;
  /** The lines of the files that diagnostics may name, by the path that they name. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
}

/**
 * Compiles the notes of one folder. With `check`, only tells whether its deck.json is what they compile to; a `memory` that
 * is kept from one time to the next compiles only what has changed since.
 */
export async function compileFolder(
  folder: string,
  {
    check,
    cwd,
    memory = new CompileMemory(),
  }: { readonly check: boolean; readonly cwd: string; readonly memory?: CompileMemory },
): Promise<FolderResult> {
  const shown = relative(cwd, folder) || '.';
  const [path, curationPath] = [join(shown, 'notes.md'), join(shown, 'deck.yaml')];
  const sources = new Map<string, readonly string[]>();
  const fail = (diagnostics: readonly Diagnostic[]): FolderResult => ({ folder: shown, outcome: 'failed', diagnostics, sources });

  const notes = await readText(join(folder, 'notes.md'), path);
  if ('diagnostic' in notes) return fail([notes.diagnostic]);
  const hasCuration = (await stat(join(folder, 'deck.yaml')).catch(() => undefined)) !== undefined;
  const curation = hasCuration ? await readText(join(folder, 'deck.yaml'), curationPath) : undefined;
  if (curation && 'diagnostic' in curation) return fail([curation.diagnostic]);
  if (curation) sources.set(curationPath, curation.text.split(/\r\n|\r|\n/));

  // The deck names its notes as they lie beside it, so that it is the same wherever the command runs.
  const { notebook, parsed, ...compiled } = memory.compile({
    id: slug(basename(folder)) as DeckId,
    path,
    notes: notes.text,
    ...(curation ? { curation: { path: curationPath, text: curation.text } } : {}),
  });
  sources.set(path, notebook.source);
  if (notebook.diagnostics.some(isError)) return fail(notebook.diagnostics);
  if (parsed?.diagnostics.some(isError)) return fail(parsed.diagnostics);
  const formulas = notebook.formulas.length > 0 ? checkFormulas(notebook, readFormula) : [];
  const diagnostics = [...compiled.diagnostics, ...formulas, ...(await checkPictures(folder, notes.text, notebook.path))];
  if (diagnostics.some(isError)) return fail(diagnostics);

  const file = join(folder, 'deck.json');
  const old = await readFile(file, 'utf8').catch(() => undefined);
  const { deck } = reconcile(knownFrom(old, compiled.deck.id), compiled.deck);
  const done = { folder: shown, diagnostics, deck, notebook, compiled, sources };
  const text = printJson({ ...deck, notes: { ...deck.notes, path: 'notes.md' } });
  if (old === text) return { ...done, outcome: 'unchanged' };
  if (check) return { ...done, outcome: 'outdated' };
  await replace(file, text);
  return { ...done, outcome: 'written' };
}

/** The deck that was compiled before, if the file is one: learners have progress under its ids. */
function knownFrom(text: string | undefined, id: DeckId): KnownDeck | undefined {
  if (text === undefined) return undefined;
  try {
    const deck = JSON.parse(text) as Partial<Deck> | null;
    return deck?.format === 1 && deck.id === id ? { deck: deck as Deck, archived: [] } : undefined;
  } catch {
    // Such as one with the marks of a merge in it: it is written anew.
    return undefined;
  }
}

/** Whoever reads the file meanwhile sees the old text or the new one, never half of it. */
async function replace(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** The folders below one that hold notes. */
export async function findFolders(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => join(root, entry.name));
  const found = await Promise.all(folders.map(async (folder) => ((await readdir(folder)).includes('notes.md') ? [folder] : [])));
  return found.flat().sort();
}

export function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error';
}
