import { gunzipSync } from 'node:zlib';
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

/** Ids of the log's entries that lie in the journal, or in a backup beside it, up to which the journal is trimmed. */
export async function keptIds(page: Page): Promise<ReadonlySet<string>> {
  const files = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const texts: string[] = [];
    const walk = async (folder: FileSystemDirectoryHandle) => {
      for await (const entry of folder.values()) {
        if (entry.kind === 'directory') await walk(entry);
        // What a kill left of a backup that was being written.
        else if (folder.name === 'backups' && !entry.name.endsWith('.gz')) continue;
        else {
          const bytes = new Uint8Array(await (await entry.getFile()).arrayBuffer());
          let text = '';
          for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
          texts.push(btoa(text));
        }
      }
    };
    await walk(await root.getDirectoryHandle('journal'));
    await walk(await root.getDirectoryHandle('backups', { create: true }));
    return texts;
  });
  const decoder = new TextDecoder();
  const ids = new Set<string>();
  for (const file of files) {
    const bytes = Buffer.from(file, 'base64');
    if (bytes[0] === 0x1f) {
      for (const [, id = ''] of gunzipSync(bytes)
        .toString()
        .matchAll(/^\{"table":"log","row":\{"id":"([^"]*)"/gm))
        ids.add(id);
      continue;
    }
    for (const text of readFrames(bytes).texts) {
      const record = recordOf(decoder.decode(text));
      if (record?.kind !== 'commit') continue;
      for (const change of record.changes) {
        if (change.table === 'log' && 'put' in change) for (const row of change.put) ids.add((row as LogEntry).id);
      }
    }
  }
  return ids;
}
