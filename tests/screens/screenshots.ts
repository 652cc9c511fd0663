import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import type { CardId } from '#core/ids.ts';
import type { Quiz } from '#core/quiz/question.ts';
import { shareQuestions } from '#core/quiz/share.ts';
import { findChromium, launchOptions } from '#cli/chromium.ts';
import { serve } from '#cli/serve.ts';
import { rowsOf } from '#tests/e2e/support/app.ts';
import { seedYear } from '#tests/e2e/support/year.ts';

// Pictures of every screen after a year of somebody's study, wide and narrow, light and dark, in test-results/screens; and
// those of the README and the manifest. Needs `npm run build`.

const { values: options } = parseArgs({
  options: { dist: { type: 'string', default: 'dist' }, only: { type: 'string' }, scheme: { type: 'string' } },
});
/** All, or those named, with commas between. */
const isWanted = (name: string) => options.only?.split(',').includes(name) ?? true;
const folder = 'test-results/screens';
const slowMs = 120_000;
/** The README and the manifest show what is seen without scrolling. */
const inReadme: ReadonlyMap<string, string> = new Map([
  ['today 1280 light', 'src/public/screenshots/today-wide.png'],
  ['study-answer 390 light', 'src/public/screenshots/study-narrow.png'],
  ['atlas 1280 light', 'docs/pictures/atlas.webp'],
  ['entity 1280 dark', 'docs/pictures/entity-dark.webp'],
]);
const deck = 'aws-ml-ai-big-data';

interface Screen {
  readonly name: string;
  /** Where it is; of a card or quiz that is looked up in the page's database, nothing where there is none such. */
  readonly place: string | ((page: Page) => Promise<string | undefined>);
  /** What is there when it is complete. */
  ready(page: Page): Promise<unknown>;
}

/** The screen's own: on a busy machine the database takes its time to open, and says so. */
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'Opening your cards' }).waitFor();
const question = (page: Page) => page.getByTestId('question').waitFor();
const deckPlace = `entity/${deck}/amazon-athena`;

interface Kept {
  readonly card: CardId;
  readonly reps: number;
  readonly lapses: number;
  readonly dueDay?: number;
  readonly state: { readonly kind: string };
}

/** Of the cards in review, the one that comes first by this. */
async function cardBy(page: Page, rank: (kept: Kept) => number): Promise<Kept | undefined> {
  const rows = await rowsOf<Kept>(page, 'schedules');
  return rows.filter(({ state }) => state.kind === 'review').toSorted((a, b) => rank(b) - rank(a))[0];
}

async function lastQuiz(page: Page, isExam: boolean): Promise<Quiz | undefined> {
  const rows = await rowsOf<Quiz>(page, 'quizzes');
  const ended = rows.filter(({ finishedAt, exam }) => finishedAt !== undefined && (exam !== undefined) === isExam);
  return ended.toSorted((a, b) => b.startedAt - a.startedAt)[0];
}

const studyOf = (cards: readonly CardId[]) => `study/${cards.map((card) => encodeURIComponent(card)).join(',')}`;

/** One more Again makes it a leech. */
async function nearLeech(page: Page): Promise<string | undefined> {
  const rows = await rowsOf<Kept>(page, 'schedules');
  const near = rows.find(({ lapses, state }) => lapses >= 7 && lapses % 4 === 3 && state.kind === 'review');
  return near && studyOf([near.card]);
}

/** A session of a few cards, answered until none is left. */
async function studyThrough(page: Page): Promise<void> {
  const done = page.getByRole('heading', { name: /^Done for/ });
  for (const rating of ['3', '1', '4', '3', '3', '3', '3', '3']) {
    await page.getByTestId('question').or(done).first().waitFor();
    if (await done.isVisible()) break;
    await page.keyboard.press('Space');
    await page.getByTestId('answer').waitFor();
    await page.keyboard.press(rating);
    await page.getByTestId('answer').waitFor({ state: 'hidden' });
  }
  await page.locator('.small-atlas .map').waitFor();
}

/** A quiz to its end, with what comes first chosen, whatever kind of question it is. */
async function takeQuiz(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Start/ }).click();
  await page.getByText(/Question 1 of/).waitFor();
  for (let steps = 0; steps < 120 && !page.url().endsWith('/result'); steps += 1) {
    for (const [at, select] of (await page.locator('select').all()).entries()) {
      if (await select.isEnabled()) await select.selectOption({ index: at + 1 });
    }
    for (const key of ['a', 'b', 'Enter']) await page.keyboard.press(key);
    await page.waitForTimeout(120);
  }
}

