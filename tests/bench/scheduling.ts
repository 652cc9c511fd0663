import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { createEmptyCard, fsrs, FSRSAlgorithm } from 'ts-fsrs';
import type { Card, FSRSState } from 'ts-fsrs';
import { build } from 'vite';
import { findChromium, launchOptions } from '#cli/chromium.ts';
import { serve } from '#cli/serve.ts';
import type { CardId, DeviceId, EntryId } from '#core/ids.ts';
import { below, randomFrom } from '#core/random.ts';
import type { AnswerEntry } from '#core/scheduling/entry.ts';
import type { DueLoad } from '#core/scheduling/load.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';
import { replayCard } from '#core/scheduling/replay.ts';
import { rateCard } from '#core/scheduling/review.ts';
import type { Rating, Schedule } from '#core/scheduling/schedule.ts';
import { dayMs, momentAt } from '#core/time.ts';
import type { Instant, Moment, StudyDay } from '#core/time.ts';
import { aMoment, later, monday } from '#tests/support/moments.ts';
import { aSchedule } from '#tests/support/schedules.ts';
import { median } from './figures.ts';
import type { QueueBench } from './queue/main.ts';

// Answers through our adapter beside ts-fsrs's own `next`; replay of a long log beside its `next_state` alone; today's queue
// from a large collection, in Chromium on Dexie, beside a hundred rows read by index. The two of a pair take turns: on a noisy
// machine only neighbours can be compared.

const { values: options } = parseArgs({ options: { smoke: { type: 'boolean', default: false } } });
const rounds = options.smoke ? 3 : 7;
let failed = false;

answers(options.smoke ? 200 : 2_000, 20);
replays(options.smoke ? 400 : 20_000, 50);
await queues(options.smoke ? 40 : 60);
if (failed) process.exitCode = 1;

/** Whole courses of answers, each card answered when it is due. */
function answers(cards: number, each: number): void {
  const ratings = ratingsOf(cards * each);
  const days = Array.from({ length: 100 }, (_, index) => [(monday + index + 1) as StudyDay, index % 40] as const);
  const load: DueLoad = { dueOn: new Map(days), siblingDays: [(monday + 9) as StudyDay] };

  const ours = () => {
    for (let card = 0; card < cards; card += 1) {
      let schedule = aSchedule({ card: `${card}.to-name` });
      let moment = aMoment();
      for (let answer = 0; answer < each; answer += 1) {
        schedule = rateCard(schedule, ratings[card * each + answer]!, moment, defaultPreset, load);
        moment = whenDue(schedule, moment);
      }
    }
  };
  const theirs = () => {
    const scheduler = fsrs();
    for (let index = 0; index < cards; index += 1) {
      let card: Card = createEmptyCard(new Date(aMoment().instant));
      for (let answer = 0; answer < each; answer += 1)
        card = scheduler.next(card, card.due, ratings[index * each + answer]!).card;
    }
  };
  compare(`${cards * each} answers`, 'next of ts-fsrs', ours, theirs, cards * each, 1.5);
}

function whenDue({ state }: Schedule, moment: Moment): Moment {
  if (state.kind === 'review') return aMoment({ day: state.dueDay });
  if (state.kind === 'new' || 'day' in state.due) return aMoment({ day: moment.day + 1 });
  return later(moment, (state.due.at - moment.instant) / 60_000);
}

/** Cards rebuilt from their entries as they are read from the log, by card and in order. */
function replays(cards: number, each: number): void {
  const logs = Array.from({ length: cards }, (_, card) => logOf(card, each));
  const presets = new Map([[defaultPreset.id, defaultPreset]]);
  const algorithm = new FSRSAlgorithm({ w: [...defaultPreset.weights], enable_short_term: true });
  const course = logs.map((log) =>
    log.map(({ rating, day }, index) => [rating, index === 0 ? 0 : day - log[index - 1]!.day] as const),
  );

  const ours = () => {
    for (const log of logs) replayCard(log, presets);
  };
  const theirs = () => {
    for (const reviews of course) {
      let state: FSRSState | null = null;
      for (const [rating, elapsed] of reviews) state = algorithm.next_state(state, elapsed, rating);
    }
  };
  compare(`replay of ${cards * each} entries`, 'next_state of ts-fsrs alone', ours, theirs, cards * each, 3);
}

