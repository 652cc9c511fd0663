import type { LogEntry } from '#core/scheduling/entry.ts';
import { answer, answerByKeys, cardOnScreen, installDeck, question, rowsOf } from './support/app.ts';
import { readJournal } from './support/journal.ts';
import { aProfile } from './support/profile.ts';
import { expect, test } from './support/test.ts';

const tables = ['log', 'schedules', 'days', 'undo', 'journal'];

test('the disk fills in the middle of a session: the card waits, nothing is half written, and with room it goes on', async ({
  site,
}) => {
  test.slow();
  const profile = await aProfile();
  try {
    let { context, page } = await profile.open(site.url);
    await installDeck(page);
    await answerByKeys(page, 3);
    await context.close();

    // Before the database is opened: the browser remembers how much room there was.
    ({ context, page } = await profile.open(site.url));
    const devtools = await context.newCDPSession(page);
    const { origin } = new URL(site.url);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await page.addInitScript(refuseAndDie);
    await page.goto('#/study');
    await page.reload();
    await expect(question(page)).toBeVisible();
    const before = await Promise.all(tables.map((table) => rowsOf(page, table)));
    const card = await cardOnScreen(page);

    await page.keyboard.press('Space');
    await expect(answer(page)).toBeVisible();
    await page.keyboard.press('3');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('Your last answer is not saved');
    await expect(alert).toContainText('The disk is full. Free some space, then save again.');
    await expect(alert).toContainText('The card waits here, and all earlier answers are safe.');
    await expect(question(page)).toHaveAttribute('data-card', card);
    expect(await Promise.all(tables.map((table) => rowsOf(page, table)))).toEqual(before);
    expect(await readJournal(page)).toEqual({ ids: [expect.any(String)], damaged: 0 });
    // Tried again while there is no room: the same words, and still nothing.
    await page.getByRole('button', { name: 'Save again' }).click();
    await expect(alert).toContainText('The disk is full.');
    expect(await rowsOf(page, 'log')).toHaveLength(1);

    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    await page.getByRole('button', { name: 'Save again' }).click();
    await expect(question(page)).not.toHaveAttribute('data-card', card);
    await expect(alert).toBeHidden();
    await answerByKeys(page, 4);
    const log = await rowsOf<LogEntry>(page, 'log');
    expect(log.map((entry) => ('rating' in entry ? entry.rating : entry.kind))).toEqual([3, 3, 4]);
    expect(log[1]).toMatchObject({ card });
    const { ids, damaged } = await readJournal(page);
    expect({ ids: ids.toSorted(), damaged }).toEqual({ ids: log.map(({ id }) => id), damaged: 0 });

    // Refused when the journal has it already, whose worker dies before it has taken it out: another one does.
    await page.evaluate(() => Object.assign(globalThis, { refuses: true }));
    await page.keyboard.press('Space');
    await expect(answer(page)).toBeVisible();
    await page.keyboard.press('3');
    await expect(alert).toContainText('Your last answer is not saved');
    expect(await page.evaluate(() => 'hasDied' in globalThis)).toBe(true);
    expect((await readJournal(page)).ids.toSorted()).toEqual(log.map(({ id }) => id));
    await page.getByRole('button', { name: 'Save again' }).click();
    await expect.poll(async () => (await rowsOf(page, 'log')).length).toBe(4);
    expect((await readJournal(page)).ids).toHaveLength(4);
    await context.close();
  } finally {
    await profile.remove();
  }
});

/** Once `refuses` is set, the database takes a command back when the journal has it, and the journal's worker dies of its next task. */
function refuseAndDie(): void {
  const asked = globalThis as typeof globalThis & { refuses?: boolean; hasDied?: boolean };
  let begun: IDBTransaction | undefined;
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function begin(stores, mode, options) {
    const made = transaction.call(this, stores, mode, options);
    if (mode === 'readwrite') begun = made;
    return made;
  };
  globalThis.Worker = class extends Worker {
    override postMessage(message: { request?: { kind: string } }): void {
      const kind = message.request?.kind;
      if (asked.refuses && kind === 'append') begun?.abort();
      if (!asked.refuses || kind !== 'retract') return super.postMessage(message);
      Object.assign(asked, { refuses: false, hasDied: true });
      this.terminate();
      this.dispatchEvent(new ErrorEvent('error', { message: 'killed' }));
    }
  };
}

test('no room for the journal alone: it is said, study goes on, and the journal catches up', async ({ page }) => {
  test.slow();
  // A file that takes no more bytes, as on a full disk; and the worker has no other door.
  await page.route('**/journal.worker-*.js', async (route) => {
    const response = await route.fetch();
    const body = `let full = false;
      new BroadcastChannel('disk').onmessage = ({ data }) => (full = data);
      const { write } = FileSystemSyncAccessHandle.prototype;
      FileSystemSyncAccessHandle.prototype.write = function (...bytes) { return full ? 0 : write.apply(this, bytes); };
      ${await response.text()}`;
    await route.fulfill({ response, body });
  });
  const disk = async (full: boolean) =>
    page.evaluate((is) => {
      const channel = new BroadcastChannel('disk');
      channel.postMessage(is);
      channel.close();
    }, full);
  await installDeck(page);
  await answerByKeys(page, 3);
  await disk(true);
  await answerByKeys(page, 3);
  await answerByKeys(page, 1);
  await expect(page.getByRole('status')).toContainText('Your answers are saved in one place only.');
  expect(await rowsOf(page, 'log')).toHaveLength(3);
  expect(await readJournal(page)).toMatchObject({ ids: [expect.any(String)], damaged: 0 });

  await disk(false);
  await answerByKeys(page, 3);
  await expect(page.getByRole('status')).toContainText('Your answers are saved in both places again.');
  const log = await rowsOf<LogEntry>(page, 'log');
  // All of it, unless a backup was made meanwhile, which holds what is trimmed from the journal.
  const { ids, damaged } = await readJournal(page);
  expect(damaged).toBe(0);
  const backups = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const names: string[] = [];
    for await (const name of (await root.getDirectoryHandle('backups', { create: true })).keys()) names.push(name);
    return names.length;
  });
  if (backups === 0) expect(ids).toEqual(log.map(({ id }) => id));
  else expect(log.map(({ id }) => id)).toEqual(expect.arrayContaining([...ids]));
});
