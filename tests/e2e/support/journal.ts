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
  const ids: string[] = [];
  let damaged = 0;
  for (const bytes of await filesIn(page, ['journal'])) {
    const read = readEntries(bytes);
    ids.push(...read.ids);
    damaged += read.damaged;
  }
  return { ids, damaged };
}

/** Ids of the log's entries that lie in the journal, or in a backup beside it, up to which the journal is trimmed. */
export async function keptIds(page: Page): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const bytes of await filesIn(page, ['journal', 'backups'])) {
    if (bytes[0] === 0x1f) {
      const lines = gunzipSync(bytes).toString();
      for (const [, id = ''] of lines.matchAll(/^\{"table":"log","row":\{"id":"([^"]*)"/gm)) ids.add(id);
    } else for (const id of readEntries(bytes).ids) ids.add(id);
  }
  return ids;
}

/**
 * Every file in these folders of the origin private file system and below, without what a kill left of a half-written backup.
 * A tab may take a file away or change it while they are read, as when a backup has all of it: then they are read anew.
 */
async function filesIn(page: Page, folders: readonly string[]): Promise<Buffer[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await filesNow(page, folders);
    } catch (error) {
      if (!/NotFoundError|NotReadableError/.test(String(error)) || attempt === 10) throw error;
    }
  }
}

async function filesNow(page: Page, folders: readonly string[]): Promise<Buffer[]> {
  const files = await page.evaluate(async (names) => {
    const root = await navigator.storage.getDirectory();
    const texts: string[] = [];
    const walk = async (folder: FileSystemDirectoryHandle) => {
      for await (const entry of folder.values()) {
        if (entry.kind === 'directory') await walk(entry);
        else if (folder.name === 'backups' && !entry.name.endsWith('.gz')) continue;
        else {
          // A list of numbers takes twenty seconds from the page to the test, a text takes none.
          const bytes = new Uint8Array(await (await entry.getFile()).arrayBuffer());
          let text = '';
          for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
          texts.push(btoa(text));
        }
      }
    };
    for (const name of names) await walk(await root.getDirectoryHandle(name, { create: name !== 'journal' }));
    return texts;
  }, folders);
  return files.map((file) => Buffer.from(file, 'base64'));
}

const decoder = new TextDecoder();

function readEntries(bytes: Uint8Array): JournalRead {
  const ids: string[] = [];
  const { texts, damage } = readFrames(bytes);
  let damaged = damage.length;
  for (const text of texts) {
    const record = recordOf(decoder.decode(text));
    if (record === undefined) damaged += 1;
    if (record?.kind !== 'commit') continue;
    for (const change of record.changes) {
      if (change.table === 'log' && 'put' in change) ids.push(...change.put.map((row) => (row as LogEntry).id));
    }
  }
  return { ids, damaged };
}
