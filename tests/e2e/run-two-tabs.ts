import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBrowser } from '../crash/browser.ts';
import { interleaveTabs } from './support/interleave.ts';
import { startSite } from './support/site.ts';

// Two tabs of Chromium at once, by keys: `npm run test:tabs:browser -- --runs 100`. Needs a build.

const { values } = parseArgs({ options: { runs: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } } });
const profile = await mkdtemp(join(tmpdir(), 'cardwright-tabs-'));
const site = await startSite();
const browser = await startBrowser(profile);
let failed = true;
try {
  const page = await browser.context.newPage();
  await page.goto(site.url);
  await page.getByRole('button', { name: /Use these/ }).click();
  await page.getByTestId('question').waitFor();
  await page.close();
  const { accepted, rated, undone, wrong } = await interleaveTabs(browser.context, site.url, {
    rounds: Number(values.runs),
    seed: Number(values.seed),
    say: (line) => console.log(line),
  });
  console.log(
    `\n${values.runs} times two tabs at once: ${rated} ratings by key, ${accepted} accepted and the others overtaken, ` +
      `${undone} times undo; ${wrong.length === 0 ? 'log, schedules, days and journal agree' : wrong.join('; ')}`,
  );
  failed = wrong.length > 0;
} finally {
  await browser.kill();
  await site.stop();
  await rm(profile, { recursive: true, force: true, maxRetries: 10 });
}
process.exit(failed ? 1 : 0);
