import type { Diagnostic } from '../diagnostic.ts';
import { SEALED, formulaHoles, hasSealed, reveal, sealFormula, sealFormulas, withoutFormulaHoles } from './formula.ts';
import { parseMarkdown } from './markdown.ts';
import type { ParsedMark } from './notebook.ts';
import { plainText, withoutHighlight } from './plain.ts';

/** A mark whose place below headings is not known yet. */
export type FoundMark = ParsedMark extends infer Mark ? (Mark extends ParsedMark ? Omit<Mark, 'path'> : never) : never;

/** A line without any of these has no mark. */
export const MARK_SIGNS = /::|^\s*\?{1,2}\s*$|\{\{?c?\d+:|^\s*(?:[-*+]\s+)?\**[QC]:|#cloze/;

interface Found {
  readonly marks: readonly FoundMark[];
  /** Indexes of lines that are nothing but a mark: rules must not read them. */
  readonly taken: ReadonlySet<number>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Cards that the author marked for Anki, hashcards, the Obsidian plugins and their like. Holes are taken out of the
 * lines, so that rules read the sentence as it is meant.
 */
export function findMarks(lines: string[], fenced: readonly boolean[], allHighlights: boolean, path: string): Found {
  const marks: FoundMark[] = [];
  const taken = new Set<number>();
  const diagnostics: Diagnostic[] = [];
  const isText = (index: number) => {
    const line = lines[index];
    return line !== undefined && line.trim() !== '' && !fenced[index] && !taken.has(index) && !STRUCTURE.test(line);
  };
  const take = (from: number, to: number) => {
    for (let index = from; index <= to; index += 1) taken.add(index);
  };
  const question = (front: string[], back: string[], bothWays: boolean, from: number, to: number) => {
    const [asked, answered] = [plainLines(front), plainLines(back)];
    if (asked === '' || answered === '') return;
    marks.push({ kind: 'question', front: asked, back: answered, bothWays, lines: { from: from + 1, to: to + 1 } });
    take(from, to);
  };

  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (fenced[index] || taken.has(index)) continue;
    const sign = line.trim();
    if ((sign === '?' || sign === '??') && isText(index - 1) && isText(index + 1)) {
      let from = index - 1;
      while (isText(from - 1)) from -= 1;
      let to = index + 1;
      while (isText(to + 1)) to += 1;
      question(lines.slice(from, index), lines.slice(index + 1, to + 1), sign === '??', from, to);
    } else if (QUESTION.test(line)) {
      const [answer, end] = readQuestion(lines, index, isText, fenced);
      if (answer > 0) {
        // Code that is asked about is shown with the question, and is none of its words.
        const asked = lines.slice(index, answer).filter((_, n) => !fenced[index + n]);
        const front = asked.map((text) => text.replace(QUESTION, ''));
        const back = lines.slice(answer, end + 1).map((text) => text.replace(ANSWER, ''));
        question(front, back, false, index, end);
      } else {
        diagnostics.push({
          severity: 'warning',
          code: 'notes/no-answer',
          path,
          line: index + 1,
          message: 'This question has no answer below it.',
          help: 'Write the answer on the next line, as in "A: ...".',
        });
      }
    }
  }

  let scope: number | undefined;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const heading = /^ {0,3}(#{1,6})\s/.exec(line)?.[1]?.length;
    if (heading !== undefined) {
      if (scope !== undefined && heading <= scope) scope = undefined;
      if (/\s#cloze(?![\w/-])/.test(line)) scope ??= heading;
      // A name is shown everywhere: nothing of it can be hidden.
      lines[index] = withoutFormulaHoles(line.replace(HOLES, '$1'));
      continue;
    }
    if (fenced[index] || taken.has(index) || line.trim() === '') continue;
    const inBrackets = /^C:\s/.test(line) && /\[[^[\]]+\](?:[^(:]|$)/.test(line);
    const asked = allHighlights || scope !== undefined || /(?:^|\s)#cloze(?![\w/-])/.test(line);
    if (inBrackets || NUMBERED_HOLE.test(line) || hasFormulaHole(line) || (asked && HIGHLIGHT.test(line))) {
      index = readCloze(lines, index, inBrackets, asked, isText, (mark, end) => {
        marks.push(mark);
        if (inBrackets) take(index, end);
      });
      continue;
    }
    const pair = readPair(line);
    if (pair) question([pair.front], [pair.back], pair.bothWays, index, index);
    // Nothing behind them: they lead to what stands below, as one colon does, or the author has yet to write it.
    else if (OPEN_PAIR.test(line)) lines[index] = line.replace(/:{2,3}\s*$/, ':');
  }
  marks.sort((a, b) => a.lines.from - b.lines.from);
  return { marks, taken, diagnostics };
}

/** Headings, rules and tables belong to no block of text. */
const STRUCTURE = /^ {0,3}(?:#{1,6}\s|(?:[-*_]\s*){3,}$|\|)/;
const QUESTION = /^\s*(?:[-*+]\s+)?(?:\*\*)?Q:(?:\*\*)?\s+/;
const ANSWER = /^\s*(?:[-*+]\s+)?(?:\*\*)?A:(?:\*\*)?\s*/;
const NUMBERED_HOLE = /\{\{?c?\d+:{1,2}[^{}]+\}\}?/;
/** `{{c1::text::hint}}`, and with one colon or brace as others write it; the text is its group. */
export const HOLES = /\{\{?c?\d+:{1,2}([^{}:]+)(?::[^{}]*)?\}\}?/g;
const HIGHLIGHT = /==(?=\S)(?:.+?)==/;
const OPEN_PAIR = /[^\s:|]\s?:{2,3}\s*$/;

function hasFormulaHole(line: string): boolean {
  return hasSealed(line) && [...line.matchAll(SEALED)].some(([sealed]) => formulaHoles(reveal(sealed)) !== undefined);
}

/** Where the answer to `Q:` begins and ends; -1 if there is none. A blank line or code may stand between the two. */
function readQuestion(
  lines: readonly string[],
  from: number,
  isText: (index: number) => boolean,
  fenced: readonly boolean[],
): [number, number] {
  let answer = from + 1;
  while (fenced[answer] || (isText(answer) && !ANSWER.test(lines[answer] ?? '') && !QUESTION.test(lines[answer] ?? '')))
    answer += 1;
  if (lines[answer]?.trim() === '') answer += 1;
  if (!isText(answer) || !ANSWER.test(lines[answer] ?? '')) return [-1, -1];
  let end = answer;
  while (isText(end + 1) && !/^\s*(?:[-*+]\s+)?(?:\*\*)?[QC]:/.test(lines[end + 1] ?? '')) end += 1;
  return [answer, end];
}

/** What stands in brackets is hidden, except a picture, a link, and what a link is called by. */
function isHole(line: string, from: number, to: number): boolean {
  return line.charAt(from - 1) !== '!' && !/[(:]/.test(line.charAt(to));
}

/** Marks the block of text around a hole; gives the index of its last line. */
function readCloze(
  lines: string[],
  at: number,
  inBrackets: boolean,
  highlights: boolean,
  isText: (index: number) => boolean,
  found: (mark: FoundMark, end: number) => void,
): number {
  const row = /^\s*\|/.test(lines[at] ?? '');
  const opens = (index: number) => /^\s*(?:[-*+]|\d+[.)]|>)\s/.test(lines[index] ?? '');
  let from = at;
  let to = at;
  if (!row) {
    if (!inBrackets) while (!opens(from) && isText(from - 1)) from -= 1;
    while (isText(to + 1) && !opens(to + 1) && !/^[QC]:/.test(lines[to + 1] ?? '')) to += 1;
  }
  const holes: { group: string; text: string; hint?: string; formula?: true }[] = [];
  const put = (group: string, text: string, hint?: string, formula?: true) => {
    holes.push({ group, text, ...(hint ? { hint } : {}), ...(formula && { formula }) });
    return `\ue000${holes.length - 1}\ue001`;
  };
  const punched = lines.slice(from, to + 1).map((written) => {
    const line = written.replace(SEALED, (sealed) => {
      const parts = formulaHoles(reveal(sealed));
      if (parts === undefined) return sealed;
      const punch = (part: (typeof parts)[number]) =>
        typeof part === 'string' ? sealFormula(part) : put(part.group, sealFormula(part.tex), part.hint, true);
      return parts
        .filter((part) => part !== '')
        .map(punch)
        .join('');
    });
    const numbered = line.replace(/\{\{?c?(\d+):{1,2}([^{}]+)\}\}?/g, (_, number: string, inside: string) => {
      const [text = '', hint] = inside.split('::');
      return put(`c${number}`, text.trim(), hint?.trim());
    });
    const bracketed = inBrackets
      ? numbered
          .replace(/^C:\s+/, '')
          .replace(/\[([^[\]]+)\]/g, (all, text: string, at: number, line: string) =>
            isHole(line, at, at + all.length) ? put(`c${holes.length + 1}`, text.trim()) : all,
          )
      : numbered;
    return highlights
      ? bracketed.replace(/==(?=\S)(.+?)==/g, (all, text: string) =>
          text.includes('\ue000') ? all : put(`c${holes.length + 1}`, text.trim()),
        )
      : bracketed;
  });
  const fill = (text: string) => text.replace(/\ue000(\d+)\ue001/g, (_, number: string) => holes[Number(number)]?.text ?? '');
  const text = row ? rowText(punched[0] ?? '') : plainLines(punched);
  const parts = text
    .split(/(\ue000\d+\ue001)/)
    .flatMap((part): { text: string; hole?: string; hint?: string; formula?: true }[] => {
      const hole = /^\ue000(\d+)\ue001$/.exec(part)?.[1];
      if (hole === undefined) return part === '' ? [] : [{ text: part }];
      const { group = '', text: hidden = '', hint, formula } = holes[Number(hole)] ?? {};
      const shown = plainLines([hidden]);
      return shown === ''
        ? []
        : [{ text: shown, hole: group, ...(hint === undefined ? {} : { hint }), ...(formula && { formula }) }];
    });
  // Signs stay where the author put them; only the braces go.
  punched.forEach((line, n) => {
    const written = lines[from + n] ?? '';
    if (hasFormulaHole(written)) lines[from + n] = withoutFormulaHoles(written).replace(HOLES, '$1');
    else if (line.includes('\ue000')) lines[from + n] = fill(line);
  });
  if (
    parts.some((part) => part.hole !== undefined) &&
    parts.some((part) => part.hole === undefined && /[\p{L}\p{N}]/u.test(reveal(part.text)))
  )
    found({ kind: 'cloze', parts, lines: { from: from + 1, to: to + 1 } }, to);
  return to;
}

/** `Name: what the cell with the hole says` of a table's row. */
function rowText(row: string): string {
  const cells = row
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => plainLines([cell]));
  const [name = '', ...others] = cells;
  const asked = others.filter((cell) => cell.includes('\ue000'));
  return asked.length === 0 ? name : `${name}: ${asked.join(', ')}`;
}

/** `question::answer` or `question:::answer`, outside code, links and what only looks like it. */
function readPair(line: string): { front: string; back: string; bothWays: boolean } | undefined {
  if (!line.includes('::') || /^\s*\|/.test(line) || STRUCTURE.test(line)) return undefined;
  const bare = line.replace(/^(?:\s|>|[-*+]\s|\d+[.)]\s|\[[ xX]\]\s)*/, '');
  const masked = bare.replace(/`[^`]*`|\$[^$]*\$|\[\[(?:[^\][]|\[(?!\[))*\]\]|https?:\/\/\S+/g, (all) =>
    '\u0000'.repeat(all.length),
  );
  const signs = [...masked.matchAll(/:{2,}/g)];
  const [sign] = signs;
  if (!sign || signs.length !== 1 || sign[0].length > 3) return undefined;
  const front = bare.slice(0, sign.index).trim();
  const back = bare.slice(sign.index + sign[0].length).trim();
  if (!/[\p{L}\p{N}]/u.test(front) || !/[\p{L}\p{N}]/u.test(back)) return undefined;
  // `due:: 2026-01-01` is a field of Dataview, `fe80::1` an address, `std::sort(a)` code that forgot its quotes.
  if (/^[a-z][\w-]*$/.test(front) && bare.slice(sign.index).startsWith(':: ')) return undefined;
  if (
    /(?:^|\s)(?=[a-f:]*\d)[0-9a-f:]+$/i.test(front) &&
    /^[0-9a-f:]*(?:\s|$)/i.test(back) &&
    !/\s$/.test(bare.slice(0, sign.index))
  )
    return undefined;
  if (/\w$/.test(bare.slice(0, sign.index)) && /^:{2,3}\w+[(<]/.test(bare.slice(sign.index))) return undefined;
  return { front, back, bothWays: sign[0].length === 3 };
}

/** The text of some lines without Markdown; members of a list are divided by semicolons. */
function plainLines(lines: readonly string[]): string {
  const markdown = lines.map((line) => line.replace(/(?:^|\s)#cloze(?![\w/-])/g, '').replace(HOLES, '$1')).join('\n');
  if (!/[*_`[\]<>~&\\=#\n]|^\s*[-+\d]/.test(markdown))
    return withoutHighlight(plainText([{ type: 'text', value: markdown }])).text;
  const texts = (nodes: ReturnType<typeof parseMarkdown>): string[] =>
    nodes.flatMap((node): string[] => {
      switch (node.type) {
        case 'list':
          return [node.children.flatMap((item) => texts(item.children)).join('; ')];
        case 'blockquote':
          return texts(node.children);
        case 'code':
          return [plainText([{ type: 'text', value: node.value }])];
        default:
          return [plainText([node])];
      }
    });
  return withoutHighlight(texts(parseMarkdown(markdown)).filter(Boolean).join(' ')).text;
}

/** A list's item that rules must not read, but whose place what stands below it needs. */
export function emptyItem(line: string): string {
  const sign = /^(?:\s|>)*(?:[-*+]|\d{1,9}[.)])\s/.exec(line)?.[0];
  // The invisible character keeps a lone "-" from underlining the line above as a heading.
  return sign === undefined ? '' : `${sign}\u200b`;
}

/** What the author marked, without holes. */
export function markText(mark: ParsedMark): string {
  if (mark.kind === 'question') return mark.front;
  return withWholeFormulas(mark.parts.map((part) => part.text).join(''), mark);
}

/** A formula that a hole has taken apart is one again, and a word to every rule. */
export function withWholeFormulas(text: string, mark: Extract<ParsedMark, { kind: 'cloze' }>): string {
  return mark.parts.some(({ formula }) => formula) ? sealFormulas(text) : text;
}
