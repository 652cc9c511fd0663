import type { LogEntry } from '#core/scheduling/entry.ts';
import type { ScheduleRow } from '#storage/rows.ts';
import { answer, answerByKeys, cardOnScreen, question, rowsOf } from './support/app.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/test.ts';

const music = 'Music intervals';

test('the second deck alone is chosen, studied, removed and added again, and progress is back', async ({ page }) => {
  await page.goto('./');
  const use = page.getByRole('button', { name: /Use these/ });
  await expect(use).toContainText('1 deck, ');
  // By the keyboard: the first is chosen already.
  const first = page.getByRole('checkbox', { name: /AWS/ });
  await expect(first).toBeChecked();
  await first.focus();
  await page.keyboard.press('Space');
  await expect(use).toBeDisabled();
  await expect(use).toContainText('Choose a deck first');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name: music })).toBeChecked();
  // The card to try is one of what is chosen.
  await expect(page.locator('.try h2')).toContainText('Which interval');
  await page.keyboard.press('Tab');
  await expect(use).toBeFocused();
  await page.keyboard.press('Enter');

  await expect(question(page)).toBeVisible();
  const rated = await answerByKeys(page, 4);
  await answerByKeys(page, 3);
  await expect.poll(async () => (await rowsOf<LogEntry>(page, 'log')).length).toBe(2);
  const before = await rowsOf<ScheduleRow>(page, 'schedules');
  expect(new Set(before.map(({ deck }) => deck))).toEqual(new Set(['music-intervals']));
  expect(before.find(({ card }) => card === rated)?.state.kind).toBe('review');

  await page.goto('./#/notes');
  await page.getByRole('button', { name: `Remove ${music}…` }).click();
  const dialog = page.getByRole('dialog', { name: `Remove ${music}?` });
  await expect(dialog).toContainText('What you have learnt of them is kept');
  await expectAccessible(page);
  // The safe choice has the focus, and Escape keeps the deck, too.
  await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: `Remove ${music}…` }).click();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText(`${music} is removed.`)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No notes yet' })).toBeVisible();

  // Nothing is left to be studied or asked.
  await page.goto('./#/quiz');
  await expect(page.getByRole('heading', { name: 'No questions yet' })).toBeVisible();
  await page.goto('./#/study');
  await expect(page.getByRole('heading', { name: 'Your notes, kept in memory' })).toBeVisible();

  await page.getByRole('checkbox', { name: music }).check();
  await page.getByRole('checkbox', { name: /AWS/ }).uncheck();
  await page.getByRole('button', { name: /Use these/ }).click();
  await expect(question(page)).toBeVisible();
  expect(await rowsOf<ScheduleRow>(page, 'schedules')).toEqual(before);
  expect(await rowsOf<LogEntry>(page, 'log')).toHaveLength(2);
});

test('with two decks one is removed, that is taken back, and it can be added from the notes', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('checkbox', { name: music }).check();
  await expect(page.getByRole('button', { name: /Use these/ })).toContainText('2 decks, ');
  await expectAccessible(page);
  await page.getByRole('button', { name: /Use these/ }).click();
  await expect(question(page)).toBeVisible();
  const both = await rowsOf<ScheduleRow>(page, 'schedules');

  await page.goto('./#/notes');
  await page.getByRole('button', { name: `Remove ${music}…` }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByRole('button', { name: `Add ${music}` })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(`${music} is back.`)).toBeVisible();
  await expect(page.getByRole('button', { name: `Add ${music}` })).toBeHidden();
  expect(await rowsOf<ScheduleRow>(page, 'schedules')).toEqual(both);

  await page.getByRole('button', { name: `Remove ${music}…` }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('button', { name: `Add ${music}` }).click();
  await expect(page.getByText(`${music} is added.`)).toBeVisible();
  expect(await rowsOf<ScheduleRow>(page, 'schedules')).toEqual(both);
});

test('a session in another tab goes on without the deck that was removed', async ({ page, context }) => {
  await page.goto('./');
  await page.getByRole('checkbox', { name: music }).check();
  await page.getByRole('button', { name: /Use these/ }).click();
  await expect(question(page)).toBeVisible();
  const decks = new Map((await rowsOf<ScheduleRow>(page, 'schedules')).map(({ card, deck }) => [card as string, deck as string]));
  const onScreen = decks.get(await cardOnScreen(page)) ?? '';
  const title = onScreen === 'music-intervals' ? music : 'AWS machine learning, AI and big data';
  // It listens once it foresees what the buttons lead to.
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: /Good 10 min/ })).toBeVisible();

  const other = await context.newPage();
  await other.goto('./#/notes');
  await other.getByRole('button', { name: `Remove ${title}…` }).click();
  await other.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(other.getByText(`${title} is removed.`)).toBeVisible();

  await expect(page.getByText('Another tab changed this card.')).toBeVisible();
  expect(decks.get(await cardOnScreen(page))).not.toBe(onScreen);
  await page.keyboard.press('Space');
  await expect(answer(page)).toBeVisible();
});

test('the choice of decks fits on a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('./');
  await expect(page.getByRole('checkbox', { name: music })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.getByRole('checkbox', { name: music }).check();
  await page.getByRole('button', { name: /Use these/ }).click();
  await expect(question(page)).toBeVisible();
  await page.goto('./#/notes');
  await expect(page.getByRole('button', { name: `Remove ${music}…` })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});
