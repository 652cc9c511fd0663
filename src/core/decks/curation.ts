import * as v from 'valibot';
import { LineCounter, isMap, isNode, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { Diagnostic } from '../diagnostic.ts';
import type { FilePlace } from '../notes/files.ts';
import { EXAM_KINDS, FACT_KINDS, STATUS_KINDS } from './deck.ts';
import { PLAIN_REASONS } from './reasons.ts';

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('an empty text'));
const slugText = v.pipe(v.string(), v.regex(/^[\p{Ll}\p{N}]+(?:-[\p{Ll}\p{N}]+)*$/u, 'not a slug'));
const lines = v.pipe(
  v.array(v.pipe(v.number(), v.integer('not a whole number'), v.minValue(1, 'a line before the first'))),
  v.nonEmpty('no line'),
);
/** Ids of corrections that a text follows; without the key, those of its lines. */
const followed = v.optional(v.array(slugText));
const sourced = v.strictObject({ text, lines, corrections: followed });
const date = v.pipe(v.string(), v.isoDate('not a date such as 2026-11-23'));
/** The domain of each exam: `{ aif-c01: fundamentals }`. A judgement of the curator, and kept as one. */
const examTags = v.record(slugText, slugText);

const writtenCard = v.strictObject({
  /** Unique in the entity; keeps the card the same card when it is worded anew. */
  id: v.optional(slugText),
  front: text,
  back: text,
  more: v.optional(text),
  lines,
  priority: v.picklist([1, 2, 3, 4, 5, 6]),
  corrections: followed,
  exams: v.optional(examTags),
  /** Entities that must be known before a contrast is met. */
  needs: v.optional(v.array(slugText)),
  direction: v.picklist(['to-name', 'to-answer']),
});

const entity = v.strictObject({
  name: text,
  aliases: v.optional(v.array(text), []),
  /** Former names, the newest first; each is an alias too. */
  formerly: v.optional(v.array(text), []),
  availability: v.optional(v.picklist(['closed', 'ending', 'ended'])),
  exams: v.optional(examTags, {}),
  scenarios: v.optional(
    v.array(
      v.strictObject({
        id: slugText,
        text,
        lines,
        alsoRight: v.optional(v.array(slugText), []),
        exams: v.optional(examTags),
      }),
    ),
    [],
  ),
  /** Without one, what the heading above it is called. */
  category: v.optional(slugText),
  kind: v.optional(v.picklist(['service', 'suite', 'mode', 'concept']), 'service'),
  partOf: v.optional(slugText),
  subWords: v.optional(v.array(text), []),
  purpose: v.optional(sourced),
  /** What it is in five words, for whoever confuses it with another. */
  gist: v.optional(
    v.pipe(
      text,
      v.check((words) => words.split(/\s+/).length <= 5, 'more than five words'),
    ),
  ),
  stems: v.optional(v.array(sourced), []),
  statements: v.optional(v.array(sourced), []),
  cards: v.optional(v.array(writtenCard), []),
  ruleCards: v.optional(v.boolean(), true),
  drop: v.optional(
    v.array(
      v.strictObject({
        lines,
        /** What kind of reason it is, where one of the usual ones. */
        kind: v.optional(v.picklist([...PLAIN_REASONS, 'duplicate'])),
        reason: text,
        /** Numbers on these lines that no card may have as its answer. */
        numbers: v.optional(v.array(text)),
      }),
    ),
    [],
  ),
});

const correction = v.strictObject({
  id: slugText,
  kind: v.picklist([...STATUS_KINDS, ...FACT_KINDS]),
  entities: v.pipe(v.array(slugText), v.nonEmpty('no entity')),
  lines,
  /** The notes' words, as they stand on each of the lines. */
  notes: text,
  now: text,
  /** What stands in place of the notes' words when rules make cards; for a typo, `now` does. */
  fix: v.optional(text),
  source: v.optional(text),
  /** Instead of the file's own date. */
  checked: v.optional(date),
});

const exam = v.strictObject({
  id: slugText,
  name: text,
  source: text,
  checked: date,
  /** How it is sat. */
  paper: v.optional(
    v.strictObject({
      questions: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
      minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(600)),
      kinds: v.pipe(v.array(v.picklist(EXAM_KINDS)), v.nonEmpty('no kind of question')),
    }),
  ),
  domains: v.pipe(
    v.array(v.strictObject({ id: slugText, name: text, percent: v.pipe(v.number(), v.minValue(0), v.maxValue(100)) })),
    v.nonEmpty('no domain'),
  ),
});

