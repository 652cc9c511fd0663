import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { LogEntry } from '#core/scheduling/entry.ts';
import { compareSchedule, replayCard } from '#core/scheduling/replay.ts';
import type { Preset } from '#core/scheduling/schedule.ts';
import type { ScheduleRow } from '#storage/rows.ts';
import { answerByKeys, installDeck, question, rowsOf } from './support/app.ts';
import { expectAccessible } from './support/axe.ts';
import { aProfile, tearDatabase } from './support/profile.ts';
import { expect, test } from './support/test.ts';

/** The names of the backups beside the journal. */
async function keptIn(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('backups', { create: true });
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    return names.toSorted();
  });
}

/** As if a backup of another tab went on and on, until this page calls `release`. */
async function holdBackups(page: Page): Promise<void> {
  await page.evaluate(() => {
    void navigator.locks.request(
      'cardwright-backup',
      () => new Promise<void>((release) => Object.assign(globalThis, { release })),
    );
  });
}

function backupsWaiting(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { pending = [] } = await navigator.locks.query();
    return pending.filter(({ name }) => name === 'cardwright-backup').length;
  });
}

async function openData(page: Page): Promise<void> {
  await page.goto('./#/settings');
  await expect(page.getByText('Two stores')).toBeVisible();
}

async function exported(page: Page): Promise<string> {
  await openData(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export a copy' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^cardwright-\d{4}-\d\d-\d\d\.backup\.gz$/);
  await expect(page.getByText('A copy is in your downloads.')).toBeVisible();
  return download.path();
}

async function choose(page: Page, file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]): Promise<void> {
  await page.goto('./#/restore');
  await page.locator('input[type=file]').setInputFiles(file);
}

async function expectSound(page: Page): Promise<void> {
  const presets = new Map((await rowsOf<Preset>(page, 'presets')).map((preset) => [preset.id, preset]));
  const log = await rowsOf<LogEntry>(page, 'log');
  for (const row of await rowsOf<ScheduleRow>(page, 'schedules')) {
    const entries = log.filter(({ card }) => card === row.card);
    expect(compareSchedule(row, replayCard(entries, presets))).toEqual([]);
  }
}

/** Past every command, as damage is. */
async function changeRows(page: Page, table: string, put: readonly object[], remove: readonly string[]): Promise<void> {
  await page.evaluate(
    async ({ name, rows, keys }) => {
      const opening = indexedDB.open('cardwright');
      await new Promise((resolve) => {
        opening.addEventListener('success', resolve);
      });
      const transaction = opening.result.transaction(name, 'readwrite');
      for (const row of rows) transaction.objectStore(name).put(row);
      for (const key of keys) transaction.objectStore(name).delete(key);
      await new Promise((resolve) => {
        transaction.addEventListener('complete', resolve);
      });
      opening.result.close();
    },
    { name: table, rows: put, keys: remove },
  );
}

test('a copy exported here and restored in another browser is everything, and the learner goes on there', async ({
  page,
  browser,
  site,
}) => {
  await installDeck(page);
  for (const rating of [3, 1, 4] as const) await answerByKeys(page, rating);
  const log = await rowsOf(page, 'log');
  const file = await exported(page);

  const other = await browser.newContext({ baseURL: site.url });
  const phone = await other.newPage();
  await phone.goto('./');
  await phone.getByRole('link', { name: 'I have a backup' }).click();
  await phone.locator('input[type=file]').setInputFiles(file);
  await expect(phone.getByText('Nothing is changed yet.')).toBeVisible();
  await expect(phone.getByText(/cards, 3 answers/)).toBeVisible();
  await phone.getByRole('button', { name: 'Restore it' }).click();
  await expect(phone.getByText('The copy is restored.')).toBeVisible();
  await phone.getByRole('button', { name: 'Go to Today' }).click();
  await expect(phone.getByRole('heading', { level: 1 })).toContainText(/new card|learning/);
  expect(await rowsOf(phone, 'log')).toEqual(log);
  await expectSound(phone);
  await phone.goto('./#/study');
  await answerByKeys(phone, 3);
  expect(await rowsOf(phone, 'log')).toHaveLength(4);
  await openData(phone);
  await expect(phone.getByText('They agree')).toBeVisible();
  await other.close();
});

