import type { Diagnostic } from '../diagnostic.ts';
import type { DeckId } from '../ids.ts';
import { PICTURE_FILE } from '../notes/figures.ts';
import { slug } from '../text.ts';

/** One notebook among the files that were given: which is its text, and which its curation. */
export interface FileGroup {
  readonly deck: DeckId;
  /** Path of the notes among the given files; of a folder that is one deck, its own. */
  readonly notes: string;
  /** Paths of the files that are one deck together. */
  readonly files?: readonly string[];
  readonly curation?: string;
}

/** A folder whose files could be one deck. */
export interface FileFolder {
  readonly path: string;
  /** The name of that deck. */
  readonly deck: DeckId;
  readonly files: readonly string[];
  /** The decks that they are otherwise. */
  readonly decks: readonly DeckId[];
}

export interface GroupedFiles {
  readonly groups: readonly FileGroup[];
  /** What was given and is of no use as it stands. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Folders with several files of notes that have no curation of their own. */
export function foldersIn(paths: readonly string[]): readonly FileFolder[] {
  const { groups } = groupFiles(paths);
  const tops = new Map<string, FileGroup[]>();
  for (const group of groups) {
    const top = topOf(group.notes);
    const own = group.curation !== undefined && !isOfFolder(group.curation, top);
    if (top !== undefined && !own) tops.set(top, [...(tops.get(top) ?? []), group]);
  }
  return [...tops].flatMap(([path, own]) =>
    own.length < 2
      ? []
      : [{ path, deck: deckOf(path), files: own.map(({ notes }) => notes), decks: own.map(({ deck }) => deck) }],
  );
}

/**
 * Which notebooks the paths make. A notebook is named by its file; one called `notes.md` in a folder by the folder, as
 * `decks/<slug>/notes.md` is. `deck.yaml` belongs to the only notes beside it, `x.yaml` to `x.md`. The files of a folder
 * among `joined` are one notebook, but for those with a curation of their own.
 */
export function groupFiles(paths: readonly string[], joined: ReadonlySet<string> = new Set()): GroupedFiles {
  const given = paths.filter((path) => !isHidden(path));
  const notes = given.filter(isNotes).toSorted((a, b) => a.localeCompare(b, 'en'));
  const yaml = given.filter((path) => /\.ya?ml$/i.test(path));
  const ofFolder = (file: string) => joined.has(topOf(file) ?? '') && isOfFolder(file, topOf(file));
  const curations = new Map(notes.map((path) => [path, yaml.find((file) => !ofFolder(file) && belongs(file, path, notes))]));

  const seen = new Set<string>();
  const isJoined = (path: string) => joined.has(topOf(path) ?? '') && curations.get(path) === undefined;
  const folders = [...joined].flatMap((top): FileGroup[] => {
    const files = notes.filter((path) => isJoined(path) && topOf(path) === top);
    const curation = yaml.find((file) => isOfFolder(file, top));
    if (files.length === 0) return [];
    return [{ deck: freeName(deckOf(top), seen) as DeckId, notes: top, files, ...(curation === undefined ? {} : { curation }) }];
  });

  const single = notes.filter((path) => !isJoined(path));
  const short = single.map(nameOf);
  const files = single.map((path, index): FileGroup => {
    const name = short[index] ?? '';
    // Two of one name are told apart by their folders; of one path there is only one.
    const wanted = short.filter((other) => other === name).length > 1 ? slug(stem(path)) : name;
    const deck = freeName(wanted === '' ? 'notes' : wanted, seen) as DeckId;
    const curation = curations.get(path);
    return { deck, notes: path, ...(curation === undefined ? {} : { curation }) };
  });
  const groups = [...folders, ...files];

  const used = new Set(groups.map(({ curation }) => curation));
  const diagnostics = [
    ...yaml.filter((file) => isCuration(file) && !used.has(file)).map((file) => strayCuration(file, notes)),
    // What lies about in a folder is nobody's mistake; what was chosen by itself is told. Pictures come with notes.
    ...given
      .filter((path) => !path.includes('/') && !isNotes(path) && !/\.ya?ml$/i.test(path))
      .filter((path) => groups.length === 0 || !PICTURE_FILE.test(path))
      .map(notNotes),
  ];
  return { groups, diagnostics };
}

/** The folder that was given, of a file somewhere in it. */
function topOf(path: string): string | undefined {
  const end = path.indexOf('/');
  return end < 0 ? undefined : path.slice(0, end);
}

/** `Cloud/deck.yaml`. */
function isOfFolder(file: string, top: string | undefined): boolean {
  return isCuration(file) && folderOf(file) === top;
}

function deckOf(folder: string): DeckId {
  const name = slug(folder);
  return (name === '' ? 'notes' : name) as DeckId;
}

/** A text file may be notes when it was chosen by itself; in a folder it may be anything. */
function isNotes(path: string): boolean {
  return /\.(?:md|markdown)$/i.test(path) || (!path.includes('/') && /\.txt$/i.test(path));
}

function nameOf(path: string): string {
  const parts = path.split('/');
  const folder = parts.at(-2);
  const own = stem(parts.at(-1) ?? '');
  return slug(own.toLowerCase() === 'notes' && folder !== undefined ? folder : own);
}

function freeName(name: string, seen: Set<string>): string {
  let free = name;
  for (let count = 2; seen.has(free); count += 1) free = `${name}-${count}`;
  seen.add(free);
  return free;
}

function belongs(file: string, path: string, notes: readonly string[]): boolean {
  if (folderOf(file) !== folderOf(path)) return false;
  if (stem(file) === stem(path)) return true;
  return isCuration(file) && notes.filter((other) => folderOf(other) === folderOf(file)).length === 1;
}

function isCuration(file: string): boolean {
  return /(?:^|\/)deck\.ya?ml$/i.test(file);
}

/** `.obsidian/`, `.git/`, `node_modules/`, `._notes.md`. */
function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === 'node_modules');
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function stem(path: string): string {
  return path.replace(/\.[^./]*$/, '');
}

function strayCuration(path: string, notes: readonly string[]): Diagnostic {
  const beside = notes.filter((other) => folderOf(other) === folderOf(path)).length;
  return {
    severity: 'warning',
    code: 'import/stray-curation',
    path,
    message: beside === 0 ? 'There are no notes beside this file.' : `${beside} files of notes stand beside this one.`,
    help:
      beside === 0
        ? 'Give it together with the notes that it belongs to.'
        : 'Name it as the notes that it belongs to: analytics.yaml for analytics.md.',
  };
}

function notNotes(path: string): Diagnostic {
  return {
    severity: 'error',
    code: 'import/not-notes',
    path,
    message: 'This is not a file of notes.',
    help: 'Give Markdown files, whose names end in .md; other programs can export their notes as such.',
  };
}
