import 'fake-indexeddb/auto';
import { parseArgs } from 'node:util';
import { backupLines, faultOfBackup } from './mutate-backup.ts';
import { faultOf, type Tried } from './mutate.ts';

// Damaged notes and deck.yaml, then damaged backups, each by its seed: `npm run test:fuzz -- 10000 --what backups`.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string', default: '0' },
    what: { type: 'string', default: 'all' },
  },
});
const [runs, from] = [Number(positionals[0] ?? 10_000), Number(values.from)];
const lines = await backupLines();
const kinds: Readonly<Record<string, (seed: number) => Tried | Promise<Tried>>> = {
  files: faultOf,
  backups: async (seed) => faultOfBackup(lines, seed),
};
for (const [what, tryOne] of Object.entries(kinds)) {
  if (values.what !== 'all' && values.what !== what) continue;
  const counts = { planned: 0, refused: 0, faulty: 0 };
  for (let seed = from; seed < from + runs; seed += 1) {
    const { kind, fault } = await tryOne(seed);
    counts[kind] += 1;
    if (fault === undefined) continue;
    counts.faulty += 1;
    console.error(`${what}, seed ${seed}: ${fault}`);
  }
  const { planned, refused, faulty } = counts;
  console.log(`${runs} damaged ${what}: ${planned} read, ${refused} refused with a reason, ${faulty} faulty`);
  if (faulty > 0) process.exitCode = 1;
}
