import { inFile, type NotesPlace } from '#core/notes/files.ts';

/** Where in the notes something stands. */
export function placeOf(notes: NotesPlace, all: readonly number[]): string {
  const { path, lines } = inFile(notes, all);
  return `${path}, ${lineList(lines)}`;
}

/** "line 93", "lines 76, 91 and 93", "lines 280 to 282". */
function lineList(lines: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last !== undefined && line === last[1] + 1) last[1] = line;
    else runs.push([line, line]);
  }
  const parts = runs.map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from} to ${to}`));
  const list = parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  return `${lines.length === 1 ? 'line' : 'lines'} ${list}`;
}
