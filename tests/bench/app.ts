import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { build } from 'vite';
import { findChromium, launchOptions } from '#cli/chromium.ts';
import { serve } from '#cli/serve.ts';
import { seed, type Collection } from '#tests/e2e/support/seed.ts';
import { table } from './figures.ts';
import { watchQuestion, type Watched } from './watch-question.ts';

// How soon the first due card is there, and how soon the next one after a rating, as multiples of what a blank React page
// needs. Everything in one run and in turns: on a noisy machine only figures of the same minutes can be compared.

const { values: options } = parseArgs({
  options: {
    /** New browser processes for each subject; 15. */
    starts: { type: 'string' },
    /** Ratings for each subject, 120; at most 180, for a day has 200 reviews. */
    ratings: { type: 'string' },
    /** A few of everything, to see that it runs. */
    smoke: { type: 'boolean', default: false },
  },
});
const starts = Number(options.starts ?? (options.smoke ? 2 : 15));
const ratings = Number(options.ratings ?? (options.smoke ? 6 : 120));
/** In turns of this many, so that no subject gets the quiet minutes to itself. */
const turn = 10;
/** A log entry, a schedule and a day as text: what one answer writes. */
const answerBytes = 1200;

interface Subject {
  readonly name: string;
  readonly url: string;
  readonly profile: string;
  readonly collection?: Collection;
  /** What shows the next card, once this key is pressed. */
  readonly answer: 'rate' | 'put and change';
}

const collections: readonly Collection[] = options.smoke
  ? [
      { cards: 200, entries: 1000, due: 60 },
      { cards: 2000, entries: 5000, due: 200 },
    ]
  : [
      { cards: 1000, entries: 10_000, due: 300 },
      { cards: 100_000, entries: 1_000_000, due: 5000 },
    ];

const folder = await mkdtemp(join(tmpdir(), 'cardwright-bench-'));
const executablePath = await findChromium(console.log);
try {
  await bench();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function bench(): Promise<void> {
  const [blankBuild, appBuild] = [join(folder, 'blank'), join(folder, 'app')];
  await build({
    logLevel: 'warn',
    root: join(process.cwd(), 'tests', 'bench', 'blank'),
    configFile: join(process.cwd(), 'vite.config.ts'),
    build: { outDir: blankBuild, emptyOutDir: true },
  });
  await build({ logLevel: 'warn', build: { outDir: appBuild, emptyOutDir: true } });
  const blank = await serve(blankBuild, [0]);
  const app = await serve(appBuild, [0]);
  const subjects: Subject[] = [
    {
      name: 'blank React page',
      url: `http://localhost:${blank.port}/`,
      profile: join(folder, 'profile-blank'),
      answer: 'put and change',
    },
    ...collections.map((collection): Subject => {
      const { cards, entries } = collection;
      const name = `${cards.toLocaleString('en')} cards, ${entries.toLocaleString('en')} log entries`;
      const url = `http://localhost:${app.port}/#/study`;
      return { name, url, profile: join(folder, `profile-${cards}`), collection, answer: 'rate' };
    }),
  ];
  for (const subject of subjects) await prepare(subject);

  const warm = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
  const reload = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
  for (let run = 0; run < starts; run += 1) {
    for (const subject of subjects) {
      const times = await measureStart(subject);
      warm.get(subject.name)?.push(times.warm);
      reload.get(subject.name)?.push(times.reload);
    }
  }
  console.log(`\n${table('New process to first due card painted', warm)}`);
  console.log(`\n${table('Reload to first due card painted', reload)}`);
  console.log(`\n${table('Key press to next card painted', await measureRatings(subjects))}`);
  blank.close();
  app.close();
}

/** A profile as it is after a first visit: the collection in the database, the service worker in charge. */
async function prepare(subject: Subject): Promise<void> {
  const begin = performance.now();
  const context = await open(subject);
  const page = await context.newPage();
  if (subject.collection) await seed(page, subject.url, subject.collection);
  await page.goto(subject.url);
  await page.getByTestId('question').waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await context.close();
  console.log(`prepared: ${subject.name} (${((performance.now() - begin) / 1000).toFixed(0)} s)`);
}

async function open({ profile }: Subject): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(profile, { ...launchOptions(), executablePath });
  // tsx names functions with this helper, which functions that run in the page do not have.
  await context.addInitScript('globalThis.__name = (value) => value');
  await context.addInitScript(watchQuestion);
  return context;
}

async function measureStart(subject: Subject): Promise<{ warm: number; reload: number }> {
  const context = await open(subject);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(subject.url);
  const warm = await firstPaint(page);
  await page.reload();
  const reload = await firstPaint(page);
  await context.close();
  return { warm, reload };
}

async function firstPaint(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as Watched).firstPaint);
}

async function measureRatings(subjects: readonly Subject[]): Promise<Map<string, number[]>> {
  const rigs: { subject: Subject; context: BrowserContext; page: Page; times: number[] }[] = [];
  for (const subject of subjects) {
    const context = await open(subject);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(subject.url);
    await firstPaint(page);
    if (subject.answer === 'put and change') await page.evaluate(putOnKey, answerBytes);
    rigs.push({ subject, context, page, times: [] });
  }
  // The first few pay for code that has never run.
  for (const each of rigs) await rate(each.page, each.subject, 5);
  while (rigs.some(({ times }) => times.length < ratings)) {
    for (const each of rigs)
      each.times.push(...(await rate(each.page, each.subject, Math.min(turn, ratings - each.times.length))));
  }
  for (const { context } of rigs) await context.close();
  return new Map(
    rigs.map(({ subject, times }) => [subject.answer === 'rate' ? subject.name : 'strict put, then a React state change', times]),
  );
}

async function rate(page: Page, { answer }: Subject, count: number): Promise<number[]> {
  const times: number[] = [];
  await page.bringToFront();
  for (let index = 0; index < count; index += 1) {
    if (answer === 'rate') {
      await page.keyboard.press(' ');
      await page.getByTestId('answer').waitFor();
    }
    await page.evaluate(() => (globalThis as unknown as Watched).awaitNext());
    await page.keyboard.press('3');
    times.push(await page.evaluate(() => (globalThis as unknown as Watched).next));
  }
  return times;
}

// In the page:

/** The floor of an answer: one strict put of as many bytes, then a state change. */
async function putOnKey(bytes: number): Promise<void> {
  const request = indexedDB.open('floor', 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore('rows'));
  await new Promise((resolve) => {
    request.addEventListener('success', resolve);
  });
  const value = 'x'.repeat(bytes);
  let key = Date.now();
  addEventListener('keydown', () => {
    const transaction = request.result.transaction('rows', 'readwrite', { durability: 'strict' });
    transaction.objectStore('rows').put(value, (key += 1));
    transaction.addEventListener('complete', () => (globalThis as unknown as { change(): void }).change());
  });
}
