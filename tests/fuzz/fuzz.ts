import { parseArgs } from 'node:util';
import { faultsOf, notebookOf } from './notebooks.ts';

// Random and damaged notebooks, each by its seed: none may throw, hang, or give two different decks.

const { values } = parseArgs({ options: { runs: { type: 'string', default: '10000' }, from: { type: 'string', default: '0' } } });
const [runs, from] = [Number(values.runs), Number(values.from)];
const started = performance.now();
let slowestMs = 0;
let slowest = 0;
let faulty = 0;
for (let seed = from; seed < from + runs; seed += 1) {
  const text = notebookOf(seed);
  const before = performance.now();
  let faults: string[];
  try {
    faults = faultsOf(text);
  } catch (error) {
    faults = [`it threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
  const tookMs = performance.now() - before;
  if (tookMs > slowestMs) [slowestMs, slowest] = [tookMs, seed];
  if (faults.length > 0) {
    faulty += 1;
    console.error(`seed ${seed}: ${faults.join('; ')}\n${JSON.stringify(text)}\n`);
  }
  if ((seed - from + 1) % 10_000 === 0) console.log(`${seed - from + 1} of ${runs}, ${faulty} faulty`);
}
const seconds = (performance.now() - started) / 1000;
console.log(
  `${runs} notebooks in ${seconds.toFixed(1)} s, ${faulty} faulty; the slowest, seed ${slowest}, took ${slowestMs.toFixed(0)} ms to be compiled twice.`,
);
process.exitCode = faulty > 0 ? 1 : 0;
