import { installDeck } from './support/app.ts';
import { interleaveTabs } from './support/interleave.ts';
import { expect, test } from './support/test.ts';

// `npm run test:tabs:browser` does a hundred rounds.
test('two tabs answer, take back, bury and suspend the same cards at once: one truth', async ({ page, context, site }) => {
  test.slow();
  await installDeck(page);
  await page.goto('about:blank');
  const { accepted, wrong } = await interleaveTabs(context, site.url, { rounds: 1, seed: 1 });
  expect(wrong).toEqual([]);
  expect(accepted).toBeGreaterThan(4);
});
