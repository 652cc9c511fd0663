import { crc32 } from '#core/crc32.ts';

const encoder = new TextEncoder();

/** Lines of a backup with a last line that counts and sums what is there now. */
export function sealed(lines: readonly string[]): string {
  const rows: Record<string, number> = {};
  let commits = 0;
  let sequence = Number(/"sequence":(\d+)/.exec(lines[0] ?? '')?.[1] ?? 0);
  for (const line of lines) {
    const table = /^\{"table":"(\w+)"/.exec(line)?.[1];
    if (table !== undefined) rows[table] = (rows[table] ?? 0) + 1;
    if (line.startsWith('{"commit"')) [commits, sequence] = [commits + 1, sequence + 1];
  }
  const text = lines.map((line) => `${line}\n`).join('');
  const crc = crc32(encoder.encode(text)).toString(16).padStart(8, '0');
  return `${text}${JSON.stringify({ end: true, sequence, rows, commits, crc })}\n`;
}
