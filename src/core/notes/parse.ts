import type { Blockquote, Code, List, ListItem, Nodes, Paragraph, PhrasingContent, RootContent, Table, TableRow } from 'mdast';
import type { Diagnostic } from '../diagnostic.ts';
import { withoutLastAside } from '../asides.ts';
import { countWords, normalise, sentences, tidy, withoutStop } from '../text.ts';
import { nameByAliases } from './aliases.ts';
import { cleanNotes } from './clean.ts';
import type { Cleaned } from './clean.ts';
import { placeFigures } from './figures.ts';
import { filesOf, foldersOf, isJoined, pictureName } from './files.ts';
import type { PlacedFile } from './files.ts';
import { canSeal, mapTexts, openFormulas } from './formula.ts';
import { fieldRole, isGroupingTable, isPropertyTable, leadsElsewhere, listingColumn, tellsSource } from './fields.ts';
import { parseMarkdown, shift } from './markdown.ts';
import type { Aside, FactRole, LineRange, Notebook, ParsedEntity, ParsedFact, ParsedMark } from './notebook.ts';
import { plainText, readDashedKey, readHeads, readPlainKey, withoutHighlight } from './plain.ts';
import type { Head, Unmarked } from './plain.ts';
import { refuse, refuseAll } from './refuse.ts';
import { fileTitle, headingText, splitSections } from './sections.ts';
import type { FilePart, Section } from './sections.ts';

/**
 * Notes are understood by their shape alone. A heading whose list has fields (`**Type**: ...`) or plain bullets, or that
 * has prose, is the thing described; a bullet that opens with a bold name, and a row of a table, describes the thing it
 * names; other headings only sort. Of several files, joined, each is named by its file, and sorted by its folder.
 */
export function parseNotes(text: string, path: string): Notebook {
  const files = filesOf(text, path);
  const joined = isJoined(text);
  const source = joined ? files.flatMap(({ lines }) => ['', ...lines]) : (files[0]?.lines ?? []);
  const places = joined ? { files: files.map(({ path: file, above }) => ({ path: file, above })) } : {};
  const empty = {
    path,
    ...places,
    source,
    lineCount: source.length,
    entities: [],
    marks: [],
    asides: [],
    figures: [],
    formulas: [],
  };
  const refused = joined ? refuseAll(text, path) : refuse(text, path);
  if (refused) return { ...empty, diagnostics: [refused] };

  const read = files.map((file) => readFile(file, path, joined));
  const split = splitSections(read.flatMap((file) => file.part ?? []));
  const sections = split.map((section) => ({ ...section, blocks: readBlocks(section.content) }));
  const reader = new Reader(path, headingsOf(split), recurringKeys(sections), propertyHeaders(sections));
  for (const section of foldFields(sections)) reader.readSection(section);
  const inOrder = reader.entities.sort((a, b) => a.lines.from - b.lines.from);
  const entities = nameByAliases(inOrder, read, split);
  const marks = read.flatMap((file) => file.marks.map((mark): ParsedMark => ({ ...mark, path: pathAt(split, mark.lines.from) })));
  const title = split.find((section) => section.heading);
  const found = [...read.flatMap((file) => file.diagnostics), ...reader.diagnostics];
  if (marks.length === 0 && !entities.some((entity) => entity.facts.length > 0)) found.push(nothingFound(path, split));
  else if (!joined) found.push(...littleFound(path, split, entities, marks.length, source));
  else {
    // A list of the other files is no notes, and nobody's mistake.
    const contents = reader.asides.filter(({ what }) => what === 'contents');
    found.push(...silentFiles(read, split, [...entities, ...marks, ...contents], path));
  }
  const diagnostics = found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const named = joined ? path : title?.heading?.depth === 1 ? title.name : read[0]?.title;
  const asides = [...read.flatMap((file) => file.asides), ...reader.asides].sort((a, b) => a.lines.from - b.lines.from);
  const figures = placeFigures(
    read.flatMap((file) => file.figures),
    entities,
    marks,
    asides,
    source,
  );
  const formulas = read.flatMap((file) => file.formulas);
  const told = { ...(named === undefined ? {} : { title: named }), entities, marks, asides };
  return { ...empty, ...(canSeal(text) ? mapTexts(told, openFormulas) : told), figures, formulas, diagnostics };
}

interface ReadFile extends Omit<Cleaned, 'text'> {
  readonly above: number;
  /** What it is called, where that names something. */
  readonly name: string;
  /** Absent for a file among others that cannot be read. */
  readonly part?: FilePart;
}

/** One file, everything in it on its line among all. */
function readFile({ path: file, text, above, lines }: PlacedFile, path: string, joined: boolean): ReadFile {
  const refused = joined ? refuse(text, path) : undefined;
  const title = fileTitle(joined ? file : path);
  const opening: Aside[] = joined ? [{ lines: { from: above, to: above }, what: 'heading' }] : [];
  if (refused) {
    const severity = refused.code === 'notes/empty' ? 'info' : 'warning';
    const diagnostics: Diagnostic[] = [{ ...refused, severity, line: above + (refused.line ?? 1) }];
    return { above, name: title, marks: [], asides: opening, figures: [], formulas: [], aliases: [], diagnostics };
  }
  const { text: cleaned, ...found } = cleanNotes(lines, path);
  const nodes = parseMarkdown(cleaned);
  if (!joined) return { ...found, above, name: title, part: { nodes, file: title, folders: [], above, joined } };
  const down = ({ from, to }: LineRange): LineRange => ({ from: from + above, to: to + above });
  return {
    ...found,
    above,
    name: title,
    part: { nodes: nodes.map((node) => shift(node, above)), file: title, folders: foldersOf(file), above, joined },
    marks: found.marks.map((mark) => ({ ...mark, lines: down(mark.lines) })),
    asides: [...opening, ...found.asides.map((aside) => ({ ...aside, lines: down(aside.lines) }))],
    diagnostics: found.diagnostics.map((one) => (one.line === undefined ? one : { ...one, line: one.line + above })),
    figures: found.figures.map((figure) => ({
      ...figure,
      ...(figure.kind === 'picture' ? { src: pictureName(figure.src, file) } : {}),
      line: figure.line + above,
    })),
    formulas: found.formulas.map((formula) => ({ ...formula, line: formula.line + above })),
  };
}

