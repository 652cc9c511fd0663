import { mkdirSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { hash32, randomFrom } from '#core/random.ts';

import { findChromium, launchOptions } from './chromium.ts';
import { serve } from './serve.ts';

// Pictures for the README and the manifest: a learner who studied for eight days, by rule, in the real app. Needs `npm run build`.

const daysStudied = 8;
const chance = randomFrom(hash32('screenshots'));

process.env.CHROMIUM_PATH ??= await findChromium((line) => console.log(line));
const { port, close } = await serve('dist', [0]);
const browser = await chromium.launch(launchOptions());
const context = await browser.newContext({
  viewport: { width: 1280, height: 860 },
  colorScheme: 'light',
  reducedMotion: 'reduce',
  locale: 'en-GB',
});
const page = await context.newPage();
const today = new Date();
today.setHours(7, 30, 0, 0);
await page.clock.install({ time: daysBefore(daysStudied) });
await page.goto(`http://localhost:${port}/`);
await page.getByRole('button', { name: /Use these/ }).click();
await page.getByTestId('question').waitFor();
for (let day = daysStudied; day > 0; day -= 1) {
  await page.clock.setSystemTime(daysBefore(day));
  await page.goto(`http://localhost:${port}/#/study`);
  await page.reload();
  await studyAll(page);
}
await page.clock.setSystemTime(today);
mkdirSync('src/public/screenshots', { recursive: true });
await page.goto(`http://localhost:${port}/#/`);
await page.reload();
await page.getByRole('heading', { name: 'Areas' }).waitFor();
await page.screenshot({ path: 'src/public/screenshots/today-wide.png' });
await page.setViewportSize({ width: 390, height: 844 });
await page.goto(`http://localhost:${port}/#/study`);
await page.getByTestId('question').waitFor();
await page.keyboard.press('Space');
await page.getByTestId('answer').waitFor();
await page.screenshot({ path: 'src/public/screenshots/study-narrow.png' });
await browser.close();
close();

/** Knows nine of ten, finds one in five of those hard, and one in eight easy. */
async function studyAll(learner: Page): Promise<void> {
  const question = learner.getByTestId('question');
  const done = learner.getByRole('heading', { name: /^(Done|Nothing)/ });
  await question.or(done).first().waitFor();
  for (;;) {
    if (await done.isVisible()) return;
    await learner.keyboard.press('Space');
    await learner.getByTestId('answer').or(done).first().waitFor();
    const dice = chance();
    await learner.keyboard.press(dice < 0.1 ? '1' : dice < 0.28 ? '2' : dice < 0.88 ? '3' : '4');
    await learner.getByTestId('answer').waitFor({ state: 'hidden' });
    await learner.clock.runFor(9_000);
  }
}

function daysBefore(days: number): Date {
  return new Date(today.getTime() - days * 86_400_000);
}
