import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { answerByKeys, installDeck, question } from './support/app.ts';
import { expect, test } from './support/test.ts';

/** A page of the same origin without the app, as seed.ts has it. */
async function emptyPage(page: Page, url: string): Promise<void> {
  const empty = new URL('empty', url).href;
  await page.route(empty, (route) => route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">' }));
  await page.goto(empty);
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('a browser that keeps nothing says so, and what to do', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Not in this window.', 'SecurityError');
    };
  });
  await page.goto('./');
  await expect(heading(page)).toHaveText('This browser does not let Cardwright keep anything');
  await expect(page.getByText('Open Cardwright in an ordinary window')).toBeVisible();
});

test('data of a newer version are left alone, and a copy of them can be had', async ({ page, site }) => {
  await installDeck(page);
  await answerByKeys(page, 3);
  await emptyPage(page, site.url);
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const later = indexedDB.open('cardwright', 990);
        later.addEventListener('success', () => {
          later.result.close();
          resolve(undefined);
        });
        later.addEventListener('error', reject);
        later.addEventListener('blocked', reject);
      }),
  );
  await page.goto('./');
  await expect(heading(page)).toHaveText('This page is older than your data');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save a copy of your data' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('cardwright-rescue.backup.gz');
  const lines = gunzipSync(await readFile(await file.path()))
    .toString()
    .split('\n');
  expect(lines[0]).toContain('"schema":990');
  expect(lines.filter((line) => line.startsWith('{"table":"log"'))).toHaveLength(1);
  await expect(page.getByText('A copy is in your downloads.')).toBeVisible();
});

test('an older version in another tab that does not let go: the page says which tab to close', async ({
  page,
  context,
  site,
}) => {
  const old = await context.newPage();
  await emptyPage(old, site.url);
  await old.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('cardwright', 1);
        // Code of an older version that does not answer to `versionchange`.
        opening.addEventListener('success', () => resolve(Object.assign(globalThis, { held: opening.result }) && undefined));
      }),
  );
  await page.goto('./');
  await expect(heading(page)).toHaveText('Another tab holds an older version open');
  await old.close();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: /Use these/ }).click();
  await expect(question(page)).toBeVisible();
});

test('a disk that is full when the cards are put in: nothing half done, and once there is room it works', async ({
  page,
  site,
}) => {
  await page.goto('./');
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(site.url);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await page.getByRole('button', { name: /Use these/ }).click();
  await expect(heading(page)).toHaveText('The disk is full');
  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: /Use these/ }).click();
  await expect(question(page)).toBeVisible();
});

test('cards that cannot be fetched on the first visit: a word, and another try', async ({ page, problems }) => {
  let cut = 0;
  await page.route('**/deck-*.json', (route) => {
    cut += 1;
    return route.abort();
  });
  await page.goto('./');
  await expect(page.getByRole('alert')).toContainText('The cards could not be fetched.');
  await page.unroute('**/deck-*.json');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('button', { name: /Use these/ })).toBeEnabled();
  // The browser's own words, one about each request that was cut.
  expect(cut).toBeGreaterThan(0);
  expect(problems.splice(0)).toHaveLength(cut);
});

test('a part of the app that does not come leaves words, not a blank page', async ({ page, problems }) => {
  await page.route('**/app-*.js', (route) => route.abort());
  await page.goto('./');
  await expect(page.getByText('Cardwright could not be loaded.')).toBeVisible();
  problems.splice(0);
});
