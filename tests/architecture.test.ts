import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';

/** Who may import whom: `core <- storage <- workers <- state <- views`, `core <- interop <- workers`, `core <- cli`. */
const layers: Record<string, readonly string[]> = {
  core: ['core'],
  storage: ['core', 'storage'],
  interop: ['core', 'interop'],
  workers: ['core', 'storage', 'interop', 'workers'],
  state: ['core', 'storage', 'interop', 'workers', 'state'],
  // Not storage: what a view shows comes through state.
  views: ['core', 'interop', 'workers', 'state', 'views'],
  cli: ['core', 'cli'],
  'main.tsx': ['core', 'storage', 'interop', 'workers', 'state', 'views'],
};

/** Packages that belong to one place; the others are free. */
const packages: readonly (readonly [name: RegExp, owners: RegExp])[] = [
  [/^ts-fsrs$/, /^core\/scheduling\/fsrs\.ts$/],
  [/^dexie$/, /^storage\//],
  [/^dexie-react-hooks$/, /^state\/live\//],
  [/^workbox-/, /^workers\//],
  [/^react$/, /^(state|views)\/|^main\.tsx$/],
  [/^react-dom$|^wouter$/, /^views\/|^main\.tsx$/],
  [/^zustand$/, /^(state|views)\//],
  [/^(node:|sirv$|vite$|tsx$|@playwright\/)/, /^cli\//],
];

/** Only these ask IndexedDB itself, before Dexie is there or when it cannot open: everything else goes through Dexie. */
const asksIndexedDB = /^storage\/(first-look|rescue|raw)\.ts$/;

// Parsing all of src takes seconds where the machine is busy.
test('every file of src stays in its place', { timeout: 60_000 }, () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(tsx?|mjs)$/.test(path))
    .map((path) => [path, readFileSync(join('src', path), 'utf8')] as const);
  expect(files.length).toBeGreaterThan(10);
  expect(violations(new Map(files))).toEqual([]);
});

describe('a planted mistake is refused', () => {
  test.each([
    ['an import', 'core/a.ts', `import { db } from '#storage/database.ts';`],
    ['an import of a type', 'core/a.ts', `import type { Row } from '#storage/rows.ts';`],
    ['an import of a type among values', 'views/a.tsx', `import { type Row } from '#storage/rows.ts'; const a = <p />;`],
    ['an import for its effect', 'core/a.ts', `import '../views/App.tsx';`],
    ['a dynamic import', 'interop/a.ts', `const open = () => import('#storage/open.ts');`],
    ['a dynamic import with a template', 'interop/a.ts', 'const open = () => import(`#storage/open.ts`);'],
    ['a dynamic import of who knows what', 'state/a.ts', 'const open = (name: string) => import(name);'],
    ['a re-export', 'storage/a.ts', `export { App } from '../views/App.tsx'; export const a = 1;`],
    ['a re-export of everything', 'storage/a.ts', `export * from '#state/clock.ts'; export const a = 1;`],
    ['a re-export of a type', 'storage/a.ts', `export type { Clock } from '#state/services.ts'; export const a = 1;`],
    ['a type by import()', 'views/a.ts', `export type Row = import('#storage/rows.ts').Row;`],
    ['typeof import()', 'views/a.ts', `export type Rows = typeof import('#storage/rows.ts');`],
    ['import with require', 'core/a.ts', `import rows = require('#storage/rows.ts');`],
    ['a glob', 'views/a.ts', `const rows = import.meta.glob('../storage/*.ts');`],
    ['an address of a file', 'views/a.ts', `const url = new URL('../storage/rows.ts', import.meta.url);`],
    ['an import with a query', 'core/a.ts', `import url from '#workers/pack.worker.ts?worker&url';`],
    ['a view from a command line', 'cli/a.ts', `import { App } from '#views/App.tsx';`],
    ['main from anywhere', 'views/a.ts', `import '../main.tsx';`],
    ['a test from the app', 'views/a.ts', `import { aCard } from '#tests/support/a-card.ts';`],
    ['a file outside', 'core/a.ts', `import notes from '../../decks/notes.json';`],
    ['React in core', 'core/a.ts', `import { useState } from 'react';`],
    ['a type of React in core', 'core/a.ts', `import type { ReactNode } from 'react';`],
    ['JSX helpers of React in core', 'core/a.ts', `import { jsx } from 'react/jsx-runtime';`],
    ['Dexie in core', 'core/a.ts', `import { Dexie } from 'dexie';`],
    ['Dexie in a view', 'views/a.ts', `import type { Table } from 'dexie';`],
    ['live hooks outside state/live', 'views/a.ts', `import { useLiveQuery } from 'dexie-react-hooks';`],
    ['a second import of ts-fsrs', 'core/scheduling/review.ts', `import { Rating } from 'ts-fsrs';`],
    ["Node's modules in core", 'core/a.ts', `import { readFileSync } from 'node:fs';`],
    ["Node's modules without node:", 'core/a.ts', `import { join } from 'path';`],
    ['the clock in core', 'core/a.ts', 'export const now = () => Date.now();'],
    ['the clock as a date', 'core/a.ts', 'export const now = () => new Date();'],
    ['the clock as a word', 'core/a.ts', 'export const now = () => Date();'],
    ['the clock handed on', 'core/a.ts', 'export const now = Date.now;'],
    ['the other clock', 'core/a.ts', 'export const now = () => performance.now();'],
    ['chance in core', 'core/a.ts', 'export const roll = () => Math.random();'],
    ['chance in brackets', 'core/a.ts', `export const roll = () => Math['random']();`],
    ['chance taken out', 'core/a.ts', 'const { random } = Math;'],
    ['chance of the platform', 'core/a.ts', 'export const id = () => crypto.randomUUID();'],
    ['a global by its other name', 'core/a.ts', 'export const id = () => globalThis.crypto.randomUUID();'],
    ['IndexedDB in a command', 'storage/commands/a.ts', `indexedDB.open('cardwright');`],
    ['IndexedDB by window', 'views/a.ts', `window.indexedDB.deleteDatabase('cardwright');`],
    ['an index file', 'core/index.ts', 'export const a = 1;'],
    ['an index file by another name', 'core/all.ts', `export * from './ids.ts'; export { b } from './b.ts';`],
    ['a file that does not parse', 'core/a.ts', 'const = 1;'],
    ['a file that belongs to no layer', 'helpers/a.ts', 'export const a = 1;'],
  ])('%s', (_what, path, source) => {
    expect(violations(new Map([[path, source]]))).toHaveLength(1);
  });
});

test.each([
  ['main.tsx', `import { open } from '#storage/open.ts'; import('./views/App.tsx'); import.meta.glob('../decks/*/deck.json');`],
  ['core/scheduling/fsrs.ts', `import { fsrs } from 'ts-fsrs'; import type { Memory } from './schedule.ts';`],
  [
    'core/a.ts',
    `import { fromMarkdown } from 'mdast-util-from-markdown'; const at = new Date(0); const a = { crypto: Math.max(1, 2) };`,
  ],
  ['storage/first-look.ts', `indexedDB.open('cardwright');`],
  ['state/live/today.ts', `import { useLiveQuery } from 'dexie-react-hooks'; import type { DayRow } from '#storage/rows.ts';`],
  [
    'views/App.tsx',
    `import { Link } from 'wouter'; import './styles/base.css'; import { useStudy } from '#state/study-store.ts';`,
  ],
  ['cli/serve.ts', `import sirv from 'sirv'; import { join } from 'node:path';`],
])('%s may do what it is there for', (path, source) => {
  expect(violations(new Map([[path, source]]))).toEqual([]);
});

/** What is wrong with files of src, by path from there. */
function violations(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, source]) => {
    const layer = path.split('/')[0] ?? '';
    const allowed = layers[layer];
    if (!allowed) return path.endsWith('.d.ts') ? [] : [`${path}: belongs to no layer`];
    const { program, errors } = parseSync(path, source);
    if (errors.length > 0) return [`${path}: does not parse: ${errors[0]?.message ?? ''}`];
    const body = program.body as unknown as Node[];
    const nodes = body.flatMap(descendants);
    const imports = nodes.flatMap((node) => importsOf(node).map((specifier) => wrongImport(path, specifier, allowed)));
    const uses = nodes.map((node) => wrongUse(path, layer, node));
    return [...imports, ...uses, wrongShape(path, body)]
      .filter((words) => words !== undefined)
      .map((words) => `${path}: ${words}`);
  });
}

