import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { isNotesFile } from './find-notes.ts';

/** An editor writes a file in several steps; what follows within this time is one save. */
const SETTLE_MS = 80;

/**
 * Calls with each folder in which notes or curation were saved, one after the other, until the signal is given. A folder
 * that changes while it is compiled is compiled once more.
 */
export async function watchFolders(
  folders: readonly string[],
  compile: (folder: string) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const changed = new Set<string>();
  let wake = () => {};
  const watchers = folders.map((folder) => {
    const isOneFile = existsSync(join(folder, 'notes.md'));
    return watch(folder, { recursive: !isOneFile }, (_event, file) => {
      if (file === null) return;
      const isNotes = isOneFile ? file === 'notes.md' : isNotesFile(file.replaceAll('\\', '/'));
      // The compiler writes deck.json here itself.
      if (!isNotes && file !== 'deck.yaml') return;
      changed.add(folder);
      wake();
    });
  });
  const stop = () => wake();
  signal.addEventListener('abort', stop);
  while (!signal.aborted) {
    if (changed.size === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      await new Promise((resolve) => {
        setTimeout(resolve, SETTLE_MS);
      });
      continue;
    }
    const [next] = changed;
    if (next === undefined) continue;
    changed.delete(next);
    await compile(next);
  }
  signal.removeEventListener('abort', stop);
  for (const watcher of watchers) watcher.close();
}
