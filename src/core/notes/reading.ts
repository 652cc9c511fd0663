import type { ListItem, Nodes, PhrasingContent, Root, RootContent, TableCell } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { Fences, readPicture } from './figures.ts';
import type { Picture } from './figures.ts';
import { reveal, sealedParts, textParts, withoutFormulaHoles } from './formula.ts';
import { frontMatterEnd } from './front-matter.ts';
import { filesOf, isJoined, pictureName } from './files.ts';
import type { PlacedFile } from './files.ts';
import { HOLES } from './marks.ts';
import { takeOut } from './take-out.ts';

/** A stretch of text that looks the same throughout. */
export interface Run {
  readonly text: string;
  readonly strong?: true;
  readonly emphasis?: true;
  readonly highlight?: true;
  readonly code?: true;
  readonly struck?: true;
  /** http, https or mailto; every other address is shown as text. */
  readonly href?: string;
  /** A formula, whose text is as it is written. */
  readonly formula?: { readonly tex: string; readonly display: boolean };
  /** A picture beside the notes, whose text describes it. */
  readonly picture?: Picture;
}

/** One line of notes as a reader sees it, with its number in the file. Blank lines and rules have none. */
export interface ReadingLine {
  readonly line: number;
  /** Its number in its own file, where there are several; 0 for the line that names one. */
  readonly own: number;
  /** The last line of the file that it stands for. */
  readonly to: number;
  readonly kind: 'heading' | 'item' | 'text' | 'row' | 'head-row' | 'code';
  /** Of a heading 1 to 6, of an item its nesting from 0. */
  readonly depth: number;
  /** One entry, or one for each cell of a table's row. */
  readonly cells: readonly (readonly Run[])[];
  /** Of code, lower case. */
  readonly language?: string;
  /** What stands before an item that has a number: `3.` */
  readonly mark?: string;
}

/** Notes as lines to be shown, each an allow-listed node: what is HTML in the file is shown as text. */
export function readLines(text: string): ReadingLine[] {
  return isJoined(text) ? filesOf(text).flatMap(readFile) : readText(text);
}

/** A file among others, below its name, which is a heading above its own. */
function readFile({ path, text, above }: PlacedFile): ReadingLine[] {
  const name: ReadingLine = { line: above, own: 0, to: above, kind: 'heading', depth: 1, cells: [[{ text: path }]] };
  const renamed = (run: Run): Run =>
    run.picture ? { ...run, picture: { ...run.picture, src: pictureName(run.picture.src, path) } } : run;
  const lines = readText(text.replace(/^\ufeff/, '')).map((each) => ({
    ...each,
    line: each.line + above,
    to: each.to + above,
    depth: each.kind === 'heading' ? Math.min(6, each.depth + 1) : each.depth,
    cells: each.cells.map((runs) => runs.map(renamed)),
  }));
  return [name, ...lines];
}

