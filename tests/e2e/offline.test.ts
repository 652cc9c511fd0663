import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { hostFiles } from '#cli/policy.ts';
import { laterVersion, type Site } from './support/site.ts';
import { expect, onPlainHost, test } from './support/test.ts';

test.use({ keptOffline: true });

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
    filesOfBuild().filter(
      (path) =>
        path !== 'sw.js' && !path.startsWith('screenshots/') && !isFontOfOtherScript(path) && !Object.hasOwn(hostFiles, path),
    ),
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
  await update(page, site);
  // Installed and still waiting: a reload serves the old version.
  await page.reload();
  await expect(page.locator(later)).not.toBeAttached();
  // Both have registered by now, and listen for what happens to their version.
  for (const tab of [page, studying]) await expect(tab.getByRole('button', { name: 'Start it now' })).toBeVisible();

  // As if a session began at the very moment of the change: that tab goes on, and follows when it is done.
  await takeOver(page);
  await endSession(studying);
  await expect(studying.locator(later)).toBeAttached();
  await expect(page.locator(later)).toBeAttached();
});

test('the learner starts a new version, but not while another tab is in a session', async ({ page, context, site }) => {
  await page.goto('./');
  await offlineReady(page);
  const studying = await context.newPage();
  await studying.goto('./');
  await holdSession(studying);
  await update(page, site);
  await expect(studying.getByRole('button', { name: 'Start it now' })).toBeVisible();

  const start = page.getByRole('button', { name: 'Start it now' });
  await start.click();
  await endSession(studying);
  await expect(page.locator(later)).not.toBeAttached();
  await start.click();
  await expect(page.locator(later)).toBeAttached();
  await expect(studying.locator(later)).toBeAttached();
});

test('a tab that missed the change of versions is told, and can follow', async ({ page, context, site }) => {
  await page.goto('./');
  await offlineReady(page);
  const missed = await context.newPage();
  // It registers late, and has not listened when its service worker changed.
  await missed.addInitScript(() => {
    const { serviceWorker } = navigator;
    const register = serviceWorker.register.bind(serviceWorker);
    const listen = serviceWorker.addEventListener.bind(serviceWorker);
    const late = new Promise<void>((goOn) => {
      Object.assign(globalThis, { goOn });
    });
    Object.assign(serviceWorker, {
      register: (...args: Parameters<typeof register>) => late.then(() => register(...args)),
      addEventListener: (...args: Parameters<typeof listen>) => args[0] !== 'controllerchange' && listen(...args),
    });
  });
  await missed.goto('./');
  await update(page, site);
  await takeOver(page);
  await expect(page.locator(later)).toBeAttached();
  await missed.evaluate(() => (globalThis as unknown as { goOn(): void }).goOn());
  await missed.getByRole('button', { name: 'Start it now' }).click();
  await expect(missed.locator(later)).toBeAttached();
});

test('a new version of which a part does not come is not announced, and the old one goes on without the network', async ({
  page,
  site,
  problems,
}) => {
  await page.goto('./');
  await offlineReady(page);
  const broken = resolve('test-results', `broken-${process.env.TEST_PARALLEL_INDEX}`);
  cpSync('dist', broken, { recursive: true });
  const worker = join(broken, 'sw.js');
  writeFileSync(worker, readFileSync(worker, 'utf8').replace(/assets\/[\w.-]+\.js/, 'assets/not-there.js'));
  await site.stop();
  await site.start(broken);
  // It is fetched, cannot be put together, and is thrown away.
  const ended = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const ends = new Promise<string>((tell) => {
      registration?.addEventListener('updatefound', () => {
        const { installing } = registration;
        installing?.addEventListener('statechange', () => tell(installing.state));
      });
    });
    await registration?.update();
    return ends;
  });
  expect(ended).toBe('redundant');
  await expect(page.getByRole('button', { name: 'Start it now' })).toHaveCount(0);
  await site.stop();
  await page.reload();
  await expect(page.getByRole('button', { name: /Use these/ })).toBeVisible();
  // What the browser says of the part that did not come.
  const others = problems.filter(({ text }) => !/not-there|bad-precaching-response|404/.test(text));
  problems.splice(0, problems.length, ...others);
});

/** A later version is put on the site, found, and waits. */
async function update(page: Page, site: Site): Promise<void> {
  const folder = await laterVersion();
  await site.stop();
  await site.start(folder);
  await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())?.update());
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state))
    .toBe('installed');
}

/** Asks the waiting version until it is in charge, whoever is in a session. */
async function takeOver(page: Page): Promise<void> {
  const ask = async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    registration?.waiting?.postMessage({ type: 'take-over' });
    return registration?.waiting ?? null;
  };
  // The page may be reloaded by it at any moment.
  await expect.poll(() => page.evaluate(ask).catch(() => undefined)).toBe(null);
}

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

async function endSession(page: Page): Promise<void> {
  await page.evaluate(() => (globalThis as unknown as { endSession(): void }).endSession());
}

function filesOfBuild(): string[] {
  return readdirSync('dist', { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join('dist', path)).isFile())
    .map((path) => path.replaceAll('\\', '/'));
}

function isFontOfOtherScript(path: string): boolean {
  return path.endsWith('.woff2') && !/-latin-(?!ext)/.test(path);
}
