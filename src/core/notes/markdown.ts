import type { Link, Nodes, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { NOTE_LINK } from './plain.ts';

/** The parser's time grows with the square of the text; texts above this are parsed heading by heading, in parts of about this. */
const PART = 40_000;

/** The blocks of a Markdown text, with their lines in the whole of it. */
export function parseMarkdown(text: string): RootContent[] {
  const blocks: RootContent[] = [];
  const parts = splitAtHeadings(text.replace(/^\ufeff/, ''));
  let waiting = '';
  let before = 0;
  parts.forEach((part, index) => {
    waiting += part;
    const parsed = parse(waiting);
    const lines = countBreaks(waiting);
    if (index < parts.length - 1 && endsOpen(parsed, lines)) return;
    for (const block of parsed) blocks.push(shift(block, before));
    before += lines;
    waiting = '';
  });
  return blocks;
}

/** A fence or comment that nobody closed swallows what looks like a heading after it: then the parts belong together. */
function endsOpen(blocks: readonly RootContent[], lines: number): boolean {
  const last = blocks.at(-1);
  return (last?.type === 'code' || last?.type === 'html') && (last.position?.end.line ?? 0) >= lines;
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
    return parts.filter(Boolean).map((part): PhrasingContent => {
      const match = /^\[\[([^[\]|#^]*)((?:[#^][^[\]|]*)?)(?:\|([^[\]]*))?\]\]$/.exec(part);
      // Each has a place of its own: it is moved when the part is put back into the whole.
      const at = child.position ? { position: { start: { ...child.position.start }, end: { ...child.position.end } } } : {};
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
  if (text.length <= PART) return [text];
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
