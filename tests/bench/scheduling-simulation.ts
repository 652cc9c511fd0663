import { defaultPreset } from '#core/scheduling/preset.ts';
import { figuresOf, learn } from '#tests/support/learner.ts';
import type { Learning } from '#tests/support/learner.ts';

// Two years of a learner whose memory is known, through the real queue and scheduling: is the retention that was asked for
// the one that is reached? The same seed gives the same figures; tests/core/scheduling/simulation.test.ts holds them.

/** No limit of reviews; a pace of new cards that lasts for most of the time. */
const free = { ...defaultPreset, newPerDay: 4, reviewsPerDay: Infinity };
const usual = { days: 730, notes: 1000, cardsPerNote: 2, seed: 20_261_123 };
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

const courses: readonly (readonly [what: string, course: Learning])[] = [
  ['limits off, retention .85', { ...usual, preset: { ...free, desiredRetention: 0.85 } }],
  ['limits off, retention .90', { ...usual, preset: free }],
  ['limits off, retention .95', { ...usual, preset: { ...free, desiredRetention: 0.95 } }],
  ['.90, due days not balanced', { ...usual, preset: { ...free, loadBalance: false } }],
  ['.90, no fuzz', { ...usual, preset: { ...free, fuzz: false } }],
  ['.90, Sundays as few as can be', { ...usual, preset: { ...free, easyDays: [1, 1, 1, 1, 1, 1, 0] } }],
  ['.90, at most 30 reviews a day', { ...usual, preset: { ...free, reviewsPerDay: 30 } }],
];

console.log(`${usual.days} days, ${usual.notes} notes of ${usual.cardsPerNote} cards, ${free.newPerDay} new cards a day\n`);
for (const [what, course] of courses) {
  const started = performance.now();
  const learnt = learn(course);
  const { answers, reviewsADay, busiestDay, largestBacklog, lastBacklog, long, all } = figuresOf(learnt);
  const sundays = learnt.days.filter((_, day) => day % 7 === 6).reduce((sum, { reviews }) => sum + reviews, 0);
  console.log(what);
  console.log(
    `  ${answers} answers; reviews a day: ${reviewsADay.toFixed(1)} (most ${busiestDay}, on a Sunday ${(sundays / (usual.days / 7)).toFixed(1)})`,
  );
  console.log(`  backlog at the end of a day: at most ${largestBacklog}, on the last ${lastBacklog}`);
  console.log(
    `  recalled after a week or more: ${percent(long.recalled)} of ${long.answers}, wanted ${percent(course.preset.desiredRetention)}`,
  );
  console.log(
    `  recalled on all reviews:       ${percent(all.recalled)} of ${all.answers}, the whole-day intervals imply ${percent(all.implied)}`,
  );
  console.log(`  ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}