function logOf(card: number, length: number): AnswerEntry[] {
  const ratings = ratingsOf(length, card + 1);
  const random = randomFrom(card);
  let day = monday as number;
  return ratings.map((rating, index): AnswerEntry => {
    if (index > 0) day += below(20, random);
    const { instant } = momentAt((day * dayMs + dayMs / 2) as Instant, () => 0, 4);
    const lastAnswer = { instant, day: day as StudyDay };
    return {
      id: `0190${`${card}`.padStart(8, '0')}${`${index}`.padStart(8, '0')}` as EntryId,
      card: `${card}` as CardId,
      instant,
      offsetMinutes: 0,
      day: day as StudyDay,
      device: 'device' as DeviceId,
      kind: 'review',
      rating,
      takenMs: 5_000,
      preset: defaultPreset.id,
      model: 'FSRS-6',
      before: index === 0 ? 'new' : 'review',
      after: {
        kind: 'review',
        dueDay: (day + 9) as StudyDay,
        intervalDays: 9,
        memory: { stability: 9, difficulty: 5 },
        lastAnswer,
      },
      reps: index + 1,
      lapses: 0,
    };
  });
}

/** As a learner rates: one in ten forgotten. */
function ratingsOf(count: number, seed = 1): Rating[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const draw = random();
    if (draw < 0.1) return 1;
    if (draw < 0.2) return 2;
    return draw < 0.9 ? 3 : 4;
  });
}

async function queues(runs: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cardwright-bench-'));
  const executablePath = await findChromium(console.log);
  try {
    const outDir = join(folder, 'queue');
    const root = join(process.cwd(), 'tests', 'bench', 'queue');
    // Only modules to put together: neither React nor a service worker.
    await build({
      logLevel: 'warn',
      root,
      configFile: false,
      base: './',
      build: { outDir, emptyOutDir: true, target: 'es2023' },
    });
    const server = await serve(outDir, [0]);
    const context = await chromium.launchPersistentContext(join(folder, 'profile'), { ...launchOptions(), executablePath });
    const page = await context.newPage();
    await page.goto(`http://localhost:${server.port}/`);
    await page.waitForFunction(() => 'bench' in globalThis);
    await page.evaluate(() => (globalThis as unknown as { bench: QueueBench }).bench.fill());
    // Read anew, as at the start of a day: not from what the writing has left in memory.
    await page.reload();
    await page.waitForFunction(() => 'bench' in globalThis);
    const { queue, rows, length } = await page.evaluate(
      (count) => (globalThis as unknown as { bench: QueueBench }).bench.measure(count),
      runs,
    );
    await context.close();
    server.close();
    const ratio = median(queue.map((ms, run) => ms / rows[run]!));
    const times = `${median(queue).toFixed(1)} ms for ${length} cards, ${median(rows).toFixed(1)} ms for 100 rows`;
    console.log(`queue from 100,000 cards with 5,000 due: ${times}: ${ratio.toFixed(2)} times (at most 5)`);
    if (!options.smoke && ratio > 5) failed = true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function compare(what: string, beside: string, ours: () => void, theirs: () => void, count: number, most: number): void {
  const ratios: number[] = [];
  const times: number[] = [];
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    const [own, other] = round % 2 === 0 ? [timed(ours), timed(theirs)] : [timed(theirs), timed(ours)].toReversed();
    if (round === 0) continue;
    ratios.push(own! / other!);
    times.push(own!);
  }
  const ratio = median(ratios);
  const aSecond = Math.round((count / median(times)) * 1000);
  console.log(`${what}: ${aSecond.toLocaleString('en')} a second, ${ratio.toFixed(2)} times ${beside} (at most ${most})`);
  if (!options.smoke && ratio > most) failed = true;
}

function timed(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
