import type { Diagnostic } from '#core/diagnostic.ts';
import type { PlannedNotebook } from '#core/decks/plan-files.ts';
import { filesOf, isJoined } from '#core/notes/files.ts';
import type { Preview } from '#state/import-store.ts';

/** Something to look at, with the lines around it. */
export interface FindingLines extends Diagnostic {
  /** What tells it from the same finding in another notebook. */
  readonly file: string;
  readonly lines: readonly { readonly line: number; readonly text: string }[];
}

const rank = { error: 0, warning: 1, info: 2 } as const;

/** Errors first, then in the order of the files. */
export function findingsOf({ notebooks, diagnostics }: Preview): FindingLines[] {
  const own = diagnostics.map((diagnostic) => ({ ...diagnostic, file: diagnostic.path, lines: [] }));
  return [...own, ...notebooks.flatMap(ofNotebook)].toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}

function ofNotebook(notebook: PlannedNotebook): FindingLines[] {
  const { deck, notesText, curationText, diagnostics } = notebook.kind === 'planned' ? notebook.plan : notebook;
  const files = new Map(filesOf(notesText).map(({ path, lines }) => [path, lines]));
  const only = isJoined(notesText) ? undefined : files.get('');
  const curation = split(curationText ?? '');
  return diagnostics.map((diagnostic) => ({
    ...diagnostic,
    file: `${deck} ${diagnostic.path}`,
    lines: around(/\.ya?ml$/i.test(diagnostic.path) ? curation : (only ?? files.get(diagnostic.path) ?? []), diagnostic.line),
  }));
}

function split(text: string): string[] {
  return text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
}

/** The line and the next ones that are not blank, above and below. */
function around(lines: readonly string[], line: number | undefined) {
  const at = (number: number) => ({ line: number, text: lines[number - 1] ?? '' });
  if (line === undefined || (line === 1 && lines.length === 1 && lines[0] === '')) return [];
  const isShown = (number: number) => number >= 1 && number <= lines.length && at(number).text.trim() !== '';
  const above = [line - 1, line - 2].find(isShown);
  const below = [line + 1, line + 2].find(isShown);
  return [above, line, below].flatMap((number) => (number === undefined ? [] : [at(number)]));
}
