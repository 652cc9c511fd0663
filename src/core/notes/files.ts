import type { Diagnostic } from '../diagnostic.ts';

/** Where the lines of a notebook stand: in one file, or in those of a folder. */
export interface NotesPlace {
  readonly path: string;
  readonly files?: readonly FilePlace[] | undefined;
}

/** One file of notes among several that make one deck; its path is as it lies in their folder. */
export interface NotesFile {
  readonly path: string;
  readonly text: string;
}

/** Where a file stands among the lines of all: its first line is the one after `above`. */
export interface FilePlace {
  readonly path: string;
  readonly above: number;
}

export interface PlacedFile extends NotesFile, FilePlace {
  readonly lines: readonly string[];
}

/** Opens the line that names a file. No text has this sign: refuse.ts takes one that does for no text. */
export const OPENS_FILE = '\u001c';

/**
 * The files of a folder as one text, each below a line with its path, so that whatever keeps, compares, exports or undoes
 * the text of a notebook does it for a folder too. `filesOf` gives every file back letter for letter.
 */
export function joinFiles(files: readonly NotesFile[]): string {
  return files.map(({ path, text }) => `${OPENS_FILE}${path.replace(/[\r\n]/g, ' ')}\n${text}`).join('\n');
}

export function isJoined(text: string): boolean {
  return text.startsWith(OPENS_FILE);
}

/** The files of a joined text; any other is one file. Lines are counted over all, the one that names a file included. */
export function filesOf(text: string, path = ''): readonly PlacedFile[] {
  if (!isJoined(text)) return [{ path, text, above: 0, lines: splitLines(text) }];
  let above = 0;
  return text
    .slice(OPENS_FILE.length)
    .split(`\n${OPENS_FILE}`)
    .map((part) => {
      const end = part.indexOf('\n');
      const own = part.slice(end + 1);
      const file = { path: part.slice(0, end), text: own, above: above + 1, lines: splitLines(own) };
      above = file.above + file.lines.length;
      return file;
    });
}

/** A text line by line. */
export function splitLines(text: string): string[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}

/** The folders that a file lies in, outermost first. */
export function foldersOf(path: string): readonly string[] {
  return path.split('/').slice(0, -1);
}

/** A picture as all files together call it: two files in different folders may each have an `a.png`. */
export function pictureName(src: string, file: string): string {
  const parts: string[] = [];
  for (const part of [...(src.startsWith('/') ? [] : foldersOf(file)), ...src.split('/')]) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Each said of the file that it is about, on the line that this has there. */
export function placeDiagnostics(diagnostics: readonly Diagnostic[], { path, files }: NotesPlace): readonly Diagnostic[] {
  if (files === undefined) return diagnostics;
  return diagnostics.map((one) => {
    if (one.path !== path || one.line === undefined) return one;
    const { path: file, lines } = inFile({ path, files }, [one.line]);
    return { ...one, path: file, line: lines[0] ?? one.line };
  });
}

/** `line 3 of the notes`, or `line 3 of analytics/Glue.md`. */
export function tellLine(notes: NotesPlace, line: number): string {
  const { path, lines } = inFile(notes, [line]);
  return `line ${lines[0] ?? line} of ${notes.files === undefined ? 'the notes' : path}`;
}

/** `analytics/Glue.md:3`, as a deck.yaml calls the line; of notes that are one file, its number. */
export function lineName(notes: NotesPlace, line: number): number | string {
  if (notes.files === undefined) return line;
  const { path, lines } = inFile(notes, [line]);
  return `${path}:${lines[0] ?? line}`;
}

/** Lines as they are counted in the file that the first of them stands in, with its path. */
export function inFile(
  { path, files }: NotesPlace,
  lines: readonly number[],
): { readonly path: string; readonly lines: readonly number[] } {
  const at = files?.findLastIndex(({ above }) => above < (lines[0] ?? 0)) ?? -1;
  const file = files?.[at];
  if (file === undefined) return { path, lines };
  const next = files?.[at + 1]?.above ?? Number.POSITIVE_INFINITY;
  return { path: file.path, lines: lines.filter((line) => line < next).map((line) => line - file.above) };
}
