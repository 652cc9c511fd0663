import type { Page } from '@playwright/test';
import { readFrames } from '#core/journal/frame.ts';
import { recordOf } from '#core/journal/record.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';

interface JournalRead {
  /** Of entries of the log, in the order of the files. */
  readonly ids: readonly string[];
  /** Places that are no whole record. */
  readonly damaged: number;
}

/** The journal as its files lie on the disk. */
export async function readJournal(page: Page): Promise<JournalRead> {
  const files = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const read: number[][] = [];
    const walk = async (folder: FileSystemDirectoryHandle) => {
      for await (const entry of folder.values()) {
        if (entry.kind === 'directory') await walk(entry);
        else read.push([...new Uint8Array(await (await entry.getFile()).arrayBuffer())]);
      }
    };
    await walk(await root.getDirectoryHandle('journal'));
    return read;
  });
  const decoder = new TextDecoder();
  const ids: string[] = [];
  let damaged = 0;
  for (const file of files) {
    const { texts, damage } = readFrames(Uint8Array.from(file));
    damaged += damage.length;
    for (const text of texts) {
      const record = recordOf(decoder.decode(text));
      if (record === undefined) damaged += 1;
      if (record?.kind !== 'commit') continue;
      for (const change of record.changes) {
        if (change.table === 'log' && 'put' in change) ids.push(...change.put.map((row) => (row as LogEntry).id));
      }
    }
  }
  return { ids, damaged };
}
