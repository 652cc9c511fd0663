import { readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { parseCuration } from '#core/decks/curation.ts';
import { compileDeck } from '#core/decks/compile.ts';
import type { Deck } from '#core/decks/deck.ts';
import type { Diagnostic } from '#core/diagnostic.ts';
import type { DeckId } from '#core/ids.ts';
import { parseNotes } from '#core/notes/parse.ts';
import { slug } from '#core/text.ts';
import { printJson } from './print-json.ts';
import { readText } from './read-notes.ts';

export interface FolderResult {
  /** As shown: relative to where the command runs. */
  readonly folder: string;
  readonly outcome: 'written' | 'unchanged' | 'outdated' | 'failed';
  readonly diagnostics: readonly Diagnostic[];
  readonly deck?: Deck;
}

/** Compiles the notes of one folder. With `check`, only tells whether its deck.json is what they compile to. */
export async function compileFolder(
  folder: string,
  { check, cwd }: { readonly check: boolean; readonly cwd: string },
): Promise<FolderResult> {
  const shown = relative(cwd, folder) || '.';
  const fail = (diagnostics: readonly Diagnostic[]): FolderResult => ({ folder: shown, outcome: 'failed', diagnostics });

  const notes = await readText(join(folder, 'notes.md'), join(shown, 'notes.md'));
  if ('diagnostic' in notes) return fail([notes.diagnostic]);
  const notebook = parseNotes(notes.text, join(shown, 'notes.md'));
  if (notebook.diagnostics.some(isError)) return fail(notebook.diagnostics);

  const curated = await readCuration(folder, shown);
  if (curated.diagnostics.some(isError)) return fail(curated.diagnostics);

  // The deck names its notes as they lie beside it, so that it is the same wherever the command runs.
  const { deck, diagnostics } = compileDeck(notebook, curated.curation, slug(basename(folder)) as DeckId);
  if (diagnostics.some(isError)) return fail(diagnostics);

  const text = printJson({ ...deck, notes: { ...deck.notes, path: 'notes.md' } });
  const file = join(folder, 'deck.json');
  const old = await readFile(file, 'utf8').catch(() => undefined);
  if (old === text) return { folder: shown, outcome: 'unchanged', diagnostics, deck };
  if (check) return { folder: shown, outcome: 'outdated', diagnostics, deck };
  await replace(file, text);
  return { folder: shown, outcome: 'written', diagnostics, deck };
}

async function readCuration(folder: string, shown: string) {
  const file = join(folder, 'deck.yaml');
  if (!(await stat(file).catch(() => undefined))) return { diagnostics: [] };
  const text = await readText(file, join(shown, 'deck.yaml'));
  return 'diagnostic' in text ? { diagnostics: [text.diagnostic] } : parseCuration(text.text, join(shown, 'deck.yaml'));
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
