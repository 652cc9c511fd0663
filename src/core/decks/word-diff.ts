/** A stretch of words that both texts have, or that only one has. */
export interface DiffPart {
  readonly text: string;
  readonly only: boolean;
}

export interface WordDiff {
  readonly before: readonly DiffPart[];
  readonly after: readonly DiffPart[];
}

/** Cards are short; what is longer than this many words is shown as changed throughout. */
const MOST_WORDS = 400;

/** Which words went and which came, by their longest common subsequence. */
export function diffWords(before: string, after: string): WordDiff {
  const a = before.match(pieces) ?? [];
  const b = after.match(pieces) ?? [];
  if (a.length > MOST_WORDS || b.length > MOST_WORDS) {
    return { before: [{ text: before, only: before !== after }], after: [{ text: after, only: before !== after }] };
  }
  const width = b.length + 1;
  // common[i * width + j]: how many words a from i and b from j have in common.
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] =
        a[i] === b[j]
          ? at(common, (i + 1) * width + j + 1) + 1
          : Math.max(at(common, (i + 1) * width + j), at(common, i * width + j + 1));
    }
  }
  const left: DiffPart[] = [];
  const right: DiffPart[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      left.push({ text: a[i++] ?? '', only: false });
      right.push({ text: b[j++] ?? '', only: false });
    } else if (j >= b.length || (i < a.length && at(common, (i + 1) * width + j) >= at(common, i * width + j + 1))) {
      left.push({ text: a[i++] ?? '', only: true });
    } else right.push({ text: b[j++] ?? '', only: true });
  }
  return { before: joined(left), after: joined(right) };
}

/** Words, blanks, and signs one by one, so that a comma does not change its word. */
const pieces = /[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu;

function at(table: Uint16Array, index: number): number {
  return table[index] ?? 0;
}

/** Neighbours of one kind are one stretch; a blank between two words that are the other's alone belongs to them. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const runs: DiffPart[] = [];
  parts.forEach((part, index) => {
    const last = runs.at(-1);
    const bridges = /^\s+$/.test(part.text) && last?.only === true && parts[index + 1]?.only === true;
    const only = part.only || bridges;
    if (last !== undefined && last.only === only) runs[runs.length - 1] = { text: last.text + part.text, only };
    else runs.push({ text: part.text, only });
  });
  return runs;
}
