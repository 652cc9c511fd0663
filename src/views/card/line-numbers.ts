const mostLines = 100;

/** `97, 101-103` as lines of notes, ascending; undefined for anything else. Nothing is no lines. */
export function readLines(text: string, last: number): readonly number[] | undefined {
  const lines = new Set<number>();
  for (const part of text.split(/[,;\s]+/).filter((each) => each !== '')) {
    const found = /^(\d{1,7})(?:[-–](\d{1,7}))?$/.exec(part);
    if (found === null) return undefined;
    const from = Number(found[1]);
    const to = Number(found[2] ?? found[1]);
    if (from < 1 || to < from || to > last || to - from > mostLines) return undefined;
    for (let line = from; line <= to; line += 1) lines.add(line);
  }
  return [...lines].toSorted((a, b) => a - b);
}
