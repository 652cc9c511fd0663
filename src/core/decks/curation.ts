import * as v from 'valibot';
import { LineCounter, isMap, isNode, isPair, isScalar, parseDocument } from 'yaml';
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
  category: slugText,
  kind: v.picklist(['service', 'suite', 'mode', 'concept']),
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
  title: text,
  /** One sentence for whoever chooses among decks. */
  about: v.optional(text),
  /** When the corrections were checked, where they do not say it themselves. */
  checked: v.optional(date),
  exams: v.optional(v.array(exam), []),
  corrections: v.optional(v.array(correction), []),
  prefixes: v.optional(v.array(text), []),
  /** What "Which ...?" asks for: `AWS service`. */
  noun: v.optional(text),
  categories: v.pipe(v.array(v.strictObject({ id: slugText, name: text })), v.nonEmpty('no category')),
  entities: v.record(slugText, entity),
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
}

export interface ParsedCuration {
  /** Absent when the file cannot be used at all. */
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
  const unplaced: Diagnostic[] = [];
  const { files } = notes ?? {};
  if (notes && files) {
    const placeLine = (line: unknown, key: KeyPath): unknown => {
      const placed = typeof line === 'string' ? findLine(line, files, notes.lineCount) : undefined;
      if (placed === undefined) unplaced.push({ ...nowhere(line, files), severity: 'error', path, ...locate(key) });
      return placed ?? line;
    };
    value = mapLines(value, [], placeLine);
  }
  if (unplaced.length > 0) return { diagnostics: unplaced };
  const parsed = v.safeParse(curation, value);
  if (!parsed.success) return { diagnostics: parsed.issues.map((issue) => schemaDiagnostic(issue, locate, path)) };
  return { curation: { ...parsed.output, path, locate }, diagnostics: [] };
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
function findLine(name: string, files: readonly FilePlace[], lineCount: number): number | undefined {
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

function schemaDiagnostic(issue: Issue, locate: Curation['locate'], path: string): Diagnostic {
  const key: (string | number)[] = (issue.path ?? []).flatMap((item) =>
    typeof item.key === 'string' || typeof item.key === 'number' ? [item.key] : [],
  );
  const name = key.length > 0 ? key.join(' > ') : 'the file';
  const at = { severity: 'error' as const, path, ...locate(key) };
  const { message, help } = explain(issue, key);
  return {
    ...at,
    code: issue.type === 'strict_object' && issue.expected === 'never' ? 'deck/unknown-key' : 'deck/schema',
    message: `${name}: ${message}.`,
    help,
  };
}

function explain(issue: Issue, key: KeyPath): { readonly message: string; readonly help: string } {
  const own = String(key.at(-1) ?? '');
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return { message: 'a key that means nothing here', help: `Remove "${own}", or correct its spelling.` };
  }
  if (issue.received === 'undefined') return { message: 'it is missing', help: `Add ${own === '' ? 'it' : `"${own}"`}.` };
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
