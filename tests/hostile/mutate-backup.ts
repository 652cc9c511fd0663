import { randomFrom } from '#core/random.ts';
import { BackupError, backupBytes, readBackup } from '#interop/backup.ts';
import { checkRecord } from '#storage/backup/check.ts';
import { readParts } from '#storage/backup/read-parts.ts';
import { openStaged, putParts, UnfitRows } from '#storage/backup/staged.ts';
import { aRichRecord } from '#tests/storage/rich-record.ts';
import { aMoment } from '#tests/support/moments.ts';
import { anOrigin } from '#tests/support/storage.ts';
import { damage, type Tried } from './mutate.ts';
import { sealed } from './seal.ts';

/** The lines of a backup of somebody who has something in every table. */
export async function backupLines(): Promise<readonly string[]> {
  const { storage } = await aRichRecord();
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of backupBytes(readParts(storage.db, aMoment().instant))) {
    text += decoder.decode(bytes, { stream: true });
  }
  storage.close();
  return text.trimEnd().split('\n');
}

/**
 * What a damaged backup must not bring about: an error that is none of ours, or a change of what every object has. Most are
 * sealed anew with a checksum and counts that fit, as one who means harm would do: they are looked at far beyond the sum.
 */
export async function faultOfBackup(lines: readonly string[], seed: number): Promise<Tried> {
  const random = randomFrom(seed);
  const bytes =
    random() < 0.8
      ? encoder.encode(sealed(withValuesChanged(lines, random)))
      : damage(encoder.encode(`${lines.join('\n')}\n`), random);
  const staged = await openStaged({ indexedDB: anOrigin(), IDBKeyRange: globalThis.IDBKeyRange });
  let kind: Tried['kind'] = 'refused';
  let fault: string | undefined;
  try {
    await putParts(staged, readBackup(new Blob([Uint8Array.from(bytes)]).stream()));
    kind = 'planned';
    // What is looked at before it is offered to the learner; it reports, and does not throw.
    await checkRecord(staged);
  } catch (error) {
    const isClear = kind === 'refused' && (error instanceof BackupError || error instanceof UnfitRows) && error.message !== '';
    if (!isClear) fault = `it threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  } finally {
    staged.close();
  }
  if ('polluted' in {}) fault = 'every object has a new name in it';
  return { kind, ...(fault !== undefined && { fault }) };
}

const encoder = new TextEncoder();

/** A few lines in which one value each is another, or is gone, or a line that is moved, doubled or left out. */
function withValuesChanged(lines: readonly string[], random: () => number): string[] {
  const all = lines.slice(0, -1);
  for (let times = 1 + Math.floor(random() * 3); times > 0; times -= 1) {
    const at = Math.floor(random() * all.length);
    const line = all[at]!;
    if (random() < 0.1) {
      const moved = random() < 0.5 ? all.splice(at, 1) : [line];
      if (random() < 0.5) all.splice(Math.floor(random() * all.length), 0, ...moved);
      continue;
    }
    const values = [...line.matchAll(/(?<=[:,[])(?:"(?:[^"\\]|\\.)*"|-?\d[\d.e+-]*|true|false|null)(?=[,}\]])/g)];
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) continue;
    const other = wrongValues[Math.floor(random() * wrongValues.length)]!;
    all[at] = line.slice(0, value.index) + other + line.slice(value.index + value[0].length);
  }
  return all;
}

const wrongValues = [
  'null',
  'true',
  '-1',
  '0',
  '1e308',
  '1e999',
  '0.5',
  '9007199254740993',
  '""',
  '"review"',
  '"a/b.c"',
  '"__proto__"',
  '"constructor"',
  '"\\u0000\\ud800"',
  '[]',
  '{}',
  '[[[]]]',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '"javascript:alert(1)"',
  '1,"polluted":1',
];
