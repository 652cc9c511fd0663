// In the first load: nothing heavy here. Formulas are drawn by formula-tree.ts.

/** A stretch of a text: words, or a formula in TeX. */
export type TextPart =
  | { readonly kind: 'words'; readonly text: string }
  /** `source` is as it stands in the text, with its signs; `display`: between two dollars, on a line of its own. */
  | { readonly kind: 'formula'; readonly tex: string; readonly display: boolean; readonly source: string };

/**
 * `$x$` as Pandoc and Obsidian read it: no blank inside the signs, no digit after them, so that `$5 and $10` are prices;
 * nor a letter or digit before them, for the sake of `US$`. A dollar behind a backslash is a dollar.
 */
export const FORMULA =
  /(?<!\\)\$\$(?!\$)((?:\\[\s\S]|[^\\$\0])+?)\$\$|(?<![\\$\p{L}\p{N}])\$(?![\s$])((?:\\[\s\S]|[^\\$\0])*?(?:\\\S|[^\\\s$\0]))\$(?![\p{N}$])/gu;

/** The words and formulas of a text in their order. The text is plain otherwise: fields of facts and cards. */
export function textParts(text: string): TextPart[] {
  if (!text.includes('$')) return [{ kind: 'words', text }];
  const parts: TextPart[] = [];
  const words = (said: string) => {
    if (said !== '') parts.push({ kind: 'words', text: said.replaceAll('\\$', '$') });
  };
  let from = 0;
  for (const match of text.matchAll(FORMULA)) {
    const [source, block, inline] = match;
    const tex = (block ?? inline ?? '').trim();
    if (tex === '') continue;
    words(text.slice(from, match.index));
    parts.push({ kind: 'formula', tex, display: block !== undefined, source });
    from = match.index + source.length;
  }
  words(text.slice(from));
  return parts;
}

/*
 * While notes are parsed and cards are made, a formula is sealed into one word that no rule of Markdown or language reads
 * into: its characters are shifted to letters of a script that has neither case nor composition (Yi), between two signs.
 */
const SHIFT = 0xa000;
const LAST = 0x47f;
const OPEN = '\ua480';
const CLOSE = '\ua481';
export const SEALED = new RegExp(`${OPEN}([^${OPEN}${CLOSE}]*)${CLOSE}`, 'g');

/** Whether a text can have sealed formulas: in one that is written in Yi letters, dollars stay what they are. */
export function canSeal(text: string): boolean {
  return text.includes('$') && !text.includes(OPEN) && !text.includes(CLOSE);
}

/** Formulas as words, and no other dollar escaped. */
export function sealFormulas(text: string): string {
  if (!canSeal(text)) return text;
  return textParts(text)
    .map((part) => (part.kind === 'words' ? part.text : sealFormula(part.source)))
    .join('');
}

export function sealFormula(source: string): string {
  const shifted = source
    .replace(/\s+/g, ' ')
    .replace(/[\u0000-\u047f]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + SHIFT));
  return OPEN + shifted + CLOSE;
}

/** The text with its formulas as they were written, and a backslash before dollars that would be read as one. */
export function openFormulas(text: string): string {
  if (!text.includes(OPEN) && !text.includes('$')) return text;
  const opened = reveal(text);
  return sealFormulas(opened) === text ? opened : reveal(text.replaceAll('$', '\\$'));
}

/** Sealed parts as they were written, with nothing escaped. */
export function reveal(text: string): string {
  return text.replace(SEALED, (_, shifted: string) =>
    shifted.replace(new RegExp(`[\\u${SHIFT.toString(16)}-\\u${(SHIFT + LAST).toString(16)}]`, 'g'), (sign) =>
      String.fromCharCode(sign.charCodeAt(0) - SHIFT),
    ),
  );
}

/** A hole within a formula; it may have pairs of braces of its own. */
export interface FormulaHole {
  readonly group: string;
  readonly tex: string;
  readonly hint?: string;
}

/** `$E = {{c1::mc^2}}$`: what stands around the holes, and the holes. Undefined for a formula without one. */
export function formulaHoles(source: string): readonly (string | FormulaHole)[] | undefined {
  if (!source.includes('{{c')) return undefined;
  const parts: (string | FormulaHole)[] = [];
  let before = '';
  let from = 0;
  for (let at = source.indexOf('{{c'); at >= 0; at = source.indexOf('{{c', at + 1)) {
    const [sign, number] = /^\{\{c(\d{1,4})::/.exec(source.slice(at, at + 9)) ?? [];
    if (sign === undefined || at < from || source.charAt(at - 1) === '\\') continue;
    const end = closingBraces(source, at + sign.length);
    if (end < 0) continue;
    const [tex = '', hint] = source.slice(at + sign.length, end).split('::');
    if (tex.trim() === '') continue;
    // Raised or lowered is what stands there as a whole.
    const [open, close] = /[_^]/.test(source.charAt(at - 1)) ? ['{', '}'] : ['', ''];
    const hole = { group: `c${number}`, tex: tex.trim(), ...(hint?.trim() ? { hint: hint.trim() } : {}) };
    parts.push(before + source.slice(from, at) + open, hole);
    before = close;
    from = end + 2;
  }
  return parts.length === 0 ? undefined : [...parts, before + source.slice(from)];
}

/** One that is longer has lost its end; whoever sought it from each of many would take forever. */
const LONGEST_HOLE = 500;

/** Where the two braces stand that close a hole; -1 where nothing does. */
function closingBraces(source: string, from: number): number {
  let depth = 0;
  const most = Math.min(source.length, from + LONGEST_HOLE);
  for (let at = from; at < most; at += 1) {
    const sign = source.charAt(at);
    if (sign === '\\') at += 1;
    else if (sign === '{') depth += 1;
    else if (sign === '}' && depth > 0) depth -= 1;
    else if (sign === '}') return source.charAt(at + 1) === '}' ? at : -1;
  }
  return -1;
}

/** The line with the holes of its sealed formulas filled. */
export function withoutFormulaHoles(line: string): string {
  return line.replace(SEALED, (sealed) => {
    const parts = formulaHoles(reveal(sealed));
    return parts === undefined ? sealed : sealFormula(parts.map((part) => (typeof part === 'string' ? part : part.tex)).join(''));
  });
}

export function hasSealed(text: string): boolean {
  return text.includes(OPEN);
}

/** A text with each sealed part by itself. */
export function sealedParts(text: string): string[] {
  return text.split(new RegExp(`(${OPEN}[^${OPEN}${CLOSE}]*${CLOSE})`)).filter((part) => part !== '');
}

/** A value with all texts in it changed; what is no text, list or plain object stays as it is. */
export function mapTexts<Value>(value: Value, change: (text: string) => string): Value {
  const map = (one: unknown): unknown => {
    if (typeof one === 'string') return change(one);
    if (Array.isArray(one)) return one.map(map);
    if (typeof one === 'object' && one !== null && Object.getPrototypeOf(one) === Object.prototype)
      return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, map(inner)]));
    return one;
  };
  return map(value) as Value;
}
