import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compileFolder } from '#cli/compile-folder.ts';
import { findFolders } from '#cli/find-notes.ts';
import { watchFolders } from '#cli/watch.ts';
import { explain, printExplanation } from '#cli/explain.ts';
import type { Deck } from '#core/decks/deck.ts';
import type { Diagnostic } from '#core/diagnostic.ts';

const ROOT = join(import.meta.dirname, '../..');
const NOTES = '# Tea\n\n## Sencha\n\n- **Purpose**: Steamed green leaves from Japan.\n';
const YAML =
  'title: Tea\ncategories: [{ id: green, name: Green }]\nentities:\n  sencha: { name: Sencha, category: green, kind: concept }\n';

let decks: string;
let folder: string;
beforeEach(async () => {
  decks = await mkdtemp(join(tmpdir(), 'decks-'));
  folder = join(decks, 'tea');
  await mkdir(folder);
});
afterEach(() => rm(decks, { recursive: true }));

const write = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content);
const compile = (check = false) => compileFolder(folder, { check, cwd: decks });
const stored = () => readFile(join(folder, 'deck.json'), 'utf8');

describe('a folder of notes', () => {
  test('with pictures, formulas and code compiles; a picture or formula that cannot be shown is told with its place', async () => {
    await write('notes.md', `${NOTES}\n![[leaf.png]] ![[gone.png]] ![[leaf.svg]]\n\n- Steeps for $\\frac{1}{2$ minutes or so\n`);
    await write('leaf.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    await write('leaf.svg', '<svg/>');
    const { outcome, diagnostics, deck } = await compile();
    expect(outcome).toBe('written');
    expect(diagnostics.map(({ code, path, line, column }) => `${path}:${line}:${column} ${code}`).toSorted()).toEqual([
      'tea/notes.md:7:15 notes/picture-missing',
      'tea/notes.md:7:29 notes/picture-kind',
      'tea/notes.md:9:14 notes/formula',
    ]);
    expect(deck?.entities[0]?.figures).toMatchObject([{ src: 'leaf.png' }, { src: 'gone.png' }, { src: 'leaf.svg' }]);
  });

  test('is compiled into deck.json, the same each time', async () => {
    await write('notes.md', NOTES);
    expect((await compile()).outcome).toBe('written');
    const first = await stored();
    expect(first).toMatch(/\}\n$/);
    expect(JSON.parse(first)).toMatchObject({ format: 1, id: 'tea', title: 'Tea', notes: { path: 'notes.md', lineCount: 5 } });
    expect((await compile()).outcome).toBe('unchanged');
    expect(await stored()).toBe(first);
    expect(await readdir(folder)).toEqual(['deck.json', 'notes.md']);
  });

  test('is compiled with deck.yaml where there is one', async () => {
    await write('notes.md', NOTES);
    await write('deck.yaml', YAML);
    await compile();
    expect((JSON.parse(await stored()) as Deck).categories).toEqual([{ id: 'green', name: 'Green' }]);
  });

  test('with --check is only compared', async () => {
    await write('notes.md', NOTES);
    expect((await compile(true)).outcome).toBe('outdated');
    expect(await readdir(folder)).toEqual(['notes.md']);
    await compile();
    expect((await compile(true)).outcome).toBe('unchanged');
    await write('notes.md', NOTES.replace('Steamed', 'Roasted'));
    const before = await stored();
    expect((await compile(true)).outcome).toBe('outdated');
    expect(await stored()).toBe(before);
  });

  test('shows a card on a line of its own, so that a diff shows which one changed', { timeout: 60_000 }, async () => {
    await copyFile(join(ROOT, 'decks/aws-ml-ai-big-data/notes.md'), join(folder, 'notes.md'));
    await compile();
    const withCards = (await stored()).split('\n').filter((line) => line.includes('"front":'));
    expect(withCards.every((line) => line.split('"front":').length === 2)).toBe(true);
    expect(withCards.length).toBeGreaterThan(100);
  });
});

