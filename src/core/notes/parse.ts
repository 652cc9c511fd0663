import type { Heading, List, ListItem, Nodes, Paragraph, RootContent, Table, TableRow } from 'mdast';
import type { Diagnostic } from '../diagnostic.ts';
import { countWords, tidy, withoutStop } from '../text.ts';
import { parseMarkdown } from './markdown.ts';
import { fieldRole, isGroupingTable, isPropertyTable, listingColumn } from './fields.ts';
import type { FactRole, LineRange, Notebook, ParsedEntity, ParsedFact } from './notebook.ts';
import { plainText, readHeads, readPlainKey, withoutHighlight } from './plain.ts';
import type { Head } from './plain.ts';
import { refuse } from './refuse.ts';

/**
 * Notes are understood by their shape alone. A heading whose list has fields (`**Type**: ...`) or plain bullets, or that
 * has prose, is the thing described; a bullet that opens with a bold name, and a row of a table, describes the thing it
 * names; other headings only sort.
 */
export function parseNotes(text: string, path: string): Notebook {
  const source = splitLines(text);
  const empty = { path, source, lineCount: source.length, entities: [], marks: [] };
  const refused = refuse(text, path);
  if (refused) return { ...empty, diagnostics: [refused] };

  const sections = splitSections(parseMarkdown(text));
  const reader = new Reader(path, recurringKeys(sections));
  for (const section of sections) reader.readSection(section);
  const entities = reader.entities.sort((a, b) => a.lines.from - b.lines.from);
  const title = sections.find((section) => section.heading)?.heading;
  const diagnostics = [...reader.diagnostics];
  if (!entities.some((entity) => entity.facts.length > 0)) {
    diagnostics.push({
      severity: 'error',
      code: 'notes/nothing-found',
      path,
      line: 1,
      message: 'Nothing in these notes says something about a thing that has a name.',
      help: 'Give each thing a heading with bullets such as "- **Purpose**: ..." below it, or a bullet such as "- **Name**: what it is".',
    });
  }
  return { ...empty, ...(title?.depth === 1 ? { title: plainText(title.children) } : {}), entities, diagnostics };
}

function splitLines(text: string): string[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}

interface Section {
  readonly heading?: Heading;
  readonly path: readonly string[];
  readonly content: readonly RootContent[];
  /** Whether other headings stand below this one. */
  readonly sorts: boolean;
}

function splitSections(nodes: readonly RootContent[]): Section[] {
  const sections: (Section & { sorts: boolean })[] = [];
  const above: { readonly depth: number; readonly text: string }[] = [];
  let content: RootContent[] = [];
  sections.push({ path: [], content, sorts: false });
  for (const node of nodes) {
    if (node.type !== 'heading') {
      content.push(node);
      continue;
    }
    while ((above.at(-1)?.depth ?? 0) >= node.depth) above.pop();
    const last = sections.at(-1);
    if (last?.heading && last.heading.depth < node.depth) last.sorts = true;
    content = [];
    sections.push({ heading: node, path: above.map((heading) => heading.text), content, sorts: false });
    above.push({ depth: node.depth, text: withoutHighlight(plainText(node.children)).text });
  }
  return sections;
}

/**
 * Keys that stand below several headings, such as `Artist` and `Year` below each painting: the author's own fields, in
 * whatever language, rather than names of things.
 */
