import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { deflateSync, inflateSync } from 'fflate';
import { crc32 } from '#core/crc32.ts';
import type { Deck } from '#core/decks/deck.ts';
import { fromBase64Url, toBase64Url } from '#core/quiz/base64-url.ts';
import { drawQuestions, questionsOf } from '#core/quiz/generate.ts';
import { shareQuestions } from '#core/quiz/share.ts';
import { sealed } from './seal.ts';

const encoder = new TextEncoder();

/** Notes of so many things; every text of theirs has a word of its own by which it is found again in a backup. */
export function markedNotes(things: number): string {
  const thing = (key: number) =>
    `## Thing ${mark(key)}\n\n- **Purpose**: Does what ${mark(key)} says of it.\n- **Use ${mark(key)}**: Where ${mark(key)} is wanted by all.\n`;
  return `# Deck\n\n${Array.from({ length: things }, (_, key) => thing(key)).join('\n')}`;
}

function mark(key: number): string {
  return `Zq${key}Qz`;
}

/**
 * A backup of the app itself in which every such word is another text, in every row that has it: a whole file, with a
 * checksum that fits. Every second thing has its cards written over by the learner as well.
 */
export function hostileBackup(file: Uint8Array, texts: readonly string[]): Uint8Array {
  const lines = gunzipSync(file).toString().trimEnd().split('\n').slice(0, -1);
  const rows = lines.map((line) => JSON.stringify(changed(JSON.parse(line), texts)));
  const overlays = lines.flatMap((line) => {
    const { table, row } = JSON.parse(line) as { table?: string; row: Entity };
    const key = table === 'entities' ? Number(/Zq(\d+)Qz/.exec(row.name)?.[1] ?? '1') : 1;
    const text = texts[key];
    if (key % 2 === 1 || text === undefined) return [];
    return row.notes
      .flatMap(({ cards }) => cards)
      .map(({ id }) => ({ id, deck: row.deck, entity: row.id, front: text, back: text, tags: [text.slice(0, 100)], flag: 1 }));
  });
  return gzipSync(sealed([...rows, ...overlays.map((row) => JSON.stringify({ table: 'overlays', row }))]));
}

interface Entity {
  readonly id: string;
  readonly deck: string;
  readonly name: string;
  readonly notes: readonly { readonly cards: readonly { readonly id: string }[] }[];
}

function changed(value: unknown, texts: readonly string[]): unknown {
  if (typeof value === 'string') return value.replace(/Zq(\d+)Qz/g, (all, key: string) => texts[Number(key)] ?? all);
  if (Array.isArray(value)) return value.map((each) => changed(each, texts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, changed(each, texts)]));
}

const head = '{"format":"cardwright-backup","version":1,"schema":1,"epoch":"a","sequence":0,"madeAt":1,"rows":{}}\n';

/** Files that would fill the memory or never end, each some hundred kilobytes at most. */
export function bombs(): Readonly<Record<string, Uint8Array>> {
  const zeros = gzipSync(Buffer.alloc(256_000_000));
  const many = (line: string, times: number) => gzipSync(head + line.repeat(times));
  return {
    'a gigabyte of zeros': Buffer.concat([zeros, zeros, zeros, zeros]),
    'a line of 100 MB': gzipSync(Buffer.concat([encoder.encode(head), Buffer.alloc(100_000_000, 'a')])),
    'a first line of 100 MB': gzipSync(Buffer.alloc(100_000_000, '{')),
    'lists 100,000 deep': gzipSync(`${head}{"table":"settings","row":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n`),
    'objects 100,000 deep': gzipSync(`${head}${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}\n`),
    'a million commits': many('{"commit":{"kind":"commit","sequence":1,"changes":[]}}\n', 1_000_000),
    'gzip within gzip': gzipSync(gzipSync(gzipSync(Buffer.alloc(100_000_000)))),
    'half of a gzip': zeros.subarray(0, zeros.length / 2),
    'a zip': encoder.encode('PK\u0003\u0004\u0014\u0000\u0000\u0000'),
  };
}

/** Codes as the app makes them, of a quiz that asks one real question and, beside it, what is in no deck. */
export function hostileCodes(text: string): string[] {
  const short = text.slice(0, 300) || 'x';
  const { e, q, ...rest } = packed;
  return [
    coded({ ...rest, e: [...e, short], q: [...q, [short, [[e.length, short]]], [q[0]?.[0] ?? '', [[e.length, short]]]] }),
    coded({ ...rest, d: short, e: [short], q: [[short, [0]]] }),
    coded(text),
  ];
}

const deck = JSON.parse(readFileSync('decks/aws-ml-ai-big-data/deck.json', 'utf8')) as Deck;
const packed = JSON.parse(
  new TextDecoder().decode(
    inflateSync(
      fromBase64Url(shareQuestions(deck.id, drawQuestions(questionsOf(deck), { count: 1, categories: [], seed: 1 })))!.slice(4),
    ),
  ),
) as { readonly e: readonly string[]; readonly q: readonly [string, ...unknown[]][] };

function coded(value: unknown): string {
  const bytes = deflateSync(encoder.encode(JSON.stringify(value)));
  const sum = new Uint8Array(4);
  new DataView(sum.buffer).setUint32(0, crc32(bytes));
  return toBase64Url(new Uint8Array([...sum, ...bytes]));
}
