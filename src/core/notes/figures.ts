import type { Aside, LineRange, ParsedEntity, ParsedMark } from './notebook.ts';

/** What stands beside the words of the notes: a picture in a file of its own, or a block of code. */
export type Figure = (Picture | CodeBlock) & {
  /** Where it stands in the notes, 1-based. */
  readonly line: number;
  readonly column: number;
};

export interface Picture {
  readonly kind: 'picture';
  /** As the notes name the file: `heart.png`, `images/heart.png`. */
  readonly src: string;
  /** What is read where it cannot be seen; may be empty. */
  readonly alt: string;
  /** In pixels, where the author gave one. */
  readonly width?: number;
}

export interface CodeBlock {
  readonly kind: 'code';
  /** As the author calls it, lower case. */
  readonly language?: string;
  readonly text: string;
}

/** A figure with the lines that it belongs to: what rests on one of them shows it. */
export type PlacedFigure = Figure & {
  readonly of: LineRange;
  /** It stands in the question that the author marked as one, and is shown with it. */
  readonly on?: 'front';
};

/** Programs that show pictures know more kinds; these are named so that a note of that name is not taken for one. */
export const PICTURE_FILE = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?|heic|ico)$/i;

/** Something shown at its place: where it stands, what the author calls it, and what is to be there. */
interface Embed {
  readonly start: number;
  readonly end: number;
  readonly kind: 'note' | 'link';
  readonly address: string;
  /** Parted by `|`. */
  readonly words: string;
}

/** `![[x.png]]`, `![[x.png|alt|200]]`, `![alt](x.png "title")`, `![alt|200](<my x.png>)`; other notes are embedded likewise. */
export function findEmbeds(text: string): Embed[] {
  const embeds: Embed[] = [];
  let free = 0;
  for (const match of text.matchAll(EMBED)) {
    const [all, name, options = '', described = ''] = match;
    const { index: start } = match;
    if (start < free) continue;
    let found: Embed | undefined;
    if (name === undefined) {
      const target = readTarget(text, start + all.length);
      if (target) found = { ...target, start, kind: 'link', words: described };
    } else found = { start, end: start + all.length, kind: 'note', address: name, words: options.slice(1) };
    if (found === undefined) continue;
    embeds.push(found);
    free = found.end;
  }
  return embeds;
}

/** The whole of the one kind; of the other up to its address. */
const EMBED = /!\[\[([^[\]|#^]+)((?:\|[^[\]|]*)*)\]\]|!\[([^[\]]*)\]\(/g;

/** An address with the title that may follow it, up to the parenthesis that ends both. */
function readTarget(text: string, from: number): { readonly address: string; readonly end: number } | undefined {
  const start = skipBlanks(text, from);
  const bracketed = text.charAt(start) === '<';
  const stop = bracketed ? indexOfAny('<>', text, start + 1) : endOfAddress(text, start);
  if (stop === start || (bracketed && text.charAt(stop) !== '>')) return undefined;
  const address = text.slice(bracketed ? start + 1 : start, stop);
  let end = skipBlanks(text, bracketed ? stop + 1 : stop);
  const sign = text.charAt(end);
  if (/["']/.test(sign) && /\s/.test(text.charAt(end - 1))) {
    const close = text.indexOf(sign, end + 1);
    if (close < 0) return undefined;
    end = skipBlanks(text, close + 1);
  }
  return text.charAt(end) === ')' ? { address, end: end + 1 } : undefined;
}

/** Parentheses within an address stand in pairs; a sign after a backslash stands for itself. */
function endOfAddress(text: string, start: number): number {
  let at = start;
  while (at < text.length && !/[\s)]/.test(text.charAt(at))) {
    let next = at + 1;
    if (text.charAt(at) === '\\') {
      if (next === text.length) return at;
      next += 1;
    } else if (text.charAt(at) === '(') {
      while (next < text.length && !/[\s()\\]/.test(text.charAt(next))) next += 1;
      if (text.charAt(next) !== ')') return at;
      next += 1;
    }
    at = next;
  }
  return at;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at += 1;
  return at;
}

function indexOfAny(signs: string, text: string, from: number): number {
  let at = from;
  while (at < text.length && !signs.includes(text.charAt(at))) at += 1;
  return at;
}

/** The picture that an embed names, if it is one beside the notes and not somewhere on the net. */
export function readPicture(embed: string): Picture | undefined {
  const [found] = findEmbeds(embed);
  if (!found) return undefined;
  const isNote = found.kind === 'note';
  const src = (isNote ? found.address : decoded(found.address)).trim();
  if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(src) || !PICTURE_FILE.test(src)) return undefined;
  const words = found.words.split('|').map((word) => word.trim());
  const size = words.find((word, index) => /^\d{1,5}(?:x\d{1,5})?$/.test(word) && (isNote || index > 0));
  const alt = words.filter((word) => word !== size && word !== '').join(' ');
  const width = size === undefined ? 0 : Number.parseInt(size, 10);
  return { kind: 'picture', src, alt, ...(width > 0 ? { width } : {}) };
}

/** `my%20heart.png` is the file `my heart.png`; a percent sign that is none stays. */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address.replace(/\\(.)/g, '$1'));
  } catch {
    return address;
  }
}

