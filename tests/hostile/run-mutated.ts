import { parseArgs } from 'node:util';
import { faultOf } from './mutate.ts';

// Damaged notes and deck.yaml, each by its seed: `npm run test:mutated -- --runs 10000`.

const { values } = parseArgs({ options: { runs: { type: 'string', default: '10000' }, from: { type: 'string', default: '0' } } });
const [runs, from] = [Number(values.runs), Number(values.from)];
const counts = { planned: 0, refused: 0, faulty: 0 };
for (let seed = from; seed < from + runs; seed += 1) {
  const { kind, fault } = faultOf(seed);
  counts[kind] += 1;
  if (fault === undefined) continue;
  counts.faulty += 1;
  console.error(`seed ${seed}: ${fault}`);
}
console.log(`${runs} damaged files: ${counts.planned} read, ${counts.refused} refused with a reason, ${counts.faulty} faulty`);
process.exitCode = counts.faulty > 0 ? 1 : 0;
