import type { Page } from '@playwright/test';
import type { LogEntry } from '#core/scheduling/entry.ts';
import { answer, answerByKeys, cardOnScreen, installDeck, question, rowsOf } from './support/app.ts';
import { expect, test } from './support/test.ts';

/** A page of the same origin without the app, as seed.ts has it. */
async function emptyPage(page: Page, url: string): Promise<void> {
  const empty = new URL('empty', url).href;
  await page.route(empty, (route) => route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">' }));
  await page.goto(empty);
}

async function rate(page: Page, key: string): Promise<void> {
  await page.keyboard.press('Space');
  await expect(answer(page)).toBeVisible();
  await page.keyboard.press(key);
}

test('an answer is taken back in one tab while the other studies: nothing is lost, and the card is asked again', async ({
  page,
  context,
}) => {
  await installDeck(page);
  const other = await context.newPage();
  await other.goto('./#/study');
  await expect(question(other)).toBeVisible();
  // A tab that goes to the background before that hears of nothing until it is looked at again.
  await other.waitForFunction(() => performance.getEntriesByName('storage open').length > 0);
  const card = await cardOnScreen(page);
  // The first tab answers; the other is told, and goes on to the next card.
  await page.bringToFront();
  await answerByKeys(page, 4);
  await expect(question(other)).not.toHaveAttribute('data-card', card);
  await other.bringToFront();
  const answered = await answerByKeys(other, 3);

  await page.bringToFront();
  await page.keyboard.press('z');
  await expect(question(page)).toHaveAttribute('data-card', card);
  // What the other tab did is not this one's to take back.
  await page.keyboard.press('z');
  const log = await rowsOf<LogEntry>(page, 'log');
  expect(log.map(({ kind, card: of }) => [kind, of])).toEqual([
    ['learn', card],
    ['learn', answered],
    ['undo', card],
  ]);
  await answerByKeys(page, 1);
  expect((await rowsOf<LogEntry>(page, 'log')).at(-1)).toMatchObject({ card, rating: 1 });
});

test('a later version opens the database while a tab studies: it is not held up, and the tab says so and writes no more', async ({
  page,
  context,
  site,
}) => {
  await installDeck(page);
  await answerByKeys(page, 3);
  const later = await context.newPage();
  await emptyPage(later, site.url);
  const version = await later.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('cardwright', 990);
        opening.addEventListener('blocked', () => reject(new Error('the old tab does not let go')));
        opening.addEventListener('success', () => {
          resolve(opening.result.version);
          opening.result.close();
        });
      }),
  );
  expect(version).toBe(990);
  await page.bringToFront();
  await expect(page.getByRole('status')).toContainText('This tab has lost its database.');
  const card = await cardOnScreen(page);
  await rate(page, '3');
  await expect(page.getByRole('alert')).toContainText('A newer version of Cardwright has this database.');
  await expect(question(page)).toHaveAttribute('data-card', card);
  expect(await rowsOf(later, 'log')).toHaveLength(1);
});

test('site data cleared under a tab: it says so, opens no empty database, and after a reload all of it is back', async ({
  page,
  site,
}) => {
  await installDeck(page);
  await answerByKeys(page, 3);
  const log = await rowsOf<LogEntry>(page, 'log');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: new URL(site.url).origin, storageTypes: 'indexeddb' });
  await expect(page.getByRole('status')).toContainText('This tab has lost its database.');
  await rate(page, '3');
  await expect(page.getByRole('alert')).toContainText('Your last answer is not saved');
  await expect(page.getByRole('alert')).toContainText('This tab has lost its database. Reload the page, then answer again.');
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).not.toContain('cardwright');

  await page.getByRole('button', { name: 'Reload the page' }).click();
  await expect(page.getByRole('status')).toContainText('Your browser lost its database on ');
  await expect(question(page)).toBeVisible();
  expect(await rowsOf(page, 'log')).toEqual(log);
  await answerByKeys(page, 3);
  expect(await rowsOf(page, 'log')).toHaveLength(2);
});

test('another tab holds the database and does not let go: the answer waits, is not written behind, and is saved again', async ({
  page,
  context,
  site,
}) => {
  test.slow();
  await installDeck(page);
  await answerByKeys(page, 3);
  const other = await context.newPage();
  await emptyPage(other, site.url);
  await other.evaluate(async () => {
    const opening = indexedDB.open('cardwright');
    await new Promise((resolve) => {
      opening.addEventListener('success', resolve);
    });
    const store = opening.result.transaction(['log', 'schedules'], 'readwrite').objectStore('log');
    const held = { on: true };
    const hold = () => {
      if (held.on) store.count().addEventListener('success', hold);
      else opening.result.close();
    };
    hold();
    Object.assign(globalThis, { held });
  });
  await page.bringToFront();
  const card = await cardOnScreen(page);
  await rate(page, '3');
  await expect(page.getByRole('group', { name: 'How well did you know it?' })).toHaveAttribute('aria-busy', 'true');
  await expect(page.getByRole('alert')).toContainText('The database did not answer in time.', { timeout: 30_000 });
  await expect(question(page)).toHaveAttribute('data-card', card);

  await other.evaluate(() => ((globalThis as unknown as { held: { on: boolean } }).held.on = false));
  await page.getByRole('button', { name: 'Save again' }).click();
  await expect(question(page)).not.toHaveAttribute('data-card', card);
  const log = await rowsOf<LogEntry>(page, 'log');
  expect(log.filter((entry) => entry.card === card)).toHaveLength(1);
  expect(log).toHaveLength(2);
});