function readText(text: string): ReadingLine[] {
  const lines = text.split(/\r\n|\r|\n/);
  const front = frontMatterEnd(lines);
  // Shown as it is written: to Markdown its last rule would make a heading of it.
  if (front > 1) lines.splice(0, front, '```yaml', ...lines.slice(1, front - 1), '```');
  const fences = new Fences();
  const isCode = lines.map((line) => fences.see(line));
  takeOut(lines, (index) => isCode[index] === true, { keepPictures: true });
  const root: Root = fromMarkdown(lines.join('\n'), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return root.children.flatMap((node) => blockLines(node, 0));
}

function blockLines(node: RootContent, depth: number): ReadingLine[] {
  switch (node.type) {
    case 'heading':
      return [shown(node, 'heading', node.depth, [runsOf(node.children)])];
    case 'paragraph':
      return [shown(node, 'text', depth, [runsOf(node.children)])];
    case 'list':
      return node.children.flatMap((item, index) =>
        itemLines(item, depth, node.ordered ? `${(node.start ?? 1) + index}.` : undefined),
      );
    case 'blockquote':
      return node.children.flatMap((child, index) => {
        const lines = blockLines(child, depth + 1);
        return index === 0 && child.type === 'paragraph' ? lines.flatMap(openCallout) : lines;
      });
    case 'table': {
      const columns = node.children.reduce((most, { children }) => Math.max(most, children.findLastIndex(isFilled) + 1), 1);
      return node.children.map((row, index) => {
        // A row may end early, and the last columns may be empty throughout.
        const cells = Array.from({ length: columns }, (_, at) => runsOf(row.children[at]?.children ?? []));
        return shown(row, index === 0 ? 'head-row' : 'row', 0, cells);
      });
    }
    case 'code':
      return [
        {
          ...shown(node, 'code', depth, [[{ text: reveal(node.value), code: true }]]),
          ...(node.lang ? { language: node.lang.toLowerCase() } : {}),
        },
      ];
    case 'html':
      return [shown(node, 'text', depth, [[{ text: reveal(node.value) }]])];
    default:
      return [];
  }
}

function isFilled({ children }: TableCell): boolean {
  return children.length > 0;
}

function itemLines(item: ListItem, depth: number, mark: string | undefined): ReadingLine[] {
  return item.children.flatMap((child, index) =>
    child.type === 'paragraph' && index === 0
      ? [{ ...shown(child, 'item', depth, [runsOf(child.children)]), ...(mark !== undefined && { mark }) }]
      : blockLines(child, depth + 1),
  );
}

/** Obsidian's `> [!tip] Title`: the title, or else the kind, on a line of its own, then what is below it. */
function openCallout(line: ReadingLine): ReadingLine[] {
  const [first, ...others] = line.cells[0] ?? [];
  const sign = /^\[!([\w-]{1,40})\][+-]?/.exec(first?.text ?? '');
  if (first === undefined || sign === null) return [line];
  const runs = [{ ...first, text: first.text.slice(sign[0].length) }, ...others];
  const at = runs.findIndex(({ text }) => text.includes('\n'));
  const cut = runs[at];
  const [before, after] = cut === undefined ? ['', ''] : cutAt(cut.text, cut.text.indexOf('\n'));
  const title = (cut === undefined ? runs : [...runs.slice(0, at), { ...cut, text: before }]).filter(
    ({ text }) => text.trim() !== '',
  );
  const kind = `${sign[1]!.charAt(0).toUpperCase()}${sign[1]!.slice(1)}`;
  const head: Run[] = title.length === 0 ? [{ text: kind, strong: true }] : title.map((run) => ({ ...run, strong: true }));
  const own = { ...line, to: line.line, cells: [head] };
  if (cut === undefined) return [own];
  const rest = [{ ...cut, text: after }, ...runs.slice(at + 1)];
  return [own, { ...line, line: line.line + 1, own: line.own + 1, cells: [rest] }];
}

function cutAt(text: string, at: number): [string, string] {
  return [text.slice(0, at), text.slice(at + 1)];
}

function shown(node: Nodes, kind: ReadingLine['kind'], depth: number, cells: Run[][]): ReadingLine {
  const { start, end } = node.position ?? { start: { line: 1 }, end: { line: 1 } };
  return { line: start.line, own: start.line, to: end.line, kind, depth, cells };
}

type Look = Omit<Run, 'text'>;

function runsOf(nodes: readonly PhrasingContent[], look: Look = {}): Run[] {
  return nodes.flatMap((node): Run[] => {
    switch (node.type) {
      case 'text':
        return highlighted(withoutFormulaHoles(node.value), look).flatMap(opened);
      case 'strong':
        return runsOf(node.children, { ...look, strong: true });
      case 'emphasis':
        return runsOf(node.children, { ...look, emphasis: true });
      case 'delete':
        return runsOf(node.children, { ...look, struck: true });
      case 'link':
        return runsOf(node.children, isSafe(node.url) ? { ...look, href: node.url } : look);
      case 'inlineCode':
        return [{ ...look, text: reveal(node.value), code: true }];
      case 'break':
        return [{ ...look, text: ' ' }];
      case 'image':
        return [{ ...look, text: node.alt ?? '' }];
      case 'html':
        return [{ ...look, text: reveal(node.value) }];
      case 'linkReference':
        return runsOf(node.children, look);
      case 'imageReference':
      case 'footnoteReference':
        return [];
    }
  });
}

/** A run with what was sealed in it as runs of their own. */
function opened(run: Run): Run[] {
  return sealedParts(run.text).flatMap((part): Run[] => {
    const written = reveal(part);
    if (written === part) return [{ ...run, text: part }];
    const picture = readPicture(written);
    if (picture) return [{ ...run, text: picture.alt, picture }];
    return textParts(written).map((one) =>
      one.kind === 'words'
        ? { ...run, text: one.text }
        : { ...run, text: one.source, formula: { tex: one.tex, display: one.display } },
    );
  });
}

/** Obsidian's ==marks==, which CommonMark leaves in the text, and what a card hides: marked in the place of its braces. */
function highlighted(text: string, look: Look): Run[] {
  return text
    .replace(HOLES, (_, hidden: string, at: number) =>
      hidden.includes('=') || text.startsWith('==', at - 2) ? hidden : `==${hidden}==`,
    )
    .split(/(==(?=\S)[^=]+==)/)
    .filter((part) => part !== '')
    .map((part): Run =>
      part.length > 4 && part.startsWith('==') && part.endsWith('==')
        ? { ...look, text: part.slice(2, -2), highlight: true }
        : { ...look, text: part },
    );
}

function isSafe(url: string): boolean {
  return /^(https?:|mailto:)/i.test(url);
}

/** The line without its looks, to be searched. */
export function lineText({ cells }: ReadingLine): string {
  const texts = cells.map((runs) => runs.map(({ text }) => text).join(''));
  return texts.filter((text) => text !== '').join(' ');
}
