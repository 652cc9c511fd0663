import { parseArgs } from 'node:util';
import { crash } from './crash.ts';

// Ends the app in many ways at random moments while it is answered fast, and looks what is left: `npm run test:crash -- --kills 300`.

// Cut short, it leaves no browser behind.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    tear: { type: 'string', default: '20' },
  },
});
const report = await crash({
  endings: Number(values.kills),
  seed: Number(values.seed),
  tearEvery: Number(values.tear),
  say: (line) => console.log(line),
});
const { endings, accepted, lost, doubled, unequal, unjournaled, deleted } = report;
console.log(
  `\n${Object.entries(endings)
    .map(([ending, count]) => `${ending} ${count}`)
    .join(', ')}\n` +
    `${accepted} answers accepted: ${lost} lost, ${doubled} doubled; ${unequal} schedules unlike the log; ` +
    `${unjournaled} not in the journal; the database was deleted and made again ${deleted} times`,
);
process.exitCode = lost + doubled + unequal + unjournaled > 0 ? 1 : 0;