/** Files of which nothing came, each with the shape that was not understood: the others say enough for a deck. */
function silentFiles(
  files: readonly ReadFile[],
  sections: readonly Section[],
  told: readonly { readonly lines: LineRange }[],
  path: string,
): Diagnostic[] {
  const saying = new Set(told.map(({ lines }) => fileAt(files, lines.from)));
  return files.flatMap((file): Diagnostic[] =>
    file.part === undefined || saying.has(file)
      ? []
      : [
          {
            line: file.above + 1,
            ...nothingFound(
              path,
              sections.filter((section) => fileAt(files, section.line) === file),
            ),
            severity: 'info',
          },
        ],
  );
}

function fileAt(files: readonly ReadFile[], line: number): ReadFile | undefined {
  let [low, high] = [0, files.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((files[middle]?.above ?? 0) < line) low = middle;
    else high = middle - 1;
  }
  return files[low];
}

/** The headings above a line, outermost first. */
function pathAt(sections: readonly Section[], line: number): readonly string[] {
  let [low, high] = [0, sections.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sections[middle]?.line ?? 0) <= line) low = middle;
    else high = middle - 1;
  }
  const section = sections[low];
  return section ? [...section.path, ...(section.name ? [section.name] : [])] : [];
}

const SHAPES: readonly (readonly [(node: RootContent) => boolean, string, string])[] = [
  [
    (node) => node.type === 'paragraph',
    'this text stands below no heading and begins with no name',
    'Write a heading with the name of the thing above it, or begin it with the name, as in "**Name**: what it is".',
  ],
  [
    (node) => node.type === 'list',
    'this list stands below no heading and its items begin with no name',
    'Write a heading with the name of the thing above it, or begin each item with a name, as in "- **Name**: what it is".',
  ],
  [
    (node) => node.type === 'code',
    'this is code, which is shown and never asked',
    'Say in a sentence or bullet what is to be learnt.',
  ],
  [
    (node) => node.type === 'table',
    'this table has no column beside the names',
    'Give it a column that says something of the name in the first one.',
  ],
  [(node) => node.type === 'html', 'this is HTML, which is not read', 'Write it as Markdown: headings, bullets and tables.'],
];

/** What stands there first is what the author meant to be read. */
function nothingFound(path: string, sections: readonly Section[]): Diagnostic {
  const nodes = sections.flatMap((section) => section.content);
  for (const node of nodes) {
    const shape = SHAPES.find(([fits]) => fits(node));
    if (shape) return nothing(path, lineRange(node).from, `: ${shape[1]}`, shape[2]);
  }
  const heading = sections.find((section) => section.heading);
  return heading
    ? nothing(path, heading.line, ': there are headings, and nothing below them', HELP)
    : nothing(path, sections[0]?.line ?? 1, '', HELP);
}

/** A file without any heading, of which all words came to be one statement about the name of the file. */
function littleFound(
  path: string,
  sections: readonly Section[],
  [entity, more]: readonly ParsedEntity[],
  marks: number,
  source: readonly string[],
): Diagnostic[] {
  const [fact, another] = entity?.facts ?? [];
  if (!entity || more || marks > 0 || !fact || another || sections.some((section) => section.heading)) return [];
  const isSentence = fact.lines.from === fact.lines.to && /[.!?]$/.test(source[fact.lines.from - 1]?.trim() ?? '');
  if (entity.heading !== sections[0]?.name || isSentence) return [];
  return [
    {
      severity: 'warning',
      code: 'notes/little-found',
      path,
      line: fact.lines.from,
      message: `All that was understood is one statement about "${entity.heading}", which is the name of the file.`,
      help: HELP,
    },
  ];
}

const HELP =
  'Give each thing a heading with bullets such as "- **Purpose**: ..." below it, or a bullet such as "- **Name**: what it is".';

function nothing(path: string, line: number, why: string, help: string): Diagnostic {
  const message = `Nothing in these notes says something about a thing that has a name${why}.`;
  return { severity: 'error', code: 'notes/nothing-found', path, line, message, help };
}

function headingsOf(sections: readonly Section[]): ReadonlySet<string> {
  const texts = sections.flatMap(({ name, heading }) => [name, ...(heading ? [headingText(heading)] : [])]);
  return new Set(texts.flatMap((text) => (text === '' ? [] : [normalise(text), normalise(withoutNumber(text))])));
}

/** What stands below a heading, in reading order. */
type Block =
  | { readonly kind: 'bullets'; readonly bullets: readonly Bullet[] }
  | { readonly kind: 'prose'; readonly node: Paragraph }
  | { readonly kind: 'table'; readonly node: Table }
  | { readonly kind: 'other'; readonly node: RootContent };

interface ReadSection extends Section {
  readonly blocks: readonly Block[];
}

/** A bullet, its opening words taken apart, with what stands below it. */
interface Bullet {
  readonly heads: readonly Head[];
  readonly text: string;
  readonly emphasised: boolean;
  readonly highlights: readonly string[];
  readonly lines: LineRange;
  readonly whole: LineRange;
  readonly children: readonly Bullet[];
  /** Nothing but links, after the key. */
  readonly linked: boolean;
  /** What stands within it and is not read: code, tables, HTML. */
  readonly others?: readonly RootContent[];
  /** What a callout says is said of the heading above it, whatever it opens with, or defines what it names. */
  readonly saysOf?: 'heading' | 'name';
}

