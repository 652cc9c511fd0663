import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { findChromium, launchOptions } from '#cli/chromium.ts';
import { serve } from '#cli/serve.ts';
import { seedYear } from '#tests/e2e/support/year.ts';

// Pictures of every screen after a year of somebody's study, wide and narrow, light and dark, in test-results/screens; and the
// two of the README and the manifest. Needs `npm run build`.

const { values: options } = parseArgs({ options: { dist: { type: 'string', default: 'dist' }, only: { type: 'string' } } });
const folder = 'test-results/screens';
const deck = 'aws-ml-ai-big-data';

interface Screen {
  readonly name: string;
  readonly place: string;
  /** What is there when it is complete. */
  ready(page: Page): Promise<unknown>;
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).waitFor();
const question = (page: Page) => page.getByTestId('question').waitFor();
const deckPlace = `entity/${deck}/amazon-athena`;

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

/** A short mock exam with some of its questions answered. */
async function sitExam(page: Page): Promise<void> {
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
  { name: 'atlas', place: 'atlas', ready: (page) => page.locator('[data-verdict]').waitFor() },
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
  { name: 'confusions', place: 'confusions', ready: heading },
  { name: 'exam-start', place: 'exam', ready: heading },
  { name: 'exam', place: 'exam', ready: sitExam },
  {
    name: 'exam-result',
    place: 'exam',
    async ready(page) {
      const goOn = page.getByRole('link', { name: 'Go on' });
      await goOn
        .or(page.getByRole('radio', { name: /To my own measure/ }))
        .first()
        .waitFor();
      if (await goOn.isVisible()) await goOn.click();
      else await sitExam(page);
      await page.getByText(/Question \d+ of 20/).waitFor();
      await handIn(page);
    },
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
  { name: 'import', place: 'import', ready: heading },
  { name: 'custom', place: 'custom', ready: heading },
  { name: 'settings', place: 'settings', ready: heading },
];

mkdirSync(folder, { recursive: true });
process.env.CHROMIUM_PATH ??= await findChromium((line) => console.log(line));
const { port, close } = await serve(options.dist, [0]);
const url = `http://localhost:${port}/`;
const browser = await chromium.launch(launchOptions());
for (const colorScheme of ['light', 'dark'] as const) {
  const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce', locale: 'en-GB' });
  // tsx names functions with this helper, which functions that run in the page do not have.
  await context.addInitScript('globalThis.__name = (value) => value');
  const page = await context.newPage();
  for (const width of [1280, 390]) {
    if (options.only !== undefined && options.only !== 'first') continue;
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
      if (options.only !== undefined && options.only !== name) continue;
      // A page that is loaded anew, so that nothing of the screen before is in the picture.
      await page.goto('about:blank');
      await page.goto(`${url}#/${place}`);
      await ready(page);
      await settled(page);
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
      if (colorScheme === 'dark' || options.only !== undefined) continue;
      if (name === 'today' && width === 1280) await page.screenshot({ path: 'src/public/screenshots/today-wide.png' });
      if (name === 'study-answer' && width === 390) await page.screenshot({ path: 'src/public/screenshots/study-narrow.png' });
    }
  }
  await context.close();
}
await browser.close();
close();

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