const curation = v.strictObject({
  /** Without one, the notes' own. */
  title: v.optional(text),
  /** One sentence for whoever chooses among decks. */
  about: v.optional(text),
  /** When the corrections were checked, where they do not say it themselves. */
  checked: v.optional(date),
  exams: v.optional(v.array(exam), []),
  corrections: v.optional(v.array(correction), []),
  prefixes: v.optional(v.array(text), []),
  /** What "Which ...?" asks for: `AWS service`. */
  noun: v.optional(text),
  categories: v.optional(v.array(v.strictObject({ id: slugText, name: text })), []),
  entities: v.optional(v.record(slugText, entity), {}),
  families: v.optional(
    v.array(
      v.strictObject({ lines, members: v.pipe(v.array(slugText), v.nonEmpty('no member')), texts: v.optional(v.array(text)) }),
    ),
    [],
  ),
  groups: v.optional(
    v.array(
      v.strictObject({
        id: slugText,
        name: text,
        members: v.array(slugText),
        /** Not mixed up with each other: wrong answers where nearer ones are right as well. */
        wide: v.optional(v.literal(true)),
      }),
    ),
    [],
  ),
  vetoes: v.optional(
    v.array(v.strictObject({ asked: slugText, alsoRight: v.pipe(v.array(slugText), v.nonEmpty('no entity')) })),
    [],
  ),
  genericPhrases: v.optional(v.array(text), []),
  /** Warnings that stay, each with why: of a card (`entity/id`, its front, or an entity), of lines, or of a rule altogether. */
  accepted: v.optional(
    v.array(v.strictObject({ rule: text, card: v.optional(text), lines: v.optional(lines), reason: text })),
    [],
  ),
});

export type CuratedEntity = v.InferOutput<typeof entity>;

export type KeyPath = readonly (string | number)[];

/** What a person decided about a deck, as `deck.yaml` says it. */
export interface Curation extends v.InferOutput<typeof curation> {
  readonly path: string;
  /** Where a key stands in the file, so that whatever is wrong with its value can be shown there. */
  locate(key: KeyPath): { readonly line: number; readonly column: number };
  /** The same without the entries that these diagnostics are about; absent where one of them is about none. */
  leaveOut(faults: readonly Diagnostic[]): ParsedCuration | undefined;
}

export interface ParsedCuration {
  /** Without the entries that errors are about; absent when the file cannot be used at all. */
  readonly curation?: Curation;
  readonly diagnostics: readonly Diagnostic[];
}

/** The notes that a curation is about: where they are several files, `lines` name the file, as in `analytics/Glue.md:3`. */
interface CuratedNotes {
  readonly lineCount: number;
  readonly files?: readonly FilePlace[];
}

export function parseCuration(source: string, path: string, notes?: CuratedNotes): ParsedCuration {
  const counter = new LineCounter();
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false, logLevel: 'error' });
  if (document.errors.length > 0) {
    return { diagnostics: document.errors.map((error) => yamlDiagnostic(error, counter, path)) };
  }
  const locate = (key: KeyPath) => place(document, counter, key);
  let value: unknown;
  try {
    // An alias may stand for a list of aliases: a few lines could otherwise become gigabytes.
    value = document.toJS({ maxAliasCount: 100 });
  } catch {
    return {
      diagnostics: [
        {
          severity: 'error',
          code: 'deck/yaml',
          path,
          line: 1,
          message: 'The aliases (*name) of this file cannot be resolved.',
          help: 'Write out what each alias stands for.',
        },
      ],
    };
  }
  const unplaced: Fault[] = [];
  const { files } = notes ?? {};
  if (notes && files) {
    const placeLine = (line: unknown, key: KeyPath): unknown => {
      const placed = typeof line === 'string' ? findLine(line, files, notes.lineCount) : undefined;
      if (placed === undefined)
        unplaced.push({ key, diagnostic: { ...nowhere(line, files), severity: 'error', path, ...locate(key) } });
      return placed ?? line;
    };
    value = mapLines(value, [], placeLine);
  }
  const leaveOut = (from: unknown, faults: readonly Diagnostic[]): ParsedCuration | undefined => {
    const keys = faults.map((fault) => entryOf(keyAt(document, counter, fault)));
    return keys.includes(undefined) ? undefined : read(withoutKeys(from, keys), []);
  };
  const read = (from: unknown, faults: readonly Fault[]): ParsedCuration => {
    const diagnostics = faults.map(({ diagnostic }) => diagnostic);
    const entries = faults.map(({ key }) => entryOf(key));
    if (entries.includes(undefined)) return { diagnostics };
    const rest = withoutKeys(from, entries);
    const parsed = v.safeParse(curation, rest);
    if (parsed.success)
      return { curation: { ...parsed.output, path, locate, leaveOut: (of) => leaveOut(rest, of) }, diagnostics };
    const found = schemaFaults(parsed.issues, locate, path);
    const next = read(rest, found);
    return { ...next, diagnostics: [...diagnostics, ...next.diagnostics] };
  };
  return read(value, unplaced);
}

