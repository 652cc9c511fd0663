import { parse as parseYaml } from 'yaml';
import type { Diagnostic } from '../diagnostic.ts';
import { Fences, codeBlocks } from './figures.ts';
import type { Figure } from './figures.ts';
import { formulaHoles } from './formula.ts';
import { frontMatterEnd } from './front-matter.ts';
import { emptyItem, findMarks, MARK_SIGNS } from './marks.ts';
import type { FoundMark } from './marks.ts';
import type { Aside } from './notebook.ts';
import { tidy } from '../text.ts';
import { takeOut } from './take-out.ts';
import type { PlacedFormula } from './take-out.ts';

/** Notes as the Markdown parser gets them: line for line those of the file, less what other tools wrote for themselves. */
export interface Cleaned {
  readonly text: string;
  readonly marks: readonly FoundMark[];
  readonly asides: readonly Aside[];
  readonly diagnostics: readonly Diagnostic[];
  /** As the front matter has it. */
  readonly title?: string;
  readonly aliases: readonly string[];
  readonly figures: readonly Figure[];
  /** They stand in the text as sealed words. */
  readonly formulas: readonly PlacedFormula[];
}

/**
 * Takes out front matter, comments, anchors, embeds, pictures and the cards that the author marked as such. No line is added or
 * removed, so that what is found in the rest stands where it stands in the file.
 */
export function cleanNotes(source: readonly string[], path: string): Cleaned {
  const lines = [...source];
  const front = readFrontMatter(lines, path);
  const fenced = readPast(lines, front.end);
  const { pictures, formulas } = takeOut(lines, (index) => fenced[index] === true, { from: front.end });
  const asides: Aside[] = front.end > 0 ? [{ lines: { from: 1, to: front.end }, what: 'front-matter' }] : [];
  lines.forEach((line, index) => {
    const before = source[index] ?? '';
    if (index < front.end || line === before || before.trim() === '' || !NOTHING_LEFT.test(line)) return;
    asides.push({ lines: { from: index + 1, to: index + 1 }, what: before.includes('![') ? 'picture' : 'comment' });
  });
  const wanted = front.cloze || lines.some((line, index) => !fenced[index] && /^\s*#cloze\s*$/.test(line));
  const hasMarks =
    wanted || lines.some((line) => MARK_SIGNS.test(line)) || formulas.some(({ tex }) => formulaHoles(tex) !== undefined);
  const found = hasMarks ? findMarks(lines, fenced, wanted, path) : { marks: [], taken: new Set<number>(), diagnostics: [] };
  for (const { line } of found.diagnostics) {
    if (line === undefined) continue;
    asides.push({ lines: { from: line, to: line }, what: 'nothing-named' });
    lines[line - 1] = '';
  }
  for (const index of found.taken) lines[index] = emptyItem(lines[index] ?? '');
  return {
    text: lines.join('\n'),
    marks: found.marks,
    asides,
    diagnostics: [...front.diagnostics, ...found.diagnostics],
    figures: [...pictures, ...codeBlocks(source, front.end)],
    formulas,
    aliases: front.aliases,
    ...(front.title === undefined ? {} : { title: front.title }),
  };
}

/** What opens a line of a list, and nothing to be opened. */
const NOTHING_LEFT = /^(?:\s|>|[-*+]\s|\d{1,9}[.)]\s)*(?:\u200b\s*)?$/;

interface FrontMatter {
  /** How many lines it has, with its two rules. */
  readonly end: number;
  /** Whether highlights are to be asked as cloze. */
  readonly cloze: boolean;
  readonly title?: string;
  readonly aliases: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

function readFrontMatter(lines: string[], path: string): FrontMatter {
  const close = frontMatterEnd(lines) - 1;
  if (close < 0) return { end: 0, cloze: false, aliases: [], diagnostics: [] };
  const inside = lines.slice(1, close);
  for (let index = 0; index <= close; index += 1) lines[index] = '';
  let value: unknown;
  try {
    value = parseYaml(inside.join('\n'), { maxAliasCount: 100, logLevel: 'silent' });
  } catch {
    const diagnostic: Diagnostic = {
      severity: 'warning',
      code: 'notes/front-matter',
      path,
      line: 2,
      message: 'The front matter is not YAML, so nothing of it is used.',
      help: 'Write it as "key: value" lines, with quotes around values that contain ": ".',
    };
    return { end: close + 1, cloze: false, aliases: [], diagnostics: [diagnostic] };
  }
  const keys = isRecord(value) ? value : {};
  const own = keys['cardwright'];
  const tags = [keys['tags'], keys['tag']].flat().flatMap((tag) => (typeof tag === 'string' ? tag.split(/[\s,]+/) : []));
  const title = keys['title'];
  // Obsidian takes a list, or one text with commas.
  const aliases = [keys['aliases'], keys['alias']].flatMap((names) => (typeof names === 'string' ? names.split(',') : names));
  return {
    end: close + 1,
    cloze: (isRecord(own) && own['cloze'] === 'highlights') || tags.some((tag) => tag.replace(/^#/, '') === 'cloze'),
    ...(typeof title === 'string' && title.trim() !== '' ? { title: title.trim() } : {}),
    aliases: aliases.flatMap((name) => (typeof name === 'string' && name.trim() !== '' ? [tidy(name)] : [])),
    diagnostics: [],
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Blanks comments and anchors; tells which lines are fenced code, where such signs are the author's text. */
function readPast(lines: string[], from: number): boolean[] {
  const fenced = new Array<boolean>(lines.length).fill(false);
  const last = (sign: string) => lines.findLastIndex((line) => line.includes(sign));
  // An opening sign that nothing closes is text, or the parser's to judge.
  const lastEnd = { '-->': last('-->'), '%%': last('%%') };
  const fences = new Fences();
  let comment: '-->' | '%%' | undefined;
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (!comment && fences.see(line)) {
      fenced[index] = true;
      continue;
    }
    if (!comment && !/%%|<!--|\^/.test(line)) continue;
    let rest = line;
    let kept = '';
    while (rest !== '') {
      if (comment) {
        const end = rest.indexOf(comment);
        if (end < 0) break;
        rest = rest.slice(end + comment.length);
        comment = undefined;
        continue;
      }
      const open = /(?<!`)(`+)(?!`).*?[^`]\1(?!`)|<!--|%%/.exec(rest);
      if (!open) {
        kept += rest;
        break;
      }
      const sign = open[0];
      const after = rest.slice(open.index + sign.length);
      kept += rest.slice(0, open.index);
      if (sign === '<!--' && (after.includes('-->') || lastEnd['-->'] > index)) comment = '-->';
      else if (sign === '%%' && (after.includes('%%') || lastEnd['%%'] > index)) comment = '%%';
      else kept += sign;
      rest = after;
    }
    const bare = withoutBlockId(kept);
    if (bare !== line) lines[index] = bare.trim() === '' ? '' : bare;
  }
  return fenced;
}

/** They stand at the end of a line: `^a1b2c3`, `^learnkit-...`. */
function withoutBlockId(line: string): string {
  const at = line.lastIndexOf('^');
  if (at < 0 || (at > 0 && !/\s/.test(line.charAt(at - 1)))) return line;
  const id = line.slice(at + 1).trimEnd();
  return /^[\w-]+$/.test(id) && /[A-Za-z-]/.test(id) ? line.slice(0, at).trimEnd() : line;
}
