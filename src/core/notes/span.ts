import type { LineRange } from './notebook.ts';

/** A place in the notes: lines 1-based, columns 1-based in UTF-16 units, the end just after the last character. */
export interface Span {
  readonly from: { readonly line: number; readonly column: number };
  readonly to: { readonly line: number; readonly column: number };
}

/**
 * Where exactly a fact stands in the lines that it came from: from the first letter of its text to the last. It is found
 * again from the text and not stored, so that decks stay small. Undefined where the text is no longer there.
 */
export function spanOf(
  fact: { readonly label?: string; readonly text: string; readonly lines: LineRange },
  source: readonly string[],
): Span | undefined {
  const block = source.slice(fact.lines.from - 1, fact.lines.to);
  const text = block.join('\n');
  // What the text shows as one blank, quote or word may be written with signs between: words are what both have.
  const words = wordsOf(fact.text);
  const [first] = words;
  if (first === undefined) return undefined;
  const start = fact.label === undefined ? 0 : Math.max(0, text.indexOf(wordsOf(fact.label).at(-1) ?? ''));
  for (let at = text.indexOf(first, start); at >= 0; at = text.indexOf(first, at + 1)) {
    const end = follow(text, at, words);
    if (end !== undefined) return { from: place(text, at, fact.lines.from), to: place(text, end, fact.lines.from) };
  }
  return undefined;
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The end of the last word, if all stand there in their order with nothing but signs between. */
function follow(text: string, at: number, words: readonly string[]): number | undefined {
  if (at > 0 && /[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return undefined;
  let end = at;
  for (const [index, word] of words.entries()) {
    if (index > 0) {
      end += gapIn(text.slice(end, end + 200));
    }
    if (!text.startsWith(word, end)) return undefined;
    end += word.length;
  }
  return /[\p{L}\p{N}]/u.test(text.charAt(end)) ? undefined : end;
}

/** Signs, and what is written but not shown: addresses of links, entities, comments, the name behind a link's words. */
function gapIn(text: string): number {
  let length = 0;
  for (;;) {
    const part = /^(?:\]\([^()]*\)|&[a-z]+;|<!--.*?-->|\[\[[^[\]|]*\||[^\p{L}\p{N}])/u.exec(text.slice(length));
    if (part === null) return length;
    length += part[0].length;
  }
}

function place(text: string, offset: number, from: number): Span['from'] {
  const before = text.slice(0, offset).split('\n');
  return { line: from + before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 };
}
