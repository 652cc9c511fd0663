import type { Link, Nodes, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { NOTE_LINK } from './plain.ts';

/**
 * The parser's time grows faster than the text: in a long one, what it makes outlives the collector's first rounds, and some
 * of its steps go through all that is parsed. Texts above WHOLE are parsed heading by heading, in parts of about PART: a page of
 * 600 lines in one go takes a quarter more time for each of them.
 */
const WHOLE = 8_000;
const PART = 4_000;

/** The blocks of a Markdown text, with their lines in the whole of it. */
export function parseMarkdown(text: string): RootContent[] {
  const blocks: RootContent[] = [];
  const parts = splitAtHeadings(text.replace(/^\ufeff/, ''));
  const targets = parts.length > 1 ? linkTargets(text) : NO_TARGETS;
  let waiting = '';
  let least = 0;
  let before = 0;
  parts.forEach((part, index) => {
    waiting += part;
    const isLast = index === parts.length - 1;
    if (waiting.length < least && !isLast) return;
    const lines = countBreaks(waiting);
    const needed = neededBy(waiting, targets);
    const above = countBreaks(needed);
    const parsed = parse(needed + waiting);
    if (!isLast && endsOpen(parsed, above + lines)) {
      // Twice as much the next time, or a text with a fence at its top would be parsed from there at every heading.
      least = waiting.length * 2;
      return;
    }
    for (const block of parsed) if ((block.position?.start.line ?? 0) > above) blocks.push(shift(block, before - above));
    before += lines;
    waiting = '';
    least = 0;
  });
  return blocks;
}

/** A fence or comment that nobody closed swallows what looks like a heading after it: then the parts belong together. */
function endsOpen(blocks: readonly RootContent[], lines: number): boolean {
  const last = blocks.at(-1);
  return (last?.type === 'code' || last?.type === 'html') && (last.position?.end.line ?? 0) >= lines;
}

/** `[1]: https://...` and `[^1]: ...` by their labels: they may stand far from the words that lead to them. */
function linkTargets(text: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const [line, label = ''] of text.matchAll(/^ {0,3}\[([^[\]\n]+)\]:[ \t]*\S.*$/gm)) {
    const key = labelKey(label);
    if (!targets.has(key)) targets.set(key, line);
  }
  return targets;
}

const NO_TARGETS: ReadonlyMap<string, string> = new Map();

/** What a part leads to, with a rule below it, to be parsed above the part. */
function neededBy(part: string, targets: ReadonlyMap<string, string>): string {
  if (targets.size === 0) return '';
  const labels = new Set([...part.matchAll(/\[([^[\]\n]+)\]/g)].map(([, label = '']) => labelKey(label)));
  const needed = [...labels].flatMap((label) => targets.get(label) ?? []);
  return needed.length === 0 ? '' : `${needed.join('\n\n')}\n\n***\n`;
}

function labelKey(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}

function parse(text: string): RootContent[] {
  const blocks = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }).children;
  if (text.includes('[[')) for (const block of blocks) linkNotes(block);
  return blocks;
}

/** `[[Name]]`, `[[Name|shown]]` and `[[Name#heading]]`, which CommonMark leaves in the text. */
function linkNotes(node: Nodes): void {
  if (!('children' in node)) return;
  if (!node.children.some((child) => child.type === 'text' && child.value.includes('[['))) {
    for (const child of node.children) linkNotes(child);
    return;
  }
  const children = (node.children as PhrasingContent[]).flatMap((child): PhrasingContent[] => {
    if (child.type !== 'text') {
      linkNotes(child);
      return [child];
    }
    const parts = child.value.split(/(\[\[[^[\]\n]+\]\])/);
    let breaks = 0;
    return parts.filter(Boolean).map((part): PhrasingContent => {
      const match = /^\[\[([^[\]|#^]*)((?:[#^][^[\]|]*)?)(?:\|([^[\]]*))?\]\]$/.exec(part);
      // Each has a place of its own, with its own lines: it is moved when the part is put back into the whole.
      const above = breaks;
      breaks += part.split('\n').length - 1;
      const { position } = child;
      const start = position && { ...position.start, line: position.start.line + above };
      const at = position && start ? { position: { start, end: { ...position.end, line: position.start.line + breaks } } } : {};
      if (!match) return { type: 'text', value: part, ...at };
      const name = (match[1] ?? '').replace(/^.*\//, '').trim();
      const shown = match[3]?.trim() || name || (match[2] ?? '').replace(/^[#^]+/, '');
      const link: Link = { type: 'link', url: NOTE_LINK + (name || shown), children: [{ type: 'text', value: shown }], ...at };
      return link;
    });
  });
  (node as { children: PhrasingContent[] }).children = children;
}

function splitAtHeadings(text: string): string[] {
  if (text.length <= WHOLE) return [text];
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(/^#{1,6}[ \t]/gm)) {
    if (match.index - from < PART) continue;
    parts.push(text.slice(from, match.index));
    from = match.index;
  }
  parts.push(text.slice(from));
  return parts;
}

/** The longest stretch without a heading, which has to be parsed in one go. */
export function longestPart(text: string): number {
  return Math.max(...splitAtHeadings(text).map((part) => part.length));
}

function countBreaks(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

export function shift<Node extends Nodes>(node: Node, lines: number): Node {
  if (lines === 0) return node;
  if (node.position) {
    node.position.start.line += lines;
    node.position.end.line += lines;
  }
  if ('children' in node) for (const child of node.children) shift(child, lines);
  return node;
}
