import { findEmbeds, Fences, readPicture } from './figures.ts';
import type { Figure, Picture } from './figures.ts';
import { FORMULA, canSeal, sealFormula } from './formula.ts';

/** A formula with its place in the notes. */
export interface PlacedFormula {
  readonly tex: string;
  readonly display: boolean;
  readonly line: number;
  readonly column: number;
}

export interface TakenOut {
  readonly pictures: readonly (Figure & Picture)[];
  readonly formulas: readonly PlacedFormula[];
}

/** A formula of more lines has lost its end. */
const MOST_LINES = 60;
/** Keeps a line from being blank, which would end the paragraph; blanks of no width are not shown. */
const FILLER = '\u200b';

/**
 * Takes what Markdown would read wrongly out of the lines that are no code: formulas become sealed words, pictures go, or
 * are sealed too where they are to be shown at their place. Every line stays a line.
 */
export function takeOut(
  lines: string[],
  isCode: (index: number) => boolean,
  { from = 0, keepPictures = false }: { readonly from?: number; readonly keepPictures?: boolean } = {},
): TakenOut {
  const pictures: (Figure & Picture)[] = [];
  const formulas: PlacedFormula[] = [];
  const sealable = canSeal(`$${lines.join('')}`);
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (isCode(index) || !/\$|!\[/.test(line)) continue;
    const place = (offset: number) => ({ line: index + 1, column: offset + 1 });
    const masked = line.replace(HIDDEN, (all) => '\0'.repeat(all.length));
    const found: { readonly start: number; readonly end: number; readonly instead: string }[] = [];
    for (const { start, end, kind } of findEmbeds(masked)) {
      const source = line.slice(start, end);
      const picture = readPicture(source);
      if (picture) pictures.push({ ...picture, ...place(start) });
      // Other notes that are embedded are not read here, and what is on the net is said by its description.
      else if (keepPictures || kind !== 'note') continue;
      // Among words its description is one of them; on a line of its own it is read where the picture is.
      const alone = NO_WORDS.test(line.slice(0, start) + line.slice(end));
      const said = alone ? '' : (picture?.alt ?? '');
      found.push({ start, end, instead: keepPictures && picture ? sealFormula(source) : said });
    }
    let rest = masked;
    for (const { start, end } of found) rest = rest.slice(0, start) + '\0'.repeat(end - start) + rest.slice(end);
    if (sealable && rest.includes('$')) {
      for (const { index: start, 0: source, 1: block, 2: inline } of rest.matchAll(FORMULA)) {
        const tex = (block ?? inline ?? '').trim();
        if (tex === '') continue;
        formulas.push({ tex, display: block !== undefined, ...place(start) });
        found.push({ start, end: start + source.length, instead: sealFormula(source) });
        rest = rest.slice(0, start) + '\0'.repeat(source.length) + rest.slice(start + source.length);
      }
      const open = /(?<!\\)\$\$(?!\$)/.exec(rest)?.index;
      const block = open === undefined ? undefined : readBlock(lines, index, open, isCode);
      if (open !== undefined && block) {
        formulas.push({ tex: block.tex, display: true, ...place(open) });
        found.push({ start: open, end: line.length, instead: sealFormula(`$$${block.tex}$$`) });
        for (let inside = index + 1; inside <= block.last; inside += 1) {
          const text = lines[inside] ?? '';
          const opening = OPENING.exec(text)?.[0] ?? '';
          lines[inside] = opening + FILLER + (inside === block.last ? block.after : '');
        }
      }
    }
    if (found.length === 0) continue;
    found.sort((a, b) => b.start - a.start);
    let changed = line;
    for (const { start, end, instead } of found) changed = changed.slice(0, start) + instead + changed.slice(end);
    // A sign of a list alone would underline the line above it as a heading.
    const blank = isWithinText(lines[index - 1], lines[index + 1]) ? FILLER : '';
    lines[index] = changed.trim() === '' ? blank : LONE_SIGN.test(changed) ? `${changed.trimEnd()} ${FILLER}` : changed;
  }
  return { pictures, formulas };
}

/** A line between two of one paragraph: were it blank, they would be two. */
function isWithinText(before: string | undefined, after: string | undefined): boolean {
  const isText = (line: string | undefined) =>
    line !== undefined && line.trim() !== '' && !/^\s*(?:#{1,6}\s|\||`{3}|~{3})/.test(line);
  return isText(before) && isText(after) && !/^\s*(?:[-*+]\s|\d{1,9}[.)]\s|>|!\[)/.test(after ?? '');
}

/** Code and addresses, where these signs are the author's text. */
const HIDDEN = /(?<!`)(`+)(?!`).*?[^`]\1(?!`)|https?:\/\/[^\s)\]]+/g;
const NO_WORDS = /^[^\p{L}\p{N}]*$/u;
const LONE_SIGN = /^(?:\s|>)*(?:[-*+]|\d{1,9}[.)])\s*$/;
const OPENING = /^\s*(?:>\s?)*/;

/** A formula between two dollars over several lines, without what opens the lines of a quote. */
function readBlock(lines: readonly string[], from: number, open: number, isCode: (index: number) => boolean) {
  const inside = [(lines[from] ?? '').slice(open + 2)];
  for (let last = from + 1; last < Math.min(lines.length, from + MOST_LINES); last += 1) {
    const line = lines[last] ?? '';
    if (isCode(last) || line.trim() === '') return undefined;
    const text = line.replace(OPENING, '');
    const close = text.indexOf('$$');
    inside.push(close < 0 ? text : text.slice(0, close));
    if (close < 0) continue;
    const tex = inside.join(' ').replace(/\s+/g, ' ').trim();
    return tex === '' || tex.includes('$') ? undefined : { tex, last, after: text.slice(close + 2) };
  }
  return undefined;
}

/** All pictures that a text of notes names, in their order. */
export function picturesIn(text: string): readonly (Figure & Picture)[] {
  if (!text.includes('![')) return [];
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const fences = new Fences();
  const isCode = lines.map((line) => fences.see(line));
  return takeOut([...lines], (index) => isCode[index] === true).pictures;
}
