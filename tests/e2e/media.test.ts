import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { answer, question, rowsOf } from './support/app.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/test.ts';

test.use({ keptOffline: true });

const notes = `# Lab

## Rain gauge

- **Purpose**: Collects rain to be read in the morning.

![[gauge.png|A glass tube with marks|64]]

## Law of cooling

- **Purpose**: says that heat goes at the rate $\\frac{dT}{dt} = -k (T - T_a)$

## Logger

- **Purpose**: Writes each reading down with its time.

\`\`\`python
# one line a reading
def write(reading, at):
    return "reading %s taken at the station beside the river in the morning" % reading if at == 7 else None
\`\`\`

## Kiosk

- **Purpose**: Sells tickets for $5 in the morning and $10 later.
`;

/** A folder as a person has it, with the pictures in a folder of their own. */
async function folder(info: TestInfo, files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const root = info.outputPath('lab');
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

async function importFolder(page: Page, path: string): Promise<void> {
  await page.goto('./#/import');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Open your notes');
  await page.locator('input[type=file]').last().setInputFiles(path);
}

async function apply(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Apply|Take what is new)/ }).click();
  await expect(page).not.toHaveURL(/import/);
}

/** Studies the card whose answer this is said in. */
async function openCard(page: Page, words: RegExp): Promise<void> {
  const entities = await rowsOf<{ notes: { cards: { id: string; back: string; direction: string }[] }[] }>(page, 'entities');
  const cards = entities.flatMap((entity) => entity.notes.flatMap((note) => note.cards));
  const card = cards.find((one) => one.direction === 'to-answer' && words.test(one.back));
  await page.goto(`./#/study/${encodeURIComponent(card?.id ?? 'none')}`);
  await expect(question(page)).toBeVisible();
  await page.keyboard.press('Space');
  await expect(answer(page)).toBeVisible();
}

/** The scripts that the page itself asks for; what is laid by for offline use is another matter. */
function scriptsOf(page: Page): Set<string> {
  const asked = new Set<string>();
  page.on('request', (request) => {
    if (request.serviceWorker() === null) asked.add(/([\w.]+)-[\w-]{8}\.js$/.exec(new URL(request.url()).pathname)?.[1] ?? '');
  });
  return asked;
}

const picture = async () => readFile('src/public/icon-192.png');

test('pictures, formulas and code come with a folder, are shown on cards and in the notes, and each is fetched when one is there', async ({
  page,
  site,
}, info) => {
  const asked = scriptsOf(page);
  await importFolder(page, await folder(info, { 'lab.md': notes, 'images/gauge.png': await picture() }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\d+ changes from one file$/);
  await apply(page);
  await page.evaluate(async () => navigator.serviceWorker.ready);
  expect((await rowsOf<{ type: string }>(page, 'media')).map(({ type }) => type)).toEqual(['image/png']);

  // The preview has shown the formula.
  await page.reload();
  asked.clear();
  await openCard(page, /Sells tickets/);
  await expect(answer(page)).toContainText('Sells tickets for $5 in the morning and $10 later');
  await expect(answer(page).locator('math, pre, img')).toHaveCount(0);
  expect([...asked]).not.toContain('Formula');

  await openCard(page, /Collects rain/);
  const shown = answer(page).getByRole('img', { name: 'A glass tube with marks' });
  await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(192);
  expect((await shown.boundingBox())?.width).toBe(64);
  await expectAccessible(page);
  expect([...asked]).toContain('Figures');
  expect([...asked]).not.toContain('Highlighted');

  await openCard(page, /rate/);
  await expect(answer(page).locator('math mfrac')).toHaveCount(1);
  expect(
    await answer(page)
      .locator('math')
      .evaluate((node) => node.namespaceURI),
  ).toBe('http://www.w3.org/1998/Math/MathML');
  await expectAccessible(page);
  expect([...asked]).toContain('Formula');
  expect([...asked]).not.toContain('Highlighted');

  await openCard(page, /Writes each reading/);
  const code = answer(page).getByRole('region', { name: 'Code, python' });
  await expect(code.locator('.hljs-keyword').first()).toHaveText('def');
  await expectAccessible(page);
  expect([...asked]).toContain('python');
  expect([...asked]).not.toContain('typescript');
  // Long lines scroll within their box, by keyboard too.
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await code.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => code.evaluate((node) => node.scrollLeft)).toBeGreaterThan(0);

  // Without a network, from the first byte on.
  await site.stop();
  await page.reload();
  await openCard(page, /rate/);
  await expect(answer(page).locator('math mfrac')).toHaveCount(1);
  await page.goto('./#/notes/lab');
  await expect(page.locator('.rd math mfrac')).toHaveCount(1);
  await expect(page.locator('.rd .hljs-keyword').first()).toHaveText('def');
  await expect.poll(() => page.locator('.rd img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(192);
  await expectAccessible(page);
});

test('a picture that is not there is told at its place and shown in words; it comes with the next import, and can be exported', async ({
  page,
}, info) => {
  const root = await folder(info, { 'lab.md': `${notes}\n## Broken\n\n- **Purpose**: is told by $\\frac{1}{2$ of it\n` });
  await importFolder(page, root);
  await expect(page.getByText('The picture gauge.png is not among the files.')).toBeVisible();
  await expect(page.getByText(/This formula cannot be drawn/).first()).toBeVisible();
  await apply(page);
  await openCard(page, /Collects rain/);
  await expect(answer(page).locator('.picture.missing')).toContainText('A glass tube with marks');
  await openCard(page, /is told by/i);
  await expect(answer(page).locator('.math.wrong code')).toHaveText('$\\frac{1}{2$');
  await expectAccessible(page);

  await folder(info, { 'gauge.png': await picture() });
  await importFolder(page, root);
  await apply(page);
  await openCard(page, /Collects rain/);
  await expect(answer(page).getByRole('img', { name: 'A glass tube with marks' })).toBeVisible();

  await page.goto('./#/notes');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('heading', { name: 'Pictures' }).locator('..').getByRole('button', { name: 'Lab' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('lab-pictures.zip');
  const archive = await readFile(await download.path());
  expect(archive.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
  expect(archive.includes('gauge.png')).toBe(true);
  expect(archive.includes(await picture())).toBe(true);
});
