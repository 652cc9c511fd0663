import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { anInterleaving, interleave } from './two-tabs.ts';

// Random interleavings of two tabs' commands: `npm run test:tabs -- --runs 10000 --seed 1`.

const { values } = parseArgs({ options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } } });
const runs = Number(values.runs);
const started = performance.now();
let [done, commands, accepted, refused] = [0, 0, 0, 0];
const property = fc.asyncProperty(anInterleaving, async (steps) => {
  const figures = await interleave(steps);
  done += 1;
  commands += steps.length;
  accepted += figures.accepted;
  refused += figures.refused;
  if (done % 1000 === 0) console.log(`${done} of ${runs}`);
});
const result = await fc.check(property, { numRuns: runs, seed: Number(values.seed) });
const seconds = ((performance.now() - started) / 1000).toFixed(0);
if (result.failed) console.error(fc.defaultReportMessage(result));
console.log(
  `${done} interleavings of two tabs, ${commands} commands, in ${seconds} s: ${accepted} answers accepted, each in the log once; ` +
    `${refused} refused since the other tab was first; ${result.failed ? 'FAILED' : 'no difference'}`,
);
// Dexie's channel to other tabs would keep the process alive.
process.exit(result.failed ? 1 : 0);
