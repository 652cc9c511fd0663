import type { Page } from '@playwright/test';
import { answerByKeys, installDeck } from './support/app.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/test.ts';

const deck = 'aws-ml-ai-big-data';

/** How many parcels the gazetteer calls new. */
async function newOnMap(page: Page): Promise<number> {
  return page.locator('.map .cell.k0').count();
}

test('the map changes with an answer, in another tab too; by keys it leads to a name, its page and the reference book', async ({
  page,
  context,
}) => {
  test.slow();
  await page.setViewportSize({ width: 1280, height: 900 });
  // Before anything is known its land is there, in outline.
  await page.goto('./');
  await expect(page.locator('.first-map .map .cell.k0').first()).toBeVisible();
  await installDeck(page);
  const other = await context.newPage();
  await other.goto('./#/atlas');
  await expect(other.locator('.map .names text').first()).toBeVisible();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(/^63 names, 0 holding$/);
  await expect(other.locator('.map .ring')).toHaveCount(0);
  // Who has met nothing is not told nought of a hundred.
  await expect(other.getByText('It begins with the first cards.')).toBeVisible();
  const before = await newOnMap(other);
  const shapes = async () =>
    new Set(await other.locator('.map .cell').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('d'))));
  const drawn = await shapes();
  await answerByKeys(page, 3);
  await expect.poll(() => newOnMap(other)).toBe(before - 1);
  await expect(other.getByText(/^expected right today, /)).toBeVisible();
  // Ink alone: nothing is moved by an answer.
  expect(await shapes()).toEqual(drawn);
  await expect(other.locator('.map .ring')).toHaveCount(1);
  await page.close();

  // By keyboard alone: an island opens, its first row leads to the page.
  await other.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await other.getByRole('region', { name: 'The same as a list' }).locator('summary').first().press('Enter');
  const row = other.getByRole('region', { name: 'The same as a list' }).getByRole('link').first();
  await expect(row).toBeVisible();
  await expectAccessible(other);
  await row.press('Enter');
  await expect(other.getByRole('heading', { name: /questions?$/ })).toBeVisible();
  await expect(other.getByRole('img', { name: /^Where / })).toBeVisible();
  await expectAccessible(other);

  await other.goto('./#/reference');
  await expect(other.getByRole('link', { name: /^Amazon Athena/ })).toBeVisible();
  await other.keyboard.press('/');
  await other.keyboard.type('NO-ETL PRÉPARING');
  await expect(other.getByText('Nothing holds these words.')).toBeVisible();
  await other.getByRole('searchbox').fill('interactivé sql');
  await expect(other.getByRole('link', { name: /^Amazon Athena/ })).toBeVisible();
  await expect(other.getByRole('link', { name: /^Amazon Polly/ })).toHaveCount(0);
  await expectAccessible(other);

  // A phone in the dark: numbers on the map, and nothing past the edge.
  await other.setViewportSize({ width: 390, height: 844 });
  await other.emulateMedia({ colorScheme: 'dark' });
  for (const place of [`atlas/${deck}`, `entity/${deck}/amazon-athena`, 'reference']) {
    await other.goto(`./#/${place}`);
    await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
    if (place.startsWith('atlas')) {
      await expect(other.locator('.map .numbers text').first()).toBeVisible();
      await expect(other.locator('.map .names text').first()).toBeHidden();
    }
    await expectAccessible(other);
    expect(await other.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    if (!place.startsWith('atlas')) continue;
    // On paper the map has its names, and is no higher than a sheet.
    await other.emulateMedia({ media: 'print' });
    await expect(other.locator('.map .names text').first()).toBeVisible();
    await expect(other.locator('.map .numbers text').first()).toBeHidden();
    expect((await other.locator('.map').boundingBox())!.height).toBeLessThan(900);
    await other.emulateMedia({ media: 'screen' });
  }
});
