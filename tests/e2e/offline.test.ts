import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { laterVersion } from './support/site.ts';
import { expect, onPlainHost, test } from './support/test.ts';

test('after one visit, everything is there with the server stopped', async ({ page, site }) => {
  await page.goto('./');
  await offlineReady(page);
  await site.stop();
  await page.reload();
  await expect(page.locator('#root > *').first()).toBeVisible();
  const missing = await page.evaluate(
    async (paths) => {
      const answers = await Promise.all(
        paths.map(async (path) => ({ path, ok: (await fetch(path).catch(() => undefined))?.ok })),
      );
      return answers.filter(({ ok }) => !ok);
    },
    filesOfBuild().filter((path) => path !== 'sw.js' && !isFontOfOtherScript(path)),
  );
  expect(missing).toEqual([]);
});

test.describe('on a plain host', () => {
  test.use(onPlainHost);

  test('in a folder among others too', async ({ page, site }) => {
    await page.goto('./');
    await offlineReady(page);
    await site.stop();
    await page.reload();
    await expect(page.locator('#root > *').first()).toBeVisible();
  });
});

test('the first visit is not reloaded when the service worker takes it over', async ({ page }) => {
  await page.goto('./');
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
  await offlineReady(page);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
});

test('a new version waits, takes over when it is asked, and reloads no tab in mid-session', async ({ page, context, site }) => {
  await page.goto('./');
  await offlineReady(page);
  const studying = await context.newPage();
  await studying.goto('./');
  await holdSession(studying);

  const update = await laterVersion();
  await site.stop();
  await site.start(update.folder);
  await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())?.update());
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state))
    .toBe('installed');
  // Installed and still waiting: a reload serves the old version.
  await page.reload();
  await expect(page.locator(later)).not.toBeAttached();

  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.postMessage({ type: 'take-over' }));
  await expect.poll(() => studying.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting)).toBe(null);
  expect(await studying.evaluate(() => 'endSession' in globalThis)).toBe(true);
  await studying.evaluate(() => (globalThis as unknown as { endSession(): void }).endSession());
  await expect(studying.locator(later)).toBeAttached();
  await expect(page.locator(later)).toBeAttached();
  await update.remove();
});

const later = 'html[data-version=later]';

/** Everything is precached; the app asks for that once its first screen is there. */
async function offlineReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state !== 'activated') {
      await new Promise((resolve) => {
        active?.addEventListener('statechange', resolve);
      });
    }
  });
}

/** As a study screen does; `endSession` is gone from a page that was reloaded. */
async function holdSession(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((held) => {
        void navigator.locks.request('cardwright-session', { mode: 'shared' }, () => {
          held();
          return new Promise<void>((endSession) => {
            Object.assign(globalThis, { endSession });
          });
        });
      }),
  );
}

function filesOfBuild(): string[] {
  return readdirSync('dist', { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join('dist', path)).isFile())
    .map((path) => path.replaceAll('\\', '/'));
}

function isFontOfOtherScript(path: string): boolean {
  return path.endsWith('.woff2') && !/-latin-(?!ext)/.test(path);
}
