import { test as base, expect } from '@playwright/test';
import { expectNone, watch, type Problem } from './problems.ts';
import { startPlainHost, startSite, type Site } from './site.ts';

interface Fixtures {
  /**
   * Whether this browser can keep the app for offline use. Keeping it takes as long as most tests, so only those that are about
   * it let it; to the others the browser is one without service workers, which the app allows for.
   */
  readonly keptOffline: boolean;
  /** The build, served on an origin of its own as `npm start` serves it; `page` has its address as base. */
  readonly site: Site;
  /** What the browser complained of. Whatever is still in it at the end fails the test. */
  readonly problems: Problem[];
}

export const test = base.extend<Fixtures>({
  keptOffline: [false, { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
  site: async ({}, use) => {
    const site = await startSite();
    await use(site);
    await site.stop();
  },
  baseURL: async ({ site }, use) => use(site.url),
  problems: [
    async ({ context, site, keptOffline }, use) => {
      if (!keptOffline) await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
      const problems = await watch(context, site.url);
      await use(problems);
      expectNone(problems);
    },
    { auto: true },
  ],
});

/** `test.use(onPlainHost)`: in a folder of a host that sends no headers of ours. */
export const onPlainHost: Parameters<typeof test.use>[0] = {
  // oxlint-disable-next-line no-empty-pattern -- as above
  site: async ({}, use) => {
    const host = await startPlainHost();
    await use(host);
    await host.stop();
  },
};

export { expect };
