import { keptBackup } from '#core/backup.ts';
import type { KeptBackup } from '#core/backup.ts';
import { frameHeadBytes, frameOf, readFrames } from '#core/journal/frame.ts';
import { recordOf } from '#core/journal/record.ts';
import type { JournalCommit, JournalHead } from '#core/journal/record.ts';
import { standingCommits } from '#core/journal/standing.ts';
import type { JournalSurvey } from '#storage/unite.ts';

// Keeps the journal in the origin private file system: journal/<epoch>/<tab>, a file for each tab, since one sync access
// handle shuts out every other. Only here are there such handles, and only they can say that a write is on the disk.

export type JournalRequest =
  | { readonly kind: 'begin'; readonly epoch: string; readonly tab: string }
  | { readonly kind: 'append'; readonly sequence: number; readonly text: string }
  /** The database has refused what was appended last. */
  | { readonly kind: 'retract'; readonly sequence: number }
  | { readonly kind: 'survey' }
  | { readonly kind: 'since'; readonly epoch: string; readonly sequence: number }
  /** Commits up to a sequence are in a verified backup: files that hold no later one are removed. */
  | { readonly kind: 'trim'; readonly epoch: string; readonly upTo: number }
  | { readonly kind: 'remove'; readonly epoch: string };

export interface JournalReply {
  readonly id: number;
  readonly value?: unknown;
  /** Name and message of what went wrong. */
  readonly error?: { readonly name: string; readonly message: string };
}

/** As TypeScript's library of workers has it, which cannot stand beside the DOM's. */
interface SyncAccessHandle {
  getSize(): number;
  read(into: Uint8Array, options: { readonly at: number }): number;
  write(from: Uint8Array, options: { readonly at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}
type SyncFile = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncAccessHandle> };
type Folder = FileSystemDirectoryHandle & { entries(): AsyncIterable<[string, FileSystemHandle]> };

interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<{ id: number; request: JournalRequest }>) => void): void;
  postMessage(reply: JournalReply): void;
}
const worker = globalThis as unknown as WorkerScope;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The file of this tab: made at its first record, so that a tab that only looks leaves nothing behind. */
let own: { readonly epoch: string; readonly tab: string; file?: OwnFile } | undefined;

interface OwnFile {
  readonly handle: SyncAccessHandle;
  size: number;
  /** Where the last commit begins. */
  last?: { readonly sequence: number; readonly at: number };
}

/** One after the other: a removal must not run into an append. */
let last: Promise<unknown> = Promise.resolve();
worker.addEventListener('message', ({ data: { id, request } }) => {
  last = last.then(() => answer(id, request));
});

async function answer(id: number, request: JournalRequest): Promise<void> {
  try {
    worker.postMessage({ id, value: await serve(request) });
  } catch (error) {
    const { name, message } = error instanceof Error || error instanceof DOMException ? error : new Error(String(error));
    worker.postMessage({ id, error: { name, message } });
  }
}

async function serve(request: JournalRequest): Promise<unknown> {
  switch (request.kind) {
    case 'begin':
      own?.file?.handle.close();
      own = { epoch: request.epoch, tab: request.tab };
      // Without such a file system this fails now, and not at the first answer.
      await journalFolder();
      return undefined;
    case 'append':
      return append(request.sequence, request.text);
    case 'retract':
      return retract(request.sequence);
    case 'survey':
      return survey();
    case 'since':
      return (await commitsOf(request.epoch)).filter(({ sequence }) => sequence > request.sequence);
    case 'trim':
      return trim(request.epoch, request.upTo);
    case 'remove':
      if (own?.epoch === request.epoch) {
        own.file?.handle.close();
        delete own.file;
      }
      return (await journalFolder()).removeEntry(request.epoch, { recursive: true });
  }
}

async function append(sequence: number, text: string): Promise<void> {
  const file = await ownFile();
  // Its number is given again: what has it was refused, and could not be cut off then.
  if (file.last && file.last.sequence >= sequence) cut(file, file.last.at);
  const at = file.size;
  write(file, frameOf(encoder.encode(text)));
  file.last = { sequence, at };
}

/**
 * Cut off, for which a full disk has room too. A later one of this tab is never there: the database takes one after the other.
 * Where the worker that appended it has died since, this one opens its file.
 */
async function retract(sequence: number): Promise<void> {
  const file = await ownFile();
  if (file.last?.sequence === sequence) cut(file, file.last.at);
}

function cut(file: OwnFile, at: number): void {
  file.handle.truncate(at);
  file.handle.flush();
  file.size = at;
  delete file.last;
}

function write(file: OwnFile, frame: Uint8Array): void {
  const written = file.handle.write(frame, { at: file.size });
  if (written !== frame.length) {
    // The disk is full: half a frame would only be named as damage later.
    file.handle.truncate(file.size);
    throw new DOMException('The journal could not be written.', 'QuotaExceededError');
  }
  file.handle.flush();
  file.size += written;
}

async function ownFile(): Promise<OwnFile> {
  if (own === undefined) throw new Error('a record came before the journal was begun');
  if (own.file) return own.file;
  const { epoch, tab } = own;
  const folder = await (await journalFolder()).getDirectoryHandle(epoch, { create: true });
  const handle = await openHandle((await folder.getFileHandle(tab, { create: true })) as SyncFile);
  const file: OwnFile = { handle, size: handle.getSize() };
  own.file = file;
  if (file.size === 0) write(file, headFrame(epoch, tab));
  else {
    const last = lastCommit(handle, file.size);
    if (last) file.last = last;
  }
  return file;
}

/** Of a worker of this tab that died, the browser takes a moment to let go of the file. */
async function openHandle(file: SyncFile): Promise<SyncAccessHandle> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      if (attempt === 20) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    }
  }
}

