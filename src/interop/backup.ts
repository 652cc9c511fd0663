import * as v from 'valibot';

import type { BackupHead, BackupPart } from '#core/backup.ts';
import { crc32 } from '#core/crc32.ts';
import { recordOf } from '#core/journal/record.ts';
import type { JournalCommit } from '#core/journal/record.ts';
import { backupTables } from './backup-rows.ts';

/**
 * The backup file: everything that a learner has, as lines of JSON in UTF-8, gzipped (read without gzip too).
 * docs/backup-format.md says the same for whoever writes another reader. This is the last line's.
 *
 * ```
 * {"format":"cardwright-backup","version":1,"schema":10,"epoch":"...","sequence":812,"madeAt":1795…,"rows":{"log":1846,…}}
 * {"table":"log","row":{…}}                 one for each row, in the order of the tables and of their keys
 * {"commit":{"kind":"commit",…}}            what was done while the rows were read; applied after them, they are exact
 * {"end":true,"sequence":813,"rows":{"log":1847,…},"commits":1,"crc":"0a1b2c3d"}
 * ```
 *
 * The last line counts what came before it and has the CRC-32 of its bytes: a file that was cut or changed is told from a
 * whole one. Bytes of pictures are base64.
 */
export interface BackupEnd {
  /** Of the last command that is in it. */
  readonly sequence: number;
  readonly rows: Readonly<Record<string, number>>;
  readonly commits: number;
  readonly crc: string;
}

/** What a file may be at most; each is far beyond what a person can learn, and far below what harms a browser. */
export interface BackupBounds {
  /** Characters of a line. The longest honest ones are a picture (8 MB, as base64) and the undo of an import (a whole deck). */
  readonly line: number;
  /** Bytes after unpacking: ten million answers. Counted while it streams, so that a gzip bomb ends here. */
  readonly unpacked: number;
  /** Rows and commits. */
  readonly rows: number;
  /** Objects and lists within each other. */
  readonly depth: number;
}

export const backupBounds: BackupBounds = { line: 64_000_000, unpacked: 4_000_000_000, rows: 12_000_000, depth: 40 };

export type BackupFault =
  /** No backup of ours at all. */
  | 'foreign'
  /** Made by a later version of the app. */
  | 'newer'
  /** Its end is missing, or it was changed. */
  | 'damaged'
  /** A line is not what it should be. */
  | 'wrong'
  /** Beyond the bounds. */
  | 'large';

export class BackupError extends Error {
  readonly fault: BackupFault;
  /** Of the unpacked file, from 1. */
  readonly line: number;
  constructor(fault: BackupFault, line: number, why: string) {
    super(`backup, line ${line}: ${why}`);
    this.fault = fault;
    this.line = line;
  }
}

const rowsAtOnce = 500;
const charactersAtOnce = 65_536;

/** The bytes of a backup file, gzipped. Nothing is held but what is on its way. */
export function packBackup(parts: AsyncIterable<BackupPart>): ReadableStream<Uint8Array> {
  return streamOf(backupBytes(parts)).pipeThrough(new CompressionStream('gzip') as Transform);
}

type Transform = ReadableWritablePair<Uint8Array, Uint8Array>;

/** The same before it is gzipped. */
export async function* backupBytes(parts: AsyncIterable<BackupPart>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const rows: Record<string, number> = {};
  let commits = 0;
  let crc = 0;
  let text = '';
  const flush = () => {
    const bytes = encoder.encode(text);
    text = '';
    crc = crc32(bytes, crc);
    return bytes;
  };
  for await (const part of parts) {
    switch (part.kind) {
      case 'head':
        text += `${JSON.stringify(part.head)}\n`;
        break;
      case 'rows':
        for (const row of part.rows) {
          text += `${JSON.stringify({ table: part.table, row: writable(part.table, row) })}\n`;
          if (text.length > charactersAtOnce) yield flush();
        }
        rows[part.table] = (rows[part.table] ?? 0) + part.rows.length;
        break;
      case 'commit':
        text += `${JSON.stringify({ commit: part.commit })}\n`;
        commits += 1;
        break;
      case 'end': {
        yield flush();
        const end: BackupEnd = { sequence: part.sequence, rows, commits, crc: hex(crc) };
        yield encoder.encode(`${JSON.stringify({ end: true, ...end })}\n`);
        return;
      }
    }
    if (text.length > charactersAtOnce) yield flush();
  }
  throw new Error('a backup was not brought to its end');
}

/**
 * The parts of a backup file, each line checked before it is given away. Throws a BackupError where the file is no whole
 * backup: what was given until then is not to be used.
 */
