import type { Locator, Page } from '@playwright/test';
import type { Quiz } from '#core/quiz/question.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import { startBrowser } from '#tests/crash/browser.ts';
import { installDeck, rowsOf } from './support/app.ts';
import { expectAccessible } from './support/axe.ts';
import { aProfile } from './support/profile.ts';
import { expect, test } from './support/test.ts';

/** It is written once its first question is on screen. */
async function theExam(page: Page): Promise<Quiz> {
  let exam: Quiz | undefined;
  await expect
    .poll(async () => (exam = (await rowsOf<Quiz>(page, 'quizzes')).find((quiz) => quiz.exam !== undefined)))
    .toBeDefined();
  return exam!;
}

/** One of six questions, so that it is over before anybody tires. */
async function startShortExam(page: Page): Promise<void> {
  await page.goto('./#/exam');
  await page.getByRole('radio', { name: /To my own measure/ }).check();
  await page.getByRole('textbox', { name: 'Questions' }).fill('6');
  await page.getByRole('textbox', { name: 'Minutes' }).fill('9');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Question 1 of 6')).toBeVisible();
}

/** As far as the Tab key leads, and no shortcut. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  const isThere = () => wanted.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 60 && !(await isThere()); presses += 1) await page.keyboard.press('Tab');
  await expect(wanted).toBeFocused();
}

/** By keys alone; of several keys all. */
async function giveByKeys(page: Page, quiz: Quiz, index: number, right: boolean, chosen?: number): Promise<void> {
  const question = quiz.questions[index];
  if (question?.kind !== 'choice' && question?.kind !== 'response') throw new Error('not asked for in this exam');
  const keys = question.kind === 'choice' ? [question.key] : question.keys;
  const wrong = question.options.map((_, at) => at).filter((at) => !keys.includes(at));
  for (const at of right ? keys : wrong.slice(0, keys.length)) await page.keyboard.press('abcde'[at]!);
  await expect(page.getByText('Chosen', { exact: true })).toHaveCount(chosen ?? keys.length);
}

test('a whole mock exam by the keyboard, killed in the middle and taken up; nothing is told before it is handed in', async ({
  site,
}) => {
  test.slow();
  const profile = await aProfile();
  let browser = await startBrowser(profile.folder);
  try {
    let page = await browser.context.newPage();
    await page.goto(site.url);
    await page.getByRole('button', { name: /Use these/ }).click();
    await expect(page.getByTestId('question')).toBeVisible();
    await page.goto(`${site.url}#/exam`);
    await expect(page.getByText(/Too little in your notes/)).toBeVisible();
    const own = page.getByRole('radio', { name: /To my own measure/ });
    await tabTo(page, page.getByRole('radio', { checked: true }));
    await page.keyboard.press('ArrowUp');
    await expect(own).toBeChecked();
    await tabTo(page, page.getByRole('textbox', { name: 'Questions' }));
    await page.keyboard.type('6');
    await page.keyboard.press('Tab');
    await page.keyboard.type('9');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Question 1 of 6')).toBeVisible();
    const { questions } = await theExam(page);

    // Changed after it was given, struck out, marked; then the browser is gone without a word.
    await giveByKeys(page, await theExam(page), 0, false);
    const first = questions[0]!;
    // Of several, what was chosen is taken back first.
    if (first.kind === 'response') await giveByKeys(page, await theExam(page), 0, false, 0);
    await giveByKeys(page, await theExam(page), 0, true);
    await page.keyboard.press('m');
    await expect(page.getByRole('button', { name: 'Marked for review' })).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByText('Question 2 of 6')).toBeVisible();
    await page.keyboard.press('Shift+B');
    await expect(page.getByRole('button', { name: 'Restore B' })).toBeVisible();
    expect(await rowsOf<LogEntry>(page, 'log')).toEqual([]);
    await expect.poll(async () => (await theExam(page)).exam?.sheets[1]?.struck).toEqual([1]);
    const before = (await theExam(page)).exam!;
    await browser.kill();

    browser = await startBrowser(profile.folder);
    page = await browser.context.newPage();
    await page.goto(`${site.url}#/exam`);
    await expect(page.getByRole('heading', { name: 'Your mock exam is not handed in' })).toBeVisible();
    await tabTo(page, page.getByRole('link', { name: 'Go on' }));
    await page.keyboard.press('Enter');
    await expect(page.getByText('Question 2 of 6')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Restore B' })).toBeVisible();
    const after = (await theExam(page)).exam!;
    // What the dead browser did not write took no time.
    const spent = (paper: typeof before) => paper.sheets.reduce((sum, { spentMs }) => sum + spentMs, 0);
    expect(spent(after) - spent(before)).toBeLessThan(60_000);

    await page.keyboard.press('p');
    await expect(page.getByRole('heading', { name: 'Paused' })).toBeVisible();
    await tabTo(page, page.getByRole('button', { name: 'Continue' }));
    await page.keyboard.press('Enter');
    for (const index of [1, 2, 3, 4]) {
      await expect(page.getByText(`Question ${index + 1} of 6`)).toBeVisible();
      await giveByKeys(page, await theExam(page), index, index !== 3);
      await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toContainText('1 open, 1 marked.');
    await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Hand in' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: /% expected right/ })).toBeVisible();
    const ended = await theExam(page);
    expect(ended.answers.map(({ given }) => given.kind)[5]).toBe('none');
    await expect(page.getByText(/^4 of 6 right/)).toBeVisible();
    await expect(page.getByText('Left open;', { exact: false })).toBeVisible();
    await tabTo(page, page.getByRole('link', { name: 'Review 3 questions' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: '3 questions to review' })).toBeVisible();
    await expect(page.getByText('Your answer', { exact: false }).first()).toBeVisible();
  } finally {
    await browser.kill();
    await profile.remove();
  }
});

for (const { name, colorScheme, width } of [{ name: 'light, 320 px', colorScheme: 'light', width: 320 }] as const) {
  test.describe(name, () => {
    test.use({ colorScheme, viewport: { width, height: 800 }, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds nothing in a mock exam, and nothing runs out of the screen', async ({ page }) => {
      test.slow();
      const expectSound = async () => {
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      };
      await installDeck(page);
      await page.goto('./#/quiz');
      await page.getByRole('link', { name: 'Take a mock exam' }).click();
      await expect(page.getByText(/Too little in your notes/)).toBeVisible();
      await expectSound();
      await startShortExam(page);
      await page.keyboard.press('a');
      await page.keyboard.press('Shift+B');
      await page.keyboard.press('m');
      await expect(page.getByText('Chosen', { exact: true })).toBeVisible();
      await expectSound();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectSound();
      await page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).click();
      await expect(page.getByRole('heading', { name: /% expected right/ })).toBeVisible();
      await expectSound();
      await page.getByRole('link', { name: /^Review/ }).click();
      await expect(page.getByRole('heading', { name: /to review|All 6/ })).toBeVisible();
      await expectSound();
    });
  });
}
