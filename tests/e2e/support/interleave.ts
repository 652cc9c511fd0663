import type { BrowserContext, Page } from '@playwright/test';
import type { LogEntry } from '#core/scheduling/entry.ts';
import { randomFrom, shuffled } from '#core/random.ts';
import { compareSchedule, replayCard } from '#core/scheduling/replay.ts';
import type { Preset } from '#core/scheduling/schedule.ts';
import type { DayRow, ScheduleRow } from '#storage/rows.ts';
import { recountDays } from '#tests/support/recount.ts';
import { question, rowsOf } from './app.ts';
import { keptIds, readJournal } from './journal.ts';

export interface Interleaved {
  /** Answers that a tab's screen has accepted, as it told the other tabs. */
  readonly accepted: number;
  /** Ratings given by key, those included that came to nothing since the other tab had just moved the card. */
  readonly rated: number;
  readonly undone: number;
  /** What is not as the tabs were told; empty where all is well. */
  readonly wrong: readonly string[];
}

interface Heard {
  readonly card: string;
  readonly rating?: number;
}

/**
 * Two tabs answer, take back, bury and suspend the same few cards by keys at the same time, as fast as they can; as often as
 * asked, in tabs that were opened before or anew. The database must have been set up by a visit before.
 */
export async function interleaveTabs(
  context: BrowserContext,
  url: string,
  { rounds, seed, say = () => undefined }: { rounds: number; seed: number; say?: (line: string) => void },
): Promise<Interleaved> {
  const random = randomFrom(seed);
  // A page of the origin without the app: it hears what tabs tell each other.
  const witness = await context.newPage();
  await witness.route('**/witness', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">' }),
  );
  await witness.goto(new URL('witness', url).href);
  await witness.evaluate(() => {
    const heard: unknown[] = [];
    new BroadcastChannel('cardwright').addEventListener('message', ({ data }) => heard.push(data));
    Object.assign(globalThis, { heard });
  });
  const tabs = [await context.newPage(), await context.newPage()];
  const cards = (await rowsOf<ScheduleRow>(witness, 'schedules')).map(({ card }) => card);
  let [rated, undone] = [0, 0];
  const wrong: string[] = [];
  const before = (await rowsOf<LogEntry>(witness, 'log')).length;
  for (let round = 0; round < rounds && wrong.length === 0; round += 1) {
    const some = shuffled(cards, random).slice(0, 5);
    const address = new URL(`#/study/${some.map(encodeURIComponent).join(',')}`, url).href;
    for (const tab of tabs) {
      // Opened anew, or come back to in the same page.
      await tab.goto(round % 5 === 0 ? 'about:blank' : new URL('#/', url).href);
      if (round % 5 > 0) await tab.getByTestId('done-today').waitFor();
      await tab.goto(address);
      await question(tab).waitFor();
    }
    const told = await Promise.all(tabs.map((tab) => tab.evaluate(act, { seed: Math.floor(random() * 2 ** 31), keys: 12 })));
    for (const one of told) {
      rated += one.rated;
      undone += one.undone;
      wrong.push(...one.alerts);
    }
    wrong.push(...(await differences(witness, before)));
    say(`${round + 1} of ${rounds}: ${JSON.stringify({ rated, undone, wrong })}`);
  }
  const heard = (await heardBy(witness)).filter(({ rating }) => rating !== undefined);
  for (const tab of [...tabs, witness]) await tab.close();
  return { accepted: heard.length, rated, undone, wrong };
}

function heardBy(witness: Page): Promise<Heard[]> {
  return witness.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard);
}

async function differences(witness: Page, before: number): Promise<string[]> {
  const [log, schedules, days, presets, journal, heard] = await Promise.all([
    rowsOf<LogEntry>(witness, 'log'),
    rowsOf<ScheduleRow>(witness, 'schedules'),
    rowsOf<DayRow>(witness, 'days'),
    rowsOf<Preset>(witness, 'presets'),
    readJournal(witness),
    heardBy(witness),
  ]);
  const kept = await keptIds(witness);
  const told = (pairs: readonly Heard[]) =>
    pairs
      .map(({ card, rating }) => `${card} ${rating}`)
      .toSorted()
      .join();
  const known = new Map(presets.map((preset) => [preset.id, preset]));
  const answers = log.slice(before).flatMap((entry) => ('rating' in entry ? [entry] : []));
  const recounted = JSON.stringify(recountDays(log, schedules));
  return [
    ...(told(answers) === told(heard.filter(({ rating }) => rating !== undefined)) ? [] : ['the log has other answers']),
    ...schedules.flatMap((row) => {
      const unlike = compareSchedule(
        row,
        replayCard(
          log.filter(({ card }) => card === row.card),
          known,
        ),
      );
      return unlike.length === 0 ? [] : [`${row.card} is not as the log has it: ${unlike.join(', ')}`];
    }),
    ...(JSON.stringify(days.filter(({ answers: some, due }) => some + due > 0)) === recounted ? [] : ['days unlike the log']),
    ...(journal.ids.length === new Set(journal.ids).size ? [] : ['an answer is twice in the journal']),
    ...(log.every(({ id }) => kept.has(id)) ? [] : ['an answer is neither in the journal nor in a backup']),
    ...(journal.damaged === 0 ? [] : ['the journal is damaged']),
  ];
}

/** In the page: keys of chance, each when the screen has followed the one before. */
async function act({ seed, keys }: { seed: number; keys: number }) {
  let state = seed;
  const chance = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const find = (id: string) => document.querySelector<HTMLElement>(`[data-testid=${id}]`);
  const press = (key: string) =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  const until = async (is: () => boolean) => {
    for (let waited = 0; !is() && waited < 3_000; waited += 4) await new Promise((resolve) => setTimeout(resolve, 4));
  };
  const shown = () => document.querySelector('[data-testid=answer]') !== null;
  const told = { rated: 0, undone: 0, alerts: [] as string[] };
  for (let key = 0; key < keys; key += 1) {
    await new Promise((resolve) => setTimeout(resolve, 30 * chance()));
    const what = chance();
    if (what < 0.15) {
      press('z');
      told.undone += 1;
      await new Promise((resolve) => setTimeout(resolve, 40));
    } else if (what < 0.25) {
      press(what < 0.2 ? '-' : '@');
      await new Promise((resolve) => setTimeout(resolve, 40));
    } else if (find('question') !== null) {
      if (!shown()) press(' ');
      await until(shown);
      // As long as it takes to think, in which the other tab may be first.
      await new Promise((resolve) => setTimeout(resolve, 20 * chance()));
      if (!shown()) continue;
      press(String(1 + Math.floor(4 * chance())));
      told.rated += 1;
      await until(() => !shown());
    } else if (find('leech') !== null) press(' ');
  }
  // The last write is through.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const alert = document.querySelector('[role=alert]');
  if (alert !== null) told.alerts.push(alert.textContent ?? '');
  return told;
}