interface Fault {
  readonly diagnostic: Diagnostic;
  readonly key: KeyPath;
}

/** Lists whose elements stand for themselves: the others hold without one. */
const LISTS = new Set(
  (
    'categories corrections exams families groups vetoes accepted prefixes genericPhrases aliases formerly subWords stems statements ' +
    'cards drop scenarios'
  ).split(' '),
);

/** The smallest part of a deck.yaml around a key that can be left out, while all else holds; undefined where all hangs on it. */
function entryOf(key: KeyPath): KeyPath | undefined {
  for (let length = key.length; length > 0; length -= 1) {
    const [own, list] = [key[length - 1], key[length - 2]];
    const isElement = typeof own === 'number' && typeof list === 'string' && LISTS.has(list);
    const isOfEntity = key[0] === 'entities' && (length === 2 || (length === 3 && own !== 'name'));
    if (isElement || isOfEntity || length === 1) return key.slice(0, length);
  }
  return undefined;
}

function withoutKeys(value: unknown, keys: readonly (KeyPath | undefined)[]): unknown {
  const own = keys.flatMap((key) => (key === undefined ? [] : [key]));
  if (own.length === 0 || typeof value !== 'object' || value === null) return value;
  const heads = new Map<string | number, KeyPath[]>();
  for (const [head, ...rest] of own) if (head !== undefined) heads.set(head, [...(heads.get(head) ?? []), rest]);
  const goes = (head: string | number) => heads.get(head)?.some((rest) => rest.length === 0) === true;
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => (goes(index) ? [] : [withoutKeys(item, heads.get(index) ?? [])]));
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => (goes(name) ? [] : [[name, withoutKeys(item, heads.get(name) ?? [])]])),
  );
}

/** The value with every element of a list called `lines` mapped. */
function mapLines(value: unknown, key: KeyPath, map: (line: unknown, key: KeyPath) => unknown): unknown {
  if (Array.isArray(value)) {
    const each = key.at(-1) === 'lines' ? map : (item: unknown, at: KeyPath) => mapLines(item, at, map);
    return value.map((item, index) => each(item, [...key, index]));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([own, item]) => [own, mapLines(item, [...key, own], map)]));
}

/** `analytics/Glue.md:3`, or `Glue.md:3` where no other file is called so, counted over all files. */
export function findLine(name: string, files: readonly FilePlace[], lineCount: number): number | undefined {
  const [, path = '', number = ''] = /^(.+):(\d+)$/.exec(name) ?? [];
  const exact = files.findIndex((file) => file.path === path);
  const called = files.filter((file) => file.path.endsWith(`/${path}`));
  const at = exact >= 0 ? exact : called.length === 1 ? files.findIndex((file) => file === called[0]) : -1;
  const file = files[at];
  if (file === undefined) return undefined;
  const line = file.above + Number(number);
  return Number(number) >= 1 && line < (files[at + 1]?.above ?? lineCount + 1) ? line : undefined;
}

function nowhere(line: unknown, files: readonly FilePlace[]): Pick<Diagnostic, 'code' | 'message' | 'help'> {
  const [first] = files;
  const own = `Write the file and its line, such as ${first?.path ?? 'Glue.md'}:1.`;
  if (typeof line !== 'string' || !/:\d+$/.test(line))
    return {
      code: 'deck/line-without-file',
      message: `The notes are ${files.length} files; ${String(line)} is a line of none.`,
      help: own,
    };
  const path = line.replace(/:\d+$/, '');
  const called = files.filter((file) => file.path === path || file.path.endsWith(`/${path}`));
  if (called.length === 1)
    return {
      code: 'deck/line-out-of-range',
      message: `${called[0]?.path ?? path} has no line ${line.slice(path.length + 1)}.`,
      help: 'Give the line of the file that says it.',
    };
  if (called.length > 1)
    return {
      code: 'deck/unknown-file',
      message: `${called.length} files are called ${path}.`,
      help: `Write ${called.map((file) => file.path).join(' or ')}.`,
    };
  return { code: 'deck/unknown-file', message: `There is no file ${path} among the notes.`, help: own };
}

function yamlDiagnostic(
  error: { readonly message: string; readonly pos: [number, number] },
  counter: LineCounter,
  path: string,
): Diagnostic {
  const { line, col } = counter.linePos(error.pos[0]);
  return {
    severity: 'error',
    code: 'deck/yaml',
    path,
    line: Math.max(1, line),
    column: Math.max(1, col),
    message: `This is not YAML: ${error.message.split('\n')[0] ?? ''}`,
    help: 'Check the indent, the colon after each key, and quotes around texts that contain ": " or begin with a sign.',
  };
}

type Issue = v.InferIssue<typeof curation>;

