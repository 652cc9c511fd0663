import { open } from 'node:fs/promises';
import type { Diagnostic } from '#core/diagnostic.ts';
import { MAX_NOTES_BYTES, notUtf8, tooLarge } from '#core/notes/refuse.ts';

/** A text file as its text, or why it cannot be read as one. What is too large is never read. */
export async function readText(
  file: string,
  path: string,
): Promise<{ readonly text: string } | { readonly diagnostic: Diagnostic }> {
  let handle;
  try {
    handle = await open(file, 'r');
    const { size } = await handle.stat();
    if (size > MAX_NOTES_BYTES) return { diagnostic: tooLarge(size, path) };
    return decode(await handle.readFile(), path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      diagnostic: {
        severity: 'error',
        code: 'notes/unreadable',
        path,
        message: `The file cannot be read: ${reason}.`,
        help: 'Check that it is there and that you may read it.',
      },
    };
  } finally {
    await handle?.close();
  }
}

function decode(bytes: Uint8Array, path: string): { readonly text: string } | { readonly diagnostic: Diagnostic } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    const offset = validLength(bytes);
    const before = new TextDecoder().decode(bytes.subarray(0, offset)).split(/\r\n|\r|\n/);
    return { diagnostic: notUtf8(path, before.length, (before.at(-1)?.length ?? 0) + 1, offset) };
  }
}

/** How many bytes from the start are whole good characters: the decoder tells only that some are not. */
function validLength(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (good < bad) {
    const middle = Math.ceil((good + bad) / 2);
    if (decodes(bytes.subarray(0, middle), true)) good = middle;
    else bad = middle - 1;
  }
  // The last character may be the beginning of the bad one.
  while (!decodes(bytes.subarray(0, good), false)) good -= 1;
  return good;
}

/** Whether the bytes are good; with `stream`, the last character may be cut off. */
function decodes(bytes: Uint8Array, stream: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}
