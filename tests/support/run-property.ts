import { parseArgs } from 'node:util';
import * as fc from 'fast-check';

/** A property as often as the command line asks, `--runs 10000 --seed 1`, with what it lived through; the process ends with its outcome. */
export async function runProperty<Value>(
  lives: fc.Arbitrary<Value>,
  live: (value: Value) => Promise<Readonly<Record<string, number>>>,
): Promise<void> {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
  });
  const runs = Number(values.runs);
  const started = performance.now();
  let done = 0;
  const sums: Record<string, number> = {};
  const property = fc.asyncProperty(lives, async (value) => {
    for (const [what, count] of Object.entries(await live(value))) sums[what] = (sums[what] ?? 0) + count;
    done += 1;
    if (done % 1000 === 0) console.log(`${done} of ${runs}`);
  });
  const result = await fc.check(property, { numRuns: runs, seed: Number(values.seed) });
  // The report of a failed run does not always say with what.
  if (result.failed) console.error(fc.defaultReportMessage(result), result.errorInstance);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const lived = Object.entries(sums).map(([what, count]) => `${count} ${what}`);
  console.log(`${done} of ${runs} runs in ${seconds} s: ${lived.join(', ')}; ${result.failed ? 'FAILED' : 'none failed'}`);
  // Dexie's channel to other tabs would keep the process alive.
  process.exit(result.failed ? 1 : 0);
}