export async function* readBackup(
  file: ReadableStream<Uint8Array>,
  bounds: BackupBounds = backupBounds,
): AsyncGenerator<BackupPart> {
  const counted: Record<string, number> = {};
  let head: BackupHead | undefined;
  let end: BackupEnd | undefined;
  let [line, rows, commits, lastSequence] = [0, 0, 0, 0];
  let batch: { readonly table: string; readonly rows: object[] } | undefined;
  const finished = (): BackupPart[] => {
    if (batch === undefined) return [];
    const part: BackupPart = { kind: 'rows', ...batch };
    batch = undefined;
    return [part];
  };
  for await (const { text, crc } of linesOf(file, bounds)) {
    line += 1;
    if (end !== undefined) throw new BackupError('damaged', line, 'something follows the last line');
    const value = parsed(text, line, bounds);
    if (head === undefined) {
      head = headOf(value, line);
      lastSequence = head.sequence;
      yield { kind: 'head', head };
      continue;
    }
    if (Object.hasOwn(value, 'end')) {
      end = checked(endSchema, value, line, 'the last line');
      if (end.crc !== hex(crc)) throw new BackupError('damaged', line, 'the checksum does not fit');
      const same = Object.keys({ ...end.rows, ...counted }).every((table) => (end?.rows[table] ?? 0) === (counted[table] ?? 0));
      if (!same || end.commits !== commits || end.sequence !== lastSequence) {
        throw new BackupError('damaged', line, 'the counts do not fit');
      }
      continue;
    }
    rows += 1;
    if (rows > bounds.rows) throw new BackupError('large', line, `more than ${bounds.rows} rows`);
    if (Object.hasOwn(value, 'commit')) {
      const commit = commitOf(value['commit'], line);
      if (commit.sequence !== lastSequence + 1) throw new BackupError('wrong', line, 'a commit is missing before this one');
      lastSequence = commit.sequence;
      commits += 1;
      yield* finished();
      yield { kind: 'commit', commit };
      continue;
    }
    if (commits > 0) throw new BackupError('wrong', line, 'a row stands behind the commits');
    const { table, row } = checked(rowLine, value, line, 'a row');
    const schema = backupTables.get(table);
    if (schema === undefined) throw new BackupError('wrong', line, 'a table that is not known');
    const read = checked(schema, row, line, `a row of ${table}`) as object;
    counted[table] = (counted[table] ?? 0) + 1;
    if (batch?.table !== table || batch.rows.length >= rowsAtOnce) {
      yield* finished();
      batch = { table, rows: [] };
    }
    batch.rows.push(readable(table, read, line));
  }
  if (head === undefined) throw new BackupError('foreign', 1, 'the file is empty');
  if (end === undefined) throw new BackupError('damaged', line + 1, 'the last line is missing');
  yield* finished();
  yield { kind: 'end', sequence: end.sequence };
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const counts = v.record(v.string(), count);
const endSchema = v.strictObject({ end: v.literal(true), sequence: count, rows: counts, commits: count, crc: v.string() });
const rowLine = v.strictObject({ table: v.string(), row: v.custom<object>(isObject) });
const headSchema = v.strictObject({
  format: v.literal('cardwright-backup'),
  version: v.literal(1),
  schema: count,
  epoch: v.pipe(v.string(), v.regex(/^[0-9a-f]{1,64}$/)),
  sequence: count,
  last: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(64))),
  madeAt: count,
  rows: counts,
});

/** Of the database that this version of the app writes; its rows are the ones that are known here. */
export const backupSchema = 10;

function headOf(value: Record<string, unknown>, line: number): BackupHead {
  if (value['format'] !== 'cardwright-backup') throw new BackupError('foreign', line, 'no backup of Cardwright');
  if (Number(value['version']) > 1 || Number(value['schema']) > backupSchema) {
    throw new BackupError('newer', line, 'made by a later version');
  }
  const { last, ...head } = checked(headSchema, value, line, 'the first line');
  return { ...head, ...(last !== undefined && { last }) };
}

function commitOf(value: unknown, line: number): JournalCommit {
  const commit = recordOf(JSON.stringify(value));
  if (commit?.kind !== 'commit') throw new BackupError('wrong', line, 'a commit that is none');
  for (const change of commit.changes) {
    const schema = backupTables.get(change.table);
    if (schema === undefined) throw new BackupError('wrong', line, 'a table that is not known');
    if ('put' in change) for (const row of change.put) checked(schema, row, line, `a row of ${change.table}`);
  }
  return commit;
}

