import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import type { ScheduleRow } from '#storage/rows.ts';
import { answerByKeys, question, rowsOf } from './support/app.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/test.ts';
import { vault } from '#tests/support/vault.ts';

/** The vault on a disk, with a picture beside one of its files. */
async function written(info: TestInfo): Promise<string> {
  const root = info.outputPath('Cloud');
  for (const { path, text } of vault()) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await writeFile(join(root, 'analytics/plan.png'), await readFile('src/public/icon-32.png'));
  return root;
}

const head = (page: Page) => page.getByRole('heading', { level: 1 });

async function give(page: Page, folder: string): Promise<void> {
  await page.goto('./#/import');
  await page.reload();
  await expect(head(page)).toHaveText('Open your notes');
  await page.locator('input[type=file]').last().setInputFiles(folder);
}

test('a folder with a file for each service is one deck, read file by file; a file that is renamed keeps its cards', async ({
  page,
}, info) => {
  const root = await written(info);
  await give(page, root);
  await expect(head(page)).toHaveText(/changes from eight files$/);
  const one = page.getByRole('radio', { name: 'One deck' });
  const each = page.getByRole('radio', { name: 'A deck for each file' });
  await expect(one).toBeChecked();
  await expect(page.getByText('Cloud, 8 files')).toBeVisible();
  await expect(page.getByText('Kinesis.md, line 1')).toBeVisible();
  await expectAccessible(page);
  await one.press('ArrowDown');
  await expect(page.getByText('Athena.md', { exact: true })).toBeVisible();
  await expect(each).toBeChecked();
  await each.press('ArrowUp');
  await expect(page.getByText('Cloud, 8 files')).toBeVisible();
  await expect(one).toBeChecked();
  await page.getByRole('button', { name: /^Apply \d+ changes$/ }).click();
  await expect(page.getByRole('status').getByText(/changes applied\./)).toBeVisible();

  await page.getByRole('link', { name: /^Study( Space)?$/ }).click();
  await expect(question(page)).toBeVisible();
  const card = await answerByKeys(page, 4);

  // The reader names each file, counts its lines by themselves and has its pictures.
  await page.goto('./#/notes/cloud');
  await expect(page.getByRole('heading', { name: 'analytics/Glue.md' })).toBeVisible();
  const crawlers = page.getByRole('listitem').filter({ hasText: 'Crawlers write what they find' });
  await expect(crawlers.locator('.ln')).toHaveText('Line 4');
  await expect(page.locator('.rd img')).toHaveCount(2);
  await expectAccessible(page);

  // Renamed and moved, one edited: a diff of one deck, and what was learnt stays.
  await rename(join(root, 'DynamoDB.md'), join(root, 'storage/Dynamo Store.md'));
  const glue = join(root, 'analytics/Glue.md');
  await writeFile(
    glue,
    (await readFile(glue, 'utf8')).replace('without a cluster to look after', 'with no cluster to look after'),
  );
  await give(page, root);
  await expect(head(page)).toHaveText(/changes? from eight files$/);
  await expect(page.getByRole('heading', { name: /^Archived/ })).toHaveCount(0);
  await expect(page.locator('.diff ins').first()).toBeVisible();
  await page.getByRole('button', { name: /^Apply/ }).click();
  await expect(page).not.toHaveURL(/import/);
  const studied = (await rowsOf<ScheduleRow>(page, 'schedules')).find((row) => row.card === card);
  expect(studied).toMatchObject({ reps: 1, state: { kind: 'review' } });
  expect(studied?.archived).toBeUndefined();
});