function readBlocks(content: readonly RootContent[]): Block[] {
  const blocks: Block[] = [];
  for (const node of content) {
    const previous = blocks.at(-1);
    switch (node.type) {
      case 'list': {
        const bullets = readList(node);
        // `**Key Features**`, or `**Athena** - SQL on S3`, with the list about it below: one item that lacks its sign.
        const opener = previous?.kind === 'bullets' ? previous.bullets.at(-1) : undefined;
        if (previous?.kind === 'bullets' && opener && opensList.has(opener)) {
          const joined = {
            ...opener,
            whole: { from: opener.whole.from, to: Math.max(opener.whole.to, ...bullets.map((one) => one.whole.to)) },
            children: [...opener.children, ...bullets],
          };
          blocks.splice(-1, 1, { kind: 'bullets', bullets: [...previous.bullets.slice(0, -1), joined] });
        } else blocks.push({ kind: 'bullets', bullets });
        break;
      }
      case 'paragraph':
        blocks.push(...readParagraph(node));
        break;
      case 'blockquote':
        blocks.push(...readQuote(node));
        break;
      case 'code':
        blocks.push(...(readIndented(node) ?? [{ kind: 'other', node } as const]));
        break;
      case 'table':
        blocks.push({ kind: 'table', node });
        break;
      default:
        blocks.push({ kind: 'other', node });
    }
  }
  return blocks;
}

/** Paragraphs that a list right after them belongs to. */
const opensList = new WeakSet<Bullet>();

/** Text is prose, unless its lines open as bullets do: with a bold name and a sign, a number, or a sign of a web clip. */
function readParagraph(node: Paragraph): Block[] {
  if (node.children.every((child) => child.type === 'image' || (child.type === 'text' && tidy(child.value) === '')))
    return [{ kind: 'other', node }];
  const lines = splitParagraph(node);
  const opening = lines.filter((line) => opensAsBullet(line.children));
  if (lines.length > 1 && (opening.length < 2 || opening[0] !== lines[0])) {
    if (opening.length !== 1 || opening[0] !== lines[0]) return [proseOrContainer(node)];
  }
  if (opening.length === 0) return [proseOrContainer(node)];
  const items: { children: PhrasingContent[]; from: number; to: number }[] = [];
  for (const line of lines) {
    const last = items.at(-1);
    if (last && !opening.includes(line)) {
      last.children.push({ type: 'text', value: ' ' }, ...line.children);
      last.to = line.to;
    } else items.push({ children: [...line.children], from: line.from, to: line.to });
  }
  const bullets = items.map(({ children, from, to }) => makeBullet(withoutSign(children), { from, to }, []));
  const last = bullets.at(-1);
  if (last) opensList.add(last);
  return [{ kind: 'bullets', bullets: bullets.filter((bullet) => bullet.text !== '') }];
}

/** `Key features:` or a line all in bold, which lends its name to the list below; else plain prose. */
function proseOrContainer(node: Paragraph): Block {
  const { text } = withoutHighlight(plainText(node.children));
  const [only, more] = node.children.filter((child) => child.type !== 'text' || tidy(child.value) !== '');
  const bold = only?.type === 'strong' && more === undefined;
  if (text === '' || countWords(text) > 5 || !(bold || /^[^:]{2,40}:$/.test(text)) || /[.!?]$/.test(text))
    return { kind: 'prose', node };
  const bullet = makeBullet(node.children, lineRange(node), []);
  opensList.add(bullet);
  return { kind: 'bullets', bullets: [bullet] };
}

const SIGN = /^\s*(?:\d{1,2}[.)]|[-–+*•·▪◦‣●○])\s+/u;

function opensAsBullet(children: readonly PhrasingContent[]): boolean {
  const [first] = children;
  if (first?.type === 'text' && SIGN.test(first.value)) return true;
  const [head] = readHeads(children);
  return head !== undefined && head.separator !== 'none' && head.rest !== '';
}

function withoutSign(children: readonly PhrasingContent[]): PhrasingContent[] {
  const [first, ...others] = children;
  return first?.type === 'text' ? [{ ...first, value: first.value.replace(SIGN, '') }, ...others] : [...children];
}

/** A paragraph line by line, as it stands in the file. */
function splitParagraph(node: Paragraph): { readonly children: PhrasingContent[]; readonly from: number; to: number }[] {
  const { from, to } = lineRange(node);
  if (from === to) return [{ children: node.children, from, to }];
  let line = from;
  const lines: { children: PhrasingContent[]; from: number; to: number }[] = [{ children: [], from, to: from }];
  const open = () => lines.push({ children: [], from: line, to: line });
  for (const child of node.children) {
    if (child.type === 'text') {
      child.value.split('\n').forEach((value, index) => {
        if (index > 0) {
          line += 1;
          open();
        }
        if (value !== '') lines.at(-1)?.children.push({ type: 'text', value });
      });
    } else if (child.type === 'break') {
      line += 1;
      open();
    } else {
      lines.at(-1)?.children.push(child);
      line += (child.position?.end.line ?? 0) - (child.position?.start.line ?? 0);
      const last = lines.at(-1);
      if (last) last.to = line;
    }
  }
  const filled = lines.filter((one) => one.children.length > 0);
  const last = filled.at(-1);
  if (last) last.to = to;
  return filled;
}

/** A quote is text as any; `> [!tip] Title` is Obsidian's callout, whose title says what the text below it is about. */
function readQuote(node: Blockquote): Block[] {
  const [first, ...others] = node.children;
  const sign = first?.type === 'paragraph' && first.children[0]?.type === 'text' ? CALLOUT.exec(first.children[0].value) : null;
  if (first?.type !== 'paragraph' || !sign) return readBlocks(node.children);
  const [head, ...body] = splitParagraph({
    ...first,
    children: first.children.map((child, index) =>
      index === 0 && child.type === 'text' ? { ...child, value: child.value.slice(sign[0].length) } : child,
    ),
  });
  // Without a title, the first line that is left is already the text.
  const titled = head !== undefined && head.from === lineRange(first).from;
  const title = titled ? withoutHighlight(plainText(head.children)).text : '';
  const kept = titled ? body : [...(head ? [head] : []), ...body];
  const start = kept[0];
  const rest: RootContent[] = start
    ? [
        {
          type: 'paragraph',
          children: joinLines(kept),
          position: { start: { line: start.from, column: 1 }, end: { line: lineRange(first).to, column: 1 } },
        },
      ]
    : [];
  const blocks = readBlocks([...rest, ...others]);
  const named = title !== '' && normalise(title) !== normalise(sign[1] ?? '') && !CALLS_ATTENTION.has(normalise(title));
  const children = blocks.flatMap((block): Bullet[] =>
    block.kind === 'bullets' ? [...block.bullets] : block.kind === 'prose' ? [proseBullet(block.node)] : [],
  );
  const tables = blocks.filter((block) => block.kind === 'table' || block.kind === 'other');
  const line = lineRange(first).from;
  if (children.length === 0 && title !== '') {
    return [
      { kind: 'bullets', bullets: [{ ...makeBullet(head?.children ?? [], { from: line, to: line }, []), saysOf: 'heading' }] },
      ...tables,
    ];
  }
  const about = /^(?:def|definition|term|concept)$/i.test(sign[1] ?? '');
  const bullet: Bullet = {
    heads: named ? [{ name: title.replace(/[:：]$/u, ''), rest: '', separator: 'colon' }] : [],
    text: named ? title : '',
    emphasised: false,
    highlights: [],
    linked: false,
    lines: { from: line, to: line },
    whole: { from: line, to: Math.max(line, ...children.map((child) => child.whole.to)) },
    children,
    saysOf: about ? 'name' : 'heading',
  };
  return [{ kind: 'bullets', bullets: [bullet] }, ...tables];
}