/** A short mock exam with some of its questions answered; where one is not handed in yet, as of the wider picture, that one. */
async function sitExam(page: Page): Promise<void> {
  const goOn = page.getByRole('link', { name: 'Go on' });
  await goOn
    .or(page.getByRole('radio', { name: /To my own measure/ }))
    .first()
    .waitFor();
  if (await goOn.isVisible()) {
    await goOn.click();
    await page.getByText(/Question \d+ of 20/).waitFor();
    return;
  }
  await page.getByRole('radio', { name: /To my own measure/ }).check();
  await page.getByRole('textbox', { name: 'Questions' }).fill('20');
  await page.getByRole('textbox', { name: 'Minutes' }).fill('30');
  await page.keyboard.press('Enter');
  for (let number = 1; number <= 12; number += 1) {
    await page.getByText(`Question ${number} of 20`).waitFor();
    if (number % 5 !== 0) await page.keyboard.press('abc'[number % 3]!);
    if (number === 4) await page.keyboard.press('m');
    await page.waitForTimeout(150);
    if (number < 12) await page.keyboard.press('ArrowRight');
  }
}

async function handIn(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).click();
  await page.getByRole('heading', { name: /% expected right/ }).waitFor();
}

const screens: readonly Screen[] = [
  {
    name: 'today',
    place: '',
    async ready(page) {
      await page.getByRole('heading', { name: 'Areas' }).waitFor();
      await page.locator('.small-atlas .map').waitFor();
      await page.getByText(/expected right on the day/).waitFor();
    },
  },
  { name: 'study-question', place: 'study', ready: question },
  {
    name: 'study-answer',
    place: 'study',
    async ready(page) {
      await question(page);
      await page.keyboard.press('Space');
      await page.getByTestId('answer').waitFor();
    },
  },
  {
    name: 'study-typed',
    place: 'study',
    async ready(page) {
      await question(page);
      await page.keyboard.press('t');
      await page.getByRole('textbox', { name: 'Type the answer' }).fill('Kinesis Data Stream');
      await page.keyboard.press('Enter');
      await page.getByTestId('typed').waitFor();
    },
  },
  {
    name: 'card-menu',
    place: 'study',
    async ready(page) {
      await question(page);
      await page.keyboard.press('m');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'leech',
    place: nearLeech,
    async ready(page) {
      await question(page);
      await page.keyboard.press('Space');
      await page.getByTestId('answer').waitFor();
      await page.keyboard.press('1');
      await page.getByText('Keep it').waitFor();
      await page.waitForTimeout(400);
    },
  },
  {
    name: 'done',
    async place(page) {
      const rows = await rowsOf<Kept>(page, 'schedules');
      const due = rows.filter(({ state, dueDay }) => state.kind === 'review' && dueDay !== undefined);
      return studyOf(
        due
          .toSorted((a, b) => a.dueDay! - b.dueDay!)
          .slice(0, 4)
          .map(({ card }) => card),
      );
    },
    ready: studyThrough,
  },
  {
    name: 'card',
    place: async (page) => `card/${encodeURIComponent((await cardBy(page, ({ reps }) => reps))!.card)}`,
    ready: (page) => page.getByRole('heading', { name: /answers?$/i }).waitFor(),
  },
  { name: 'atlas', place: 'atlas', ready: (page) => page.locator('[data-verdict]').waitFor() },
  {
    name: 'atlas-area',
    place: `atlas/${deck}/streaming`,
    ready: (page) => page.locator('.map .names text').first().waitFor({ state: 'attached' }),
  },
  { name: 'figures', place: 'figures', ready: (page) => page.getByTestId('all-figures').waitFor() },
  { name: 'quiz-start', place: 'quiz', ready: (page) => page.getByRole('button', { name: /Start/ }).waitFor() },
  {
    name: 'quiz',
    place: 'quiz',
    async ready(page) {
      await page.getByRole('button', { name: /Start/ }).click();
      await page.getByText(/Question 1 of/).waitFor();
    },
  },
  {
    name: 'quiz-answer',
    place: 'quiz',
    async ready(page) {
      await page.getByRole('button', { name: /Start/ }).click();
      await page.getByText(/Question 1 of/).waitFor();
      await page.keyboard.press('a');
    },
  },
  {
    name: 'quiz-result',
    place: 'quiz',
    async ready(page) {
      await takeQuiz(page);
      await heading(page);
    },
  },
  {
    name: 'quiz-print',
    place: async (page) => `quiz/${(await lastQuiz(page, false))!.id}/print`,
    ready: heading,
  },
  {
    name: 'quiz-shared',
    async place(page) {
      const quiz = await lastQuiz(page, false);
      return quiz && `quiz/code/${shareQuestions(quiz.deck, quiz.questions)}`;
    },
    ready: heading,
  },
  { name: 'confusions', place: 'confusions', ready: heading },
  { name: 'exam-start', place: 'exam', ready: heading },
  { name: 'exam', place: 'exam', ready: sitExam },
  {
    name: 'exam-result',
    place: 'exam',
    async ready(page) {
      await sitExam(page);
      await handIn(page);
    },
  },
  {
    name: 'exam-review',
    async place(page) {
      const exam = await lastQuiz(page, true);
      return exam && `exam/${exam.id}/review`;
    },
    ready: heading,
  },
  { name: 'entity', place: deckPlace, ready: (page) => page.getByRole('img', { name: /^Where / }).waitFor() },
  {
    name: 'reference',
    place: 'reference',
    ready: (page) =>
      page
        .getByRole('link', { name: /Athena/ })
        .first()
        .waitFor(),
  },
  { name: 'notes-list', place: 'notes', ready: (page) => page.getByRole('link', { name: /notes\.md/ }).waitFor() },
  { name: 'notes', place: `notes/${deck}`, ready: heading },
  {
    name: 'notes-lines',
    place: `notes/${deck}/93,97`,
    ready: (page) => page.locator('li.on').first().waitFor(),
  },
  { name: 'import', place: 'import', ready: heading },
  {
    name: 'import-preview',
    place: 'import/music-intervals',
    ready: (page) => page.getByRole('heading', { level: 1, name: /\d|new/ }).waitFor(),
  },
  { name: 'custom', place: 'custom', ready: heading },
  { name: 'settings', place: 'settings', ready: heading },
  {
    name: 'settings-advanced',
    place: 'settings',
    ready: (page) => page.getByText('more settings').click(),
  },
  { name: 'restore', place: 'restore', ready: heading },
  { name: 'about', place: 'about', ready: heading },
  { name: 'not-found', place: 'nothing/here', ready: heading },
];

mkdirSync(folder, { recursive: true });
process.env.CHROMIUM_PATH ??= await findChromium((line) => console.log(line));
const { port, close } = await serve(options.dist, [0]);
const url = `http://localhost:${port}/`;
const browser = await chromium.launch(launchOptions());
for (const colorScheme of ['light', 'dark'] as const) {
  if (options.scheme !== undefined && options.scheme !== colorScheme) continue;
  const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce', locale: 'en-GB' });
  // tsx names functions with this helper, which functions that run in the page do not have.
  await context.addInitScript('globalThis.__name = (value) => value');
  // Long pages on a busy machine.
  context.setDefaultTimeout(slowMs);
  const page = await context.newPage();
  for (const width of [1280, 390]) {
    if (!isWanted('first')) continue;
    await page.setViewportSize({ width, height: width === 1280 ? 860 : 844 });
    await page.goto('about:blank');
    await page.goto(url);
    await page.locator('.first-map .map').waitFor();
    await settled(page);
    await page.screenshot({ path: `${folder}/first-${width}-${colorScheme}.png`, fullPage: true });
  }
  if (options.only === 'first') continue;
  await seedYear(page, url);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: width === 1280 ? 860 : 844 });
    for (const { name, place, ready } of screens) {
      if (!isWanted(name)) continue;
      // A page that is loaded anew, so that nothing of the screen before is in the picture.
      const at = typeof place === 'string' ? place : await place(page);
      if (at === undefined) {
        console.log(`${name}: nothing to show`);
        continue;
      }
      await page.goto('about:blank');
      await page.goto(`${url}#/${at}`);
      try {
        await ready(page);
      } catch (error) {
        // The picture shows what went wrong; the others are worth having.
        console.error(`${name}: ${String(error)}`);
        process.exitCode = 1;
      }
      // Where the last click was, something would look as if it were pointed at.
      await page.mouse.move(0, 0);
      await settled(page);
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
      const shown = inReadme.get(`${name} ${width} ${colorScheme}`);
      if (shown !== undefined) await showIn(page, shown);
    }
  }
  await context.close();
}
await browser.close();
close();

/** A manifest wants PNG; the README's are a quarter as large. */
async function showIn(page: Page, path: string): Promise<void> {
  if (!path.endsWith('.webp')) {
    await page.screenshot({ path });
    return;
  }
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setScrollbarsHidden', { hidden: true });
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 85 });
  await session.detach();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.from(data, 'base64'));
}

/** Letters are there, and nothing has been drawn for a while. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    let last = performance.now();
    const observer = new MutationObserver(() => (last = performance.now()));
    observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
    while (performance.now() - last < 400) {
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    }
    observer.disconnect();
  });
}
