import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { createServer } from 'vite';
import { answer, cardOnScreen, installDeck } from './support/app.ts';

interface Author {
  readonly url: string;
  /** Saves a file of the deck with some words exchanged. */
  save(file: 'notes.md' | 'deck.yaml', from: string, to: string): void;
}

/** `npm run dev` in a copy of the project, so that its decks can be edited. */
const test = base.extend<{ author: Author }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
  author: async ({}, use) => {
    const root = mkdtempSync(join(tmpdir(), 'dev-'));
    for (const name of ['src', 'decks', 'index.html', 'package.json', 'tsconfig.json', 'vite.config.ts'])
      cpSync(name, join(root, name), { recursive: true });
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
    const server = await createServer({
      root,
      configFile: join(root, 'vite.config.ts'),
      cacheDir: join(root, '.vite'),
      logLevel: 'silent',
      // The packages lie outside of the copy.
      server: { port: 0, strictPort: false, fs: { strict: false } },
    });
    await server.listen();
    const path = (file: string) => join(root, 'decks/aws-ml-ai-big-data', file);
    await use({
      url: server.resolvedUrls?.local[0] ?? '',
      save(file, from, to) {
        const before = readFileSync(path(file), 'utf8');
        expect(before).toContain(from);
        writeFileSync(path(file), before.replaceAll(from, to));
      },
    });
    await server.close();
    rmSync(root, { recursive: true, force: true });
  },
  baseURL: async ({ author }, use) => use(author.url),
});

test.setTimeout(180_000);

test('what is saved in decks/ shows in the open app, which keeps its place', async ({ page, author }) => {
  // Vite bundles the packages on the first visit, and loads the page anew when it has found another one.
  await page.goto('./');
  await expect(page.getByRole('button', { name: /Use these/ })).toBeVisible({ timeout: 90_000 });
  await page.waitForLoadState('networkidle');
  await installDeck(page);

  const card = await cardOnScreen(page);
  await page.keyboard.press('Space');
  await expect(answer(page)).toContainText('interactive SQL queries on data');
  const address = page.url();
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });

  author.save('deck.yaml', 'interactive SQL queries on data', 'SQL for whoever asks, on data');
  await expect(answer(page)).toContainText('SQL for whoever asks, on data', { timeout: 60_000 });
  expect(await cardOnScreen(page)).toBe(card);
  expect(page.url()).toBe(address);

  await test.step('a mistake is told with its line, and the cards stay', async () => {
    author.save('deck.yaml', 'entities:\n', 'entitees:\n');
    await expect(page.getByRole('status')).toContainText(/deck\.yaml, line \d+\. The cards stay/, { timeout: 60_000 });
    await expect(answer(page)).toContainText('SQL for whoever asks, on data');
    author.save('deck.yaml', 'entitees:\n', 'entities:\n');
    await expect(page.getByRole('status')).not.toContainText('deck.yaml', { timeout: 60_000 });
  });

  await page.goto('./#/notes/aws-ml-ai-big-data');
  await expect(page.getByText('Custom chips by AWS').first()).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() => scrollTo(0, 1500));
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(1500);
  // What stands above may have grown by a line: the place is what is being read, not a number of pixels from the top.
  const read = await page.evaluateHandle(() => document.elementFromPoint(innerWidth / 2, innerHeight / 2));
  const place = () =>
    read.evaluate((line) => (line?.isConnected === true ? Math.round(line.getBoundingClientRect().top) : undefined));
  const before = await place();
  expect(before).toBeDefined();
  author.save('notes.md', 'Custom chips by AWS', 'Chips of its own');
  await expect(page.getByText('Chips of its own').first()).toBeAttached({ timeout: 60_000 });
  expect(await place()).toBe(before);
  expect(page.url()).toContain('#/notes/aws-ml-ai-big-data');
  expect(loads).toBe(0);
});
