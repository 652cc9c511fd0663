import { readFileSync, readdirSync } from 'node:fs';
import type { NotesFile } from '#core/notes/files.ts';

const root = new URL('../fixtures/vault/', import.meta.url);

/** A folder with a file for each service, as a vault has them; their order is the disk's. */
export function vault(): NotesFile[] {
  return readdirSync(root, { recursive: true })
    .map((path) => String(path).replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.md'))
    .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }));
}
