import { parseArgs } from 'node:util';
import { hash32 } from '#core/random.ts';
import { recallOf } from '#core/scheduling/review-order.ts';
import { optionsOf } from '#core/scheduling/options.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';
import { comeBack } from '#tests/support/backlog.ts';
import type { Absence, CaughtUp, Order } from '#tests/support/backlog.ts';

// How much a learner still knows who comes back after days away and has so many minutes a day, by the order of reviews:
// through the real queue, with a memory that is known. Recall is summed over all cards (so it counts cards known), on the last
// day and on average over all days since the return. All orders fill the minutes in the same way, with room for what will be
// forgotten; `until the minutes are up` is due order that keeps none. Each order beside the one by due day, seed by seed, since chance in what
// was learnt before is larger than any difference; the interval is 95 % of Student's t over the seeds.

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '12' } } });
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => index + 1);

const usual = { daysBefore: 120, newPerDay: 10, notes: 1_100, daysAfter: 60 };
const absences: readonly Absence[] = [
  { ...usual, daysAway: 9, minutesPerDay: 8 },
  { ...usual, daysAway: 21, minutesPerDay: 6 },
  { ...usual, daysAway: 60, minutesPerDay: 9 },
  { ...usual, daysAway: 30, minutesPerDay: 12, daysAfter: 30 },
];
const options = optionsOf(defaultPreset);
const orders: readonly (readonly [name: string, order: Order])[] = [
  ['by due day until the minutes are up', 'until the minutes are up'],
  ['catching up (ours)', 'catch-up'],
  ['likeliest forgotten first', 'retrievability'],
  ['likeliest recalled first', (schedule, moment) => recallOf(schedule, moment, options)],
  ['longest overdue beside its interval first', 'overdueness'],
  ['order added', 'added'],
  ['by chance', ({ card }, { day }) => hash32(`${card} ${day} chance`)],
];

for (const absence of absences) {
  const naive = seeds.map((seed) => comeBack(absence, 'due', seed));
  const { daysAway, minutesPerDay, daysAfter } = absence;
  const waiting = Math.round(mean(naive.map(({ cardsWaiting }) => cardsWaiting)));
  console.log(
    `\n${daysAway} days away, ${waiting} cards wait, ${minutesPerDay} minutes a day; cards known over ${daysAfter} days`,
  );
  console.log(`  ${'by due day'.padEnd(42)} ${told(naive)}`);
  for (const [name, order] of orders) {
    const own = seeds.map((seed) => comeBack(absence, order, seed));
    const gains = (of: (each: CaughtUp) => number) => interval(own.map((each, index) => of(each) - of(naive[index]!)));
    const planned = own.flatMap(({ plannedDays = NaN, days = NaN }) => (order === 'catch-up' ? [days - plannedDays] : []));
    console.log(
      `  ${name.padEnd(42)} ${told(own)}; more than by due day: on average ${gains((each) => each.onAverage)}, at the end ${gains((each) => each.atEnd)}`,
    );
    if (planned.length > 0) console.log(`  ${''.padEnd(42)} days later than planned: ${planned.join(', ')}`);
  }
}

function told(courses: readonly CaughtUp[]): string {
  const days = courses.map((each) => each.days ?? '-').join(' ');
  return `${mean(courses.map((each) => each.onAverage)).toFixed(1)} on average, ${mean(courses.map((each) => each.atEnd)).toFixed(1)} at the end; through in ${days} days`;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}

function interval(differences: readonly number[]): string {
  // Two-sided 95 % of Student's t by degrees of freedom, from 1.
  const student = [12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2];
  const middle = mean(differences);
  const freedom = differences.length - 1;
  const variance = differences.reduce((sum, each) => sum + (each - middle) ** 2, 0) / freedom;
  const width = (student[freedom - 1] ?? 2.1) * Math.sqrt(variance / differences.length);
  return `${middle.toFixed(1)} ± ${width.toFixed(1)}`;
}
