import { runProperty } from '#tests/support/run-property.ts';
import { anInterleaving, interleave } from './two-tabs.ts';

// Random interleavings of two tabs' commands: `npm run test:tabs -- --runs 10000`.

await runProperty(anInterleaving, async (steps) => ({ commands: steps.length, ...(await interleave(steps)) }));
