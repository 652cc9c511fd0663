import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { build } from 'vite';
import { findChromium, launchOptions } from '#cli/chromium.ts';
import { serve } from '#cli/serve.ts';
import { seed } from '#tests/e2e/support/seed.ts';
import { watchMemory, type MemoryWatch } from './process-memory.ts';
import { watchQuestion, type Watched } from './watch-question.ts';

// `npm run bench:record`: what it costs to take a whole record away, check it and bring it back, by the buttons of "Your data":
// seconds, bytes, the most memory that the browser's processes held, and whether the page went on answering. The record that
// was brought back, into an empty browser, is compared with the one that it came from, row by row.

const { values: options } = parseArgs({
  options: {
    entries: { type: 'string', default: '1000000' },
    /** A tenth of the entries where it is not said. */
    cards: { type: 'string' },
    /** A build that is there already. */
    dist: { type: 'string' },
    /** A browser's profile: with the record that an earlier run has put there, or made with it. */
    profile: { type: 'string' },
  },
});
const entries = Number(options.entries);
const cards = Number(options.cards ?? Math.round(entries / 10));
const collection = { cards, entries, due: Math.round(cards / 20) };
/** What is stored belongs to the port as well. */
const keptPort = 4791;
const limits = { rendererMB: 1_000, longTaskMs: 1_000 };
const longestMs = 1_800_000;

const folder = await mkdtemp(join(tmpdir(), 'cardwright-record-'));
const open: BrowserContext[] = [];
try {
  await bench();
} finally {
  for (const context of open) await context.close().catch(() => undefined);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function bench(): Promise<void> {
  if (!existsSync('/proc/self/status')) throw new Error('only Linux tells what a process holds');
  const executablePath = await findChromium(console.log);
  const dist = options.dist ?? join(folder, 'app');
  if (options.dist === undefined) await build({ logLevel: 'warn', build: { outDir: dist, emptyOutDir: true } });
  const profile = options.profile ?? join(folder, 'profile');
  const server = await serve(dist, [options.profile === undefined ? 0 : keptPort]);
  const url = `http://localhost:${server.port}/`;
  try {
    const held: Held[] = [];
    const step = async (rig: Rig, what: string, work: () => Promise<string | undefined>, study?: Page) => {
      const one = await measured(rig, what, work, study);
      held.push(one);
      console.log(lineOf(one));
    };

    const from = await start(profile, executablePath);
    await prepare(from.page, url, profile);
    // The log that is seeded does not give the schedules: at its first start the app puts all of them right, and keeps a backup.
    await step(from, 'what the app does by itself after a start', () => restAfterStart(from.page, url));
    await from.page.goto(`${url}#/settings`);
    await from.page.getByText('Two stores').waitFor();
    const copy = join(folder, 'copy.backup.gz');
    await step(from, 'export a copy', () => saved(from.page, 'Export a copy', copy));
    const exported = await printsOf(from.page);

    const study = await from.context.newPage();
    await study.goto(`${url}#/study`);
    await study.getByTestId('question').waitFor();
    const others = ['Answers as a table (CSV)', 'Cards as a table (CSV)', 'Cards for Anki'];
    await from.page.getByText('For other programs').click();
    for (const name of others) await step(from, name, () => saved(from.page, name, join(folder, name)), study);
    await step(from, 'check now', () => check(from.page), study);
    await stop(from);

    const into = await start(join(folder, 'empty'), executablePath);
    await into.page.goto(`${url}#/restore`);
    await into.page.locator('input[type=file]').waitFor({ state: 'attached' });
    await step(into, 'restore: read, checked, shown', async () => {
      await into.page.locator('input[type=file]').setInputFiles(copy);
      await into.page.getByRole('button', { name: 'Restore it' }).waitFor();
      return undefined;
    });
    await step(into, 'restore: taken', async () => {
      await into.page.getByRole('button', { name: 'Restore it' }).click();
      await into.page.getByText('The copy is restored.').waitFor();
      return undefined;
    });
    const restored = await printsOf(into.page);
    await stop(into);

    const differing = Object.keys({ ...exported, ...restored }).filter((table) => exported[table] !== restored[table]);
    for (const table of differing) console.log(`${table}: ${exported[table]} was exported, ${restored[table]} restored`);
    console.log(
      differing.length === 0 ? `restored as it was exported: ${JSON.stringify(restored)}` : 'NOT restored as it was exported',
    );
    const large = held.filter(({ peak }) => peak.renderer > limits.rendererMB);
    const slow = held.filter(({ seen }) => seen.longest > limits.longTaskMs);
    for (const { what } of large) console.log(`${what}: more than ${limits.rendererMB} MB in a renderer`);
    for (const { what } of slow) console.log(`${what}: the page stood still for more than ${limits.longTaskMs} ms`);
    if (differing.length + large.length + slow.length > 0) process.exitCode = 1;
  } finally {
    server.close();
  }
}

interface Rig {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly memory: MemoryWatch;
}

async function start(profile: string, executablePath: string): Promise<Rig> {
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions(),
    executablePath,
    serviceWorkers: 'block',
  });
  open.push(context);
  // tsx names functions with this helper, which functions that run in the page do not have.
  await context.addInitScript('globalThis.__name = (value) => value');
  await context.addInitScript(watchQuestion);
  await context.addInitScript(watchPage);
  context.setDefaultTimeout(longestMs);
  const page = context.pages()[0] ?? (await context.newPage());
  return { context, page, memory: watchMemory(profile) };
}

