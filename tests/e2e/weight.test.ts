import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Request } from '@playwright/test';
import { seed } from './support/seed.ts';
import { expect, test } from './support/test.ts';

test.use({ keptOffline: true });

const { budgets } = JSON.parse(readFileSync('package.json', 'utf8')) as { budgets: { javascriptUntilFirstCard: number } };

test(`all JavaScript until the first due card is on screen is at most ${budgets.javascriptUntilFirstCard} bytes`, async ({
  context,
  page,
  site,
}) => {
  await seed(page, site.url, { cards: 100, entries: 200, due: 20 });
  await page.close();

  const study = await context.newPage();
  await study.addInitScript(() => {
    new MutationObserver((_, observer) => {
      const question = document.querySelector('[data-testid=question]');
      if (!question || question.getClientRects().length === 0) return;
      observer.disconnect();
      performance.mark('first card');
    }).observe(document, { childList: true, subtree: true });
  });
  // Of workers too; the address tells a script whoever asks for it.
  const requests: Request[] = [];
  context.on('request', (request) => requests.push(request));
  await study.goto('./#/study');
  await expect(study.getByTestId('question')).toBeVisible();
  await study.waitForLoadState('networkidle');
  const shownAt = await study.evaluate(
    () => performance.timeOrigin + (performance.getEntriesByName('first card')[0]?.startTime ?? NaN),
  );

  // A request that has no answer yet has no time either.
  const before = requests.filter((request) => request.timing().startTime > 0 && request.timing().startTime <= shownAt);
  const byServiceWorker = before.filter((request) => request.serviceWorker() !== null).map((request) => request.url());
  expect(byServiceWorker, 'precaching must not compete with the first card').toEqual([]);

  const isScript = (request: Request) => request.resourceType() === 'script' || /\.m?js$/.test(new URL(request.url()).pathname);
  const files = [...new Set(before.filter(isScript).map((request) => new URL(request.url()).pathname.slice(1)))];
  const weights = files.map((file) => ({ file, bytes: gzipSync(readFileSync(join('dist', file)), { level: 9 }).length }));
  const total = weights.reduce((sum, { bytes }) => sum + bytes, 0);
  const lines = weights.toSorted((a, b) => b.bytes - a.bytes).map(({ file, bytes }) => `${String(bytes).padStart(8)} ${file}`);
  console.log(`JavaScript until the first due card, gzip -9:\n${lines.join('\n')}\n${String(total).padStart(8)} together`);
  // What is asked for afterwards is not counted, and there is some of that: the clocks agree.
  expect(files.length).toBeGreaterThan(1);
  expect(files.length).toBeLessThan(requests.filter(isScript).length);
  expect(total).toBeLessThanOrEqual(budgets.javascriptUntilFirstCard);
});
