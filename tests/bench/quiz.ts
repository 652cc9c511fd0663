import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { build } from 'vite';
import { findChromium, launchOptions } from '#cli/chromium.ts';
import { serve } from '#cli/serve.ts';
import { compileDeck } from '#core/decks/compile.ts';
import type { Deck } from '#core/decks/deck.ts';
import type { DeckId } from '#core/ids.ts';
import { parseNotes } from '#core/notes/parse.ts';
import { drawQuestions, questionsOf } from '#core/quiz/generate.ts';
import { countOffered, offerOf, tableOf } from '#core/quiz/offer.ts';
import { entityRow } from '#storage/rows.ts';
import { begin, put, putFirst, shippedDeck } from '#tests/e2e/support/seed.ts';
import { median, quantile } from './figures.ts';
import { largeNotes } from './large-notes.ts';
import type { Pool } from './sample/main.tsx';

// How soon the first question of an exam of 65 is painted after the click that starts it, as a multiple of what it takes to
// sample 65 of a pool that lies in memory and to paint one question by the same components and styles. In turns, in two windows
// of one process. Every click is on a button that says Start; told apart is whether the exam was chosen just before, so that it
// has to be composed, or a while ago. The browser tells of tasks longer than 50 ms on the main thread.

const { values: options } = parseArgs({
  options: {
    /** Exams of each subject; 15. */
    runs: { type: 'string' },
    /** Of the large deck; 10,000. */
    things: { type: 'string' },
    /** Where what was built is kept, to be used again by the next run with the same folder. */
    folder: { type: 'string' },
    /** Nothing is measured: only what takes long to make is made in the folder. */
    prepare: { type: 'boolean', default: false },
    /** A few of everything, to see that it runs. */
    smoke: { type: 'boolean', default: false },
  },
});
const runs = Number(options.runs ?? (options.smoke ? 2 : 15));
const things = Number(options.things ?? (options.smoke ? 300 : 10_000));

/** At most so many times the sampling. */
const limits = { shipped: 2, large: 10 };

const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'cardwright-bench-')));
const executablePath = await findChromium(console.log);
let failed = false;
try {
  await bench();
} finally {
  if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
}
if (failed) process.exitCode = 1;

async function bench(): Promise<void> {
  const appBuild = join(folder, 'app');
  // Below the app, so that it is of the same origin and a window of it lives in the app's own process.
  const sampleBuild = join(appBuild, 'sample');
  if (!existsSync(appBuild)) await build({ logLevel: 'warn', build: { outDir: appBuild, emptyOutDir: true } });
  if (!existsSync(sampleBuild)) {
    await build({
      logLevel: 'warn',
      root: join(process.cwd(), 'tests', 'bench', 'sample'),
      configFile: join(process.cwd(), 'vite.config.ts'),
      build: { outDir: sampleBuild, emptyOutDir: true },
    });
  }
  const text = largeNotes(things, 1);
  const large = await largeDeck(text);
  if (options.prepare) return;
  const app = await serve(appBuild, [0]);
  const shipped = shippedDeck();
  for (const [name, deck, notes, most] of [
    ['the shipped deck', shipped.deck, shipped.notes, limits.shipped],
    [`${large.entities.length.toLocaleString('en')} entities`, large, text, limits.large],
  ] as const) {
    await measure(name, deck, notes, most, `http://localhost:${app.port}/`);
  }
  app.close();
}

async function largeDeck(text: string): Promise<Deck> {
  const file = join(folder, `large-${things}.json`);
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Deck;
  const { deck } = compileDeck(parseNotes(text, 'large.md'), undefined, 'large' as DeckId);
  await writeFile(file, JSON.stringify(deck));
  return deck;
}

