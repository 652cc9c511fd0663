import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { launchOptions } from '#cli/chromium.ts';
import { startSite } from '../e2e/support/site.ts';
import { doors, tryDoor } from './doors.ts';
import { payloads, someOf } from './payloads.ts';

// Every hostile text through every door, in the real browser: `npm run test:hostile -- --door formulas --each 3`.

const { values } = parseArgs({
  options: {
    door: { type: 'string' },
    family: { type: 'string' },
    each: { type: 'string', default: '100000' },
    workers: { type: 'string', default: '2' },
  },
});
const { family } = values;
const all = someOf(payloads(), Number(values.each)).filter((each) => family === undefined || each.family.includes(family));
const names = Object.keys(doors).filter((name) => values.door === undefined || name.includes(values.door));
const site = await startSite();
const started = performance.now();
let wrong = 0;
let looks = 0;
try {
  const waiting = [...names];
  await Promise.all(
    Array.from({ length: Number(values.workers) }, async () => {
      const browser = await chromium.launch(launchOptions());
      for (let door = waiting.shift(); door !== undefined; door = waiting.shift()) {
        const context = await browser.newContext({ locale: 'en-GB' });
        const tried = await tryDoor(context, site.url, door, all);
        await context.close();
        looks += tried.looks;
        wrong += tried.wrong.length;
        console.log(
          `${door}: ${tried.payloads} payloads, ${tried.looks} looks, ${tried.wrong.length} let in, longest task ${Math.round(tried.slowestMs)} ms`,
        );
        for (const line of tried.wrong.slice(0, 40)) console.log(`  ${line}`);
      }
      await browser.close();
    }),
  );
} finally {
  await site.stop();
}
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
console.log(`\n${all.length} payloads at ${names.length} doors, ${looks} looks in ${minutes} minutes: ${wrong} let in`);
process.exitCode = wrong > 0 ? 1 : 0;
