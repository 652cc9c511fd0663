import { open } from 'node:fs/promises';
import type { Diagnostic } from '#core/diagnostic.ts';
import { MAX_NOTES_BYTES, notUtf8, tooLarge } from '#core/notes/refuse.ts';
import { firstBadByte } from '#core/notes/utf8.ts';

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
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const bad = firstBadByte(bytes);
  if (bad === undefined) return { text: decoder.decode(bytes) };
  const before = decoder.decode(bytes.subarray(0, bad)).split(/\r\n|\r|\n/);
  return { diagnostic: notUtf8(path, before.length, (before.at(-1)?.length ?? 0) + 1, bad) };
}