test('two browsers that both studied are united, taken back, and united again', async ({ page, browser, site }) => {
  test.slow();
  await installDeck(page);
  const first = await answerByKeys(page, 4);
  await answerByKeys(page, 3);
  const begun = await exported(page);

  const other = await browser.newContext({ baseURL: site.url });
  const phone = await other.newPage();
  await choose(phone, begun);
  await phone.getByRole('button', { name: 'Restore it' }).click();
  await expect(phone.getByText('The copy is restored.')).toBeVisible();
  // Past the button that is meant for it.
  await phone.getByRole('link', { name: 'Today' }).first().click();
  await expect(phone.getByRole('link', { name: /^Study/ }).first()).toBeVisible();
  // Both go on with the same card, and each with another.
  for (const [side, rating] of [
    [phone, 1],
    [page, 3],
  ] as const) {
    await side.goto(`./#/study/${encodeURIComponent(first)}`);
    await expect(question(side)).toBeVisible();
    await answerByKeys(side, rating);
    await side.goto('./#/study');
    await answerByKeys(side, 4);
  }
  const [ours, theirs] = [await rowsOf<LogEntry>(phone, 'log'), await rowsOf<LogEntry>(page, 'log')];
  expect([ours.length, theirs.length]).toEqual([4, 4]);
  const file = await exported(page);

  await choose(phone, file);
  await expect(phone.getByText('2 answers only in the copy.')).toBeVisible();
  await expect(phone.getByText('2 answers only in this browser.')).toBeVisible();
  await expectAccessible(phone);
  await phone.getByRole('button', { name: 'Unite both' }).click();
  await expect(phone.getByText('Both are united.')).toBeVisible();
  const united = await rowsOf<LogEntry>(phone, 'log');
  for (const entry of [...ours, ...theirs]) expect(united).toContainEqual(entry);
  await expectSound(phone);

  await phone.getByRole('button', { name: 'Bring back what was here' }).click();
  await expect(phone.getByText('What was here before is back.')).toBeVisible();
  expect(await rowsOf(phone, 'log')).toEqual(ours);

  // The screen says still what was done. With the record that is back the page loads anew.
  await Promise.all([phone.waitForEvent('load'), phone.goto('./#/settings')]);
  await expect(phone.getByRole('heading', { level: 1 })).toBeVisible();
  await choose(phone, file);
  await phone.getByRole('button', { name: 'Unite both' }).click();
  await phone.getByRole('button', { name: 'Go to Today' }).click();
  await phone.goto('./#/study');
  await answerByKeys(phone, 3);
  await expectSound(phone);
  await other.close();
});

test('a file that is no copy, or a damaged one, changes nothing and says so', async ({ page }) => {
  await installDeck(page);
  await answerByKeys(page, 3);
  const log = await rowsOf(page, 'log');
  const file = await readFile(await exported(page));
  const given = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/gzip', buffer });
  await choose(page, given('notes.md', Buffer.from('# Notes\n')));
  await expect(page.getByText('This is no copy that Cardwright made.')).toBeVisible();
  await choose(page, given('cut.gz', file.subarray(0, file.length - 40)));
  await expect(page.getByText('This copy is damaged.')).toBeVisible();
  const turned = Buffer.from(file);
  turned[Math.floor(turned.length / 2)]! ^= 4;
  await choose(page, given('turned.gz', turned));
  await expect(page.locator('.tell')).toContainText('Nothing was changed');
  expect(await rowsOf(page, 'log')).toEqual(log);
  await page.goto('./#/study');
  await answerByKeys(page, 3);
});

