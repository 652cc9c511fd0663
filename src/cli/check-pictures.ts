import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findPicture, pictureFault } from '#core/decks/pictures.ts';
import type { PictureFault } from '#core/decks/pictures.ts';
import type { Diagnostic } from '#core/diagnostic.ts';
import { MAX_PICTURE_BYTES, mediaTypeOf } from '#core/media.ts';
import type { NotesFile } from '#core/notes/files.ts';
import { picturesIn } from '#core/notes/take-out.ts';

/** About the pictures that notes name and that the app could not show. `path` is how diagnostics call the file. */
export async function checkPictures(folder: string, { path: own, text }: NotesFile, path: string): Promise<Diagnostic[]> {
  const pictures = picturesIn(text);
  if (pictures.length === 0) return [];
  const paths = (await readdir(folder, { recursive: true })).map((name) => name.replaceAll('\\', '/'));
  const found = pictures.map(async (picture): Promise<Diagnostic[]> => {
    const file = findPicture(picture.src, own, paths);
    if (file === undefined) return [pictureFault('missing', picture, path)];
    const { size, head } = await readHead(join(folder, file));
    const fault = faultOf(picture.src, size, head);
    return fault === undefined ? [] : [pictureFault(fault, picture, path, size)];
  });
  return (await Promise.all(found)).flat();
}

function faultOf(src: string, size: number, head: Uint8Array): PictureFault | undefined {
  if (/\.svg$/i.test(src)) return 'vector';
  if (size > MAX_PICTURE_BYTES) return 'large';
  return mediaTypeOf(head) === undefined ? 'kind' : undefined;
}

async function readHead(file: string): Promise<{ readonly size: number; readonly head: Uint8Array }> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(new Uint8Array(64), 0, 64, 0);
    return { size, head: buffer.subarray(0, bytesRead) };
  } finally {
    await handle.close();
  }
}
