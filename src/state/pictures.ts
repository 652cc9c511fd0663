import { findPicture, pictureFault, type PictureFault, type PlacedPicture } from '#core/decks/pictures.ts';
import type { PlannedNotebook } from '#core/decks/plan-files.ts';
import type { Diagnostic } from '#core/diagnostic.ts';
import type { DeckId } from '#core/ids.ts';
import {
  MAX_PICTURES,
  MAX_PICTURES_BYTES,
  MAX_PICTURE_BYTES,
  mediaTypeOf,
  type MediaId,
  type PlannedPicture,
} from '#core/media.ts';
import { filesOf, isJoined, pictureName } from '#core/notes/files.ts';
import { picturesIn } from '#core/notes/take-out.ts';
import { picturesOf } from '#storage/queries/media.ts';
import type { GivenFile } from './given-files.ts';
import type { Services, ShippedDeck } from './services.ts';

type KnownPictures = readonly { readonly src: string; readonly media: MediaId }[];

/** What one notebook is planned with, and where its pictures may lie. */
export interface PicturedNotebook {
  readonly planned: PlannedNotebook;
  /** Of the notes among the files. */
  readonly path: string;
  readonly known: KnownPictures;
}

/** Reads the pictures of an import: only those that the notes name, and no more than fit. */
export class PictureReader {
  private readonly files: ReadonlyMap<string, GivenFile>;
  private readonly paths: readonly string[];
  private readonly read = new Map<string, PlannedPicture>();
  private bytes = 0;

  constructor(files: ReadonlyMap<string, GivenFile>) {
    this.files = files;
    this.paths = [...files.keys()].filter((path) => !/\.(?:md|markdown|ya?ml)$/i.test(path));
  }

  /** The notebook with its pictures, and what is to be said of those that are left out. */
  async attach({ planned, path, known }: PicturedNotebook): Promise<PlannedNotebook> {
    if (planned.kind === 'refused') return planned;
    const { plan } = planned;
    const pictures = new Map<string, PlannedPicture>();
    const diagnostics: Diagnostic[] = [];
    const joined = isJoined(plan.notesText);
    for (const file of filesOf(plan.notesText, plan.after.notes.path)) {
      const place = joined ? placeIn(path, file.path) : path;
      for (const picture of picturesIn(file.text)) {
        const src = joined ? pictureName(picture.src, file.path) : picture.src;
        if (pictures.has(src)) continue;
        const found = await this.find({ ...picture, name: src }, place, known);
        if ('media' in found) pictures.set(src, { ...found, src });
        else diagnostics.push(pictureFault(found.fault, picture, file.path, found.bytes));
      }
    }
    if (pictures.size === 0 && diagnostics.length === 0 && known.length === 0) return planned;
    const there = [...pictures.values()];
    return {
      kind: 'planned',
      plan: { ...plan, pictures: there, diagnostics: [...plan.diagnostics, ...diagnostics] },
      same: planned.same && isSame(there, known),
    };
  }

  /** Those of a text of notes that lies above them. */
  async readAll(notesText: string): Promise<readonly PlannedPicture[]> {
    const found = new Map<string, PlannedPicture>();
    for (const picture of picturesIn(notesText)) {
      const one = await this.find(picture, 'notes.md', []);
      if ('media' in one) found.set(picture.src, { ...one, src: picture.src });
    }
    return [...found.values()];
  }

  /** `notes` is the path of the file that names it, where that was given now; `name` what the notebook calls the picture. */
  private async find(
    { src, name = src }: PlacedPicture & { readonly name?: string },
    notes: string | undefined,
    known: KnownPictures,
  ): Promise<PlannedPicture | { readonly fault: PictureFault; readonly bytes?: number }> {
    const path = notes === undefined ? undefined : findPicture(src, notes, this.paths);
    const file = path === undefined ? undefined : this.files.get(path);
    if (path === undefined || file === undefined) {
      // Given with an earlier version of the notes.
      return known.find((one) => one.src === name) ?? { fault: 'missing' };
    }
    const seen = this.read.get(path);
    if (seen !== undefined) return seen;
    if (/\.svg$/i.test(path)) return { fault: 'vector' };
    const { size } = file;
    if (size > MAX_PICTURE_BYTES) return { fault: 'large', bytes: size };
    if (this.read.size >= MAX_PICTURES || this.bytes + size > MAX_PICTURES_BYTES) return { fault: 'many' };
    const bytes = await file.read();
    const type = mediaTypeOf(bytes);
    if (type === undefined) return { fault: 'kind' };
    this.bytes += bytes.length;
    const picture = { src, media: await hashOf(bytes), file: { type, bytes } };
    this.read.set(path, picture);
    return picture;
  }
}

/** Where a file of a folder was given; of the others of its folder, where it was given alone, nothing was. */
function placeIn(given: string, file: string): string | undefined {
  if (!/\.(?:md|markdown|txt)$/i.test(given)) return `${given}/${file}`;
  return `/${file}`.endsWith(`/${given.slice(given.lastIndexOf('/') + 1)}`) ? given : undefined;
}

/** The pictures that a deck which comes with the app shows. */
export async function shippedPictures(
  { pictures = [] }: ShippedDeck,
  plan: { readonly notesText: string },
): Promise<readonly PlannedPicture[]> {
  const reader = new PictureReader(new Map(pictures.map((file) => [file.path, file])));
  return reader.readAll(plan.notesText);
}

function isSame(there: readonly PlannedPicture[], known: KnownPictures): boolean {
  return (
    there.length === known.length && there.every(({ src, media }) => known.some((one) => one.src === src && one.media === media))
  );
}

async function hashOf(bytes: Uint8Array): Promise<MediaId> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('') as MediaId;
}

/**
 * The pictures of a notebook as one archive, under the names that the notes call them, with the files of a folder as they
 * were; undefined where there is neither.
 */
export async function exportPictures(services: Services, deck: DeckId): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { db } = await services.storage();
  const [pictures, notebook, { zipSync }] = await Promise.all([picturesOf(db, deck), db.notebooks.get(deck), import('fflate')]);
  const text = notebook?.text ?? '';
  const files = isJoined(text) ? filesOf(text).map((file) => [file.path, new TextEncoder().encode(file.text)] as const) : [];
  if (pictures.length + files.length === 0) return undefined;
  // A name may be one in a folder above: within the archive there is none.
  const entries = [...files, ...pictures.map(({ src, row }) => [src.replace(/^(?:\.{0,2}\/)+/, ''), row.bytes] as const)];
  // Pictures are compressed already. Archives cannot hold a date before 1980, and the hour of the export is nobody's business.
  return zipSync(Object.fromEntries(entries), { level: 0, mtime: new Date(1980, 0, 1) });
}