test('the record is checked on demand; what differs from the log is named and put right', async ({ page, problems }) => {
  await installDeck(page);
  const card = await answerByKeys(page, 4);
  await openData(page);
  // The look of this start is over: what differs now is not put right under the learner's hands.
  await expect
    .poll(() => page.evaluate(() => performance.getEntriesByName('record looked after').length), { timeout: 60_000 })
    .toBe(1);
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('Every schedule is as the log says.')).toBeVisible();
  await page.evaluate(async (id) => {
    const opening = indexedDB.open('cardwright');
    await new Promise((resolve) => {
      opening.addEventListener('success', resolve);
    });
    const store = opening.result.transaction('schedules', 'readwrite').objectStore('schedules');
    const reading = store.get(id);
    await new Promise((resolve) => {
      reading.addEventListener('success', resolve);
    });
    const row = reading.result as { state: { memory: { stability: number } } };
    row.state.memory.stability = 9_999;
    const putting = store.put(row);
    await new Promise((resolve) => {
      putting.addEventListener('success', resolve);
    });
    opening.result.close();
  }, card);
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText(`${card}: memory`)).toBeVisible();
  await page.getByRole('button', { name: 'Put them right by the log' }).click();
  await expect(page.getByText('They are as the log says again.')).toBeVisible();
  await expectSound(page);
  // A backup that was due meanwhile is refused, rightly: it would have kept the damage.
  const others = problems.filter(({ text }) => !text.startsWith('No backup was made.'));
  problems.splice(0, problems.length, ...others);
});

test('rows that are damaged are named, and mended from the journal; at the next start that is done by itself', async ({
  page,
}) => {
  test.slow();
  await installDeck(page);
  for (const rating of [3, 1, 4] as const) await answerByKeys(page, rating);
  const [log, schedules] = [await rowsOf<LogEntry>(page, 'log'), await rowsOf<ScheduleRow>(page, 'schedules')];
  const answered = schedules.find(({ card }) => card === log[0]!.card)!;
  await openData(page);
  // The look of this start is over: what is damaged now is not mended under the learner's hands.
  await expect
    .poll(() => page.evaluate(() => performance.getEntriesByName('record looked at').length), { timeout: 60_000 })
    .toBe(1);
  await changeRows(page, 'log', [{ ...log[0]!, rating: 'good' }], []);
  await changeRows(page, 'schedules', [], [answered.card]);
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('2 rows are damaged.')).toBeVisible();
  await expect(page.getByText(`Answer, ${log[0]!.id}: not as it should be`)).toBeVisible();
  await expect(page.getByText(`Schedule, ${answered.card}: missing`)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Mend what can be mended' }).click();
  await expect(page.getByText('What could be mended is mended.')).toBeVisible();
  expect(await rowsOf(page, 'log')).toEqual(log);
  expect(await rowsOf(page, 'schedules')).toEqual(schedules);

  await changeRows(page, 'schedules', [], [answered.card]);
  await page.reload();
  await page.goto('./#/');
  await expect(page.getByText('One row of your record was damaged.')).toBeVisible({ timeout: 60_000 });
  expect(await rowsOf(page, 'schedules')).toEqual(schedules);
});

test('a backup is kept after a session, the journal is trimmed, and a lost database stands on both', async ({ site }) => {
  test.slow();
  const profile = await aProfile();
  try {
    let { context, page } = await profile.open(site.url);
    await context.addInitScript(() => {
      navigator.storage.persist = async () => {
        localStorage.setItem('asked', String(Number(localStorage.getItem('asked')) + 1));
        return true;
      };
      navigator.storage.persisted = async () => localStorage.getItem('asked') !== null;
    });
    const asked = () => page.evaluate(() => localStorage.getItem('asked'));
    await installDeck(page);
    for (const rating of [3, 1, 4] as const) await answerByKeys(page, rating);
    expect(await asked()).toBeNull();
    await page.goto('./#/settings');
    await expect.poll(() => keptIn(page), { timeout: 20_000 }).toHaveLength(1);
    await expect.poll(asked, { timeout: 20_000 }).toBe('1');
    await page.reload();
    await openData(page);
    await expect(page.getByText('The browser has agreed not to clear it to make room.')).toBeVisible();
    await expect(page.getByText('They agree')).toBeVisible();
    await page.goto('./#/study');
    await answerByKeys(page, 3);
    const log = await rowsOf(page, 'log');
    expect(log).toHaveLength(4);
    await context.close();

    await tearDatabase(profile.folder);
    ({ context, page } = await profile.open(site.url));
    await page.goto('./#/study');
    await answerByKeys(page, 3);
    await context.close();
    ({ context, page } = await profile.open(site.url));
    await page.goto('./');
    await expect(page.locator('.notices')).toContainText('All 5 answers are back');
    expect(await rowsOf(page, 'log')).toHaveLength(5);
    await expectSound(page);
    await context.close();
  } finally {
    await profile.remove();
  }
});

