import type { BackupPart, KeptBackup } from '#core/backup.ts';
import type { JournalCommit } from '#core/journal/record.ts';
import { inTurn } from '#core/progress.ts';
import type { Moment } from '#core/time.ts';
import { BackupError, packBackup, readBackup } from '#interop/backup.ts';
import { judgeRow } from '#interop/backup-rows.ts';
import { ankiText, cardsCsv, logCsv } from '#interop/plain-files.ts';
import { checkRecord, lookAndCheck } from '#storage/backup/check.ts';
import type { Checked } from '#storage/backup/check.ts';
import type { OtherStore } from '#storage/backup/copies.ts';
import { mergeInto } from '#storage/backup/merge.ts';
import type { Merged } from '#storage/backup/merge.ts';
import { previewOf } from '#storage/backup/preview.ts';
import type { RestorePreview } from '#storage/backup/preview.ts';
import { plainCards, plainEntries } from '#storage/backup/plain-records.ts';
import { looksSound } from '#storage/backup/quick-look.ts';
import { readParts, withAttempts } from '#storage/backup/read-parts.ts';
import { openBare, openStaged, putParts, removeStaged, reopenStaged, takePlace } from '#storage/backup/staged.ts';
import type { CardwrightDatabase } from '#storage/database.ts';
import { rescueParts } from '#storage/rescue.ts';
import { keepBackup, listKept, openKept, packedAndRead, rehearse } from './kept-backups.ts';

// Makes backups, reads and checks them, and brings them back, off the main thread. It reads every table of the learner's
// database and writes only the staged one, until that, found whole, takes the other's place.

export type BackupRequest =
  /** Beside the journal, read back and compared. */
  | { readonly kind: 'keep'; readonly madeAt: number }
  | { readonly kind: 'list' }
  /** As a file to be taken away. */
  | { readonly kind: 'pack'; readonly madeAt: number }
  /** As a file that other programs read. */
  | { readonly kind: 'export'; readonly as: PlainFile }
  /** What can still be read of a database that does not open. */
  | { readonly kind: 'rescue'; readonly madeAt: number }
  /** Into a folder that the learner chose. */
  | { readonly kind: 'pack into'; readonly madeAt: number; readonly folder: FileSystemDirectoryHandle; readonly name: string }
  /** Into the staged database, checked and mended there; tells what it would change. */
  | { readonly kind: 'stage'; readonly from: Blob | string }
  /** What was staged is not wanted. */
  | { readonly kind: 'unstage' }
  /** The newest whole one of a lost database. */
  | { readonly kind: 'stage newest'; readonly epoch: string }
  /** What is staged takes the place of everything, or is united with it first. */
  | { readonly kind: 'restore'; readonly how: 'replace' | 'merge'; readonly moment: Moment }
  /** `commits`: of the journal, those that are in no backup. */
  | { readonly kind: 'check'; readonly now: number; readonly commits: readonly JournalCommit[] }
  /** A bounded part of it: false where something is not sound. */
  | { readonly kind: 'look'; readonly moment: Moment };

export type PlainFile = 'cards' | 'log' | 'anki';

export interface BackupValues {
  readonly export: Blob;
  readonly keep: KeptBackup;
  readonly list: readonly KeptBackup[];
  readonly pack: Blob;
  readonly rescue: Rescued;
  readonly 'pack into': undefined;
  readonly stage: RestorePreview;
  readonly unstage: undefined;
  readonly 'stage newest': number | undefined;
  readonly restore: Restored;
  readonly check: Checked;
  readonly look: boolean;
}

export interface Rescued {
  /** A backup, to be restored like any other. */
  readonly file: Blob;
  /** Tables of which something could not be read. */
  readonly unread: readonly string[];
}

export type Restored =
  | {
      readonly kind: 'restored';
      /** What was there before, kept beside the journal; absent where there was nothing. */
      readonly before?: string;
      readonly merged?: Merged;
    }
  /** Something was done in another tab meanwhile: nothing was changed. */
  | { readonly kind: 'moved' };

export type BackupReply =
  | { readonly kind: 'progress'; readonly done: number; readonly of: number }
  | { readonly kind: 'value'; readonly value: unknown }
  | {
      readonly kind: 'failed';
      readonly name: string;
      readonly message: string;
      /** What is wrong with the file, and in which line. */
      readonly fault?: string;
      readonly line?: number;
    };

