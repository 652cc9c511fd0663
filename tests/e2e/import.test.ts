import { text } from 'node:stream/consumers';
import type { Page } from '@playwright/test';
import type { ScheduleRow } from '#storage/rows.ts';
import { answerByKeys, cardOnScreen, installDeck, question, rowsOf } from './support/app.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/test.ts';

const notes = [
  '# Analytics',
  '',
  '## Athena',
  '',
  '- **Purpose**: Runs SQL queries on data in S3 with no server to manage.',
  '- **Pricing**: Billed by the terabyte that a query scans.',
  '',
  '## Glue',
  '',
  '- **Purpose**: Moves and reshapes data in serverless jobs &amp; crawlers.',
  '',
];

const file = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: 'text/markdown',
  buffer: Buffer.from(lines.join('\n')),
});

const head = (page: Page) => page.getByRole('heading', { level: 1 });
const filesInput = (page: Page) => page.locator('input[type=file]').first();

async function give(page: Page, ...files: readonly ReturnType<typeof file>[]): Promise<void> {
  await page.goto('./#/import');
  // Where a preview is on screen already, the address stays.
  await page.reload();
  await expect(head(page)).toHaveText('Open your notes');
  await filesInput(page).setInputFiles([...files]);
}

test('a person’s own notes, from the first visit to a studied card; then edited, and progress is kept', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('link', { name: /Use my own notes/ }).click();
  await expect(head(page)).toHaveText('Open your notes');
  await filesInput(page).setInputFiles([file('analytics.md', notes)]);
  await expect(head(page)).toHaveText(/^\d+ changes from one file$/);
  await expect(page.getByText('Nothing is applied yet')).toBeVisible();
  expect(await rowsOf(page, 'notebooks')).toEqual([]);
  await page.getByRole('button', { name: /^Apply \d+ changes$/ }).click();
  await expect(page.getByRole('status').getByText(/changes applied\./)).toBeVisible();

  await page.getByRole('link', { name: /^Study( Space)?$/ }).click();
  await expect(question(page)).toBeVisible();
  const card = await answerByKeys(page, 4);

  // The same notes again: nothing to apply.
  await give(page, file('analytics.md', notes));
  await expect(head(page)).toHaveText('Nothing has changed');
  await expect(page.getByRole('button', { name: /Apply/ })).toHaveCount(0);

  const edited = notes
    .map((line) => line.replace('no server to manage', 'no servers to manage'))
    .filter((line) => !line.includes('Glue'));
  edited.splice(edited.length - 2, 0, '## Kinesis', '', '- **Purpose**: Collects streams of records for readers of its own.');
  await give(page, file('analytics.md', edited));
  await expect(head(page)).toHaveText(/changes? from one file$/);
  await expect(page.locator('.diff ins').first()).toHaveText('servers');
  await expect(page.locator('.diff del').first()).toHaveText('server');
  await page.getByRole('button', { name: /^Apply/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Notes' })).toBeVisible();
  const studied = (await rowsOf<ScheduleRow>(page, 'schedules')).find((row) => row.card === card);
  expect(studied).toMatchObject({ reps: 1, state: { kind: 'review' } });
  expect(studied?.archived).toBeUndefined();
});

test('what is wrong in a deck.yaml is shown at its line and left out; one that is no YAML leaves all as it is', async ({
  page,
}) => {
  await give(page, file('analytics.md', notes));
  await page.getByRole('button', { name: /^Apply/ }).click();
  await expect(page.getByRole('status').getByText(/applied/)).toBeVisible();
  const before = await rowsOf(page, 'entities');

  const newer = [...notes, '', '## Kinesis', '', '- **Purpose**: Collects streams of records for readers of its own.'];
  const yaml = ['title: Analytics', 'categories:', '  - { id: all, name: All }', 'entities:', '  athena:', '    nmae: Athena'];
  await give(page, file('analytics.md', newer), file('deck.yaml', yaml));
  await expect(page.getByText('deck.yaml, line 6')).toBeVisible();
  await expect(page.locator('.diag .bad').filter({ hasText: 'nmae' })).toBeVisible();
  await expect(
    page.getByText('Remove "nmae", or correct its spelling. What this belongs to is left out until then.'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: /^Apply/ })).toBeEnabled();
  await page.getByRole('button', { name: 'Cancel' }).click();

  await give(page, file('analytics.md', newer), file('deck.yaml', [...yaml, 'title: [']));
  await expect(head(page)).toHaveText('This file cannot be used yet');
  await expect(page.getByText(/^deck.yaml, line [78]/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Choose other files' }).click();
  await expect(head(page)).toHaveText('Open your notes');
  expect(await rowsOf(page, 'entities')).toEqual(before);
});

test('text that is pasted, files that are dropped, and a file that is no text', async ({ page }) => {
  await page.goto('./#/import');
  await page.getByLabel('Name of the notes').fill('日本語');
  await page.getByLabel('Text of the notes').fill('## 犬\n\n- **意味**: 人と暮らす動物。\n');
  await page.getByRole('button', { name: 'Open this text' }).click();
  await expect(head(page)).toHaveText(/from one file$/);
  await page.getByRole('button', { name: /^Apply/ }).click();
  await expect(page.getByRole('status').getByText(/applied/)).toBeVisible();
  await page.goto('./#/notes');
  await page.getByRole('link', { name: /日本語/ }).click();
  await expect(page.getByText('人と暮らす動物')).toBeVisible();

  await page.goto('./#/import');
  await expect(head(page)).toHaveText('Open your notes');
  await page.evaluate(() => {
    const given = new DataTransfer();
    given.items.add(new File(['## Athena\n\n- **Purpose**: SQL on S3.\n'], 'dropped.md'));
    given.items.add(new File([Uint8Array.from([0xff, 0xfe, 0x41])], 'utf16.md'));
    document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer: given, bubbles: true, cancelable: true }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: given, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText('dropped.md', { exact: true })).toBeVisible();
  await expect(page.getByText('The file is UTF-16, not UTF-8.')).toBeVisible();
  await expect(page.getByText('One file is left out until its errors are mended.')).toBeVisible();
});

test('a linked folder is read again on demand, into the same preview', async ({ page }) => {
  await page.addInitScript(() => {
    // A folder of the origin private file system stands in for the one that the learner would pick.
    Object.assign(globalThis, { showDirectoryPicker: () => navigator.storage.getDirectory() });
  });
  await page.goto('./#/import');
  await write(page, 'analytics.md', notes.join('\n'));
  await page.getByRole('button', { name: 'Link a folder' }).click();
  await expect(head(page)).toHaveText(/from one file$/);
  await page.getByRole('button', { name: /^Apply/ }).click();
  await expect(page.getByRole('status').getByText(/applied/)).toBeVisible();

  await write(page, 'analytics.md', notes.join('\n').replace('terabyte', 'gigabyte'));
  await page.evaluate(() => {
    location.hash = '#/import';
  });
  await page.getByRole('button', { name: /^Read .* again$/ }).click();
  await expect(head(page)).toHaveText(/from one file$/);
  await expect(page.locator('.diff ins').first()).toHaveText('gigabyte');

  // The next visit still knows the folder, until the learner lets it go.
  await write(page, 'analytics.md', notes.join('\n').replace('terabyte', 'petabyte'));
  await page.reload();
  await page.getByRole('button', { name: /^Read .* again$/ }).click();
  await expect(page.locator('.diff ins').first()).toHaveText('petabyte');
  await page.reload();
  await page.getByRole('button', { name: 'Forget this folder' }).click();
  await expect(page.getByRole('button', { name: 'Link a folder' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Link a folder' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Read .* again$/ })).toHaveCount(0);
});

test('an import is undone by its notice, as a whole', async ({ page }) => {
  await give(page, file('analytics.md', notes));
  await page.getByRole('button', { name: /^Apply/ }).click();
  await expect(page.getByRole('status').getByText(/applied\./)).toBeVisible();
  const before = await rowsOf(page, 'schedules');
  // With the focus in it the notice stays; it lies beside the buttons of the next preview, not on them.
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).focus();
  await page.evaluate(() => {
    location.hash = '#/import';
  });
  await expect(head(page)).toHaveText('Open your notes');
  await filesInput(page).setInputFiles([file('analytics.md', notes.slice(0, 6))]);
  await expect(page.getByRole('status').getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click({ trial: true, timeout: 3_000 });
  await page.getByRole('button', { name: /^Apply/ }).click();
  await expect(page.getByRole('status').getByText(/applied\./)).toBeVisible();
  expect(await rowsOf(page, 'schedules')).not.toEqual(before);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('The import is undone.')).toBeVisible();
  expect(await rowsOf(page, 'schedules')).toEqual(before);
  await page.goto('./#/notes/analytics');
  await expect(page.getByText('Moves and reshapes data')).toBeVisible();
});

test('a card is edited, suspended and brought back, and a card of one’s own is added; all of it by keys and notices', async ({
  page,
}) => {
  await installDeck(page);
  const card = await cardOnScreen(page);
  const front = await question(page).textContent();
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: 'Edit this card' });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Question').fill('In my own words?');
  await page.keyboard.press('Control+Enter');
  await expect(question(page)).toHaveText('In my own words?');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(question(page)).toHaveText(front ?? '');

  await page.keyboard.press('e');
  await dialog.getByRole('button', { name: /^Suspend/ }).click();
  await expect(question(page)).not.toHaveAttribute('data-card', card);
  await page.goto('./#/notes/aws-ml-ai-big-data');
  await expect(page.getByRole('heading', { name: 'Put aside' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Resume/ }).click();
  await expect(page.getByRole('heading', { name: 'Put aside' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Write a card of your own' }).click();
  const add = page.getByRole('dialog', { name: 'Write a card of your own' });
  await add.getByLabel('Question').fill('Which one did I forget?');
  await add.getByLabel('Answer').fill('This one');
  await add.getByLabel('Lines of the notes').fill('0');
  await add.getByRole('button', { name: 'Add the card' }).click();
  await expect(add.getByRole('alert')).toContainText('Write line numbers');
  await expectAccessible(page);
  await add.getByLabel('Lines of the notes').fill('93');
  await add.getByRole('button', { name: 'Add the card' }).click();
  await expect(page.getByText('Your card is among the new ones.')).toBeVisible();
  await page.getByRole('button', { name: /Line 93$/ }).click();
  await expect(page.getByRole('dialog').getByText('Which one did I forget?')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.goto('./#/notes');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'AWS machine learning, AI and big data', exact: true }).click();
  const downloaded = await downloading;
  expect(downloaded.suggestedFilename()).toBe('aws-ml-ai-big-data.deck.yaml');
  expect(await text(await downloaded.createReadStream())).toContain('Which one did I forget?');
  await expectAccessible(page);
});

test('a card whose wording changed says so at its next review, with both wordings', async ({ page }) => {
  await give(page, file('analytics.md', notes));
  await page.getByRole('button', { name: /^Apply/ }).click();
  await page.getByRole('link', { name: /^Study( Space)?$/ }).click();
  await expect(question(page)).toBeVisible();
  const all = (await rowsOf<ScheduleRow>(page, 'schedules')).length;
  for (let each = 0; each < all && (await question(page).isVisible()); each += 1) {
    await page.keyboard.press('Space');
    await page.keyboard.press('1');
    await page.waitForTimeout(150);
  }
  await give(
    page,
    file(
      'analytics.md',
      notes.map((line) => line.replace('no server to manage', 'no servers to manage')),
    ),
  );
  await page.getByRole('button', { name: /^Apply/ }).click();
  await expect(page.getByRole('status').getByText(/applied/)).toBeVisible();
  const changed = (await rowsOf<ScheduleRow>(page, 'schedules')).find(({ changedFrom }) => changedFrom !== undefined);
  await page.goto(`./#/study/${encodeURIComponent(changed?.card ?? '')}`);
  await expect(page.getByText('The wording changed since your last answer.')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.locator('.reworded ins').first()).toHaveText('servers');
  await expect(page.locator('.reworded del').first()).toHaveText('server');
  await expectAccessible(page);
});

test('a newer version of the deck that comes with the app is offered on Today, and comes through the preview', async ({
  page,
}) => {
  await installDeck(page);
  const card = await answerByKeys(page, 4);
  await page.evaluate(reword, card);
  await page.goto('./#/');
  await page.reload();
  await expect(page.getByText(/has a newer version, with 1 change\./)).toBeVisible();
  await page.getByRole('link', { name: 'See what changes' }).click();
  await expect(head(page)).toHaveText('1 change from one file');
  await expect(page.locator('.diff del').first()).toHaveText('As it was: ');
  await expect(page.locator('.diff .keep')).toContainText('with its 1 answer');
  await page.getByRole('button', { name: 'Apply 1 change' }).click();
  await expect(page.getByRole('status').getByText('1 change applied.')).toBeVisible();
  const studied = (await rowsOf<ScheduleRow>(page, 'schedules')).find((row) => row.card === card);
  expect(studied).toMatchObject({ reps: 1 });
  await page.goto('./#/');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Areas' })).toBeVisible();
  await page.waitForTimeout(3_000);
  await expect(page.getByText(/has a newer version/)).toHaveCount(0);
});

/** As if the deck had been installed by an older version of the app, in which this card had other words. */
async function reword(card: string): Promise<void> {
  const opening = indexedDB.open('cardwright');
  await new Promise((resolve) => {
    opening.addEventListener('success', resolve);
  });
  const db = opening.result;
  const entities = db.transaction('entities', 'readwrite').objectStore('entities');
  const reading = entities.getAll();
  await new Promise((resolve) => {
    reading.addEventListener('success', resolve);
  });
  interface Row {
    notes: { cards: { id: string; front: string }[] }[];
  }
  for (const row of reading.result as Row[]) {
    const found = row.notes.flatMap(({ cards }) => cards).find(({ id }) => id === card);
    if (found === undefined) continue;
    found.front = `As it was: ${found.front}`;
    entities.put(row);
  }
  await new Promise((resolve) => {
    entities.transaction.addEventListener('complete', resolve);
  });
  db.close();
}

async function write(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    async ([path, content]) => {
      const folder = await navigator.storage.getDirectory();
      const handle = await folder.getFileHandle(path, { create: true });
      const writing = await handle.createWritable();
      await writing.write(content);
      await writing.close();
    },
    [name, text] as const,
  );
}

for (const { name, colorScheme, viewport } of [
  { name: 'dark, 320 px', colorScheme: 'dark', viewport: { width: 320, height: 640 } },
] as const) {
  test.describe(name, () => {
    test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds nothing and nothing runs out of the screen, from the choice of files to what became of them', async ({
      page,
    }) => {
      test.slow();
      await installDeck(page);
      await page.goto('./#/import');
      await expect(head(page)).toHaveText('Open your notes');
      await expectSound(page);

      await filesInput(page).setInputFiles([file('pictures.docx', ['no'])]);
      await expect(page.getByText('This is not a file of notes.')).toBeVisible();
      await expectSound(page);

      await give(page, file('analytics.md', notes), file('analytics.yaml', ['title: [']));
      await expect(head(page)).toHaveText('This file cannot be used yet');
      await expectSound(page);

      await give(page, file('analytics.md', notes));
      await expect(page.getByRole('button', { name: /^Apply/ })).toBeVisible();
      await page.getByRole('button', { name: /^All \d+ added cards$/ }).click();
      await expectSound(page);
      await page.getByRole('button', { name: /^Apply/ }).click();
      await expect(page.getByRole('status').getByText(/applied/)).toBeVisible();
      await expect(page.getByRole('link', { name: 'Add or update notes' })).toBeVisible();
      await expectSound(page);

      const edited = notes.map((line) => line.replace('no server', 'no servers at all')).slice(0, 6);
      await give(page, file('analytics.md', edited));
      await expect(page.getByRole('heading', { name: /Archived/ })).toBeVisible();
      await expect(page.getByText(/never met|answers? kept/).first()).toBeVisible();
      await expectSound(page);
    });
  });
}

async function expectSound(page: Page): Promise<void> {
  await expectAccessible(page);
  const { wide, window } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(wide, 'the page is wider than its window').toBeLessThanOrEqual(window);
}