/** Titles that say how much a callout matters, and not what it is about. */
const CALLS_ATTENTION: ReadonlySet<string> = new Set(
  (
    'tip, tips, exam tip, exam tips, pro tip, note, notes, exam note, info, hint, hints, warning, important, caution, danger, attention, ' +
    'remember, remark, high yield, key point, key points, key fact, key idea, key takeaway, takeaway, takeaways, must know, ' +
    'good to know, do not forget, don t forget, watch out, pitfall, pitfalls, gotcha, gotchas, trap, exam trap, exam relevant, ' +
    'on the exam, for the exam, exam alert, summary, in short, tl dr, tldr, abstract, example, quote, ' +
    'merke, achtung, wichtig, hinweis, tipp, beachte, attenzione, importante, nota, à retenir, attention, remarque'
  )
    .split(', ')
    .map(normalise),
);

const CALLOUT = /^\[!([\p{L}-]+)\][+-]?[ \t]*/u;

function joinLines(lines: readonly { readonly children: readonly PhrasingContent[] }[]): PhrasingContent[] {
  return lines.flatMap((line, index): PhrasingContent[] =>
    index === 0 ? [...line.children] : [{ type: 'text', value: '\n' }, ...line.children],
  );
}

/** A list indented by four spaces straight under a heading is code to CommonMark, and a list to whoever wrote it. */
function readIndented(node: Code): Block[] | undefined {
  const indent = (node.position?.start.column ?? 1) > 1 || node.position?.start.offset !== undefined;
  const fenced = node.lang !== null && node.lang !== undefined;
  const { from, to } = lineRange(node);
  // Fences take two lines that the text does not have.
  if (fenced || !indent || to - from + 1 !== node.value.split('\n').length) return undefined;
  if (!/^\s*(?:[-*+]|\d{1,3}[.)])\s+\S/.test(node.value)) return undefined;
  return readBlocks(parseMarkdown(node.value.replace(/^ {1,3}(?=\S)/, '')).map((block) => shift(block, from - 1)));
}

function proseBullet(node: Paragraph): Bullet {
  return { ...makeBullet(node.children, lineRange(node), []), heads: [] };
}

/**
 * Keys that stand below several headings, such as `Artist` and `Year` below each painting: the author's own fields, in
 * whatever language, rather than names of things.
 */