/** What is wrong, once for each entry that lacks several keys. */
function schemaFaults(issues: readonly Issue[], locate: Curation['locate'], path: string): Fault[] {
  const missing = new Map<string, { readonly above: KeyPath; readonly names: string[] }>();
  const faults = issues.flatMap((issue): Fault[] => {
    const key: (string | number)[] = (issue.path ?? []).flatMap((item) =>
      typeof item.key === 'string' || typeof item.key === 'number' ? [item.key] : [],
    );
    if (issue.received === 'undefined' && key.length > 0) {
      const above = key.slice(0, -1);
      const known = missing.get(above.join('\n')) ?? { above, names: [] };
      known.names.push(String(key.at(-1)));
      missing.set(above.join('\n'), known);
      return [];
    }
    const name = key.length > 0 ? key.join(' > ') : 'the file';
    const isUnknown = issue.type === 'strict_object' && issue.expected === 'never';
    const { message, help } = explain(issue, key);
    const code = isUnknown ? 'deck/unknown-key' : 'deck/schema';
    const diagnostic: Diagnostic = { severity: 'error', path, ...locate(key), code, message: `${name}: ${message}.`, help };
    return [{ key, diagnostic }];
  });
  for (const { above, names } of missing.values()) {
    const quoted = names.map((name) => `"${name}"`);
    const last = quoted.pop() ?? '';
    const all = quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
    const message = `${above.join(' > ')}: ${all} ${names.length === 1 ? 'is' : 'are'} missing.`;
    const key = [...above, names[0] ?? ''];
    faults.push({
      key,
      diagnostic: { severity: 'error', path, ...locate(key), code: 'deck/schema', message, help: `Add ${all}.` },
    });
  }
  return faults.sort(
    ({ diagnostic: a }, { diagnostic: b }) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}

function explain(issue: Issue, key: KeyPath): { readonly message: string; readonly help: string } {
  const own = String(key.at(-1) ?? '');
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return { message: 'a key that means nothing here', help: `Remove "${own}", or correct its spelling.` };
  }
  if (issue.type === 'picklist')
    return {
      message: `${issue.received} is none of the possible values`,
      help: `Write ${issue.expected?.replace(/[()]/g, '') ?? 'one of them'}.`,
    };
  if (issue.type === 'regex')
    return {
      message: `${issue.received} is not a slug`,
      help: 'Write lower-case words joined by hyphens, such as amazon-athena.',
    };
  if (issue.kind === 'schema') {
    const wanted: Record<string, string> = {
      Array: 'a list, such as [1, 2]',
      Object: 'keys with values',
      string: 'a text',
      number: 'a number',
      boolean: 'true or false',
    };
    return {
      message: `it is ${issue.received}`,
      help: `Write ${wanted[issue.expected ?? ''] ?? issue.expected ?? 'another value'}.`,
    };
  }
  return { message: issue.message, help: 'Write a value, or remove the key.' };
}

/** The nearest key at or above the one asked for: a missing key is shown at what lacks it. */
function place(document: Document, counter: LineCounter, key: KeyPath): { line: number; column: number } {
  for (let length = key.length; length > 0; length -= 1) {
    const offset = offsetOf(document, key.slice(0, length));
    if (offset !== undefined) {
      const { line, col } = counter.linePos(offset);
      return { line, column: col };
    }
  }
  return { line: 1, column: 1 };
}

/** The innermost key at a place in the file. */
function keyAt(document: Document, counter: LineCounter, { line, column }: Pick<Diagnostic, 'line' | 'column'>): KeyPath {
  const offset = (counter.lineStarts[(line ?? 1) - 1] ?? 0) + (column ?? 1) - 1;
  const key: (string | number)[] = [];
  let node: unknown = document.contents;
  for (;;) {
    if (isMap(node)) {
      const pair = node.items.findLast((item) => isNode(item.key) && (item.key.range?.[0] ?? Infinity) <= offset);
      if (!pair || !isScalar(pair.key)) return key;
      key.push(String(pair.key.value));
      node = pair.value;
    } else if (isSeq(node)) {
      const at = node.items.findLastIndex((item) => isNode(item) && (item.range?.[0] ?? Infinity) <= offset);
      if (at < 0) return key;
      key.push(at);
      node = node.items[at];
    } else return key;
    // A key itself is meant, and not what stands first in its value.
    if (isNode(node) && (node.range?.[0] ?? 0) > offset) return key;
  }
}

function offsetOf(document: Document, key: KeyPath): number | undefined {
  const last = key.at(-1);
  const parent = key.length > 1 ? document.getIn(key.slice(0, -1), true) : document.contents;
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && (isScalar(item.key) ? String(item.key.value) : '') === String(last));
    if (pair && isNode(pair.key)) return pair.key.range?.[0];
  }
  const node = document.getIn(key, true);
  return isNode(node) ? node.range?.[0] : undefined;
}