async function measure(name: string, deck: Deck, notes: string, most: number, url: string): Promise<void> {
  const { context, page: subject } = await open(`profile-${process.pid}-${deck.id}`);
  const pool = poolOf(deck);
  await prepare(subject, deck, notes, url);

  const opened = performance.now();
  await subject.goto(`${url}#/exam`);
  await choose(subject);
  const ready = performance.now() - opened;
  await start(subject, 0);
  await handIn(subject);
  const [floor] = await Promise.all([
    context.waitForEvent('page'),
    subject.evaluate(() => void globalThis.open('sample/index.html')),
  ]);
  await floor.waitForFunction(() => 'show' in globalThis);
  await floor.evaluate((given) => (globalThis as unknown as { show(pool: Pool): void }).show(given), pool);

  await click(floor);
  await floor.locator('.again').click();

  const sampled: number[] = [];
  const atOnce: Started[] = [];
  const ahead: Started[] = [];
  for (let round = 0; round < runs; round += 1) {
    await floor.bringToFront();
    await floor.locator('.main').waitFor();
    sampled.push((await click(floor)).ms);
    await floor.locator('.again').click();
    await subject.bringToFront();
    await choose(subject);
    atOnce.push(await start(subject, 0));
    await handIn(subject);
    await choose(subject);
    ahead.push(await start(subject, 3000));
    await handIn(subject);
  }
  const base = median(sampled);
  console.log(`\nAn exam of 65 from ${name} (a pool of ${pool.size.toLocaleString('en')}), click to first question painted:`);
  line('sampling 65 and painting one', sampled, base);
  const [a, b] = [line('chosen just before', atOnce.map(ms), base), line('chosen a while ago', ahead.map(ms), base)];
  const long = [...atOnce, ...ahead].flatMap(({ longTasks }) => longTasks);
  console.log(`  long tasks: ${long.length}${long.length > 0 ? ` (${long.map((each) => each.toFixed(0)).join(', ')} ms)` : ''}`);
  console.log(`  first visit with this deck: page to Start ${(ready / 1000).toFixed(1)} s`);
  const good = a <= most && b <= most && long.length === 0;
  console.log(`  ${good ? 'within' : 'NOT within'} the limit: at most ${most} times, no long task`);
  if (!good) failed = true;
  await context.close();
}

interface Started {
  readonly ms: number;
  readonly longTasks: readonly number[];
}

function ms({ ms: value }: Started): number {
  return value;
}

function line(what: string, series: readonly number[], base: number): number {
  const ratio = median(series) / base;
  console.log(
    `  ${what.padEnd(32)} median ${median(series).toFixed(1).padStart(7)} ms, p95 ${quantile(series, 0.95).toFixed(1).padStart(7)} ms, ${ratio.toFixed(2).padStart(6)} times, ${series.length} runs`,
  );
  return ratio;
}

/** As many questions as there are to choose from; a few hundred are made, the others are the same again. */
function poolOf(deck: Deck): Pool {
  const bank = questionsOf(deck);
  const size = countOffered(offerOf(tableOf(bank)), [], ['choice', 'response']);
  const drawn = drawQuestions(bank, { count: 100, categories: [], seed: 1 });
  return { size, questions: drawn.filter((one) => one.kind === 'choice') };
}

async function open(profile: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await chromium.launchPersistentContext(join(folder, profile), { ...launchOptions(), executablePath });
  // tsx names functions with this helper, which functions that run in the page do not have.
  await context.addInitScript('globalThis.__name = (value) => value');
  const page = context.pages()[0] ?? (await context.newPage());
  return { context, page };
}

/** A profile in which the deck is installed. */
async function prepare(page: Page, deck: Deck, notes: string, url: string): Promise<void> {
  const moment = await begin(page, url);
  await putFirst(page, deck, notes, moment.instant);
  for (let from = 0; from < deck.entities.length; from += 500) {
    await put(
      page,
      'entities',
      deck.entities.slice(from, from + 500).map((entity) => entityRow(entity, deck)),
    );
  }
}

/** An exam to one's own measure: 65 questions. */
async function choose(page: Page): Promise<void> {
  await page.getByRole('group').getByText('To my own measure').click({ timeout: 120_000 });
  await page.getByLabel('Questions', { exact: true }).fill('65');
}

async function start(page: Page, afterMs: number): Promise<Started> {
  await page.waitForTimeout(afterMs);
  return click(page);
}

/** On what starts; to the first question on screen: the frame has begun, and the next task runs after it was painted. */
async function click(page: Page): Promise<Started> {
  await page.locator('.main:enabled').waitFor({ timeout: 120_000 });
  await page.evaluate(() => {
    const longTasks: number[] = [];
    const watch = new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)));
    watch.observe({ type: 'longtask' });
    let clickedAt = Number.NaN;
    addEventListener('click', ({ timeStamp }) => (clickedAt = timeStamp), { capture: true, once: true });
    const started = new Promise<Started>((resolve) => {
      const observer = new MutationObserver(() => {
        if (document.querySelector('#question') === null) return;
        observer.disconnect();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => {
            const took = performance.now() - clickedAt;
            // What the click set off may go on for a while.
            setTimeout(() => {
              watch.disconnect();
              resolve({ ms: took, longTasks });
            }, 500);
          });
          port1.start();
          port2.postMessage(undefined);
        });
      });
      observer.observe(document, { childList: true, subtree: true });
    });
    Object.assign(globalThis, { started });
  });
  await page.locator('.main').click();
  return page.evaluate(() => (globalThis as unknown as { started: Promise<Started> }).started);
}

/** Ends it, so that the next can begin. */
async function handIn(page: Page): Promise<void> {
  await page.locator('.handin').click();
  await page.locator('dialog .acts button').nth(1).click();
  await page.waitForURL(/result/);
  await page.evaluate(() => (location.hash = '#/exam'));
}