/** Follows the lines of a file and tells which are fenced code, the fences included. */
export class Fences {
  private sign: string | undefined;
  /** Below an item of a list, a fence may stand far in; elsewhere what does is indented code, and opens nothing. */
  private inList = false;

  /** Whether the line belongs to fenced code. */
  see(line: string): boolean {
    const found = /^(?:\s|>|[-*+]\s|\d+[.)]\s)*(`{3,}|~{3,})(.*)/.exec(line);
    if (this.sign !== undefined) {
      if (found?.[1]?.startsWith(this.sign) && found[2]?.trim() === '') this.sign = undefined;
      return true;
    }
    if (/^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)/.test(line)) this.inList = true;
    else if (line.trim() !== '' && !/^(?: {2}|\t)/.test(line)) this.inList = false;
    if (!found?.[1] || (found[1].startsWith('`') && found[2]?.includes('`'))) return false;
    if (!this.inList && /^(?: {4}| {0,3}\t)/.test(line)) return false;
    this.sign = found[1];
    return true;
  }

  get isOpen(): boolean {
    return this.sign !== undefined;
  }
}

/** The blocks of fenced code, each without the indent of its fence. */
export function codeBlocks(source: readonly string[], from: number): Figure[] {
  const blocks: Figure[] = [];
  const fences = new Fences();
  let opening: { readonly index: number; readonly indent: string; readonly language: string } | undefined;
  source.forEach((line, index) => {
    if (index < from || !fences.see(line)) return;
    if (opening === undefined) {
      const [, indent = '', info = ''] = /^((?:\s|>|[-*+]\s|\d+[.)]\s)*)(?:`{3,}|~{3,})(.*)/.exec(line) ?? [];
      const language = (/^[\s{.]*([^\s{},:]+)/.exec(info)?.[1] ?? '').toLowerCase();
      if (fences.isOpen) opening = { index, indent, language };
      return;
    }
    if (fences.isOpen && index < source.length - 1) return;
    const { index: first, indent, language } = opening;
    const inside = source.slice(first + 1, fences.isOpen ? index + 1 : index).map((text) => withoutIndent(text, indent));
    opening = undefined;
    const text = inside.join('\n').trimEnd();
    if (text.trim() === '') return;
    blocks.push({ kind: 'code', ...(language === '' ? {} : { language }), text, line: first + 1, column: indent.length + 1 });
  });
  return blocks;
}

function withoutIndent(line: string, indent: string): string {
  let at = 0;
  while (at < indent.length && (/\s/.test(line.charAt(at)) || (line.charAt(at) === '>' && indent.charAt(at) === '>'))) at += 1;
  return line.slice(at);
}

/**
 * Each figure belongs to what is told on its line, else to what is told last above it below the same heading, else to what
 * comes first after it there. One that stands alone below its heading belongs to nothing: it is shown in the notes only.
 */
export function placeFigures(
  figures: readonly Figure[],
  entities: readonly Pick<ParsedEntity, 'facts'>[],
  marks: readonly Pick<ParsedMark, 'kind' | 'lines'>[],
  asides: readonly Aside[],
  source: readonly string[],
): PlacedFigure[] {
  if (figures.length === 0) return [];
  const told = [...entities.flatMap(({ facts }) => facts.map(({ lines }) => lines)), ...marks.map(({ lines }) => lines)].toSorted(
    (a, b) => a.from - b.from || a.to - b.to,
  );
  const headings = asides.flatMap(({ what, lines }) => (what === 'heading' ? [lines.from] : []));
  return figures.flatMap((figure): PlacedFigure[] => {
    const { line } = figure;
    const above = headings.findLast((heading) => heading <= line) ?? 0;
    const below = headings.find((heading) => heading > line) ?? Number.POSITIVE_INFINITY;
    const near = told.filter(({ from }) => from > above && from < below);
    const of =
      near.find(({ from, to }) => from <= line && line <= to) ??
      near.findLast(({ to }) => to < line) ??
      near.find(({ from }) => from > line);
    if (of === undefined) return [];
    const asked = marks.find(({ kind, lines }) => kind === 'question' && lines.from <= line && line <= lines.to);
    return [{ ...figure, of, ...(asked && isAsked(figure, asked.lines, source) ? { on: 'front' as const } : {}) }];
  });
}

/** Whether it stands before the sign that parts question and answer. */
function isAsked({ line, column }: Figure, { from }: LineRange, source: readonly string[]): boolean {
  const before = source.slice(from - 1, line).map((text, index) => (from + index === line ? text.slice(0, column - 1) : text));
  return !before.some((text) => text.includes('::') || /^\s*(?:\?{1,2}\s*$|(?:[-*+]\s+)?(?:\*\*)?A:)/.test(text));
}
