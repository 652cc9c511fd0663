import type { Branded } from './ids.ts';

/** SHA-256 of the bytes, in hexadecimal: the same picture is kept once, wherever it is used. */
export type MediaId = Branded<string, 'MediaId'>;

export type MediaType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/avif';

/** A picture of a notebook: what its notes call it, and which it is. */
export interface PlannedPicture {
  /** As the notes name the file. */
  readonly src: string;
  readonly media: MediaId;
  /** Absent where the learner has it already. */
  readonly file?: { readonly type: MediaType; readonly bytes: Uint8Array };
}

export const MAX_PICTURE_BYTES = 8_000_000;
/** Of one import: they are held in memory until it is applied. */
export const MAX_PICTURES = 1_000;
export const MAX_PICTURES_BYTES = 100_000_000;

/**
 * What a picture is by its first bytes, whatever its name says. Only what browsers draw dot by dot: an SVG is a document
 * that may fetch and run things, so it is not taken.
 */
export function mediaTypeOf(bytes: Uint8Array): MediaType | undefined {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (text(0, 8) === '\u0089PNG\r\n\u001a\n') return 'image/png';
  if (text(0, 3) === '\u00ff\u00d8\u00ff') return 'image/jpeg';
  if (/^GIF8[79]a$/.test(text(0, 6))) return 'image/gif';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
  if (text(4, 8) === 'ftyp' && /avi[fs]/.test(text(8, 32))) return 'image/avif';
  return undefined;
}