async function stop({ context, memory }: Rig): Promise<void> {
  memory.stop();
  await context.close();
}

async function prepare(page: Page, url: string, profile: string): Promise<void> {
  const prepared = join(profile, 'prepared');
  const begun = performance.now();
  if (!existsSync(prepared)) {
    await seed(page, url, collection);
    await writeFile(prepared, '');
    console.log(`prepared: ${JSON.stringify(collection)} in ${seconds(performance.now() - begun)}`);
  }
}

async function restAfterStart(page: Page, url: string): Promise<undefined> {
  await page.goto(url);
  await page.waitForFunction(isLookedAfter);
  await page.waitForFunction(hasBackup, undefined, { polling: 1_000 });
}

/** Gives the size of what came into the downloads. */
async function saved(page: Page, button: string, path: string): Promise<string> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  await (await downloading).saveAs(path);
  await page.getByText('is in your downloads.').waitFor();
  return `${((await stat(path)).size / 1e6).toFixed(1)} MB`;
}

async function check(page: Page): Promise<undefined> {
  const status = page.locator('#your-data').getByRole('status');
  await page.getByRole('button', { name: 'Check now' }).click();
  await status.getByText(/were compared|differ|damaged|did not come to its end/).waitFor();
  const said = (await status.innerText()).split('\n')[0]!;
  if (!said.includes('Every schedule is as the log says.')) throw new Error(said);
}

interface Held {
  readonly what: string;
  readonly ms: number;
  readonly size: string | undefined;
  readonly peak: ReturnType<MemoryWatch['take']>;
  readonly seen: Seen;
  /** From the key of a rating to the next card, in another tab. */
  readonly answers: readonly number[];
}

async function measured(
  { page, memory }: Rig,
  what: string,
  work: () => Promise<string | undefined>,
  study: Page | undefined,
): Promise<Held> {
  memory.take();
  // A page that nothing was opened in yet watches nothing.
  await page.evaluate(() => (globalThis as unknown as Partial<PageWatched>).takeSeen?.());
  const begun = performance.now();
  let done = false;
  const answering = study && answerUntil(study, () => done);
  const size = await work().finally(() => (done = true));
  const ms = performance.now() - begun;
  const peak = memory.take();
  const answers = (await answering) ?? [];
  // A long task is told a little late.
  await wait(300);
  return { what, ms, size, peak, answers, seen: await page.evaluate(() => (globalThis as unknown as PageWatched).takeSeen()) };
}

async function answerUntil(page: Page, isOver: () => boolean): Promise<number[]> {
  const times: number[] = [];
  while (!isOver()) {
    await page.keyboard.press(' ');
    await page.getByTestId('answer').waitFor();
    await page.evaluate(() => (globalThis as unknown as Watched).awaitNext());
    await page.keyboard.press('3');
    times.push(await page.evaluate(() => (globalThis as unknown as Watched).next));
    await wait(1_000);
  }
  return times;
}

