import { backupName, keptBackup, rowsIn } from '#core/backup.ts';
import type { BackupPart, KeptBackup } from '#core/backup.ts';
import type { CardId, EntryId, PresetId } from '#core/ids.ts';
import type { JournalChange } from '#core/journal/record.ts';
import { inTurn } from '#core/progress.ts';
import type { Progress } from '#core/progress.ts';
import { hash32 } from '#core/random.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import type { Preset } from '#core/scheduling/schedule.ts';
import { packBackup, readBackup } from '#interop/backup.ts';
import { compareRow } from '#storage/backup/check.ts';
import { readParts, withAttempts } from '#storage/backup/read-parts.ts';
import type { CardwrightDatabase } from '#storage/database.ts';
import type { ScheduleRow } from '#storage/rows.ts';

// The backups beside the journal: backups/<time>-<epoch>-<sequence>.jsonl.gz in the origin private file system, seven of them.

const mostKept = 7;
/** What it takes to make a backup, and to read it back. */
export const packedAndRead = [1, 1];
/** Of the cards, replayed when a backup is read back; all of them where there are few. */
const cardsRehearsed = 500;

/** From the oldest to the newest. */
export async function listKept(): Promise<KeptBackup[]> {
  const kept: KeptBackup[] = [];
  for await (const [name, entry] of (await backupFolder()).entries()) {
    if (entry.kind !== 'file') continue;
    const backup = keptBackup(name, (await entry.getFile()).size);
    if (backup) kept.push(backup);
  }
  return kept.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

export async function openKept(name: string): Promise<File> {
  return (await (await backupFolder()).getFileHandle(name)).getFile();
}

/** Makes a backup, reads it back and compares it, and only then lets the oldest go. One at a time, in whatever tab. */
export async function keepBackup(db: CardwrightDatabase, madeAt: number, onProgress: Progress): Promise<KeptBackup> {
  const [packing, reading] = inTurn(onProgress, packedAndRead);
  const folder = await backupFolder();
  await removeHalves(folder);
  const made = await withAttempts(async () => {
    const told = { epoch: '', sequence: 0 };
    // Written beside its final name, which it gets when it is closed: a kill leaves an empty file, which is none.
    const temporary = `${madeAt}.part`;
    const file = await folder.getFileHandle(temporary, { create: true });
    try {
      const parts = noting(readParts(db, madeAt, packing), told);
      await packBackup(parts).pipeTo(await file.createWritable());
      await rehearse((await file.getFile()).stream(), db, reading);
      const name = backupName({ madeAt, ...told });
      const target = await folder.getFileHandle(name, { create: true });
      await (await file.getFile()).stream().pipeTo(await target.createWritable());
      const { size } = await target.getFile();
      return { name, madeAt, ...told, bytes: size };
    } finally {
      await folder.removeEntry(temporary);
    }
  });
  const older = (await listKept()).filter(({ name }) => name !== made.name);
  for (const { name } of older.slice(0, Math.max(0, older.length - (mostKept - 1)))) await folder.removeEntry(name);
  return made;
}

/** What backups left that were cut short: a file of ours, and the browser's own beside one that it was writing. */
async function removeHalves(folder: FileSystemDirectoryHandle): Promise<void> {
  const halves: string[] = [];
  for await (const name of folder.keys()) if (/\.(?:part|crswap)$/.test(name)) halves.push(name);
  // One that cannot be removed now can be next time.
  for (const name of halves) await folder.removeEntry(name).catch(() => undefined);
}

/** What was read back is not what it was made from. */
export class RehearsalFailed extends Error {}

/**
 * Reads a backup as a restore would: every line checked, the checksum and the counts compared, and a sample of its cards, or
 * all where they are few, replayed from its own log.
 */
export async function rehearse(
  file: ReadableStream<Uint8Array>,
  db: CardwrightDatabase,
  onProgress: Progress = () => undefined,
): Promise<void> {
  const share = Math.ceil((await db.schedules.count()) / cardsRehearsed);
  const isChosen = (card: CardId) => share <= 1 || hash32(card) % share === 0;
  const presets = new Map<PresetId, Preset>();
  const schedules = new Map<CardId, ScheduleRow>();
  const entries = new Map<EntryId, LogEntry>();
  const put = (table: string, rows: readonly unknown[]) => {
    if (table === 'presets') for (const preset of rows as Preset[]) presets.set(preset.id, preset);
    if (table === 'schedules') for (const row of rows as ScheduleRow[]) if (isChosen(row.card)) schedules.set(row.card, row);
    if (table === 'log') for (const entry of rows as LogEntry[]) if (isChosen(entry.card)) entries.set(entry.id, entry);
  };
  const change = (one: JournalChange) => {
    if ('put' in one) put(one.table, one.put);
    else if ('delete' in one && one.table === 'schedules') for (const key of one.delete) schedules.delete(key as CardId);
  };
  let [done, of] = [0, 0];
  for await (const part of readBackup(file)) {
    if (part.kind === 'head') of = rowsIn(part.head);
    else if (part.kind === 'rows') {
      put(part.table, part.rows);
      onProgress((done += part.rows.length), of);
    } else if (part.kind === 'commit') part.commit.changes.forEach(change);
  }
  const byCard = new Map<CardId, LogEntry[]>();
  for (const entry of entries.values()) byCard.set(entry.card, [...(byCard.get(entry.card) ?? []), entry]);
  const stored = await db.schedules.bulkGet([...schedules.keys()]);
  for (const [index, [card, row]] of [...schedules].entries()) {
    const now = stored[index];
    // What already differed in the database is told by the check of the record, and is no fault of the backup.
    const replayed = compareRow(row, byCard.get(card) ?? [], presets).differences;
    if (replayed.length === 0 || now === undefined || now.revision !== row.revision) continue;
    const own = await db.log.where('card').equals(card).toArray();
    if (compareRow(now, own, presets).differences.length === 0) throw new RehearsalFailed(`${card}: ${replayed.join(', ')}`);
  }
}

async function* noting(parts: AsyncIterable<BackupPart>, told: { epoch: string; sequence: number }): AsyncGenerator<BackupPart> {
  for await (const part of parts) {
    if (part.kind === 'head') told.epoch = part.head.epoch;
    if (part.kind === 'end') told.sequence = part.sequence;
    yield part;
  }
}

async function backupFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return await root.getDirectoryHandle('backups', { create: true });
}
