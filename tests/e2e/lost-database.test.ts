import type { Page } from '@playwright/test';
import { answerByKeys, installDeck, question, rowsOf } from './support/app.ts';
import { aProfile, tearDatabase } from './support/profile.ts';
import { expect, test } from './support/test.ts';

const notice = (page: Page) => page.getByRole('status');

test('a database that the browser deletes is made again from the journal, and the screen says so', async ({ site }) => {
  test.slow();
  const profile = await aProfile();
  try {
    let { context, page } = await profile.open(site.url);
    await installDeck(page);
    for (const rating of [3, 1, 4, 3] as const) await answerByKeys(page, rating);
    const before = {
      log: await rowsOf(page, 'log'),
      schedules: await rowsOf(page, 'schedules'),
      days: await rowsOf(page, 'days'),
    };
    expect(before.log).toHaveLength(4);
    await context.close();

    await tearDatabase(profile.folder);
    ({ context, page } = await profile.open(site.url));
    // It opens once more, and what is written now stands behind the torn record.
    await page.goto('#/study');
    await expect(question(page)).toBeVisible();
    await answerByKeys(page, 3);
    const log = await rowsOf(page, 'log');
    expect(log).toHaveLength(5);
    await context.close();

    ({ context, page } = await profile.open(site.url));
    await page.goto('./');
    await expect(notice(page)).toContainText(/Your browser lost its database on \d+ \w+\./);
    await expect(notice(page)).toContainText('All 5 answers are back');
    expect(await rowsOf(page, 'log')).toEqual(log);
    await page.goto('#/study');
    await answerByKeys(page, 3);
    expect(await rowsOf(page, 'log')).toHaveLength(6);
    await context.close();

    // It is not told again, and the restored database goes on being kept in both places.
    ({ context, page } = await profile.open(site.url));
    await page.goto('#/study');
    await expect(question(page)).toBeVisible();
    await expect(notice(page)).toBeEmpty();
    expect(await rowsOf(page, 'log')).toHaveLength(6);
    await context.close();
  } finally {
    await profile.remove();
  }
});
