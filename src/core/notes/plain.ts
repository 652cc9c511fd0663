import type { Nodes, PhrasingContent } from 'mdast';
import { tidy, withoutStop } from '../text.ts';

/** The text of inline Markdown without its marks. Struck-out text, images without a description and HTML say nothing. */
export function plainText(nodes: readonly Nodes[]): string {
  return tidy(nodes.map(rawText).join(''));
}

function rawText(node: Nodes): string {
  switch (node.type) {
    case 'text':
      // A tag sorts the note for its author; `#1` and `C#` are none.
      return node.value.includes('#') ? node.value.replace(/(?<![^\s(])#\p{L}[\p{L}\p{N}_/-]*/gu, '') : node.value;
    case 'inlineCode':
      return node.value;
    case 'break':
      return ' ';
    case 'image':
    case 'imageReference':
      return node.alt ?? '';
    case 'delete':
      return '';
    case 'link':
      // `[1]`, which leads to where a clipped page has it from, is no word of the sentence.
      return node.url.includes('#') && /^\[(?:\d{1,3}|note \d{1,2}|[a-z])\]$/.test(node.children.map(rawText).join(''))
        ? ''
        : node.children.map(rawText).join('');
    case 'emphasis':
    case 'strong':
    case 'linkReference':
    case 'paragraph':
    case 'heading':
    case 'tableCell':
      return node.children.map(rawText).join('');
    default:
      return '';
  }
}

export interface Unmarked {
  readonly text: string;
  readonly emphasised: boolean;
  /** What was marked, where that is not all of it. */
  readonly highlights: readonly string[];
}

/** Text that the author marked ==so==: CommonMark leaves the signs in the text, and the full stop may stand outside. */
export function withoutHighlight(text: string): Unmarked {
  if (!text.includes('==')) return { text: tidy(text), emphasised: false, highlights: [] };
  const found: string[] = [];
  const bare = text.replace(/==(?=\S)(.+?)==/g, (_, inside: string) => {
    found.push(tidy(inside));
    return inside;
  });
  const whole = withoutStop(tidy(bare));
  return { text: tidy(bare), emphasised: found.length > 0, highlights: found.filter((part) => withoutStop(part) !== whole) };
}

/** How an address begins that means another note: `[[Name]]`. */
export const NOTE_LINK = 'note:';

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
  if (!first || !(isMarked(first) || isNamingLink(first, others[0]))) return [];
  const runs: { readonly key: PhrasingContent; readonly after: PhrasingContent[] }[] = [{ key: first, after: [] }];
  others.forEach((child, index) => {
    const run = runs.at(-1);
    const next = others[index + 1];
    const opens = isMarked(child) && startsWithColon(next) && run && /[;.,]$/.test(plainText(run.after));
    if (opens) runs.push({ key: child, after: [] });
    else run?.after.push(child);
  });
  return runs.flatMap(({ key, after }) => {
    const head = takeApart(linkedName(key) ?? plainText([key]), plainText(after));
    return head ? [head] : [];
  });
}

function isMarked(node: PhrasingContent): boolean {
  return node.type === 'strong' || node.type === 'emphasis';
}

/** `[[Name]] - text`: a link is a name where a sign parts it from what follows. */
function isNamingLink(node: PhrasingContent, next: PhrasingContent | undefined): boolean {
  return node.type === 'link' && next?.type === 'text' && /^\s*(?:[:：]|[-–—]\s)/u.test(next.value);
}

/** A link between notes names its target, whatever it shows. */
function linkedName(node: PhrasingContent): string | undefined {
  return node.type === 'link' && node.url.startsWith(NOTE_LINK) ? node.url.slice(NOTE_LINK.length) : undefined;
}

function startsWithColon(node: PhrasingContent | undefined): boolean {
  return node?.type === 'text' && /^\s*[:：]/u.test(node.value);
}

function takeApart(key: string, after: string): Head | undefined {
  const inside = /^(.*\S)\s*[:：]$/u.exec(key);
  const name = inside?.[1] ?? key;
  if (!/[\p{L}\p{N}]/u.test(name)) return undefined;
  if (inside) return { name, rest: after, separator: 'colon' };
  const glossed = /^(\([^()]*\))\s*([:：]|[-–—]\s)\s*(?!\s)(.*)$/u.exec(after);
  if (glossed)
    return {
      name: `${name} ${glossed[1] ?? ''}`,
      rest: glossed[3] ?? '',
      separator: /[:：]/u.test(glossed[2] ?? '') ? 'colon' : 'dash',
    };
  const direct = /^([:：]|[-–—](?=\s|$))\s*(?!\s)(.*)$/u.exec(after);
  if (direct) return { name, rest: direct[2] ?? '', separator: /[:：]/u.test(direct[1] ?? '') ? 'colon' : 'dash' };
  const aside = /^\(([^()]*)\)\.?$/.exec(after);
  return { name, rest: aside?.[1] ?? after, separator: 'none' };
}

/** `Serverless: No cluster.` without any bold: a short key before the first colon. */
export function readPlainKey(text: string): { readonly key: string; readonly rest: string } | undefined {
  const match = /^([^:：;,.()]{1,40})(?::\s+|：\s*)(\S.*)$/u.exec(text);
  const key = match?.[1]?.trim();
  if (!key || !match?.[2] || key.split(' ').length > 5) return undefined;
  return { key, rest: match[2] };
}

/** `Serverless - no cluster`: a dash as the only sign; it also stands within sentences, so one alone tells little. */
export function readDashedKey(text: string): { readonly key: string; readonly rest: string } | undefined {
  const dash = text.search(/\s[-–—]\s/u);
  const [key, rest] = [text.slice(0, Math.max(0, dash)).trim(), text.slice(dash + 2).trim()];
  return /^[^:：;,.()]{1,40}$/u.test(key) && rest !== '' && key.split(' ').length <= 4 ? { key, rest } : undefined;
}