test('seven backups are kept, the newest, and nothing of those that were cut short', async ({ page }) => {
  await installDeck(page);
  await answerByKeys(page, 3);
  await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('backups', { create: true });
    for (const half of ['1.part', '1.part.crswap']) await folder.getFileHandle(half, { create: true });
  });
  await openData(page);
  for (let made = 0; made < 9; made += 1) {
    await page.getByRole('button', { name: 'Back up now' }).click();
    await expect(page.getByText('A backup was made, read back and found whole.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Back up now' })).toHaveAttribute('aria-disabled', 'false');
  }
  expect(await keptIn(page)).toEqual(Array.from({ length: 7 }, () => expect.stringMatching(/\.jsonl\.gz$/)));
  await expectAccessible(page);
});

test.describe('kept offline', () => {
  test.use({ keptOffline: true });

  test('everything can be deleted, and then nothing is left, in this tab and another', async ({ page, context, site }) => {
    await installDeck(page);
    await holdBackups(page);
    await answerByKeys(page, 3);
    await page.evaluate(() => localStorage.setItem('left', 'over'));
    await page.evaluate(async () => navigator.serviceWorker.ready);
    const other = await context.newPage();
    await other.goto('./#/study');
    await expect(question(other)).toBeVisible();
    await answerByKeys(other, 3);
    await openData(page);
    await page.getByRole('button', { name: 'Delete everything…' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('2 answers leave this browser');
    await expectAccessible(page);
    const go = dialog.getByRole('button', { name: 'Delete everything' });
    await expect(go).toBeDisabled();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: 'Delete everything…' }).click();
    await dialog.getByRole('textbox').fill('delete');
    // The import's backup waits for its turn, finds nothing any more, and that is no fault; deleting waits for it.
    await expect.poll(() => backupsWaiting(page)).toBeGreaterThan(0);
    const waiting = await backupsWaiting(page);
    await go.click();
    await expect.poll(() => backupsWaiting(page)).toBeGreaterThan(waiting);
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBeGreaterThan(0);
    await page.evaluate(() => (globalThis as { release?: () => void }).release?.());
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Everything is deleted.');
    const left = await page.evaluate(async () => {
      const files: string[] = [];
      for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
      return {
        databases: (await indexedDB.databases()).map(({ name }) => name),
        files,
        caches: await caches.keys(),
        local: localStorage.length,
        session: sessionStorage.length,
        workers: (await navigator.serviceWorker.getRegistrations()).length,
      };
    });
    expect(left).toEqual({ databases: [], files: [], caches: [], local: 0, session: 0, workers: 0 });
    await expect(other.getByText('This tab has lost its database.')).toBeVisible();
    await page.getByRole('link', { name: 'Start anew' }).click();
    await expect(page).toHaveURL(site.url);
    await expect(page.getByRole('button', { name: /Use these/ })).toBeVisible();
  });
});

