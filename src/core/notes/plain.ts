import type { Nodes, PhrasingContent } from 'mdast';
import { tidy } from '../text.ts';

/** The text of inline Markdown without its marks. Struck-out text, images without a description and HTML say nothing. */
export function plainText(nodes: readonly Nodes[]): string {
  return tidy(nodes.map(rawText).join(''));
}

function rawText(node: Nodes): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value;
    case 'break':
      return ' ';
    case 'image':
    case 'imageReference':
      return node.alt ?? '';
    case 'delete':
      return '';
    case 'emphasis':
    case 'strong':
    case 'link':
    case 'linkReference':
    case 'paragraph':
    case 'heading':
    case 'tableCell':
      return node.children.map(rawText).join('');
    default:
      return '';
  }
}

/** Text that the author marked ==so==: CommonMark leaves the signs in the text, and the full stop may stand outside. */
export function withoutHighlight(text: string): { readonly text: string; readonly emphasised: boolean } {
  const bare = text.replace(/==(?=\S)(.+?)==/g, '$1');
  return { text: tidy(bare), emphasised: bare !== text };
}

/** `**Name** (gloss): text`, taken apart. */
export interface Head {
  /** `AI (Artificial Intelligence)`; a gloss belongs to the name only when a colon or dash follows it. */
  readonly name: string;
  /** What follows, without the sign that separates them. */
  readonly rest: string;
  /** The sign between them; a bold word that just begins a sentence has none. */
  readonly separator: 'colon' | 'dash' | 'none';
}

/**
 * The bold or italic keys that open a line, each with the text that follows it: `**CPUs**: few cores; **GPUs**: many` has
 * two. None if the line does not open with one.
 */
export function readHeads(children: readonly PhrasingContent[]): Head[] {
  const [first, ...others] = children.filter((child) => child.type !== 'text' || tidy(child.value) !== '');
  if (!first || !isMarked(first)) return [];
  const runs: { readonly key: PhrasingContent; readonly after: PhrasingContent[] }[] = [{ key: first, after: [] }];
  others.forEach((child, index) => {
    const run = runs.at(-1);
    const next = others[index + 1];
    const opens = isMarked(child) && startsWithColon(next) && run && /[;.,]$/.test(plainText(run.after));
    if (opens) runs.push({ key: child, after: [] });
    else run?.after.push(child);
  });
  return runs.flatMap(({ key, after }) => {
    const head = takeApart(plainText([key]), plainText(after));
    return head ? [head] : [];
  });
}

function isMarked(node: PhrasingContent): boolean {
  return node.type === 'strong' || node.type === 'emphasis';
}

function startsWithColon(node: PhrasingContent | undefined): boolean {
  return node?.type === 'text' && /^\s*:/.test(node.value);
}

function takeApart(key: string, after: string): Head | undefined {
  const inside = /^(.*\S)\s*:$/.exec(key);
  const name = inside?.[1] ?? key;
  if (!/[\p{L}\p{N}]/u.test(name)) return undefined;
  if (inside) return { name, rest: after, separator: 'colon' };
  const glossed = /^(\([^()]*\))\s*(:|[-–—]\s)\s*(.*)$/u.exec(after);
  if (glossed)
    return { name: `${name} ${glossed[1] ?? ''}`, rest: glossed[3] ?? '', separator: glossed[2] === ':' ? 'colon' : 'dash' };
  const direct = /^(:|[-–—](?=\s|$))\s*(.*)$/u.exec(after);
  if (direct) return { name, rest: direct[2] ?? '', separator: direct[1] === ':' ? 'colon' : 'dash' };
  const aside = /^\(([^()]*)\)\.?$/.exec(after);
  return { name, rest: aside?.[1] ?? after, separator: 'none' };
}

/** `Serverless: No cluster.` without any bold: a short key before the first colon. */
export function readPlainKey(text: string): { readonly key: string; readonly rest: string } | undefined {
  const match = /^([^:;,.()]{2,40}):\s+(\S.*)$/u.exec(text);
  const key = match?.[1]?.trim();
  if (!key || !match?.[2] || key.split(' ').length > 5) return undefined;
  return { key, rest: match[2] };
}