function wrongImport(path: string, specifier: string | undefined, allowed: readonly string[]): string | undefined {
  if (specifier === undefined) return 'imports a name made at run time, which no test can follow';
  const target = fileOf(path, specifier);
  if (target === undefined) return wrongPackage(path, specifier);
  if (target.startsWith('../decks/') && path === 'main.tsx') return undefined;
  return allowed.includes(target.split('/')[0] ?? '') ? undefined : `must not import ${specifier}`;
}

function wrongPackage(path: string, specifier: string): string | undefined {
  const name = isBuiltin(specifier)
    ? `node:${specifier}`
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');
  const rule = packages.find(([pattern]) => pattern.test(name));
  return !rule || rule[1].test(path) ? undefined : `must not import the package ${specifier}`;
}

/** The path from src of `#core/ids.ts` or `./ids.ts?url`; undefined for a package. */
function fileOf(path: string, specifier: string): string | undefined {
  const file = specifier.replace(/\?.*$/, '');
  if (file.startsWith('#')) return file.slice(1);
  if (file.startsWith('/')) return posix.relative('/src', file);
  return file.startsWith('.') ? posix.join(posix.dirname(path), file) : undefined;
}

const globals = new Set(['globalThis', 'window', 'self']);
const impure = new Set(['performance', 'crypto']);

