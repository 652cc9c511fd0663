import { expectAccessible } from './support/axe.ts';
import { expectNone, watch, type Problem } from './support/problems.ts';
import { expect, test as watched } from './support/test.ts';

// Each thing that fails a test is planted once: a detector that sees nothing would let everything pass.

const test = watched.extend({
  // As everywhere, but what is found does not fail the test.
  problems: async ({ context, site }, use) => use(await watch(context, site.url)),
});

test.beforeEach(async ({ page }) => {
  await page.goto('./');
});

async function found(problems: Problem[], kind: Problem['kind'], text: RegExp): Promise<void> {
  await expect.poll(() => problems.some((problem) => problem.kind === kind && text.test(problem.text))).toBe(true);
}

test('what is found fails a test', async ({ page, problems }) => {
  expectNone(problems);
  await page.evaluate(() => console.error('planted error'));
  await found(problems, 'console', /planted error/);
  expect(() => expectNone(problems)).toThrow(/planted error/);
});

test('a complaint in the console is seen', async ({ page, problems }) => {
  await page.evaluate(() => console.error('planted error'));
  await found(problems, 'console', /planted error/);
  await page.evaluate(() => console.warn('planted warning'));
  await found(problems, 'console', /planted warning/);
});

test('an error that nobody catches is seen', async ({ page, problems }) => {
  await page.evaluate(() => void setTimeout(() => undefinedName(), 0));
  await found(problems, 'error', /undefinedName/);
});

test('a promise that nobody catches is seen', async ({ page, problems }) => {
  await page.evaluate(() => void Promise.reject(new Error('planted rejection')));
  await found(problems, 'error', /planted rejection/);
});

test('an inline style is refused and seen', async ({ page, problems }) => {
  await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
  await found(problems, 'policy', /style-src/);
});

test('an inline style element is refused and seen', async ({ page, problems }) => {
  await page.evaluate(() =>
    document.head.append(Object.assign(document.createElement('style'), { textContent: 'p { color: red }' })),
  );
  await found(problems, 'policy', /style-src/);
});

test('a string as HTML is refused and seen', async ({ page, problems }) => {
  const refused = await page.evaluate(() => {
    try {
      document.body.innerHTML = '<p>planted</p>';
      return 'taken';
    } catch (error) {
      return error instanceof TypeError ? 'refused' : 'other';
    }
  });
  expect(refused).toBe('refused');
  await found(problems, 'policy', /trusted-types/);
});

test('a string as code is refused and seen', async ({ page, problems }) => {
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.append('globalThis.planted = true');
    try {
      document.body.append(script);
    } catch {
      // Refused by Trusted Types before the policy is asked.
    }
  });
  await found(problems, 'policy', /trusted-types/);
  expect(await page.evaluate(() => 'planted' in globalThis)).toBe(false);
});

test('a request to another origin is seen, refused as it is', async ({ page, problems }) => {
  await page.evaluate(() => fetch('http://127.0.0.1:9/planted').catch(() => undefined));
  await found(problems, 'policy', /connect-src http:\/\/127\.0\.0\.1:9/);
});

test('a request to another origin is seen where no policy refuses it, from a worker too', async ({ page, problems, site }) => {
  // A page without our headers, as a mistake in them would leave it.
  await page.route(`${site.url}bare`, (route) => route.fulfill({ contentType: 'text/html', body: '<p>bare</p>' }));
  await page.route(`${site.url}bare.js`, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: `fetch('http://127.0.0.1:9/by-worker').catch(() => {})` }),
  );
  await page.goto(`${site.url}bare`);
  await page.evaluate(() => fetch('http://127.0.0.1:9/by-page').catch(() => undefined));
  await found(problems, 'foreign request', /by-page/);
  await page.evaluate(() => void new Worker('bare.js'));
  await found(problems, 'foreign request', /by-worker/);
});

test.describe('every way out is seen where no policy refuses it', () => {
  const foreign = 'http://127.0.0.1:9';
  const ways: Record<string, () => unknown> = {
    beacon: () => navigator.sendBeacon('http://127.0.0.1:9/beacon'),
    image: () => Object.assign(new Image(), { src: 'http://127.0.0.1:9/image' }),
    prefetch: () =>
      document.head.append(
        Object.assign(document.createElement('link'), { rel: 'prefetch', href: 'http://127.0.0.1:9/prefetch' }),
      ),
    stylesheet: () =>
      document.head.append(
        Object.assign(document.createElement('link'), { rel: 'stylesheet', href: 'http://127.0.0.1:9/stylesheet' }),
      ),
    frame: () => document.body.append(Object.assign(document.createElement('iframe'), { src: 'http://127.0.0.1:9/frame' })),
    form: () => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action: 'http://127.0.0.1:9/form' });
      document.body.append(form);
      form.submit();
    },
    socket: () => new WebSocket('ws://127.0.0.1:9/socket'),
    'service-worker': () => navigator.serviceWorker.register('bare-sw.js'),
  };
  for (const [way, plant] of Object.entries(ways)) {
    test(way, async ({ page, problems, site }) => {
      await page.route(`${site.url}bare`, (route) => route.fulfill({ contentType: 'text/html', body: '<p>bare</p>' }));
      await page.context().route(`${site.url}bare-sw.js`, (route) =>
        route.fulfill({
          contentType: 'text/javascript',
          body: `oninstall = (event) => event.waitUntil(fetch('${foreign}/service-worker').catch(() => {}));`,
        }),
      );
      await page.goto(`${site.url}bare`);
      await page.evaluate(plant);
      await found(problems, 'foreign request', new RegExp(`127\\.0\\.0\\.1:9/${way}$`));
    });
    if (way === 'service-worker') continue;
    test(`${way}, refused by the app's own policy`, async ({ page, problems }) => {
      await page.evaluate(plant);
      await found(problems, 'policy', way === 'frame' ? /frame-src|default-src/ : /127\.0\.0\.1:9|form-action/);
    });
  }
});

test('a picture without words is seen by axe, under the policy', async ({ page }) => {
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('img'), { src: './icon-32.png' })));
  await expect(expectAccessible(page)).rejects.toThrow(/image-alt/);
});

declare function undefinedName(): void;
