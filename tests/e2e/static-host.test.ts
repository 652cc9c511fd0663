import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { serve } from '#cli/serve.ts';
import { expect, onPlainHost, test } from './support/test.ts';

test.describe('on a plain host, in a folder among others', () => {
  test.use(onPlainHost);

  test('the app runs, deep links and reload included', async ({ page }) => {
    await page.goto('./');
    await expect(page.locator('#root > *').first()).toBeVisible();
    await page.goto('./#/study');
    await page.reload();
    await expect(page.locator('#root > *').first()).toBeVisible();
  });

  test('the policy holds without any header', async ({ page, problems }) => {
    await page.goto('./');
    await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
    await expect.poll(() => problems.map(({ kind }) => kind)).toContain('policy');
    expect(problems.every(({ text }) => /style/.test(text))).toBe(true);
    problems.length = 0;
  });
});

test('our own server sends what a careful host would', async ({ request, site }) => {
  const page = await request.get(site.url);
  expect(page.headers()).toMatchObject({
    'content-security-policy': expect.stringMatching(
      /default-src 'none'.*frame-ancestors 'none'.*require-trusted-types-for 'script'/,
    ),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'permissions-policy': expect.stringContaining('camera=()'),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
    'content-type': expect.stringContaining('text/html'),
  });
  const script = /src="\.\/(assets\/[^"]+\.js)"/.exec(await page.text())?.[1] ?? '';
  expect((await request.get(`${site.url}${script}`)).headers()).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': expect.stringContaining('javascript'),
  });
  expect((await request.get(`${site.url}sw.js`)).headers()).toMatchObject({ 'cache-control': 'no-cache' });
});

test('the files for hosts say what our own server says, and are no part of the offline copy', async ({ request, site }) => {
  const sent = (await request.get(site.url)).headers();
  const rules = await readFile('dist/_headers', 'utf8');
  const [everywhere = '', assets = ''] = rules.split('/assets/*');
  const told = Object.fromEntries(
    [...everywhere.matchAll(/^ {2}([\w-]+): (.+)$/gm)].map(([, name, value]) => [name ?? '', value]),
  );
  expect(Object.keys(told).toSorted()).toEqual([
    'Content-Security-Policy',
    'Cross-Origin-Embedder-Policy',
    'Cross-Origin-Opener-Policy',
    'Cross-Origin-Resource-Policy',
    'Permissions-Policy',
    'Referrer-Policy',
    'X-Content-Type-Options',
  ]);
  for (const [name, value] of Object.entries(told)) expect(sent[name.toLowerCase()], name).toBe(value);
  expect(assets).toContain('immutable');

  const vercel = JSON.parse(await readFile('dist/vercel.json', 'utf8')) as {
    headers: { source: string; headers: { key: string; value: string }[] }[];
  };
  expect(Object.fromEntries(vercel.headers[0]?.headers.map(({ key, value }) => [key, value]) ?? [])).toEqual(told);
  const apache = await readFile('dist/.htaccess', 'utf8');
  for (const [name, value] of Object.entries(told)) expect(apache).toContain(`Header always set ${name} "${value}"`);

  // A host that keeps them to itself answers 404, and one missing file would keep the whole app from being laid by.
  const worker = await readFile('dist/sw.js', 'utf8');
  expect(worker).toContain('index.html');
  expect(worker).not.toMatch(/_headers|htaccess|vercel\.json/);
});

test('no page of another origin can frame the app', async ({ page, problems, site }) => {
  await page.route('http://127.0.0.1:9/frame', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<iframe src="${site.url}"></iframe>` }),
  );
  const frame = page.waitForEvent('frameattached');
  await page.goto('http://127.0.0.1:9/frame');
  await expect.poll(async () => (await frame).url()).toMatch(/^chrome-error:/);
  // The page around it is the foreign one here.
  expect(problems.filter(({ text }) => !text.includes('127.0.0.1:9') && !text.includes('frame'))).toEqual([]);
  problems.length = 0;
});

test('a missing file is missing, and nothing outside the folder is served', async ({ request, site }) => {
  for (const path of ['assets/gone.js', 'study', 'assets/', '../package.json', '%2e%2e/package.json']) {
    const answer = await request.get(`${site.url}${path}`);
    expect(answer.status(), path).toBe(404);
    expect(answer.headers()['content-type']).toContain('text/plain');
  }
  expect((await request.post(site.url)).status()).toBe(405);
});

test('a port that is in use is left alone', async () => {
  const first = await serve('dist', [0]);
  const second = await serve('dist', [first.port, 0]);
  expect(second.port).not.toBe(first.port);
  await expect(serve('dist', [first.port])).rejects.toThrow(/in use/);
  first.close();
  second.close();
});

test('the page holds no script and no style of its own', async ({ request, site }) => {
  const html = await (await request.get(site.url)).text();
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<script'));
});

test('it can be installed: every icon is there in the size that it promises', async ({ page, request, site }) => {
  const manifest = (await (await request.get(`${site.url}manifest.webmanifest`)).json()) as Manifest;
  expect(manifest).toMatchObject({
    name: 'Cardwright',
    display: 'standalone',
    id: './',
    start_url: './?source=app',
    scope: './',
  });
  expect(manifest.icons.filter(({ purpose }) => purpose === 'maskable')).toHaveLength(2);
  await page.goto('./');
  for (const { src, sizes } of [
    ...manifest.icons,
    { src: 'apple-touch-icon.png', sizes: '180x180' },
    { src: 'icon-32.png', sizes: '32x32' },
  ]) {
    expect(await sizeOf(page, src), src).toBe(sizes);
  }
  // Both colours of the page's own paper.
  const html = await readFile('dist/index.html', 'utf8');
  expect(html.match(/theme-color" content="(#\w+)"/g)).toHaveLength(2);
});

interface Manifest {
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose?: string }[];
}

async function sizeOf(page: Page, src: string): Promise<string> {
  return page.evaluate(async (address) => {
    const { width, height } = await createImageBitmap(await (await fetch(address)).blob());
    return `${width}x${height}`;
  }, src);
}
