import type { Diagnostic } from '../diagnostic.ts';
import { MAX_PICTURES, MAX_PICTURES_BYTES, MAX_PICTURE_BYTES } from '../media.ts';
import type { Figure, Picture } from '../notes/figures.ts';
import type { DeckEntity, Note } from './deck.ts';

/** The figures that a card shows: those that belong to a line that it rests on. */
export function figuresOf(
  { lines }: { readonly lines: readonly number[] },
  { figures = [] }: Pick<DeckEntity, 'figures'>,
): NonNullable<DeckEntity['figures']> {
  return figures.filter(({ of }) => lines.some((line) => of.from <= line && line <= of.to));
}

/** Whether a note shows its figures in the question: only what the author put there. */
export function isInQuestion(figure: NonNullable<DeckEntity['figures']>[number], note: Note['kind'] | undefined): boolean {
  return figure.on === 'front' && note === 'marked';
}

/**
 * The file that the notes mean, among those given: beside the notes, or as Obsidian does by its name alone wherever it
 * lies, the nearest first. Paths are as the files were given, with the folder above.
 */
export function findPicture(src: string, notes: string, paths: readonly string[]): string | undefined {
  const folder = notes.slice(0, notes.lastIndexOf('/') + 1);
  const wanted = resolve(src.startsWith('/') ? src.slice(1) : folder + src);
  const name = src.slice(src.lastIndexOf('/') + 1).toLowerCase();
  const same = paths.filter((path) => path.slice(path.lastIndexOf('/') + 1).toLowerCase() === name);
  const exact = same.find((path) => path === wanted) ?? same.find((path) => path.toLowerCase() === wanted.toLowerCase());
  if (exact !== undefined) return exact;
  const ending = same.filter((path) => `/${path}`.toLowerCase().endsWith(`/${resolve(src)}`.toLowerCase()));
  return ending.toSorted((a, b) => shared(b, folder) - shared(a, folder) || a.length - b.length)[0];
}

/** A path without `.` and `..`; what leads out of the folders given leads nowhere. */
function resolve(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function shared(path: string, folder: string): number {
  let n = 0;
  while (n < path.length && n < folder.length && path[n] === folder[n]) n += 1;
  return n;
}

export type PlacedPicture = Figure & Picture;

/** Why a picture is not shown: its description stands in its place. */
export type PictureFault = 'missing' | 'vector' | 'kind' | 'large' | 'many';

/** About a picture that is left out; nothing else waits for it. */
export function pictureFault(fault: PictureFault, { src, line, column }: PlacedPicture, path: string, bytes = 0): Diagnostic {
  const at = { severity: 'warning', path, line, column } as const;
  switch (fault) {
    case 'missing':
      return {
        ...at,
        code: 'notes/picture-missing',
        message: `The picture ${src} is not among the files.`,
        help: 'Give it together with the notes: choose the folder that has both. Until then its description is shown.',
      };
    case 'vector':
      return {
        ...at,
        code: 'notes/picture-kind',
        message: `${src} is an SVG drawing, which is a document and not taken.`,
        help: 'Save it as PNG or WebP, and name that file here.',
      };
    case 'kind':
      return {
        ...at,
        code: 'notes/picture-kind',
        message: `${src} is no picture of a kind that is shown here.`,
        help: 'Save it as PNG, JPEG, GIF, WebP or AVIF.',
      };
    case 'large':
      return {
        ...at,
        code: 'notes/picture-too-large',
        message: `${src} has ${(bytes / 1e6).toFixed(1)} MB; a picture may have at most ${MAX_PICTURE_BYTES / 1e6} MB.`,
        help: 'Save it smaller: a card shows it at most 720 dots wide.',
      };
    case 'many':
      return {
        ...at,
        code: 'notes/pictures-too-many',
        message: `${src} is left out: one import takes at most ${MAX_PICTURES} pictures of together ${MAX_PICTURES_BYTES / 1e6} MB.`,
        help: 'Import the notebooks one after another, or save the pictures smaller.',
      };
  }
}
