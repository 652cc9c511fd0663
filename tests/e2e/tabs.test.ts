import type { LogEntry } from '#core/scheduling/entry.ts';
import { answerByKeys, cardOnScreen, installDeck, question, rowsOf } from './support/app.ts';
import { expect, test } from './support/test.ts';

test('a second tab shows at once what was answered in the first', async ({ page, context }) => {
  await installDeck(page);
  const today = await context.newPage();
  await today.goto('./');
  await expect(today.getByTestId('done-today')).toHaveText('Nothing answered yet today.');
  // Its live figures are there, not only the first look's.
  await expect(today.getByRole('heading', { name: 'Areas' })).toBeVisible();
  await answerByKeys(page, 3);
  await expect(today.getByTestId('done-today')).toContainText('1 answer, 1 of them known', { timeout: 5_000 });
  await expect(today.getByRole('heading', { level: 1 })).toContainText('1 in learning and 19 new cards', { timeout: 5_000 });
});

test('the same card on screen in two tabs is answered once', async ({ page, context }) => {
  await installDeck(page);
  const other = await context.newPage();
  await other.goto('./#/study');
  await expect(question(other)).toBeVisible();
  const card = await cardOnScreen(page);
  expect(await cardOnScreen(other)).toBe(card);

  // Both see the answer; the first to rate it wins, and the other tab says so and goes on.
  await page.keyboard.press('Space');
  await other.keyboard.press('Space');
  await expect(other.getByRole('button', { name: /Good 10 min/ })).toBeVisible();
  await page.keyboard.press('3');
  await expect(other.getByRole('status')).toContainText('Another tab answered this card.');
  await expect(other.getByRole('status')).toContainText('That answer, Good, stands.');
  await expect(question(other)).not.toHaveAttribute('data-card', card);
  expect(await rowsOf<LogEntry>(page, 'log')).toHaveLength(1);
});

test('rated in both at the same instant, one answer is written', async ({ page, context }) => {
  await installDeck(page);
  const other = await context.newPage();
  await other.goto('./#/study');
  await expect(question(other)).toBeVisible();
  for (const tab of [page, other]) {
    await tab.bringToFront();
    await tab.keyboard.press('Space');
    await expect(tab.getByRole('button', { name: /Good 10 min/ })).toBeVisible();
  }
  const card = await cardOnScreen(page);
  await Promise.all([page.keyboard.press('3'), other.keyboard.press('1')]);
  await expect(question(page)).not.toHaveAttribute('data-card', card);
  await expect(question(other)).not.toHaveAttribute('data-card', card);
  const log = await rowsOf<LogEntry>(page, 'log');
  expect(log.filter((entry) => entry.card === card)).toHaveLength(1);
});
