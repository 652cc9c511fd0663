import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import type { Diagnostic } from '../diagnostic.ts';
import { filesOf, isJoined, lineName, tellLine } from '../notes/files.ts';
import type { FilePlace } from '../notes/files.ts';
import { capital } from '../text.ts';
import { findLine } from './curation.ts';
import type { KeyPath } from './curation.ts';
import { followLines } from './follow-lines.ts';

export interface FollowedCuration {
  /** The deck.yaml with the lines as they are counted now. */
  readonly text: string;
  /** What rested on lines that are gone, and so is left out. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A deck.yaml goes with the notes that it was written for when they are edited: each line that it names is the line where the
 * same now stands. An entry of which no line is left is taken out, and that is told. Text that is no YAML comes back as it is.
 */
export function followCuration(text: string, path: string, notesBefore: string, notesAfter: string): FollowedCuration {
  if (notesBefore === notesAfter) return { text, diagnostics: [] };
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'error' });
  if (document.errors.length > 0) return { text, diagnostics: [] };
  const [before, after] = [placesOf(notesBefore), placesOf(notesAfter)];
  const follow = followLines(before.source, after.source);
  const edits: { readonly from: number; readonly to: number; readonly text: string }[] = [];
  const gone: KeyPath[] = [];
  const diagnostics: Diagnostic[] = [];

  const move = (items: readonly Node[], key: KeyPath): void => {
    const places = items.flatMap((item) => {
      const line = isScalar(item) ? lineOf(item.value, before) : undefined;
      // What is no line of the notes was wrong before, and is told of as such.
      return line === undefined ? [] : [{ item, line, now: follow(line) }];
    });
    const left = places.flatMap(({ item, now }) => (now === undefined ? [] : [{ item, now }]));
    if (places.length > 0 && left.length === 0) {
      gone.push(key.slice(0, -1));
      diagnostics.push(
        lineGone(
          key.slice(0, -1),
          places.map(({ line }) => tellLine(before, line)),
          path,
        ),
      );
      return;
    }
    places.forEach(({ item, now }) => now === undefined && gone.push([...key, items.indexOf(item)]));
    // Lines stand in the order of the notes, also where what they say has changed places.
    const inOrder = left.map(({ now }) => now).sort((a, b) => a - b);
    left.forEach(({ item }, index) => {
      const [from, to] = item.range ?? [0, 0];
      const name = lineName(after, inOrder[index] ?? 0);
      if (isScalar(item) && item.value !== name) edits.push({ from, to, text: String(name) });
    });
  };
  eachLines(document.contents, [], move);

  const moved = edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((whole, edit) => whole.slice(0, edit.from) + edit.text + whole.slice(edit.to), text);
  return { text: gone.length === 0 ? moved : without(moved, gone), diagnostics };
}

function lineGone(key: KeyPath, lines: readonly string[], path: string): Diagnostic {
  return {
    severity: 'info',
    code: 'deck/line-gone',
    path,
    message: `${capital(key.join(' > '))} rested on ${lines.join(', ')} as they were, and nothing of that is left.`,
    help: 'It is left out from now on. Write it anew where the notes still say so elsewhere.',
  };
}

interface Places {
  readonly path: string;
  readonly source: readonly string[];
  readonly lineCount: number;
  readonly files?: readonly FilePlace[];
}

function placesOf(text: string): Places {
  const files = filesOf(text);
  if (!isJoined(text)) {
    const source = files[0]?.lines ?? [];
    return { path: '', source, lineCount: source.length };
  }
  // The file's name opens it: it was renamed or moved, and is the same file.
  const source = files.flatMap(({ path, lines }) => [`\ue000${path}`, ...lines]);
  return { path: '', source, lineCount: source.length, files: files.map(({ path, above }) => ({ path, above })) };
}

function lineOf(value: unknown, { files, lineCount }: Places): number | undefined {
  if (files) return typeof value === 'string' ? findLine(value, files, lineCount) : undefined;
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= lineCount ? value : undefined;
}

/** Every list called `lines`, with its place. */
function eachLines(node: unknown, key: KeyPath, found: (items: readonly Node[], key: KeyPath) => void): void {
  if (isMap(node)) {
    for (const pair of node.items) {
      const own = isScalar(pair.key) ? String(pair.key.value) : '';
      if (own === 'lines' && isSeq(pair.value)) found(pair.value.items as Node[], [...key, own]);
      else eachLines(pair.value, [...key, own], found);
    }
  } else if (isSeq(node)) node.items.forEach((item, index) => eachLines(item, [...key, index], found));
}

/** The later of two elements of a list goes first, so that the earlier keeps its number. */
function without(text: string, keys: readonly KeyPath[]): string {
  const document: Document = parseDocument(text);
  for (const key of keys.toReversed()) document.deleteIn(key);
  return document.toString({ lineWidth: 0 });
}
