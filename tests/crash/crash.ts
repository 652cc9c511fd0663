import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { randomFrom } from '#core/random.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import { compareSchedule, replayCard } from '#core/scheduling/replay.ts';
import type { Preset } from '#core/scheduling/schedule.ts';
import type { ScheduleRow } from '#storage/rows.ts';
import { question, rowsOf } from '../e2e/support/app.ts';
import { keptIds } from '../e2e/support/journal.ts';
import { tearDatabase } from '../e2e/support/profile.ts';
import { startSite } from '../e2e/support/site.ts';
import { startBrowser } from './browser.ts';

export type Ending = 'browser killed' | 'renderer killed' | 'tab closed' | 'reloaded' | 'navigated away';

export interface CrashOptions {
  readonly endings: number;
  readonly seed: number;
  /** Every so many endings the database is torn, as a kill at the wrong moment does, so that the browser deletes it. */
  readonly tearEvery: number;
  readonly say?: (line: string) => void;
}

export interface CrashReport {
  readonly endings: Readonly<Record<Ending, number>>;
  /** Answers that the screen had accepted. */
  readonly accepted: number;
  readonly lost: number;
  readonly doubled: number;
  /** Schedules that the log does not give. */
  readonly unequal: number;
  /** Answers of the database that the journal does not have. */
  readonly unjournaled: number;
  /** How often the browser's database was found gone, and made again. */
  readonly deleted: number;
}

/** Answers fast, ends it in some way at a random moment, opens it again on the same profile and looks what is there. */
export async function crash({ endings, seed, tearEvery, say = () => undefined }: CrashOptions): Promise<CrashReport> {
  const random = randomFrom(seed);
  const profile = await mkdtemp(join(tmpdir(), 'cardwright-crash-'));
  const removeProfile = () => rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  // After the browser that has it open, which is killed first then.
  process.on('exit', removeProfile);
  const site = await startSite();
  const counts: Record<Ending, number> = {
    'browser killed': 0,
    'renderer killed': 0,
    'tab closed': 0,
    reloaded: 0,
    'navigated away': 0,
  };
  /** How often the screen accepted an answer on a card, and how often one was begun. */
  const accepted = new Map<string, number>();
  const begun = new Map<string, number>();
  const report = { lost: 0, doubled: 0, unequal: 0, unjournaled: 0, deleted: 0 };
  let browser = await startBrowser(profile);
  try {
    let page = await browser.context.newPage();
    await page.goto(site.url);
    await page.getByRole('button', { name: /Use these/ }).click();
    await question(page).waitFor();
    const cards = (await rowsOf<ScheduleRow>(page, 'schedules')).map(({ card }) => card);
    for (let ended = 0; ended < endings; ended += 1) {
      const tears = ended % tearEvery === tearEvery - 1;
      // A torn database is found at a later start of the browser, so that has to come.
      const ending = tears || (ended > 0 && ended % tearEvery === 0) ? 'browser killed' : endingOf(random());
      counts[ending] += 1;
      await answerFast(page, site.url, some(cards, 60, random), accepted, begun);
      await seconds(0.2 + 2.5 * random());
      switch (ending) {
        case 'browser killed':
          await browser.kill();
          break;
        case 'renderer killed':
          await page.goto('chrome://crash').catch(() => undefined);
          break;
        case 'tab closed':
          await page.close();
          break;
        case 'reloaded':
          await page.reload().catch(() => undefined);
          break;
        case 'navigated away':
          await page.goto('about:blank').catch(() => undefined);
      }
      if (ending === 'browser killed') {
        if (tears) await tearDatabase(profile);
        browser = await startBrowser(profile);
      }
      page = await browser.context.newPage();
      for (const other of browser.context.pages()) if (other !== page) await other.close().catch(() => undefined);
      report.deleted += await reopen(page, site.url);
      const found = await look(page, accepted, begun);
      report.lost += found.lost;
      report.doubled += found.doubled;
      report.unequal += found.unequal;
      report.unjournaled += found.unjournaled;
      const { lost, doubled, unequal, unjournaled } = found;
      say(
        `${ended + 1} of ${endings}, ${ending}: ${JSON.stringify({ accepted: sumOf(accepted), lost, doubled, unequal, unjournaled })}`,
      );
      // What was found missing or more is told once.
      for (const card of begun.keys()) {
        accepted.set(card, found.counts.get(card) ?? 0);
        begun.set(card, found.counts.get(card) ?? 0);
      }
    }
    await browser.quit();
  } finally {
    await browser.kill();
    await site.stop();
    process.off('exit', removeProfile);
    await rm(profile, { recursive: true, force: true, maxRetries: 10 });
  }
  return { endings: counts, accepted: sumOf(accepted), ...report };
}