describe('bad input leaves the old deck.json as it was and says what to do', { timeout: 60_000 }, () => {
  test.each<[string, Record<string, string | Uint8Array>, string, string, number | undefined, number | undefined]>([
    ['empty notes', { 'notes.md': '' }, 'notes/empty', 'tea/notes.md', 1, undefined],
    ['binary notes', { 'notes.md': '# Tea\n\nab\u0000\n' }, 'notes/binary', 'tea/notes.md', 3, 3],
    [
      'notes in Latin-1',
      { 'notes.md': new Uint8Array([...Buffer.from('# Tea\n\n- Caf'), 0xe9, 10]) },
      'notes/encoding',
      'tea/notes.md',
      3,
      6,
    ],
    [
      'notes that end within a character',
      { 'notes.md': new Uint8Array([...Buffer.from('# Tea\n'), 0xe2, 0x82]) },
      'notes/encoding',
      'tea/notes.md',
      2,
      1,
    ],
    [
      'notes of 50 MB',
      { 'notes.md': new Uint8Array(50_000_000).fill(97) },
      'notes/too-large',
      'tea/notes.md',
      undefined,
      undefined,
    ],
    ['notes that say nothing', { 'notes.md': '# Tea\n' }, 'notes/nothing-found', 'tea/notes.md', 1, undefined],
    ['broken YAML', { 'deck.yaml': 'title: Tea\nentities: [\n' }, 'deck/yaml', 'tea/deck.yaml', 3, 1],
    ['an unknown key', { 'deck.yaml': `${YAML}colour: green\n` }, 'deck/unknown-key', 'tea/deck.yaml', 5, 1],
    [
      'a line that the notes do not have',
      { 'deck.yaml': `${YAML}families: [{ lines: [77], members: [sencha] }]\n` },
      'deck/line-out-of-range',
      'tea/deck.yaml',
      5,
      22,
    ],
  ])('%s', async (_what, files, code, path, line, column) => {
    await write('notes.md', NOTES);
    await compile();
    const before = await stored();
    for (const [name, content] of Object.entries(files)) await write(name, content);
    for (const check of [false, true]) {
      const { outcome, diagnostics } = await compile(check);
      const error = diagnostics.find((diagnostic) => diagnostic.severity === 'error');
      expect(outcome).toBe('failed');
      expect(error).toMatchObject({
        code,
        path,
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
      });
      expect(error?.help).toMatch(/\S/);
    }
    expect(await stored()).toBe(before);
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('notes of 3 GB, which are not even read', async () => {
    await write('notes.md', '');
    await truncate(join(folder, 'notes.md'), 3_000_000_000);
    expect((await compile()).diagnostics).toMatchObject([{ code: 'notes/too-large', path: 'tea/notes.md' }]);
  });

  test('notes that are not there', async () => {
    expect((await compile()).diagnostics).toMatchObject([{ code: 'notes/unreadable', path: 'tea/notes.md' }]);
  });
});

test('folders without notes are not decks', async () => {
  await write('notes.md', NOTES);
  await mkdir(join(decks, 'pictures'));
  expect(await findFolders(decks)).toEqual([folder]);
});

describe('a folder with a file for each thing', () => {
  const vault = async () => {
    await mkdir(join(folder, 'green'));
    await mkdir(join(folder, '.obsidian'));
    await write('.obsidian/old.md', '## Gone\n\n- Is never read.\n');
    await write('green/Sencha.md', 'Steamed green leaves from Japan.\n\n![[gone.png]]\n');
    await write('Assam.md', '- **Purpose**: Strong black leaves from India.\n- **Purpose**: Strong black leaves from India.\n');
    await write('Matcha.md', '- **Purpose**: Ground green leaves from Uji.\n');
  };
  const places = (diagnostics: readonly Diagnostic[]) =>
    diagnostics.map(({ code, path, line, column }) => `${path}:${line}:${column} ${code}`);

  test('is one deck in one deck.json, the same each time, each thing named by its file', async () => {
    await vault();
    expect(await findFolders(decks)).toEqual([folder]);
    expect((await compile()).outcome).toBe('written');
    const deck = JSON.parse(await stored()) as Deck;
    expect(deck.entities.map(({ name }) => name)).toEqual(['Assam', 'Matcha', 'Sencha']);
    expect([deck.title, deck.notes.files]).toEqual([
      'tea',
      [
        { path: 'Assam.md', above: 1 },
        { path: 'Matcha.md', above: 4 },
        { path: 'green/Sencha.md', above: 6 },
      ],
    ]);
    expect((await compile(true)).outcome).toBe('unchanged');
    await write('green/Sencha.md', 'Steamed green leaves from Nagoya.\n');
    expect((await compile(true)).outcome).toBe('outdated');
  });

  test('tells everything at the file, line and column where it stands', async () => {
    await vault();
    await write('green/Gyokuro.md', 'Grown in the shade for $\\frac{1}{2$ of its weeks.\n');
    expect(places((await compile()).diagnostics)).toEqual([
      'tea/green/Gyokuro.md:1:24 notes/formula',
      'tea/green/Sencha.md:3:1 notes/picture-missing',
    ]);
    await write('Assam.md', 'a\n\nb\u0000\n');
    const { outcome, diagnostics, sources } = await compile();
    expect([outcome, places(diagnostics)[0]]).toEqual(['written', 'tea/Assam.md:3:2 notes/binary']);
    expect(sources.get('tea/Assam.md')?.[2]).toBe('b\u0000');
    await write('Assam.md', new Uint8Array([10, 0xe9, 10]));
    expect(places((await compile()).diagnostics)).toEqual(['tea/Assam.md:2:1 notes/encoding']);
  });

  test('deck.yaml calls lines by their files; a number alone, another file or a line too far is told at its place', async () => {
    await vault();
    const yaml = (lines: string) => `title: Tea
categories: [{ id: all, name: All }]
entities:
  assam: { name: Assam, category: all, kind: concept }
  matcha: { name: Matcha, category: all, kind: concept }
  sencha:
    name: Sencha
    category: all
    kind: concept
    purpose: { text: A steamed tea of Japan., lines: ${lines} }
`;
    await write('deck.yaml', yaml('[green/Sencha.md:1]'));
    const { deck, diagnostics } = await compile();
    expect(places(diagnostics)).toEqual(['tea/green/Sencha.md:3:1 notes/picture-missing']);
    expect(deck?.entities.find(({ name }) => name === 'Sencha')?.purpose?.lines).toEqual([7]);
    const told = async (lines: string) => {
      await write('deck.yaml', yaml(lines));
      const [first] = (await compile()).diagnostics;
      return `${first?.path}:${first?.line}:${first?.column} ${first?.code}: ${first?.message}`;
    };
    expect(await told('[7]')).toBe('tea/deck.yaml:10:55 deck/line-without-file: The notes are 3 files; 7 is a line of none.');
    expect(await told('[Sencha.md:4]')).toBe('tea/deck.yaml:10:55 deck/line-out-of-range: green/Sencha.md has no line 4.');
    expect(await told('[Oolong.md:1]')).toBe(
      'tea/deck.yaml:10:55 deck/unknown-file: There is no file Oolong.md among the notes.',
    );
    expect(await told('[Sencha.md:1, Assam.md:1]')).toBe(
      'tea/deck.yaml:10:68 deck/line-of-another: Line 1 of Assam.md does not speak of Sencha.',
    );
  });

  test('is explained line by line in each file', async () => {
    await vault();
    const { notebook, compiled } = await compile();
    if (!notebook || !compiled) throw new Error('it was not compiled');
    const lines = explain(notebook, compiled).lines.map(({ path, line, kind }) => `${path}:${line} ${kind}`);
    expect(lines).toEqual([
      'Assam.md:1 card',
      'Assam.md:2 reason',
      'Matcha.md:1 card',
      'green/Sencha.md:1 card',
      'green/Sencha.md:2 blank',
      'green/Sencha.md:3 structure',
    ]);
    const printed = printExplanation(notebook, compiled);
    expect(printed).toContain('Assam.md\n    1  ');
    expect(printed).toContain('    2  duplicate of line 1 of Assam.md | ');
    expect(printed).toContain('green/Sencha.md\n    1  2 cards | Steamed');
  });
});

test('the deck.json of the repository is what its notes compile to', { timeout: 60_000 }, async () => {
  const result = await compileFolder(join(ROOT, 'decks/aws-ml-ai-big-data'), { check: true, cwd: ROOT });
  expect(result.outcome).toBe('unchanged');
});

describe('the command', () => {
  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      execFile(
        process.execPath,
        [join(ROOT, 'node_modules/tsx/dist/cli.mjs'), join(ROOT, 'src/cli/deck.ts'), ...args],
        { cwd: decks },
        (error, out, err) => {
          resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err });
        },
      );
    });

  test('compiles, checks, and ends with 1 where something is wrong', { timeout: 60_000 }, async () => {
    await write('notes.md', NOTES);
    expect(await run(folder)).toMatchObject({ code: 0, out: 'tea: deck.json written, 2 cards about 1 entities\n' });
    expect(await run('--check', folder)).toMatchObject({ code: 0 });
    await write('notes.md', `${NOTES}\n## Assam\n\n- **Purpose**: Strong black leaves.\n`);
    const outdated = await run('--check', folder);
    expect(outdated.code).toBe(1);
    expect(outdated.err).toContain('Run "npm run deck"');
    await write('notes.md', 'x\u0000');
    const broken = await run(folder);
    expect(broken.code).toBe(1);
    expect(broken.err).toMatch(
      /^tea\/notes\.md:1:2: error notes\/binary: .+\n {4}1 \| x\ufffd\n {6}\| {2}\^\n {4}Save the notes/,
    );
  });

  test('says what to do where deck.yaml names lines that say something else now', { timeout: 60_000 }, async () => {
    await write('notes.md', NOTES);
    await write('deck.yaml', `${YAML.trimEnd().slice(0, -2)}, purpose: { text: Green leaves., lines: [1] } }\n`);
    const { code, err } = await run(folder);
    expect(code).toBe(1);
    expect(err).toContain('"npm run deck -- --follow" moves them along');
    await write('notes.md', 'x\u0000');
    expect((await run(folder)).err).not.toContain('--follow');
  });

  test('explains every line, shows warnings at their line, and tells all as JSON', { timeout: 60_000 }, async () => {
    await write('notes.md', `${NOTES}- **Key Features**:\n    - Easy and fast.\n\nQ: Is it green?\n`);
    const { out, err, code } = await run('--explain', folder);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {4}1 {2}heading \| # Tea\n {4}2 {2}blank\n {4}3 {2}heading/);
    expect(out).toMatch(/ {4}5 {2}2 cards \| .+\n {9}n\S+\.to-answer {2}Sencha: what .+ => Steamed green leaves from Japan\.\n/);
    expect(out).toContain('    7  vague | - Easy and fast.');
    expect(out).toContain('lines        9: ');
    expect(out).toContain('7 Sencha: "Easy and fast"');
    expect(out).toMatch(/ K14 +0 {2}What is said of several/);
    expect(err).toContain('tea/notes.md:9:1: warning notes/no-answer: ');
    expect(err).toContain('    9 | Q: Is it green?\n      | ^^^^^^^^^^^^^^^\n    Write the answer');
    const json = JSON.parse((await run('--explain', '--json', folder)).out) as Record<string, unknown>;
    expect(json).toMatchObject({ folder: 'tea', outcome: 'unchanged', counts: { facts: { vague: 1 } } });
    expect(json['lines']).toHaveLength(9);
    expect(json['diagnostics']).toMatchObject([{ code: 'notes/no-answer', line: 9 }]);
  });
});