function recurringKeys(sections: readonly Section[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const recurring = new Set<string>();
  for (const section of sections) {
    const lists = section.content.filter((node) => node.type === 'list');
    const keys = new Set(lists.flatMap(readList).flatMap((bullet) => bullet.heads.map((head) => head.name)));
    for (const key of keys) (seen.has(key) ? recurring : seen).add(key);
  }
  return recurring;
}

/** A bullet, its opening words taken apart, with what stands below it. */
interface Bullet {
  readonly heads: readonly Head[];
  readonly text: string;
  readonly emphasised: boolean;
  readonly lines: LineRange;
  readonly whole: LineRange;
  readonly children: readonly Bullet[];
}

class Reader {
  readonly entities: ParsedEntity[] = [];
  readonly diagnostics: Diagnostic[] = [];
  private readonly path: string;
  private readonly recurring: ReadonlySet<string>;

  constructor(path: string, recurring: ReadonlySet<string>) {
    this.path = path;
    this.recurring = recurring;
  }

  readSection(section: Section): void {
    const heading = section.heading ? withoutHighlight(plainText(section.heading.children)).text : '';
    const below = heading ? [...section.path, heading] : section.path;
    const content = section.content.flatMap(unwrapQuote);
    const bullets = content.flatMap((node) => (node.type === 'list' ? readList(node) : []));
    const prose = content.filter((node): node is Paragraph => node.type === 'paragraph' && plainText(node.children) !== '');

    const fields = bullets.filter((bullet) => bulletRole(bullet) !== undefined);
    const named = bullets.filter((bullet) => bullet.heads.length > 0 && bulletRole(bullet) === undefined);
    const plain = bullets.length - fields.length - named.length;
    const labels = named.filter((bullet) => this.recurring.has(bullet.heads[0]?.name ?? ''));
    const labelled = labels.length >= 2 && labels.length * 2 >= named.length;
    const bulletsDescribeHeading = heading !== '' && (fields.length > 0 || labelled || plain > named.length);

    const facts: ParsedFact[] = [];
    prose.forEach((paragraph, index) => facts.push(...proseFacts(paragraph, heading, index === 0 ? 'description' : 'feature')));
    // Words that only introduce what follows describe nothing, unless they say what the heading is.
    const introduces = (section.sorts || named.length > 0) && !bulletsDescribeHeading && facts[0]?.role !== 'definition';
    if (introduces && section.heading) facts.length = 0;
    if (bulletsDescribeHeading) facts.push(...bullets.flatMap((bullet) => factsOf(bullet, 'feature')));
    else for (const bullet of bullets) this.readNamedBullet(bullet, below);
    for (const node of content) {
      if (node.type === 'table') facts.push(...this.readTable(node, below));
    }

    if (!section.heading) {
      for (const fact of facts) this.sayNothingNamed(fact.lines.from);
      return;
    }
    if (facts.length === 0) return;
    const from = lineRange(section.heading).from;
    const to = Math.max(from, ...section.content.filter((node) => node.type !== 'thematicBreak').map(lastLine));
    facts.sort((a, b) => a.lines.from - b.lines.from);
    this.entities.push({ heading, path: section.path, facts, lines: { from, to } });
  }

  private readNamedBullet(bullet: Bullet, path: readonly string[]): void {
    const [first, ...others] = bullet.heads;
    if (!first) {
      const plain = readPlainKey(bullet.text);
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
    const isA = head.separator === 'none' ? IS_A.exec(said)?.[1] : said;
    if (said)
      facts.push({ role: isA ? 'definition' : 'feature', text: isA ?? said, emphasised: bullet.emphasised, lines: bullet.lines });
    const describing = bullet.children.some((child) => bulletRole(child) !== undefined);
    for (const child of bullet.children) {
      if (child.heads.length > 0 && !describing) this.readNamedBullet(child, [...path, head.name]);
      else facts.push(...factsOf(child, 'feature'));
    }
    this.entities.push({ heading: head.name, path, facts, lines: bullet.whole });
  }

  /** Rows that describe what their first cell names become entities; what is said of the heading is given back. */
  private readTable(table: Table, path: readonly string[]): ParsedFact[] {
    const [top, ...rows] = table.children;
    if (!top) return [];
    const header = cellsOf(top);
    if (isPropertyTable(header) && path.length > 0) {
      return rows.flatMap((row) => {
        const [label, ...values] = cellsOf(row);
        const text = values.filter(Boolean).join('; ');
        return label && text ? [makeFact('feature', text, lineRange(row), label)] : [];
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
      if (!value) return [];
      const title = header[index + 1] ?? '';
      const role = fieldRole(title);
      if (role) return [makeFact(role, value, lines)];
      // The only column beside the names describes them, whatever it is called.
      const only = header.slice(1).every((other, n) => n === index || other === '');
      return [only || title === '' ? makeFact('description', value, lines) : makeFact('feature', value, lines, title)];
    });
    this.entities.push({ heading: withoutHighlight(name).text, path, facts, lines });
  }

  private readGroupRow(header: readonly string[], cells: readonly string[], row: TableRow, path: readonly string[]): void {
    const column = listingColumn(header);
    const lines = lineRange(row);
    const facts = cells
      .filter((cell, index) => index > 0 && index !== column && cell)
      .map((cell) => makeFact('shared', cell, lines));
    for (const name of splitOutsideParentheses(cells[column] ?? '')) {
      this.entities.push({ heading: name, path: cells[0] ? [...path, cells[0]] : path, facts, lines });
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

function unwrapQuote(node: RootContent): RootContent[] {
  return node.type === 'blockquote' ? node.children.flatMap(unwrapQuote) : [node];
}

function readList(list: List): Bullet[] {
  return list.children.map(readItem).filter((bullet) => bullet.text !== '' || bullet.children.length > 0);
}

function readItem(item: ListItem): Bullet {
  const [first, ...others] = item.children;
  const opening = first?.type === 'paragraph' ? first : undefined;
  const below = (opening ? others : item.children).flatMap((node): Bullet[] => {
    if (node.type === 'list') return readList(node);
    if (node.type !== 'paragraph') return [];
    const more = withoutHighlight(plainText(node.children));
    return more.text ? [{ heads: [], ...more, lines: lineRange(node), whole: lineRange(node), children: [] }] : [];
  });
  const lines = lineRange(opening ?? item);
  return {
    heads: opening ? readHeads(opening.children) : [],
    ...withoutHighlight(opening ? plainText(opening.children) : ''),
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
    const own = key.rest ? [makeFact(role, key.rest, bullet.lines, undefined, bullet.emphasised)] : [];
    return [...own, ...below(role === 'type' || role === 'description' ? 'feature' : role)];
  }
  if (key && key.rest === '' && bullet.children.length > 0) return below(inherited, key.key);
  if (!key && bullet.children.length > 0 && countWords(bullet.text) <= 4) return below(inherited, withoutStop(bullet.text));
  const own = key
    ? makeFact(inherited, key.rest || key.key, bullet.lines, key.rest ? key.key : label, bullet.emphasised)
    : makeFact(inherited, bullet.text, bullet.lines, label, bullet.emphasised);
  return [...(own.text ? [own] : []), ...below(inherited, own.label)];
}

function proseFacts(paragraph: Paragraph, heading: string, role: FactRole): ParsedFact[] {
  const { text, emphasised } = withoutHighlight(plainText(paragraph.children));
  const definition = heading === '' ? undefined : withoutSubject(text, heading);
  const lines = lineRange(paragraph);
  if (definition) return [makeFact('definition', definition, lines, undefined, emphasised)];
  return text ? [makeFact(role, text, lines, undefined, emphasised)] : [];
}

/** `A bowline is a knot that ...` below the heading Bowline says what it is: the rest of the sentence. */
function withoutSubject(text: string, heading: string): string | undefined {
  const bare = text.replace(/^(?:the|an?)\s+/i, '');
  const name = [heading, heading.replace(/\s*\([^()]*\)$/, '')].find((one) =>
    bare.toLowerCase().startsWith(`${one.toLowerCase()} `),
  );
  return name === undefined ? undefined : IS_A.exec(bare.slice(name.length + 1))?.[1];
}

const IS_A = /^(?:is|are|was|were|means|refers to)\s+(?:(?:an?|the)\s+)?(.+)$/i;

function makeFact(role: FactRole, text: string, lines: LineRange, label?: string, emphasised = false): ParsedFact {
  const bare = withoutHighlight(text);
  const name = label && tidy(label.replace(/\s*\/\s*/g, '/').replace(/:$/, ''));
  return {
    role,
    ...(name ? { label: name } : {}),
    text: withoutStop(bare.text),
    emphasised: emphasised || bare.emphasised,
    lines,
  };
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