/** What this file needs of DedicatedWorkerGlobalScope, whose library cannot stand beside the DOM's. */
interface Worker {
  addEventListener(type: 'message', listener: (event: MessageEvent<BackupRequest>) => void): void;
  postMessage(reply: BackupReply): void;
}
const worker = globalThis as unknown as Worker;

worker.addEventListener('message', ({ data }) => void answer(data));

async function answer(request: BackupRequest): Promise<void> {
  try {
    worker.postMessage({ kind: 'value', value: await serve(request) });
  } catch (error) {
    const { name, message } = error instanceof Error || error instanceof DOMException ? error : new Error(String(error));
    const told = error instanceof BackupError ? { fault: error.fault, line: error.line } : {};
    worker.postMessage({ kind: 'failed', name, message, ...told });
  }
}

let told = 0;
/** A few times a second is enough. */
function progress(done: number, of: number): void {
  const now = performance.now();
  if (now - told < 100) return;
  told = now;
  worker.postMessage({ kind: 'progress', done, of });
}

function serve(request: BackupRequest): Promise<BackupValues[keyof BackupValues]> {
  switch (request.kind) {
    case 'keep':
      return withOwn((own) => keepBackup(own, request.madeAt, progress));
    case 'list':
      return listKept();
    case 'pack':
      return withOwn((own) => pack(own, request.madeAt));
    case 'export':
      return withOwn((own) => plainFile(own, request.as));
    case 'rescue':
      return rescue(request.madeAt);
    case 'pack into':
      return withOwn((own) => packInto(own, request));
    case 'stage':
      return stage(request.from);
    case 'unstage':
      return removeStaged().then(() => undefined);
    case 'stage newest':
      return stageNewest(request.epoch);
    case 'restore':
      return withOwn((own) => restore(own, request.how, request.moment));
    case 'check':
      return withOwn((own) => check(own, request));
    case 'look':
      return withOwn((own) => looksSound(own, judgeRow, request.moment));
  }
}

async function withOwn<Result>(work: (own: CardwrightDatabase) => Promise<Result>): Promise<Result> {
  const own = await openBare();
  try {
    return await work(own);
  } finally {
    own.close();
  }
}

async function check(own: CardwrightDatabase, { now, commits }: Extract<BackupRequest, { kind: 'check' }>): Promise<Checked> {
  const options = { judge: judgeRow, now };
  try {
    return await lookAndCheck(own, { ...options, other: { backup: await newestBackup(own), commits } }, progress);
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    // The newest backup cannot be read: what never was in another place is mended as far as it can be.
    console.info('The record is checked without a backup.', error);
    return lookAndCheck(own, options, progress);
  }
}

async function newestBackup(own: CardwrightDatabase): Promise<OtherStore['backup']> {
  const position = await own.journal.get('position');
  const epoch = position !== undefined && 'epoch' in position ? position.epoch : '';
  const newest = (await listKept().catch(() => [])).findLast((kept) => kept.epoch === epoch);
  return newest === undefined ? nothingKept() : readBackup((await openKept(newest.name)).stream());
}

/** Then the journal has everything from the first command on. */
async function* nothingKept(): AsyncGenerator<BackupPart> {
  const head = { format: 'cardwright-backup', version: 1, schema: 10, epoch: '', sequence: 0, madeAt: 0, rows: {} } as const;
  yield { kind: 'head', head };
}

async function pack(own: CardwrightDatabase, madeAt: number): Promise<Blob> {
  const [packing, reading] = inTurn(progress, packedAndRead);
  return withAttempts(async () => {
    const blob = await packed(readParts(own, madeAt, packing));
    await rehearse(blob.stream(), own, reading);
    return blob;
  });
}

/** The browser takes what is large to the disk as it comes. */
function packed(parts: AsyncIterable<BackupPart>): Promise<Blob> {
  return new Response(packBackup(parts) as ReadableStream<Uint8Array<ArrayBuffer>>).blob();
}

async function rescue(madeAt: number): Promise<Rescued> {
  const unread = new Set<string>();
  const file = await packed(rescueParts({ judge: judgeRow, madeAt, onUnread: (table) => unread.add(table) }));
  return { file, unread: [...unread] };
}