function recurringKeys(sections: readonly ReadSection[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const recurring = new Set<string>();
  for (const section of sections) {
    const bullets = section.blocks.flatMap((block) => (block.kind === 'bullets' ? block.bullets : []));
    const keys = new Set(
      bullets.flatMap((bullet) => [
        ...bullet.heads.map((head) => head.name),
        ...(bullet.heads.length > 0 ? [] : [keyOf(bullet)?.key ?? '']),
      ]),
    );
    for (const key of keys) if (key !== '') (seen.has(key) ? recurring : seen).add(key);
  }
  return recurring;
}

/** Table heads that stand below several headings with mostly the same first column: each tells the properties of its heading. */
function propertyHeaders(sections: readonly ReadSection[]): ReadonlySet<string> {
  const seen = new Map<string, Set<string>>();
  const found = new Set<string>();
  for (const { blocks, heading } of sections) {
    if (!heading) continue;
    for (const block of blocks) {
      if (block.kind !== 'table') continue;
      const [top, ...rows] = block.node.children;
      if (!top || cellsOf(top).filter(Boolean).length > 2) continue;
      const header = headerKey(cellsOf(top));
      const keys = rows.map((row) => normalise(cellsOf(row)[0] ?? ''));
      const known = seen.get(header) ?? new Set<string>();
      if (keys.length > 0 && keys.filter((key) => known.has(key)).length * 2 >= keys.length) found.add(header);
      for (const key of keys) known.add(key);
      seen.set(header, known);
    }
  }
  return found;
}

function headerKey(header: readonly string[]): string {
  return header.map(normalise).join('|');
}

/** Sections that are named for a field of the heading above them become bullets of it. */
function foldFields(sections: readonly ReadSection[]): ReadSection[] {
  const folded: ReadSection[] = [];
  for (const section of sections) {
    const whole = folded.at(-1);
    if (!section.field || !whole || !section.heading) {
      folded.push(section);
      continue;
    }
    const children = section.blocks.flatMap((block): Bullet[] =>
      block.kind === 'bullets' ? [...block.bullets] : block.kind === 'prose' ? [proseBullet(block.node)] : [],
    );
    const line = { from: section.line, to: section.line };
    const bullet: Bullet = {
      heads: [{ name: section.name, rest: '', separator: 'colon' }],
      text: section.name,
      emphasised: false,
      highlights: [],
      linked: false,
      lines: line,
      whole: { from: section.line, to: Math.max(section.line, ...children.map((child) => child.whole.to)) },
      children,
      saysOf: 'heading',
    };
    const others: Block[] = [
      { kind: 'other', node: section.heading },
      ...section.blocks.filter((block) => block.kind === 'table' || block.kind === 'other'),
    ];
    folded.splice(-1, 1, {
      ...whole,
      content: [...whole.content, ...section.content],
      blocks: [...whole.blocks, ...(children.length > 0 ? [{ kind: 'bullets', bullets: [bullet] } as const] : []), ...others],
    });
  }
  return folded;
}

class Reader {
  readonly entities: ParsedEntity[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly asides: Aside[] = [];
  private readonly path: string;
  private readonly headings: ReadonlySet<string>;
  private readonly recurring: ReadonlySet<string>;
  private readonly properties: ReadonlySet<string>;
  /** Lines of which something is told. */
  private readonly told = new Set<number>();

  constructor(path: string, headings: ReadonlySet<string>, recurring: ReadonlySet<string>, properties: ReadonlySet<string>) {
    this.path = path;
    this.headings = headings;
    this.recurring = recurring;
    this.properties = properties;
  }

  readSection(section: ReadSection): void {
    const before = { entities: this.entities.length, diagnostics: this.diagnostics.length };
    const heading = section.name;
    if (leadsElsewhere(heading)) {
      if (section.heading) this.asides.push({ lines: lineRange(section.heading), what: 'heading' });
      for (const node of section.content)
        this.asides.push({ lines: { from: lineRange(node).from, to: lastLine(node) }, what: 'reference' });
      return;
    }
    const below = heading ? [...section.path, heading] : section.path;
    const all = section.blocks.flatMap((block) => (block.kind === 'bullets' ? block.bullets : []));
    const bullets = this.withoutReferences(this.withoutContents(all, heading));
    const prose = section.blocks.flatMap((block) =>
      block.kind === 'prose' &&
      plainText(block.node.children) !== '' &&
      !this.isContents(block.node, heading) &&
      !this.isReference(block.node)
        ? [block.node]
        : [],
    );

    const [own, defining, free] = [
      heading === '' ? [] : bullets.filter((bullet) => bullet.saysOf === 'heading'),
      bullets.filter((bullet) => bullet.saysOf === 'name'),
      bullets.filter((bullet) => bullet.saysOf === undefined || (bullet.saysOf === 'heading' && heading === '')),
    ];
    const fields = free.filter((bullet) => bulletRole(bullet) !== undefined);
    const unfielded = free.filter((bullet) => !fields.includes(bullet));
    const named = unfielded.filter((bullet) => bullet.heads.length > 0);
    const plain = free.length - fields.length - named.length;
    const labels = unfielded.filter((bullet) => this.recurring.has(bullet.heads[0]?.name ?? keyOf(bullet)?.key ?? ''));
    // `Source: the book, page 4` alone names no thing either.
    const sourced = named.length > 0 && named.every((bullet) => tellsSource(bullet.heads[0]?.name ?? ''));
    const labelled = sourced || (labels.length >= 2 && labels.length * 2 >= named.length);
    const names = fields.length === 0 && !labelled && named.length === 0 ? namesWithoutMarks(free, prose.length > 0) : undefined;
    const bulletsDescribeHeading =
      heading !== '' && names === undefined && (fields.length > 0 || labelled || (plain > 0 && plain >= named.length));

    const facts: ParsedFact[] = [];
    prose.forEach((paragraph, index) => facts.push(...proseFacts(paragraph, heading, index === 0 ? 'description' : 'feature')));
    // Words that only introduce what follows describe nothing, unless they say what the heading is.
    const introduces =
      CONTENTS.has(normalise(heading)) ||
      ((section.sorts || named.length > 0 || names) && !bulletsDescribeHeading && facts[0]?.role !== 'definition');
    if (introduces || heading === '') {
      // `**X** is a ...` says of what it speaks, wherever it stands.
      for (const paragraph of prose) this.readDefinition(paragraph, CONTENTS.has(normalise(heading)) ? section.path : below);
      const kept = introduces && heading !== '' ? [] : facts.filter((fact) => !this.told.has(fact.lines.from));
      facts.splice(0, facts.length, ...kept);
    }
    facts.push(...own.flatMap((bullet) => factsOf(bullet, 'feature')));
    if (bulletsDescribeHeading) facts.push(...free.flatMap((bullet) => factsOf(bullet, 'feature')));
    else for (const bullet of names ?? free) this.readNamedBullet(bullet, below);
    for (const bullet of defining) this.readNamedBullet(bullet, below);
    for (const block of section.blocks) {
      if (block.kind === 'table') facts.push(...this.readTable(block.node, below));
    }

    if (heading === '') {
      for (const fact of facts) this.sayNothingNamed(fact.lines.from);
    } else if (facts.length > 0) {
      const to = Math.max(section.line, ...section.content.filter((node) => node.type !== 'thematicBreak').map(lastLine));
      facts.sort((a, b) => a.lines.from - b.lines.from);
      this.addEntity({ heading, path: section.path, facts, lines: { from: section.line, to } });
    }
    this.setAside(section, bullets, before);
  }

  private addEntity(entity: ParsedEntity): void {
    this.entities.push(entity);
    for (const fact of entity.facts) this.told.add(fact.lines.from);
  }

  private readDefinition(paragraph: Paragraph, path: readonly string[]): void {
    const [head, more] = readHeads(paragraph.children);
    if (!head || more || head.separator !== 'none') return;
    const unmarked = withoutHighlight(head.rest);
    const said = saidToBe(withoutStop(unmarked.text));
    if (said === undefined) return;
    const lines = lineRange(paragraph);
    this.addEntity({ heading: head.name, path, facts: [makeFact('definition', said, lines, undefined, unmarked)], lines });
  }

  /** Below `Contents`, or naming the headings: lines that lead to what stands elsewhere. */
  private isContents(paragraph: Paragraph, heading: string): boolean {
    const lines = splitParagraph(paragraph).map(({ children }) => plainText(children));
    const known = lines.filter((line) => this.headings.has(normalise(withoutNumber(line)))).length;
    const isList =
      lines.length > 1 &&
      ((known >= 2 && known >= lines.length * 0.8) || (CONTENTS.has(normalise(heading)) && lines.every(isEntry)));
    if (isList) {
      this.asides.push({ lines: lineRange(paragraph), what: 'contents' });
      this.told.add(lineRange(paragraph).from);
    }
    return isList;
  }

  /** A list of the headings themselves is a table of contents, and names nothing anew. */
  private withoutContents(bullets: readonly Bullet[], heading: string): readonly Bullet[] {
    const texts = bullets.flatMap(function all(bullet): string[] {
      return [bullet.text, ...bullet.children.flatMap(all)];
    });
    const known = texts.filter((text) => this.headings.has(normalise(withoutNumber(text)))).length;
    const listed = CONTENTS.has(normalise(heading)) && texts.length > 1 && texts.every(isEntry);
    if (!listed && (texts.length < 2 || known < 2 || known < texts.length * 0.8)) return bullets;
    for (const bullet of bullets) this.asides.push({ lines: bullet.whole, what: 'contents' });
    return [];
  }

  /** What leads elsewhere says nothing of the thing, wherever it stands among what does. */
  private withoutReferences(bullets: readonly Bullet[]): Bullet[] {
    return bullets.flatMap((bullet) => {
      if (isReference(bullet)) {
        this.asides.push({ lines: bullet.whole, what: 'reference' });
        return [];
      }
      const children = this.withoutReferences(bullet.children);
      return children.length === bullet.children.length ? [bullet] : [{ ...bullet, children }];
    });
  }

  private isReference(paragraph: Paragraph): boolean {
    const found = isReference(proseBullet(paragraph));
    if (found) {
      this.asides.push({ lines: lineRange(paragraph), what: 'reference' });
      this.told.add(lineRange(paragraph).from);
    }
    return found;
  }

  /** Whatever of a section has told nothing is told to have been read. */
  private setAside(
    section: ReadSection,
    bullets: readonly Bullet[],
    since: { readonly entities: number; readonly diagnostics: number },
  ): void {
    const add = (lines: LineRange, what: Aside['what']) => {
      if (!this.told.has(lines.from)) this.asides.push({ lines, what });
    };
    if (section.heading) this.asides.push({ lines: lineRange(section.heading), what: 'heading' });
    const unnamed = new Set(this.diagnostics.slice(since.diagnostics).map((diagnostic) => diagnostic.line));
    const names = new Set(this.entities.slice(since.entities).map((entity) => entity.lines.from));
    const setNode = (node: RootContent): void => {
      const lines = lineRange(node);
      if (node.type === 'table') {
        const [top, ...rows] = node.children;
        if (top) this.asides.push({ lines: { from: lineRange(top).from, to: lineRange(top).to + 1 }, what: 'table-head' });
        for (const row of rows) add(lineRange(row), 'name-only');
      } else add(lines, ASIDES[node.type] ?? 'html');
    };
    const walk = (bullet: Bullet): void => {
      const what = unnamed.has(bullet.lines.from)
        ? 'nothing-named'
        : bullet.children.length > 0
          ? 'container'
          : names.has(bullet.lines.from)
            ? 'name-only'
            : 'introduction';
      if (bullet.text !== '' || bullet.heads.length > 0 || bullet.children.length > 0) add(bullet.lines, what);
      bullet.children.forEach(walk);
      bullet.others?.forEach(setNode);
    };
    bullets.forEach(walk);
    for (const block of section.blocks) {
      if (block.kind === 'bullets') continue;
      const { node } = block;
      if (node.type === 'paragraph') {
        const text = plainText(node.children);
        const picture = node.children.some((child) => child.type === 'image' || child.type === 'imageReference');
        const lines = lineRange(node);
        const unknown = unnamed.has(lines.from);
        // What leads over is short, and stands before it; the rest says something, and not of which of the things there.
        const leads = section.sorts || /[:：]$/u.test(text) || (sentences(text).length < 2 && lines.from < Math.max(0, ...names));
        const says = unknown || (!leads && !this.told.has(lines.from));
        if (says && !unknown && !picture && text !== '') this.sayNothingNamed(lines.from);
        add(lines, picture ? 'picture' : text === '' ? 'html' : says ? 'nothing-named' : 'introduction');
      } else setNode(node);
    }
  }

  private readNamedBullet(bullet: Bullet, path: readonly string[]): void {
    const [first, ...others] = bullet.heads;
    if (!first) {
      const plain = readPlainKey(bullet.text);
      // `The most used ones:` leads over to what stands below it.
      if (!plain && bullet.children.length === 0 && /[:：]$/u.test(bullet.text)) return;
      if (!plain) {
        this.sayNothingNamed(bullet.lines.from);
        for (const child of bullet.children) this.readNamedBullet(child, path);
        return;
      }
      this.addBulletEntity({ name: plain.key, rest: plain.rest, separator: 'colon' }, bullet, path);
      return;
    }
    this.addBulletEntity(first, bullet, path);
    for (const head of others) this.addBulletEntity(head, { ...bullet, children: [] }, path);
  }

  private addBulletEntity(head: Head, bullet: Bullet, path: readonly string[]): void {
    const facts: ParsedFact[] = [];
    const said = withoutHighlight(withoutStop(head.rest)).text;
    // `**X** is a tool for ...` defines; `**X** also has ...` adds to what X is known to be.
    const isA = head.separator === 'none' ? saidToBe(said) : said;
    if (said) facts.push(makeFact(isA ? 'definition' : 'feature', isA ?? said, bullet.lines, undefined, bullet));
    const describing = bullet.children.some((child) => bulletRole(child) !== undefined);
    for (const child of bullet.children) {
      if (child.heads.length > 0 && !describing) this.readNamedBullet(child, [...path, head.name]);
      else facts.push(...factsOf(child, 'feature'));
    }
    this.addEntity({ heading: head.name, path, facts, lines: bullet.whole });
  }

  /** Rows that describe what their first cell names become entities; what is said of the heading is given back. */
  private readTable(table: Table, path: readonly string[]): ParsedFact[] {
    const [top, ...rows] = table.children;
    if (!top) return [];
    const header = cellsOf(top);
    const isProperty =
      isPropertyTable(header) ||
      this.properties.has(headerKey(header)) ||
      (header.length === 2 && header.every((cell) => cell === ''));
    if (isProperty && path.length > 0) {
      return rows.flatMap((row) => {
        const [label, ...values] = cellsOf(row);
        const text = values.filter(Boolean).join('; ');
        if (!label || !text) return [];
        const role = fieldRole(label);
        return [makeFact(role ?? 'feature', text, lineRange(row), role ? undefined : label)];
      });
    }
    for (const row of rows) {
      const cells = cellsOf(row);
      if (isGroupingTable(header)) this.readGroupRow(header, cells, row, path);
      else this.readRow(header, cells, row, path);
    }
    return [];
  }

  private readRow(header: readonly string[], cells: readonly string[], row: TableRow, path: readonly string[]): void {
    const [name, ...values] = cells;
    if (!name) return;
    const lines = lineRange(row);
    const facts = values.flatMap((value, index) => {
      const title = header[index + 1] ?? '';
      if (!value || leadsElsewhere(title) || (tellsSource(title) && isLinks(row.children[index + 1]))) return [];
      const role = fieldRole(title);
      if (role) return [makeFact(role, value, lines)];
      // The only column beside the names describes them, whatever it is called.
      const only = header.slice(1).every((other, n) => n === index || other === '');
      return [only || title === '' ? makeFact('description', value, lines) : makeFact('feature', value, lines, title)];
    });
    this.addEntity({ heading: withoutHighlight(name).text, path, facts, lines });
  }

  private readGroupRow(header: readonly string[], cells: readonly string[], row: TableRow, path: readonly string[]): void {
    const column = listingColumn(header);
    const lines = lineRange(row);
    const facts = cells
      .filter((cell, index) => index > 0 && index !== column && cell)
      .map((cell) => makeFact('shared', cell, lines));
    for (const name of splitOutsideParentheses(cells[column] ?? '')) {
      this.addEntity({ heading: name, path: cells[0] ? [...path, cells[0]] : path, facts, lines });
    }
  }

  private sayNothingNamed(line: number): void {
    this.diagnostics.push({
      severity: 'info',
      code: 'notes/nothing-named',
      path: this.path,
      line,
      message: 'This line does not say what it is about, so no card is made of it.',
      help: 'Begin it with the name in bold, as in "- **Name**: ...", or move it below the heading of what it describes.',
    });
  }
}

const CONTENTS: ReadonlySet<string> = new Set(
  'contents, table of contents, toc, on this page, in this article, inhalt, inhaltsverzeichnis, sommaire, table des matières, indice, índice, contenido, sumário'
    .split(', ')
    .map(normalise),
);

/** A line of a table of contents: a few words, and no sentence. */
function isEntry(text: string): boolean {
  return countWords(text) <= 8 && !/[.!?:;]$/.test(text);
}

const ASIDES: Readonly<Partial<Record<RootContent['type'], Aside['what']>>> = {
  heading: 'heading',
  thematicBreak: 'rule',
  code: 'code',
  paragraph: 'picture',
  definition: 'link-target',
  footnoteDefinition: 'link-target',
};

/** `- der Hund: the dog`, and `- Athena` with its facts below: names without bold, where all of the list is so. */
function namesWithoutMarks(bullets: readonly Bullet[], hasProse: boolean): readonly Bullet[] | undefined {
  if (bullets.length < 2) return undefined;
  const opening = bullets.every(
    (bullet) => bullet.children.length > 0 && countWords(bullet.text) <= 5 && !/[.:;,!?]$/.test(bullet.text),
  );
  if (opening && !hasProse)
    return bullets.map((bullet) => ({ ...bullet, heads: [{ name: bullet.text, rest: '', separator: 'colon' }] }));
  const keyed = bullets.map((bullet) => {
    const key = readPlainKey(bullet.text) ?? readDashedKey(bullet.text);
    return key ? { ...bullet, heads: [{ name: key.key, rest: key.rest, separator: 'colon' as const }] } : bullet;
  });
  const found = keyed.filter((bullet) => bullet.heads.length > 0).length;
  return found >= 3 && found >= bullets.length * 0.8 && !hasProse ? keyed : undefined;
}

/** `2.1 Storage` in a list of contents means the heading `Storage`. */
export function withoutNumber(text: string): string {
  return text.replace(/^\d+(?:\.\d+)*[.)]?\s+/, '');
}

function readList(list: List): Bullet[] {
  return list.children
    .map(readItem)
    .filter((bullet) => bullet.text !== '' || bullet.children.length > 0 || bullet.others !== undefined);
}

function readItem(item: ListItem): Bullet {
  const [first, ...others] = item.children;
  const opening = first?.type === 'paragraph' ? first : undefined;
  const blocks = readBlocks(opening ? others : item.children);
  const below = blocks.flatMap((block): Bullet[] => {
    if (block.kind === 'bullets') return [...block.bullets];
    if (block.kind !== 'prose') return [];
    const bullet = proseBullet(block.node);
    return bullet.text ? [bullet] : [];
  });
  const inside = blocks.flatMap((block) => (block.kind === 'table' || block.kind === 'other' ? [block.node] : []));
  const bullet = makeBullet(opening?.children ?? [], lineRange(opening ?? item), below);
  return inside.length === 0 ? bullet : { ...bullet, others: inside };
}

function makeBullet(children: readonly PhrasingContent[], lines: LineRange, below: readonly Bullet[]): Bullet {
  const [, ...said] = children.filter((child) => child.type !== 'text' || /[\p{L}\p{N}]/u.test(child.value));
  return {
    heads: readHeads(children),
    ...withoutHighlight(plainText(children)),
    linked: said.length > 0 && said.every(({ type }) => type === 'link' || type === 'linkReference'),
    lines,
    whole: { from: lines.from, to: Math.max(lines.to, ...below.map((bullet) => bullet.whole.to)) },
    children: below,
  };
}

function keyOf(bullet: Bullet): { readonly key: string; readonly rest: string } | undefined {
  const [head] = bullet.heads;
  if (head) return head.separator === 'none' && head.rest !== '' ? undefined : { key: head.name, rest: head.rest };
  const container = /^([^:]{2,40}):$/.exec(bullet.text);
  return container?.[1] ? { key: container[1], rest: '' } : readPlainKey(bullet.text);
}

/** `See also: ...`, `Docs` with nothing but links, or an address alone. */
function isReference(bullet: Bullet): boolean {
  const { key, rest } = keyOf(bullet) ?? { key: bullet.text, rest: '' };
  if (leadsElsewhere(key) && (rest !== '' || bullet.children.length > 0)) return true;
  if (bullet.children.length > 0)
    return tellsSource(key) && rest === '' && bullet.children.every(({ text }) => ADDRESS.test(text));
  return ADDRESS.test(bullet.text) || SEE_ALSO.test(bullet.text) || (tellsSource(key) && (bullet.linked || ADDRESS.test(rest)));
}

const ADDRESS = /^(?:https?:\/\/|www\.)\S+$/;
const SEE_ALSO = /^(?:see also|siehe auch|voir aussi|vedi anche)\s/i;

function bulletRole(bullet: Bullet): FactRole | undefined {
  const key = keyOf(bullet);
  return key && fieldRole(key.key);
}

/** What a bullet says of the thing that it stands under; a bullet that only opens a list lends its role or its name. */
function factsOf(bullet: Bullet, inherited: FactRole, label?: string): ParsedFact[] {
  const key = keyOf(bullet);
  const role = key && fieldRole(key.key);
  const below = (next: FactRole, name?: string) => bullet.children.flatMap((child) => factsOf(child, next, name));
  if (key && role) {
    // `Features: a, b` inside Key Features, or a use case inside Benefits: the nearer word wins.
    const own = key.rest ? [makeFact(role, key.rest, bullet.lines, undefined, bullet)] : [];
    return [...own, ...below(role === 'type' || role === 'description' ? 'feature' : role)];
  }
  if (key && key.rest === '' && bullet.children.length > 0) return below(inherited, key.key);
  if (!key && bullet.children.length > 0 && countWords(bullet.text) <= 4) return below(inherited, withoutStop(bullet.text));
  const own = key
    ? makeFact(inherited, key.rest || key.key, bullet.lines, key.rest ? key.key : label, bullet)
    : makeFact(inherited, bullet.text, bullet.lines, label, bullet);
  return [...(own.text ? [own] : []), ...below(inherited, own.label)];
}

function proseFacts(paragraph: Paragraph, heading: string, role: FactRole): ParsedFact[] {
  const unmarked = withoutHighlight(plainText(paragraph.children));
  const { text } = unmarked;
  const definition = heading === '' ? undefined : withoutSubject(text, heading);
  const lines = lineRange(paragraph);
  if (definition) return [makeFact('definition', definition, lines, undefined, unmarked)];
  return text ? [makeFact(role, text, lines, undefined, unmarked)] : [];
}

/** `A bowline is a knot that ...` below the heading Bowline says what it is: the rest of the sentence. */
function withoutSubject(text: string, heading: string): string | undefined {
  const bare = text.replace(/^(?:the|an?)\s+/i, '');
  const name = [heading, withoutLastAside(heading)].find((one) => bare.toLowerCase().startsWith(`${one.toLowerCase()} `));
  return name === undefined ? undefined : saidToBe(bare.slice(name.length + 1));
}

/** `a knot` of `is a knot`. */
function saidToBe(text: string): string | undefined {
  const opening = IS_A.exec(text)?.[0];
  return opening === undefined ? undefined : text.slice(opening.length);
}

const IS_A = /^(?:is|are|was|were|means|refers to)\s+(?:(?:an?|the)\s+)?(?=\S)/i;

function makeFact(role: FactRole, text: string, lines: LineRange, label?: string, marked?: Omit<Unmarked, 'text'>): ParsedFact {
  const bare = withoutHighlight(text);
  const name = label && tidy(label.replace(/(?<!\s)\s*\/\s*/g, '/').replace(/[:：]$/u, ''));
  const said = withoutStop(bare.text);
  const highlights = [...new Set([...(marked?.highlights ?? []), ...bare.highlights])].filter(
    (part) => part !== said && said.includes(part),
  );
  return {
    role: role === 'feature' && NUMBER.test(said) ? 'number' : role,
    ...(name ? { label: name } : {}),
    text: said,
    emphasised: marked?.emphasised === true || bare.emphasised,
    ...(highlights.length > 0 ? { highlights } : {}),
    lines,
  };
}

/** `4`, `1 884`, `30 minutes`, `99.9 %`: a value, with what it counts at most. */
const NUMBER = /^[~≈<>≤≥±]?\s?\p{N}[\p{N}.,\u00a0 ]*\+?(?:\s?[%‰°$€£]\p{L}?|\s\p{L}+)?$/u;

function isLinks(cell: TableRow['children'][number] | undefined): boolean {
  return (
    cell?.children.every((child) => child.type === 'link' || (child.type === 'text' && !/[\p{L}\p{N}]/u.test(child.value))) ??
    false
  );
}

function cellsOf(row: TableRow): string[] {
  return row.children.map((cell) => plainText(cell.children));
}

function splitOutsideParentheses(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const c of text) {
    if (c === '(') depth += 1;
    if (c === ')') depth -= 1;
    if (c === ',' && depth <= 0) parts.push('');
    else parts.push((parts.pop() ?? '') + c);
  }
  return parts.map((part) => withoutHighlight(part).text).filter(Boolean);
}

function lineRange(node: Nodes): LineRange {
  const { position } = node;
  // Every node of a parsed text has its position; only made-up trees lack it.
  if (!position) throw new Error(`A ${node.type} without a position`);
  return { from: position.start.line, to: position.end.line };
}

/** A list ends at its last text: the blank lines after it belong to nobody. */
function lastLine(node: Nodes): number {
  if (node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote') {
    return Math.max(lineRange(node).from, ...node.children.map(lastLine));
  }
  return lineRange(node).to;
}