function lastCommit(handle: SyncAccessHandle, size: number): OwnFile['last'] {
  const bytes = new Uint8Array(size);
  handle.read(bytes, { at: 0 });
  const text = readFrames(bytes).texts.at(-1);
  const record = text && recordOf(decoder.decode(text));
  return record?.kind === 'commit' ? { sequence: record.sequence, at: text!.byteOffset - frameHeadBytes } : undefined;
}

function headFrame(epoch: string, tab: string): Uint8Array {
  return frameOf(encoder.encode(JSON.stringify({ kind: 'head', format: 1, epoch, tab } satisfies JournalHead)));
}

async function survey(): Promise<JournalSurvey[]> {
  const surveys: (JournalSurvey & { readonly changedAt: number })[] = [];
  const backups = await newestBackups();
  const folders = (await entriesOf(await journalFolder())).filter(([, folder]) => folder.kind === 'directory');
  for (const epoch of new Set([...folders.map(([name]) => name), ...backups.keys()])) {
    const files = await filesOf(epoch);
    const backup = backups.get(epoch);
    const commits = files.flatMap((file) => file.commits);
    const last = commits.reduce((most, { sequence }) => Math.max(most, sequence), backup?.sequence ?? 0);
    const lastIds = commits.flatMap(({ sequence, id }) => (sequence === last && id !== undefined ? [id] : []));
    surveys.push({
      epoch,
      last,
      ...(backup?.sequence !== last && { lastIds }),
      commits: new Set(commits.map(({ sequence }) => sequence)).size,
      ...(backup && { backup: backup.sequence }),
      bytes: sum(files.map(({ bytes }) => bytes)),
      damagedBytes: sum(files.map(({ damagedBytes }) => damagedBytes)),
      damagedPlaces: sum(files.map(({ damagedPlaces }) => damagedPlaces)),
      changedAt: Math.max(backup?.madeAt ?? 0, ...files.map(({ changedAt }) => changedAt)),
    });
  }
  return surveys.toSorted((a, b) => a.changedAt - b.changedAt).map(({ changedAt: _changedAt, ...each }) => each);
}

/** By the database that each is of. Their names say enough: they are opened when they are needed. */
async function newestBackups(): Promise<ReadonlyMap<string, KeptBackup>> {
  const root = await navigator.storage.getDirectory();
  const folder = new Map(await entriesOf(root)).get('backups');
  if (folder?.kind !== 'directory') return new Map();
  const newest = new Map<string, KeptBackup>();
  for (const [name, entry] of await entriesOf(folder as FileSystemDirectoryHandle)) {
    if (entry.kind !== 'file') continue;
    const kept = keptBackup(name, (await (entry as FileSystemFileHandle).getFile()).size);
    if (kept && kept.sequence >= (newest.get(kept.epoch)?.sequence ?? 0)) newest.set(kept.epoch, kept);
  }
  return newest;
}

async function commitsOf(epoch: string): Promise<JournalCommit[]> {
  const files = (await filesOf(epoch)).toSorted((a, b) => a.changedAt - b.changedAt);
  return standingCommits(files.flatMap(({ commits }) => commits));
}

interface FileRead {
  readonly name: string;
  readonly commits: readonly JournalCommit[];
  readonly bytes: number;
  readonly damagedBytes: number;
  readonly damagedPlaces: number;
  readonly changedAt: number;
}

async function filesOf(epoch: string): Promise<FileRead[]> {
  const folder = await folderOf(epoch);
  if (folder === undefined) return [];
  const files: FileRead[] = [];
  for (const [name, entry] of await entriesOf(folder)) {
    if (entry.kind === 'file') files.push(await readFile(epoch, name, entry as FileSystemFileHandle));
  }
  return files;
}

async function readFile(epoch: string, name: string, entry: FileSystemFileHandle): Promise<FileRead> {
  // A tab that is open holds its own file; what it has flushed can be read all the same.
  const file = await entry.getFile();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { texts, damage } = readFrames(bytes);
  const records = texts.map((text) => recordOf(decoder.decode(text)));
  const unread = texts.filter((_, index) => records[index] === undefined);
  const foreign = records.some((record) => record?.kind === 'head' && record.epoch !== epoch);
  return {
    name,
    commits: foreign ? [] : records.filter((record): record is JournalCommit => record?.kind === 'commit'),
    bytes: bytes.length,
    damagedBytes: sum(damage.map(({ from, to }) => to - from)) + sum(unread.map(({ length }) => length)),
    damagedPlaces: damage.length + unread.length,
    changedAt: file.lastModified,
  };
}

async function trim(epoch: string, upTo: number): Promise<void> {
  const folder = await folderOf(epoch);
  if (folder === undefined) return;
  for (const { name, commits } of await filesOf(epoch)) {
    if (commits.some(({ sequence }) => sequence > upTo)) continue;
    if (own?.epoch === epoch && own.tab === name && own.file) {
      own.file.handle.truncate(0);
      own.file.size = 0;
      delete own.file.last;
      write(own.file, headFrame(epoch, name));
    } else {
      // The file of another tab that is still open stays: it is held.
      await folder.removeEntry(name).catch(() => undefined);
    }
  }
}

async function journalFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle('journal', { create: true });
}

async function folderOf(epoch: string): Promise<FileSystemDirectoryHandle | undefined> {
  const folders = new Map(await entriesOf(await journalFolder()));
  const folder = folders.get(epoch);
  return folder?.kind === 'directory' ? (folder as FileSystemDirectoryHandle) : undefined;
}

async function entriesOf(folder: FileSystemDirectoryHandle): Promise<[string, FileSystemHandle][]> {
  const entries: [string, FileSystemHandle][] = [];
  for await (const entry of (folder as Folder).entries()) entries.push(entry);
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
