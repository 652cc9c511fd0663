import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The folders below one that hold notes. */
export async function findFolders(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && !isHidden(entry.name)).map((entry) => join(root, entry.name));
  const found = await Promise.all(folders.map(async (folder) => ((await findNotes(folder)).length > 0 ? [folder] : [])));
  return found.flat().sort();
}

/**
 * The files that the notes of a folder are, as they lie in it: its notes.md, or where there is none all Markdown files in it,
 * one for each thing. Sorted by no language's alphabet, so that they stand in one order everywhere.
 */
export async function findNotes(folder: string): Promise<readonly string[]> {
  if ((await readdir(folder)).includes('notes.md')) return ['notes.md'];
  const names = (await readdir(folder, { recursive: true })).map((name) => name.replaceAll('\\', '/'));
  return names.filter(isNotesFile).sort((a, b) => (a < b ? -1 : 1));
}

export function isNotesFile(path: string): boolean {
  return /\.(?:md|markdown)$/i.test(path) && !path.split('/').some(isHidden);
}

/** `.obsidian`, `node_modules`. */
function isHidden(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}