test('with --watch, a file deep in a folder of many is compiled when it is saved', { timeout: 60_000 }, async () => {
  await mkdir(join(folder, 'green'));
  await write('green/Sencha.md', 'Steamed green leaves from Japan.\n');
  const abort = new AbortController();
  let compiled = 0;
  const watching = watchFolders(
    [folder],
    async () => {
      await compile();
      compiled += 1;
    },
    abort.signal,
  );
  await expect
    .poll(
      async () => {
        await write('green/Sencha.md', 'Roasted green leaves from Japan.\n');
        return compiled;
      },
      { timeout: 20_000, interval: 500 },
    )
    .toBeGreaterThan(0);
  expect(await stored()).toContain('Roasted');
  abort.abort();
  await watching;
});

test('with --watch, what is saved is compiled again, and what the compiler writes is not', { timeout: 60_000 }, async () => {
  await write('notes.md', NOTES);
  const abort = new AbortController();
  const outcomes: string[] = [];
  const watching = watchFolders(
    [folder],
    async (one) => {
      outcomes.push((await compileFolder(one, { check: false, cwd: decks })).outcome);
    },
    abort.signal,
  );
  await write('notes.md', `${NOTES}\n## Assam\n\n- **Purpose**: Strong black leaves.\n`);
  await expect.poll(() => outcomes.length, { timeout: 10_000 }).toBeGreaterThan(0);
  expect(await stored()).toContain('Assam');
  await write('deck.yaml', YAML);
  await expect.poll(async () => (JSON.parse(await stored()) as Deck).categories[0]?.name, { timeout: 10_000 }).toBe('Green');
  const before = outcomes.length;
  await write('deck.json', '{}');
  await new Promise((resolve) => {
    setTimeout(resolve, 300);
  });
  expect(outcomes).toHaveLength(before);
  abort.abort();
  await watching;
});