async function plainFile(own: CardwrightDatabase, as: PlainFile): Promise<Blob> {
  switch (as) {
    case 'cards':
      return blobOf(cardsCsv(plainCards(own, progress)), 'text/csv');
    case 'log':
      return blobOf(logCsv(plainEntries(own, progress)), 'text/csv');
    case 'anki':
      return blobOf(ankiText(plainCards(own, progress)), 'text/plain');
  }
}

/** Handed to the browser piece by piece: it keeps what is large on the disk. */
async function blobOf(pieces: AsyncIterable<string>, type: string): Promise<Blob> {
  const parts: Blob[] = [];
  let text = '';
  const charset = `${type};charset=utf-8`;
  for await (const piece of pieces) {
    text += piece;
    if (text.length < charactersAtOnce) continue;
    parts.push(new Blob([text]));
    text = '';
  }
  return new Blob([...parts, text], { type: charset });
}

const charactersAtOnce = 1_000_000;

async function packInto(
  own: CardwrightDatabase,
  { madeAt, folder, name }: Extract<BackupRequest, { kind: 'pack into' }>,
): Promise<undefined> {
  const file = await folder.getFileHandle(name, { create: true });
  const [packing, reading] = inTurn(progress, packedAndRead);
  await withAttempts(async () => {
    // What is written takes the file's name only when it is closed.
    await packBackup(readParts(own, madeAt, packing)).pipeTo(await file.createWritable());
    await rehearse((await file.getFile()).stream(), own, reading);
  });
}

async function stage(from: Blob | string): Promise<RestorePreview> {
  const file = typeof from === 'string' ? await openKept(from) : from;
  const staged = await openStaged();
  const [putting, checking] = inTurn(progress, [2, 1]);
  const head = await putParts(staged, readBackup(file.stream()), putting);
  const checked = await checkRecord(staged, { mend: true, onProgress: checking! });
  try {
    return await withOwn((own) => previewOf(head, checked, staged, own));
  } finally {
    staged.close();
  }
}

async function stageNewest(epoch: string): Promise<number | undefined> {
  const kept = (await listKept()).filter((backup) => backup.epoch === epoch).toReversed();
  for (const { name, sequence } of kept) {
    const staged = await openStaged();
    try {
      await putParts(staged, readBackup((await openKept(name)).stream()), progress);
      return sequence;
    } catch (error) {
      // The one before it may be whole.
      console.warn(`The backup ${name} cannot be used.`, error);
    } finally {
      staged.close();
    }
  }
  return undefined;
}

async function restore(own: CardwrightDatabase, how: 'replace' | 'merge', moment: Moment): Promise<Restored> {
  const staged = await reopenStaged();
  const position = await own.journal.get('position');
  const expected = position !== undefined && 'sequence' in position ? position.sequence : 0;
  const isEmpty = (await own.notebooks.count()) + (await own.log.count()) === 0;
  const [keeping, checking, standing, taking] = inTurn(progress, [isEmpty ? 0 : 2, how === 'merge' ? 1 : 0, 2, 1]);
  // Two backups of one instant would have one name.
  const before = isEmpty ? undefined : await keepBackup(own, moment.instant, keeping!);
  const merged = how === 'merge' ? await mergeInto(staged, own, moment, bytesOfChance) : undefined;
  if (merged) await checkRecord(staged, { mend: true, onProgress: checking! });
  // This device stays itself: its answers are told from those of the one that the backup came from.
  const device = await own.settings.get('device');
  if (device) await staged.settings.put(device);
  await staged.journal.clear();
  // Another database from now on, with a journal of its own, which stands on this backup.
  const epoch = Array.from(bytesOfChance(8), (byte) => byte.toString(16).padStart(2, '0')).join('');
  await staged.journal.put({ id: 'position', epoch, sequence: 1 });
  await keepBackup(staged, moment.instant + 1, standing!);
  const taken = await takePlace(own, staged, expected, taking);
  if (!taken) return { kind: 'moved' };
  await staged.delete();
  return { kind: 'restored', ...(before && { before: before.name }), ...(merged && { merged }) };
}

function bytesOfChance(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}