function wrongUse(path: string, layer: string, node: Node): string | undefined {
  const { callee, object, property, init } = node as Record<string, Node | undefined>;
  const name = property?.type === 'Literal' ? property.value : property?.name;
  if (node.type === 'MemberExpression' && !asksIndexedDB.test(path)) {
    if (object?.name === 'indexedDB') return 'asks IndexedDB itself';
    if (name === 'indexedDB' && globals.has(String(object?.name))) return 'asks IndexedDB itself';
  }
  if (layer !== 'core') return undefined;
  if (node.type === 'MemberExpression') {
    if (object?.name === 'Date' && name === 'now') return 'reads the clock: Date.now';
    if (object?.name === 'Math' && name === 'random') return 'asks chance: Math.random';
    if (object?.name === 'globalThis') return `takes from the platform: globalThis.${String(name)}`;
    if (object?.type === 'Identifier' && impure.has(String(object.name)))
      return `takes from the platform: ${String(object.name)}`;
  }
  if (node.type === 'VariableDeclarator' && (init?.name === 'Math' || init?.name === 'Date')) return 'takes Math or Date apart';
  const makesNow =
    node.type === 'CallExpression' || (node.type === 'NewExpression' && (node.arguments as unknown[]).length === 0);
  return makesNow && callee?.name === 'Date' ? 'reads the clock: Date' : undefined;
}

function wrongShape(path: string, body: readonly Node[]): string | undefined {
  if (/(^|\/)index\.tsx?$/.test(path)) return 'is an index file: import from the file that defines a thing';
  const passesOn = (node: Node) => /^Export(All|Named)Declaration$/.test(node.type) && node.source;
  return body.length > 0 && body.every(passesOn) ? 'only passes on what others define' : undefined;
}

interface Node extends Record<string, unknown> {
  readonly type: string;
}

/** What a node imports; undefined for a name that is not written out. */
function importsOf(node: Node): (string | undefined)[] {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return [text(node.source)];
    case 'ExportNamedDeclaration':
      return node.source ? [text(node.source)] : [];
    case 'TSExternalModuleReference':
      return [text(node.expression)];
    case 'NewExpression':
    case 'CallExpression':
      return addressesIn(node);
    default:
      return [];
  }
}

/** `import.meta.glob('./x/*')` and `new URL('./x', import.meta.url)`, which Vite follows like imports. */
function addressesIn(node: Node): (string | undefined)[] {
  const callee = node.callee as Node;
  const [first, second] = node.arguments as Node[];
  const isMeta = (value: unknown): boolean => isNode(value) && (value.type === 'MetaProperty' || isMeta(value.object));
  if (node.type === 'CallExpression' && isMeta(callee)) {
    return (first?.type === 'ArrayExpression' ? (first.elements as Node[]) : [first]).map(text);
  }
  return node.type === 'NewExpression' && callee.name === 'URL' && isMeta(second) && text(first) ? [text(first)] : [];
}

function text(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TSLiteralType') return text(node.literal);
  const quasis = node.quasis as { value: { cooked: string } }[] | undefined;
  return node.type === 'TemplateLiteral' && quasis?.length === 1 ? quasis[0]?.value.cooked : undefined;
}

function descendants(node: Node): Node[] {
  const children = Object.values(node).flat().filter(isNode);
  return [node, ...children.flatMap(descendants)];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
