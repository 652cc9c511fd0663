import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { answerByKeys, installDeck, question } from './support/app.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/test.ts';

const figure = (page: Page, name: string) => page.getByRole('figure', { name, exact: true });
const allThere = (page: Page) => expect(page.getByTestId('all-figures')).toBeVisible();

test("a session's answers change the figures, in another tab too; filters, tables and files by keyboard alone", async ({
  page,
  context,
}) => {
  test.slow();
  await installDeck(page);
  const figures = await context.newPage();
  await figures.goto('./#/figures');
  await allThere(figures);
  await expectSaid(figures, {
    Today: /^No card has been answered today/,
    'Days at the desk': /^No day/,
    Reviews: /^0 answers/,
    Time: /^No time yet/,
    Cards: /^0 of/,
    Retrievability: /^No card has been met/,
    Stability: /^No card has been met/,
    Difficulty: /^No card has been met/,
    'Answer buttons': /^No answer/,
    Added: /, 0 were met/,
  });
  await expectAccessible(figures);

  await page.bringToFront();
  await answerByKeys(page, 3);
  await expect(question(page)).toBeVisible();
  await answerByKeys(page, 1);
  await expect(figure(figures, 'Today').getByText(/^2 answers, 50.%/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(figure(figures, 'Today').getByText(/^1 answer, 100.%/)).toBeVisible();
  await expect(question(page)).toBeVisible();
  await answerByKeys(page, 1);
  await expect(figure(figures, 'Today').getByText(/^2 answers, 50.%/)).toBeVisible();
  await expectSaid(figures, {
    'Days at the desk': /^2 answers on 1 day /,
    Reviews: /^2 answers on 1 day,/,
    Time: /less than a minute in all/,
    Cards: /^2 of \d+ cards met/,
    Retrievability: /^Asked now, about 2 of the 2 cards met/,
    Stability: /^Half of the cards/,
    Difficulty: /^Half of the cards/,
    'Answer buttons': /^50.% of 2 answers/,
    Added: /, 2 were met for the first time/,
  });

  // From here on by keyboard alone, as a screen reader would hear it.
  await figures.bringToFront();
  await figures.getByRole('combobox', { name: 'Period' }).focus();
  await figures.keyboard.press('3');
  await expect(figures.getByRole('combobox', { name: 'Period' })).toHaveValue(/month|quarter/);
  await expect(figures.getByRole('combobox', { name: 'Period' })).toBeFocused();
  await figures.keyboard.press('Tab');
  await expect(figures.getByRole('combobox', { name: 'Of' })).toBeFocused();
  await figures.keyboard.press('ArrowDown');
  await expect(figures.getByRole('combobox', { name: 'Of' })).toHaveValue(/^deck:/);
  await expect(figures).toHaveURL(/#\/figures\/(month|quarter)\/deck:/);
  await expect(figure(figures, 'Today').getByText(/^2 answers/)).toBeVisible();

  const asTable = figures.getByRole('button', { name: 'Today as a table' });
  await asTable.focus();
  await figures.keyboard.press('Enter');
  await expect(figure(figures, 'Today').getByRole('row', { name: 'New cards 2' })).toBeVisible();
  await expect(figures.getByRole('button', { name: 'Today as a chart' })).toBeFocused();
  await expectAccessible(figures);
  const csv = await fileOf(figures, 'Reviews as a CSV file');
  expect(csv.suggestedFilename()).toBe('cardwright-reviews.csv');
  expect(readFileSync(await csv.path(), 'utf8')).toMatch(/^(Day|Week),Learning,.*\r\n(.*\r\n)*.*,2,0,0,0,0\r\n$/);
  const png = await fileOf(figures, 'Reviews as a picture');
  expect([...readFileSync(await png.path()).subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  const reminder = await fileOf(figures, 'Calendar file');
  expect(readFileSync(await reminder.path(), 'utf8')).toContain('RRULE:FREQ=DAILY\r\n');

  // What the address says is what is shown, also after a reload and on a narrow, dark screen.
  await figures.setViewportSize({ width: 320, height: 640 });
  await figures.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await figures.reload();
  await allThere(figures);
  await expect(figures.getByRole('combobox', { name: 'Of' })).toHaveValue(/^deck:/);
  await expectAccessible(figures);
  const wide = await figures.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
  // On paper: what the figures are of, and nothing to press.
  await figures.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(figures.getByRole('combobox', { name: 'Period' })).toBeVisible();
  await expect(figures.getByRole('combobox', { name: 'Period' })).toHaveCSS('border-top-width', '0px');
  await expect(figures.getByRole('button', { name: 'Today as a table' })).toBeHidden();
  await expect(figures.getByRole('button', { name: 'Calendar file' })).toBeHidden();
  await expect(figures.locator('body')).toHaveCSS('color', 'rgb(20, 34, 44)');
  await figures.emulateMedia({ media: 'screen' });

  // Of what is no longer there nothing is drawn, and another may be chosen.
  await figures.goto('./#/figures/year/deck:gone');
  await figures.reload();
  await expect(figures.getByText(/^There is no such deck/)).toBeVisible();
  await expectAccessible(figures);
});

/** What figures say in their sentences. */
async function expectSaid(page: Page, said: Readonly<Record<string, RegExp>>): Promise<void> {
  for (const [name, text] of Object.entries(said)) {
    await expect.soft(figure(page, name).locator('figcaption p')).toHaveText(text);
  }
}

async function fileOf(page: Page, button: string): Promise<Download> {
  await page.getByRole('button', { name: button }).focus();
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  return download;
}
