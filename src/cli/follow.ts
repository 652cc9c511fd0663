import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { followCuration } from '#core/decks/follow-curation.ts';
import { joinFiles } from '#core/notes/files.ts';
import { findNotes, isNotesFile } from './find-notes.ts';

export interface Followed {
  readonly outcome: 'moved' | 'unchanged' | 'failed';
  /** In words, for the terminal. */
  readonly told: readonly string[];
}

/**
 * Moves the lines that a folder's deck.yaml names along with its notes: from where they stood in the last commit to where the
 * same stands now. Whoever has edited both since has to say which of the two is right, so then nothing is written.
 */
export async function followFolder(folder: string, shown: string): Promise<Followed> {
  const file = join(folder, 'deck.yaml');
  const curation = await readFile(file, 'utf8').catch(() => undefined);
  if (curation === undefined)
    return { outcome: 'unchanged', told: [`${shown}: there is no deck.yaml whose lines could follow.`] };
  const now = await findNotes(folder);
  const joined = now[0] !== 'notes.md';
  let before: string;
  let committed: string;
  try {
    const names = joined
      ? (await git(folder, ['ls-tree', '-r', '--name-only', '-z', 'HEAD', '.'])).split('\0').filter(isNotesFile).sort(byName)
      : ['notes.md'];
    const texts = await Promise.all(names.map(async (path) => ({ path, text: await git(folder, ['show', `HEAD:./${path}`]) })));
    before = joined ? joinFiles(texts) : (texts[0]?.text ?? '');
    committed = await git(folder, ['show', 'HEAD:./deck.yaml']);
  } catch {
    const told = `${shown}: the last commit of Git has no notes and deck.yaml here, from which their lines could be followed.`;
    return { outcome: 'failed', told: [told] };
  }
  const files = await Promise.all(now.map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8') })));
  const after = joined ? joinFiles(files) : (files[0]?.text ?? '');
  const { text, diagnostics } = followCuration(committed, join(shown, 'deck.yaml'), before, after);
  if (text === committed) return { outcome: 'unchanged', told: [`${shown}: every line that deck.yaml named is where it was.`] };
  if (text === curation) return { outcome: 'unchanged', told: [`${shown}: deck.yaml has followed the notes already.`] };
  if (curation !== committed) {
    const told = `${shown}: deck.yaml was changed since the last commit, too; commit it or put the change aside, then its lines can follow.`;
    return { outcome: 'failed', told: [told] };
  }
  await writeFile(file, text);
  const left = diagnostics.map(({ message }) => `  ${message}`);
  return { outcome: 'moved', told: [`${shown}: deck.yaml names the lines as they are counted now.`, ...left] };
}

async function git(folder: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', [...args], { cwd: folder, maxBuffer: 20_000_000 });
  return stdout;
}

function byName(a: string, b: string): number {
  return a < b ? -1 : 1;
}
