import type { LogEntry } from '#core/scheduling/entry.ts';
import type { ScheduleRow } from '#storage/rows.ts';
import { answer, answerByKeys, cardOnScreen, installDeck, question, rowsOf } from './support/app.ts';
import { expect, test } from './support/test.ts';

test('a first visit, five cards by the keyboard alone, and after a reload the schedule stands', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { name: 'Your notes, kept in memory' })).toBeVisible();
  // It waits for the decks that come with the app.
  const use = page.getByRole('button', { name: /Use these/ });
  await expect(use).toBeEnabled();
  await use.focus();
  await expect(use).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question(page)).toBeVisible();

  const first = await cardOnScreen(page);
  await page.keyboard.press('Space');
  await expect(answer(page)).toBeVisible();
  // Each button says what it leads to.
  await expect(page.getByRole('button', { name: /Again 1 min/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /Hard 6 min/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /Good 10 min/ })).toBeVisible();
  const easy = await page.getByRole('button', { name: /Easy \d+ days/ }).textContent();
  await page.keyboard.press('4');
  await expect(question(page)).not.toHaveAttribute('data-card', first);

  // Enter shows the answer too, and then means Good.
  const second = await cardOnScreen(page);
  await page.keyboard.press('Enter');
  await expect(answer(page)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(question(page)).not.toHaveAttribute('data-card', second);
  await answerByKeys(page, 1);
  await answerByKeys(page, 2);
  await answerByKeys(page, 3);

  const log = await rowsOf<LogEntry>(page, 'log');
  expect(log.map((entry) => (entry.kind === 'learn' ? entry.rating : entry.kind))).toEqual([4, 3, 1, 2, 3]);
  expect(log.every((entry) => 'takenMs' in entry && entry.takenMs > 0)).toBe(true);
  const before = await rowsOf<ScheduleRow>(page, 'schedules');
  const rated = before.find(({ card }) => card === first);
  // What the button said is what was applied.
  expect(rated?.state).toMatchObject({ kind: 'review', intervalDays: Number(/(\d+) days/.exec(easy ?? '')?.[1]) });

  await page.reload();
  await expect(question(page)).toBeVisible();
  expect(await rowsOf<ScheduleRow>(page, 'schedules')).toEqual(before);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('done-today')).toContainText('5 answers, 4 of them known');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('4 in learning and 15 new cards');
});

test('Z takes an answer back: the card is asked again, and nothing is erased from the log', async ({ page }) => {
  await installDeck(page);
  const untouched = await rowsOf<ScheduleRow>(page, 'schedules');
  const card = await answerByKeys(page, 3);
  await expect(question(page)).not.toHaveAttribute('data-card', card);
  await page.keyboard.press('z');
  await expect(question(page)).toHaveAttribute('data-card', card);
  // What is told of it leaves free what comes next.
  const told = await page.getByRole('status').getByText('taken back.').locator('..').locator('..').boundingBox();
  const show = await page.getByRole('button', { name: /Show answer/ }).boundingBox();
  const asked = await question(page).boundingBox();
  expect(told!.y + told!.height).toBeLessThan(Math.min(show!.y, asked!.y));
  const log = await rowsOf<LogEntry>(page, 'log');
  expect(log.map(({ kind }) => kind)).toEqual(['learn', 'undo']);
  const states = (rows: ScheduleRow[]) => rows.map(({ card: id, state }) => [id, state]);
  expect(states(await rowsOf<ScheduleRow>(page, 'schedules'))).toEqual(states(untouched));

  // And again, by Anki's other keys, from the end of nothing: there is no more to take back.
  await page.keyboard.press('Control+z');
  expect(await rowsOf<LogEntry>(page, 'log')).toHaveLength(2);
});

test('a card leads to its lines in the notes, which are marked, and back', async ({ page }) => {
  await installDeck(page);
  await page.keyboard.press('Space');
  const place = page.getByRole('link', { name: /notes\.md, line/ });
  const lines = ((await place.textContent()) ?? '').match(/\d+/g);
  await place.click();
  const marked = page.locator('li.on');
  await expect(marked.first()).toBeInViewport();
  await expect(marked.first().locator('.ln')).toContainText(lines?.[0] ?? 'no line');
  await page.goBack();
  await expect(question(page)).toBeVisible();
});

test('the last card of the day leads to what was done and when it goes on', async ({ page }) => {
  test.slow();
  await installDeck(page);
  // Easy takes a new card out of the day at once; one is hard first.
  await answerByKeys(page, 2);
  for (let answers = 0; answers < 40 && (await question(page).isVisible()); answers += 1) await answerByKeys(page, 4);
  await expect(page.getByRole('heading', { name: /^Done for/ })).toBeVisible();
  await expect(page.getByText(/20 cards in .*, all of them known at once\./)).toBeVisible();
  await expect(page.getByText(/20 new cards follow tomorrow\./)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What was hard' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Close' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Nothing due until tomorrow' })).toBeVisible();
  await expect(page.getByText('One day so far; the next makes two in a row.')).toBeVisible();
});

test('an answer that could not be written stays on screen, says why, and is saved again', async ({ page, problems }) => {
  await installDeck(page);
  const card = await cardOnScreen(page);
  await page.keyboard.press('Space');
  // A disk that is full, as Chromium reports it.
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function refuse() {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    };
    Object.assign(globalThis, { makeRoom: () => (IDBObjectStore.prototype.put = put) });
  });
  await page.keyboard.press('3');
  await expect(page.getByRole('alert')).toContainText('Your last answer is not saved');
  await expect(page.getByRole('alert')).toContainText('The disk is full');
  await expect(question(page)).toHaveAttribute('data-card', card);
  expect(await rowsOf<LogEntry>(page, 'log')).toEqual([]);

  await page.evaluate(() => (globalThis as unknown as { makeRoom(): void }).makeRoom());
  await page.getByRole('button', { name: 'Save again' }).click();
  await expect(question(page)).not.toHaveAttribute('data-card', card);
  expect(await rowsOf<LogEntry>(page, 'log')).toHaveLength(1);
  expect(problems).toEqual([]);
});