function lineOf({ what, ms, size, peak, seen, answers }: Held): string {
  const megabytes = (value: number) => `${value.toFixed(0)} MB`;
  return [
    `${what}: ${seconds(ms)}`,
    ...(size === undefined ? [] : [size]),
    `at most ${megabytes(peak.renderer)} in a renderer, ${megabytes(peak.browser)} in the browser process, ${megabytes(peak.all)} in all (RSS)`,
    `longest task of the page ${seen.longest.toFixed(0)} ms`,
    `progress told ${seen.told} times, with ${seconds(seen.stillMs)} between two at most`,
    ...(answers.length === 0
      ? []
      : [`${answers.length} cards answered meanwhile, the next one there after ${Math.max(...answers).toFixed(0)} ms at most`]),
  ].join('; ');
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

// In the page:

interface Seen {
  /** Of the main thread, in milliseconds. */
  readonly longest: number;
  /** How often a bar of progress stood elsewhere. */
  readonly told: number;
  /** The longest time in which none did, in milliseconds. */
  readonly stillMs: number;
}

interface PageWatched {
  /** Since the last call. */
  takeSeen(): Seen;
}

function watchPage(): void {
  let [longest, told, stillMs, movedAt] = [0, 0, 0, performance.now()];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: 'longtask' });
  let last: number | undefined;
  const moved = () => {
    stillMs = Math.max(stillMs, performance.now() - movedAt);
    movedAt = performance.now();
  };
  new MutationObserver(() => {
    const value = document.querySelector('progress')?.value;
    if (value === last) return;
    last = value;
    if (value !== undefined) told += 1;
    moved();
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['value'] });
  const watched: PageWatched = {
    takeSeen() {
      moved();
      const seen = { longest, told, stillMs };
      [longest, told, stillMs] = [0, 0, 0];
      return seen;
    },
  };
  Object.assign(globalThis, watched);
}

function isLookedAfter(): boolean {
  return performance.getEntriesByName('record looked after').length > 0;
}

async function hasBackup(): Promise<boolean> {
  const root = await navigator.storage.getDirectory();
  const kept = await root.getDirectoryHandle('backups', { create: true });
  for await (const name of kept.keys()) if (name.endsWith('.gz')) return true;
  return false;
}

/** Of each table that a copy has: how many rows, and the sum and the mix of a hash of each. */
function printsOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const request = indexedDB.open('cardwright');
    await new Promise((resolve) => {
      request.addEventListener('success', resolve);
    });
    const db = request.result;
    // The same whatever the order of the fields, which says nothing.
    const inOrder = (_: string, value: unknown): unknown => {
      if (value instanceof Uint8Array) return [...value];
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    };
    const print = (text: string) => {
      let hash = 0x811c9dc5;
      for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
      return hash >>> 0;
    };
    const prints: Record<string, string> = {};
    for (const table of db.objectStoreNames) {
      // The place of this browser's commands, its folders, and what is derived are no part of a copy.
      if (['journal', 'handles', 'columns'].includes(table)) continue;
      let [count, sum, mix] = [0, 0, 0];
      let last: IDBValidKey | undefined;
      for (;;) {
        const store = db.transaction(table).objectStore(table);
        const range = last === undefined ? null : IDBKeyRange.lowerBound(last, true);
        const [rows, keys] = await Promise.all(
          [store.getAll(range, 1_000), store.getAllKeys(range, 1_000)].map(
            (reading) =>
              new Promise<unknown[]>((resolve) => {
                reading.addEventListener('success', () => resolve(reading.result));
              }),
          ),
        );
        for (const row of rows!) {
          // Which device this is stays; and when what was done last is of this browser alone.
          if (table === 'settings' && /^device$|At$/.test((row as { key: string }).key)) continue;
          const hash = print(JSON.stringify(row, inOrder));
          [count, sum, mix] = [count + 1, (sum + hash) >>> 0, (mix ^ Math.imul(hash, 0x9e3779b1)) >>> 0];
        }
        if (rows!.length < 1_000) break;
        last = keys!.at(-1) as IDBValidKey;
      }
      prints[table] = `${count} rows ${sum.toString(16)} ${mix.toString(16)}`;
    }
    db.close();
    return prints;
  });
}
