import { runProperty } from '#tests/support/run-property.ts';
import { aJourney, travel } from './clocks.ts';

// Random journeys of a learner whose clock is moved about: `npm run test:clocks -- --runs 10000`.

await runProperty(aJourney, async (steps) => ({ steps: steps.length, ...(await travel(steps)) }));
