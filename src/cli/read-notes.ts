import { open } from 'node:fs/promises';
import type { Diagnostic } from '#core/diagnostic.ts';
import { MAX_NOTES_BYTES, refuseBytes, tooLarge } from '#core/notes/refuse.ts';

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
  const refused = refuseBytes(bytes, path, (some) => decoder.decode(some));
  return refused ? { diagnostic: refused } : { text: decoder.decode(bytes) };
}
