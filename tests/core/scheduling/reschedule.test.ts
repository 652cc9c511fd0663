import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moveDueDay, setDueDay } from '#core/scheduling/manual.ts';
import { dueDayUnder } from '#core/scheduling/reschedule.ts';
import { rateCard } from '#core/scheduling/review.ts';
import type { Preset, Schedule } from '#core/scheduling/schedule.ts';
import type { StudyDay } from '#core/time.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { aPreset, aSchedule, inReview } from '#tests/support/schedules.ts';

const now = aMoment();
const exact = aPreset({ fuzz: false });
const fuzzed = aPreset({ fuzz: true });
const on = (day: number) => day as StudyDay;

/** A stability of 100 days: due after a hundred at 0.9, by fuzz after 92 to 108. */
const memory = { stability: 100, difficulty: 5 };
const lastAnswer = { instant: now.instant, day: on(monday) };
function answered(days: number, fields: { chosen?: true } = {}, card = 'a'): Schedule {
  return aSchedule({
    card,
    reps: 5,
    state: { ...inReview({ dueDay: on(monday + days) }), intervalDays: days, memory, lastAnswer, ...fields } as never,
  });
}

test.each<[why: string, schedule: Schedule, preset: Preset, moves: boolean]>([
  ['where these options would have put it', answered(100), exact, false],
  ['a day off, where intervals are exact', answered(101), exact, true],
  ['a few days off, where fuzz may have put it there', answered(104), fuzzed, false],
  ['further off than fuzz reaches', answered(140), fuzzed, true],
  ['on a day that the learner chose', answered(140, { chosen: true }), fuzzed, false],
  ['in its steps', aSchedule({ card: 'a' }), fuzzed, false],
  ['higher retention than it was given under', answered(100), aPreset({ fuzz: true, desiredRetention: 0.95 }), true],
])('%s: moves or stays', (_why, schedule, preset, moves) => {
  expect(dueDayUnder(schedule, now, preset) !== undefined).toBe(moves);
});

test('a weekday that shall have as few as can be gives its cards to its neighbours', () => {
  // Monday and a hundred days: a Wednesday.
  const easyDays = [1, 1, 0, 1, 1, 1, 1] as const;
  const day = dueDayUnder(answered(100), now, aPreset({ fuzz: true, easyDays }));
  expect(day).toBeDefined();
  expect((day! - monday) % 7).not.toBe(2);
});

test('what moves is spread: cards of one memory do not fall on one day', () => {
  const days = Array.from({ length: 40 }, (_, index) => dueDayUnder(answered(300, {}, `card ${index}`), now, fuzzed));
  expect(new Set(days).size).toBeGreaterThan(5);
  for (const day of days) expect(Math.abs(day! - monday - 100)).toBeLessThanOrEqual(9);
});

test('what was moved once stays where it is, and what an answer has just put somewhere is never moved', () => {
  fc.assert(
    fc.property(
      fc.record({
        stability: fc.double({ min: 1, max: 900, noNaN: true }),
        days: fc.integer({ min: 1, max: 900 }),
        retention: fc.constantFrom(0.8, 0.9, 0.95),
        fuzz: fc.boolean(),
      }),
      ({ stability, days, retention, fuzz }) => {
        const preset = aPreset({ desiredRetention: retention, fuzz });
        const schedule = answered(days);
        const known = { ...schedule, state: { ...schedule.state, memory: { stability, difficulty: 5 } } } as Schedule;
        const day = dueDayUnder(known, now, preset);
        if (day !== undefined) expect(dueDayUnder(moveDueDay(known, day, now, preset), now, preset)).toBeUndefined();
        const later = { ...now, day: on(monday + days) };
        const fresh = rateCard(aSchedule({ card: 'a' }), 4, later, preset);
        if (fresh.state.kind === 'review') expect(dueDayUnder(fresh, later, preset)).toBeUndefined();
      },
    ),
  );
});

test('a day is the learner’s until the next answer', () => {
  const set = setDueDay(answered(100), on(monday + 7), now, exact);
  expect(set.state.chosen).toBe(true);
  expect(rateCard(set, 3, { ...now, day: on(monday + 7) }, exact).state).not.toHaveProperty('chosen');
});
