/** What is wrong with a learner's text, where, and what to write instead. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'info';
  /** Stable, so that it can be searched for and tested: `notes/empty`, `deck/unknown-entity`. */
  readonly code: string;
  readonly path: string;
  /** 1-based; absent when the whole file is meant. */
  readonly line?: number;
  /** 1-based, in UTF-16 units. */
  readonly column?: number;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to write or do instead, in one sentence. */
  readonly help?: string;
}

/** As much of a line as is shown, in characters: a table's row may have hundreds. */
const WIDTH = 96;

/**
 * `notes.md:12:3: error notes/binary: ...`, so that editors and terminals make it a link; below it the line with a caret
 * under the place, and what to write instead. `source` has the lines of the file that the diagnostic names.
 */
export function renderDiagnostic(
  { path, line, column, severity, code, message, help }: Diagnostic,
  source: readonly string[] = [],
): string {
  const place = [path, line, line === undefined ? undefined : (column ?? 1)].filter((part) => part !== undefined).join(':');
  const text = line === undefined ? undefined : source[line - 1];
  const shown = line === undefined || text === undefined || text.trim() === '' ? [] : showLine(line, text, column);
  return [`${place}: ${severity} ${code}: ${message}`, ...shown, ...(help === undefined ? [] : [`    ${help}`])].join('\n');
}

function showLine(line: number, text: string, column: number | undefined): string[] {
  const start = text.length - text.trimStart().length;
  const at = Math.min(column === undefined ? start : column - 1, text.length);
  const from = at > WIDTH - 16 ? at - Math.floor(WIDTH / 2) : 0;
  const to = Math.min(text.length, from + WIDTH);
  const before = `${from > 0 ? '…' : ''}${visible(text.slice(from, at))}`;
  const after = `${visible(text.slice(at, to)).trimEnd()}${to < text.trimEnd().length ? '…' : ''}`;
  const gutter = `    ${line} | `;
  // Without a column the whole line is meant.
  const under = column === undefined ? Math.max(1, cells(after)) : 1;
  return [`${gutter}${before}${after}`, `${' '.repeat(gutter.length - 2)}| ${' '.repeat(cells(before))}${'^'.repeat(under)}`];
}

/** A tab is as wide as the terminal likes, and a control character may do anything there. */
function visible(text: string): string {
  return text.replace(/\t/g, '    ').replace(/[\u0000-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, '\ufffd');
}

/** How many columns of a terminal a text takes: two for each ideograph and emoji, none for what combines with the one before. */
function cells(text: string): number {
  let count = 0;
  for (const character of text) {
    if (/\p{M}|\u200d|\ufe0f/u.test(character)) continue;
    count += WIDE.test(character) ? 2 : 1;
  }
  return count;
}

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;
