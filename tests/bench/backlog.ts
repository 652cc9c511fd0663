import { parseArgs } from 'node:util';
import { hash32 } from '#core/random.ts';
import { stabilitiesAfter } from '#core/scheduling/catch-up.ts';
import { recallOf, recallOver } from '#core/scheduling/review-order.ts';
import { optionsOf } from '#core/scheduling/options.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import type { Moment } from '#core/time.ts';
import { comeBack } from '#tests/support/backlog.ts';
import type { Absence, CaughtUp, Order } from '#tests/support/backlog.ts';

// How much a learner still knows who comes back after days away and has so many minutes a day, by the order of reviews:
// through the real queue, with a memory that is known. Recall is summed over all cards (so it counts cards known), on the last
// day and on average over all days since the return. Under every order the learner stops when the minutes are up; under the one
// where room is kept, fewer cards are begun, so that what is forgotten comes again on the same day. All meet the same luck: the
// n-th answer on a card falls the same, as far as its recall is the same. Each order beside the one by due day, seed by seed; the
// interval is 95 % of Student's t over the seeds. Gained: of all that lies between due day and no limit of minutes.

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '8' }, only: { type: 'string' } } });
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => index + 1);

const usual = { daysBefore: 120, newPerDay: 10, notes: 1_100, daysAfter: 60 };
const absences: readonly Absence[] = [
  { ...usual, daysAway: 9, minutesPerDay: 8 },
  { ...usual, daysAway: 21, minutesPerDay: 6 },
  { ...usual, daysAway: 60, minutesPerDay: 9 },
  { ...usual, daysAway: 30, minutesPerDay: 12, daysAfter: 30 },
  { ...usual, daysBefore: 300, notes: 3_000, daysAway: 90, minutesPerDay: 12 },
];
const options = optionsOf(defaultPreset);

/** What an answer now adds to recall over so many days, for each answer that it takes. */
function gainOver(days: number) {
  return (schedule: Schedule, moment: Moment): number => {
    if (schedule.state.kind === 'new') return 0;
    const { memory, lastAnswer } = schedule.state;
    const recall = recallOf(schedule, moment, options);
    const [recalled, forgotten] = stabilitiesAfter(memory, recall, defaultPreset);
    const over = (length: number, stability: number) => recallOver(length, stability, defaultPreset);
    const elapsed = moment.day - lastAnswer.day;
    const without = over(elapsed + days, memory.stability) - over(elapsed, memory.stability);
    return (recall * over(days, recalled) + (1 - recall) * over(days, forgotten) - without) / (2 - recall);
  };
}

const orders: readonly (readonly [name: string, order: Order])[] = [
  ['catching up (ours)', 'catch-up'],
  ['by due day, room is kept', 'room is kept'],
  ['most gained over 3 days first', gainOver(3)],
  ['most gained over 7 days first', gainOver(7)],
  ['most gained over 60 days first', gainOver(60)],
  ['likeliest forgotten first', 'retrievability'],
  ['likeliest recalled first', (schedule, moment) => recallOf(schedule, moment, options)],
  ['nearest to 0.8 first', (schedule, moment) => -Math.abs(recallOf(schedule, moment, options) - 0.8)],
  ['longest overdue beside its interval first', 'overdueness'],
  ['weakest memory first', ({ state }) => (state.kind === 'new' ? 0 : -state.memory.stability)],
  ['strongest memory first', ({ state }) => (state.kind === 'new' ? 0 : state.memory.stability)],
  ['order added', 'added'],
  ['by chance', ({ card }, { day }) => hash32(`${card} ${day} chance`)],
];

for (const absence of absences.filter((_, index) => values.only === undefined || index + 1 === Number(values.only))) {
  const naive = seeds.map((seed) => comeBack(absence, 'due', seed));
  const most = seeds.map((seed) => comeBack({ ...absence, minutesPerDay: 24 * 60 }, 'due', seed));
  const room = mean(most.map(({ onAverage }) => onAverage)) - mean(naive.map(({ onAverage }) => onAverage));
  const { daysAway, minutesPerDay, daysAfter } = absence;
  const waiting = Math.round(mean(naive.map(({ cardsWaiting }) => cardsWaiting)));
  console.log(
    `\n${daysAway} days away, ${waiting} cards wait, ${minutesPerDay} minutes a day; cards known over ${daysAfter} days`,
  );
  console.log(`  ${'no limit of minutes'.padEnd(42)} ${told(most)}`);
  console.log(`  ${'by due day'.padEnd(42)} ${told(naive)}`);
  for (const [name, order] of orders) {
    const own = seeds.map((seed) => comeBack(absence, order, seed));
    const gains = (of: (each: CaughtUp) => number) => interval(own.map((each, index) => of(each) - of(naive[index]!)));
    const gained = (mean(own.map(({ onAverage }) => onAverage)) - mean(naive.map(({ onAverage }) => onAverage))) / room;
    const planned = own.flatMap(({ plannedDays = NaN, days = NaN }) => (order === 'catch-up' ? [days - plannedDays] : []));
    console.log(
      `  ${name.padEnd(42)} ${told(own)}; more than by due day: on average ${gains((each) => each.onAverage)}, at the end ${gains((each) => each.atEnd)}; gained ${(100 * gained).toFixed(0)} %`,
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