function endingOf(chance: number): Ending {
  if (chance < 0.6) return 'browser killed';
  if (chance < 0.7) return 'renderer killed';
  if (chance < 0.8) return 'tab closed';
  return chance < 0.9 ? 'reloaded' : 'navigated away';
}

/** Begins to answer about ten cards a second, and comes back while the page goes on. */
async function answerFast(
  page: Page,
  url: string,
  cards: readonly string[],
  accepted: Map<string, number>,
  begun: Map<string, number>,
): Promise<void> {
  const count = (counts: Map<string, number>) => (_: unknown, card: string) => void counts.set(card, (counts.get(card) ?? 0) + 1);
  await page.exposeBinding('tellAccepted', count(accepted));
  await page.exposeBinding('tellBegun', count(begun));
  await page.goto(new URL(`#/study/${cards.map(encodeURIComponent).join(',')}`, url).href);
  await question(page).waitFor();
  await page.evaluate(() => {
    const tell = globalThis as unknown as Record<'tellAccepted' | 'tellBegun', (card: string) => Promise<void>>;
    const card = () => document.querySelector<HTMLElement>('[data-testid=question]')?.dataset['card'];
    const press = (key: string) =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    const until = async (is: () => boolean) => {
      while (!is()) await new Promise((resolve) => setTimeout(resolve, 4));
    };
    const answer = async () => {
      for (;;) {
        const asked = card();
        if (asked === undefined) return;
        await new Promise((resolve) => setTimeout(resolve, 70));
        press(' ');
        await until(() => document.querySelector('[data-testid=answer]') !== null);
        await tell.tellBegun(asked);
        press('3');
        await until(() => card() !== asked);
        void tell.tellAccepted(asked);
      }
    };
    void answer();
  });
}

/** Gives 1 if the database was gone and has been made again. */
async function reopen(page: Page, url: string): Promise<number> {
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.goto(new URL('#/study', url).href);
  await page.getByRole('heading', { level: 1 }).or(question(page)).first().waitFor();
  // By then it is united with the journal.
  await page.waitForFunction(() => performance.getEntriesByName('storage open').length > 0);
  const [opened] = await page.evaluate(() =>
    performance.getEntriesByName('storage open').map((mark) => (mark as PerformanceMark).detail as string),
  );
  return opened === 'restored' ? 1 : 0;
}

async function look(page: Page, accepted: ReadonlyMap<string, number>, begun: ReadonlyMap<string, number>) {
  const [log, schedules, presets, journal] = await Promise.all([
    rowsOf<LogEntry>(page, 'log'),
    rowsOf<ScheduleRow>(page, 'schedules'),
    rowsOf<Preset>(page, 'presets'),
    keptIds(page),
  ]);
  const byCard = new Map<string, LogEntry[]>();
  for (const entry of log) byCard.set(entry.card, [...(byCard.get(entry.card) ?? []), entry]);
  const counts = new Map([...byCard].map(([card, entries]) => [card, entries.length]));
  let lost = 0;
  let doubled = 0;
  for (const [card, count] of accepted) lost += Math.max(0, count - (counts.get(card) ?? 0));
  for (const [card, count] of counts) doubled += Math.max(0, count - (begun.get(card) ?? 0));
  const known = new Map(presets.map((preset) => [preset.id, preset]));
  const unequal = schedules.filter(
    (row) => compareSchedule(row, replayCard(byCard.get(row.card) ?? [], known)).length > 0,
  ).length;
  return { lost, doubled, unequal, unjournaled: log.filter(({ id }) => !journal.has(id)).length, counts };
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}

function some<Value>(values: readonly Value[], count: number, random: () => number): Value[] {
  return values
    .map((value) => ({ value, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ value }) => value);
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1000));
}