function checked<Value>(schema: v.GenericSchema<unknown, Value>, value: unknown, line: number, what: string): Value {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new BackupError('wrong', line, `${what} is not as it should be: ${v.getDotPath(issue) ?? ''} ${issue.message}`);
}

function parsed(text: string, line: number, bounds: BackupBounds): Record<string, unknown> {
  const fault = line === 1 ? 'foreign' : 'wrong';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BackupError(fault, line, 'no JSON');
  }
  if (!isObject(value)) throw new BackupError(fault, line, 'no object');
  if (!isPlain(value, bounds.depth)) throw new BackupError('wrong', line, 'too deep, or a name that no row has');
  return value;
}

/** Not deeper than allowed, and without the names by which JavaScript's own objects are changed. */
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  if (Array.isArray(value)) return value.every((each) => isPlain(each, depth - 1));
  return Object.keys(value).every((key) => key !== '__proto__' && isPlain((value as Record<string, unknown>)[key], depth - 1));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Lines without their ends, each with the checksum of all bytes before it. */
async function* linesOf(
  file: ReadableStream<Uint8Array>,
  bounds: BackupBounds,
): AsyncGenerator<{ readonly text: string; readonly crc: number }> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest: Uint8Array[] = [];
  let held = 0;
  let unpacked = 0;
  let line = 1;
  let crc = 0;
  const decoded = (parts: readonly Uint8Array[], length: number) => {
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    try {
      return { bytes, text: decoder.decode(bytes) };
    } catch {
      throw new BackupError(line === 1 ? 'foreign' : 'damaged', line, 'no UTF-8');
    }
  };
  for await (const piece of unpackedOf(file)) {
    unpacked += piece.length;
    if (unpacked > bounds.unpacked) throw new BackupError('large', line, `more than ${bounds.unpacked} bytes`);
    let from = 0;
    for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, from)) {
      const part = piece.subarray(from, at);
      const { bytes, text } = decoded([...rest, part], held + part.length);
      if (bytes.length > bounds.line) throw new BackupError('large', line, `longer than ${bounds.line} bytes`);
      yield { text, crc };
      crc = crc32(newline, crc32(bytes, crc));
      [rest, held, from, line] = [[], 0, at + 1, line + 1];
    }
    const part = piece.subarray(from);
    if (part.length > 0) rest.push(part.slice());
    held += part.length;
    // What is no backup at all is not read on in search of its first line's end.
    if (held > (line === 1 ? 65_536 : bounds.line)) {
      throw line === 1
        ? new BackupError('foreign', 1, 'no backup of Cardwright')
        : new BackupError('large', line, `longer than ${bounds.line} bytes`);
    }
  }
  if (held > 0) yield { text: decoded(rest, held).text, crc };
}

const newline = Uint8Array.of(10);

/** What is gzipped is unpacked piece by piece; the stream of whoever stops reading is closed. */
async function* unpackedOf(file: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = file.getReader();
  const first = await reader.read();
  const rest = streamOf(piecesOf(reader, first.value));
  const isGzip = first.value?.[0] === 0x1f && (first.value.length < 2 || first.value[1] === 0x8b);
  const stream = isGzip ? rest.pipeThrough(new DecompressionStream('gzip') as Transform) : rest;
  const unpacking = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await unpacking.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    if (error instanceof TypeError) throw new BackupError('damaged', 0, `not unpacked: ${error.message}`);
    throw error;
  } finally {
    await unpacking.cancel().catch(() => undefined);
  }
}

/** Small ones: from 64 kB of a bomb come 67 MB at once. */
const packedBytesAtOnce = 4_096;

async function* piecesOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  first: Uint8Array | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    for (let piece = first; piece !== undefined; piece = (await reader.read()).value) {
      for (let at = 0; at < piece.length; at += packedBytesAtOnce) yield piece.subarray(at, at + packedBytesAtOnce);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** ReadableStream.from, which not every browser has. */
function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

function writable(table: string, row: object): object {
  if (table !== 'media' || !('bytes' in row)) return row;
  return { ...row, bytes: base64(row.bytes as Uint8Array) };
}

function readable(table: string, row: object, line: number): object {
  if (table !== 'media' || !('bytes' in row)) return row;
  try {
    return { ...row, bytes: Uint8Array.from(atob(row.bytes as string), (character) => character.charCodeAt(0)) };
  } catch {
    throw new BackupError('wrong', line, 'a picture that is no base64');
  }
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_190) text += String.fromCharCode(...bytes.subarray(at, at + 8_190));
  return btoa(text);
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}
