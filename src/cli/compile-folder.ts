import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { Compiled } from '#core/decks/compile.ts';
import type { Deck } from '#core/decks/deck.ts';
import type { KnownDeck } from '#core/decks/plan.ts';
import { reconcile } from '#core/decks/reconcile.ts';
import { CompileMemory } from '#core/decks/remember.ts';
import type { Diagnostic } from '#core/diagnostic.ts';
import type { DeckId } from '#core/ids.ts';
import { OPENS_FILE, filesOf, joinFiles, placeDiagnostics } from '#core/notes/files.ts';
import type { NotesFile, NotesPlace } from '#core/notes/files.ts';
import type { Notebook } from '#core/notes/notebook.ts';
import { checkFormulas } from '#core/notes/formula-check.ts';
import { readFormula } from '#core/notes/formula-tree.ts';
import { refuse } from '#core/notes/refuse.ts';
import { slug } from '#core/text.ts';
import { checkPictures } from './check-pictures.ts';
import { findNotes } from './find-notes.ts';
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
  const curationPath = join(shown, 'deck.yaml');
  const sources = new Map<string, readonly string[]>();
  const fail = (diagnostics: readonly Diagnostic[]): FolderResult => ({ folder: shown, outcome: 'failed', diagnostics, sources });

  const found = await findNotes(folder).catch(() => []);
  const names = found.length === 0 ? ['notes.md'] : found;
  const joined = names[0] !== 'notes.md';
  const texts = await Promise.all(names.map((name) => readFileOf(folder, shown, name)));
  const unreadable = texts.flatMap((one) => ('diagnostic' in one ? [one.diagnostic] : []));
  if (unreadable.length > 0) return fail(unreadable);
  const files = texts.flatMap((one) => ('diagnostic' in one ? [] : [one]));
  const path = joined ? basename(folder) : join(shown, 'notes.md');
  const text = joined ? joinFiles(files) : (files[0]?.text ?? '');
  const hasCuration = (await stat(join(folder, 'deck.yaml')).catch(() => undefined)) !== undefined;
  const curation = hasCuration ? await readText(join(folder, 'deck.yaml'), curationPath) : undefined;
  if (curation && 'diagnostic' in curation) return fail([curation.diagnostic]);
  if (curation) sources.set(curationPath, curation.text.split(/\r\n|\r|\n/));

  // The deck names its notes as they lie beside it, so that it is the same wherever the command runs.
  const { notebook, parsed, ...made } = memory.compile({
    id: slug(basename(folder)) as DeckId,
    path,
    notes: text,
    ...(curation ? { curation: { path: curationPath, text: curation.text } } : {}),
  });
  for (const file of filesOf(text)) sources.set(joined ? join(shown, file.path) : path, file.lines);
  const place = (found: readonly Diagnostic[]) => placeDiagnostics(found, shownAt(notebook, shown));
  if (notebook.diagnostics.some(isError)) return fail(place(notebook.diagnostics));
  if (parsed?.diagnostics.some(isError)) return fail(place(parsed.diagnostics));
  const formulas = notebook.formulas.length > 0 ? checkFormulas(notebook, readFormula) : [];
  const accepted = made.accepted.map((one) => ({ ...one, warning: place([one.warning])[0] ?? one.warning }));
  const compiled = { ...made, diagnostics: place(made.diagnostics), accepted };
  const pictures = await Promise.all(files.map((file) => checkPictures(folder, file, joined ? join(shown, file.path) : path)));
  const diagnostics = [...compiled.diagnostics, ...place(formulas), ...pictures.flat()];
  if (diagnostics.some(isError)) return fail(diagnostics);

  const file = join(folder, 'deck.json');
  const old = await readFile(file, 'utf8').catch(() => undefined);
  const { deck } = reconcile(knownFrom(old, compiled.deck.id), compiled.deck);
  const done = { folder: shown, diagnostics, deck, notebook, compiled, sources };
  const printed = printJson({ ...deck, notes: { ...deck.notes, path: joined ? path : 'notes.md' } });
  if (old === printed) return { ...done, outcome: 'unchanged' };
  if (check) return { ...done, outcome: 'outdated' };
  await replace(file, printed);
  return { ...done, outcome: 'written' };
}

async function readFileOf(folder: string, shown: string, name: string): Promise<NotesFile | { readonly diagnostic: Diagnostic }> {
  const read = await readText(join(folder, name), join(shown, name));
  if ('diagnostic' in read) return read;
  // The sign that parts files is no text; nothing after it would be in the right file.
  const refused = read.text.includes(OPENS_FILE) ? refuse(read.text, join(shown, name)) : undefined;
  return refused ? { diagnostic: refused } : { path: name, text: read.text };
}

/** The files as the terminal names them. */
function shownAt({ path, files }: Notebook, shown: string): NotesPlace {
  return { path, files: files?.map((file) => ({ ...file, path: join(shown, file.path) })) };
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

export function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error';
}