test('emptied storage is no first visit: it is said, and the way back is there', async ({ page, problems }) => {
  await installDeck(page);
  await answerByKeys(page, 3);
  const file = await exported(page);
  await expect
    .poll(() => page.evaluate(async () => (await caches.match('./record')) !== undefined), { timeout: 60_000 })
    .toBe(true);
  // What a browser may leave when it makes room: the cache alone. From a page of this origin on which nothing of the app runs.
  await page.goto('./packages.json');
  await page.evaluate(async () => {
    const deleting = indexedDB.deleteDatabase('cardwright');
    await new Promise((resolve) => {
      deleting.addEventListener('success', resolve);
    });
    const root = await navigator.storage.getDirectory();
    for await (const name of root.keys()) {
      // A worker of the page before may still hold its file.
      for (;;) {
        const isGone = await root.removeEntry(name, { recursive: true }).then(
          () => true,
          () => false,
        );
        if (isGone) break;
        await new Promise((resolve) => {
          setTimeout(resolve, 50);
        });
      }
    }
  });
  await page.goto('./');
  // A page without a word about its icon is asked for one.
  const others = problems.filter(({ text }) => !text.includes('favicon.ico'));
  problems.splice(0, problems.length, ...others);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your record is not here any more');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'I have a backup' }).click();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Restore it' }).click();
  await page.getByRole('button', { name: 'Go to Today' }).click();
  await expect(page.getByRole('link', { name: /^Study(?! something)/ }).first()).toBeVisible();
});

test('a folder that the learner chose has a backup, read back, and brings everything back in another browser', async ({
  page,
  browser,
  site,
}) => {
  await page.addInitScript(() => {
    // A folder of the origin private file system stands in for the one that the learner would pick.
    const pick = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('picked', { create: true });
    Object.assign(globalThis, { showDirectoryPicker: pick });
  });
  await installDeck(page);
  await answerByKeys(page, 3);
  await openData(page);
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await expect(page.getByText('The folder is chosen, and the first backup is in it')).toBeVisible();
  await expect(page.getByText('picked')).toBeVisible();
  await expectAccessible(page);
  const written = await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('picked');
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    const file = await (await folder.getFileHandle(names[0]!)).getFile();
    return { names, bytes: [...new Uint8Array(await file.arrayBuffer())] };
  });
  expect(written.names).toEqual([expect.stringMatching(/^cardwright-\d{4}-\d\d-\d\d\.backup\.gz$/)]);
  const other = await browser.newContext({ baseURL: site.url });
  const phone = await other.newPage();
  await choose(phone, { name: written.names[0]!, mimeType: 'application/gzip', buffer: Buffer.from(written.bytes) });
  await expect(phone.getByText(/cards, 1 answer$/)).toBeVisible();
  await other.close();
  await page.getByRole('button', { name: 'Leave this folder' }).click();
  await expect(page.getByText('Nothing is written there any more.')).toBeVisible();
});

test('tables for other programs, and what the app is made with', async ({ page }) => {
  await installDeck(page);
  await answerByKeys(page, 3);
  await openData(page);
  await page.getByText('For other programs').click();
  for (const [button, name] of [
    ['Cards as a table (CSV)', /^cardwright-cards-\d{4}-\d\d-\d\d\.csv$/],
    ['Answers as a table (CSV)', /^cardwright-answers-.*\.csv$/],
    ['Cards for Anki', /^cardwright-anki-.*\.txt$/],
  ] as const) {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(name);
    await expect(page.getByText('The file is in your downloads.')).toBeVisible();
    const text = await readFile(await download.path(), 'utf8');
    expect(text.split('\n').length).toBeGreaterThan(button.startsWith('Answers') ? 1 : 100);
  }
  await expectAccessible(page);
  await page.getByRole('link', { name: 'About Cardwright, and what it is made with' }).click();
  const row = page.getByRole('row', { name: /^dexie / });
  await expect(row).toContainText('kB');
  await row.getByRole('button', { name: 'Licence of dexie: Apache-2.0' }).click();
  await expect(row).toContainText('Version 2.0, January 2004');
  await expectAccessible(page);
});

test('the installed app that finds nothing asks whether there was something', async ({ page }) => {
  await page.goto('./?source=app');
  await expect(page.getByText(/If you have studied here before, the browser has cleared/)).toBeVisible();
  await page.goto('./');
  await expect(page.getByText(/If you have studied here before/)).toBeHidden();
});
