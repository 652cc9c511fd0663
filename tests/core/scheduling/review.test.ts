import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { fuzzedInterval, fuzzRange, previewRatings, rateCard } from '#core/scheduling/review.ts';
import { again, easy, good, hard } from '#core/scheduling/schedule.ts';
import type { CardState, Rating, Schedule } from '#core/scheduling/schedule.ts';
import type { Moment } from '#core/time.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { aPreset, aSchedule, inLearning, inReview } from '#tests/support/schedules.ts';

const now = aMoment();
const ratings = [again, hard, good, easy] as const;

/** `1m`, `6m`, `10m` or `12d`; with the step that it is on. */
function told(state: CardState, moment: Moment = now): string {
  switch (state.kind) {
    case 'new':
      return 'new';
    case 'review':
      return `review ${state.intervalDays}d`;
    case 'learning':
    case 'relearning': {
      const delay =
        'at' in state.due
          ? `${Number(((state.due.at - moment.instant) / 60_000).toFixed(2))}m`
          : `${state.due.day - moment.day}d`;
      return `${state.kind} ${state.step} ${delay}`;
    }
  }
}

function previewed(schedule: Schedule, changes = {}, moment = now): string[] {
  const preview = previewRatings(schedule, moment, aPreset({ fuzz: false, ...changes }));
  return ratings.map((rating) => told(preview[rating], moment));
}

describe('learning steps are Anki’s', () => {
  const learning = (step: number) => aSchedule({ state: inLearning(now.instant, step), reps: 1 });
  const relearning = (step: number) => aSchedule({ state: inLearning(now.instant, step, 'relearning'), reps: 9, lapses: 1 });
  const on = (steps: number[]) => ({ learningStepsMinutes: steps });
  const changed = (changes: Record<number, number>) => aPreset().weights.map((weight, index) => changes[index] ?? weight);

  test.each([
    ['a new card', aSchedule(), {}, ['learning 0 1m', 'learning 0 5.5m', 'learning 1 10m', 'review 8d']],
    ['on the first step', learning(0), {}, ['learning 0 1m', 'learning 0 5.5m', 'learning 1 10m', 'review 2d']],
    ['past the last step good graduates', learning(1), {}, ['learning 0 1m', 'learning 1 10m', 'review 1d', 'review 2d']],
    [
      'hard on a single step is half as long again',
      learning(0),
      on([10]),
      ['learning 0 10m', 'learning 0 15m', 'review 1d', 'review 2d'],
    ],
    [
      'hard on a single long step is at most a day longer',
      learning(0),
      on([5760]),
      ['learning 0 4d', 'learning 0 5d', 'review 1d', 'review 2d'],
    ],
    [
      'without steps FSRS decides: 0.212 days are five hours, and from half a day on it is days',
      aSchedule(),
      on([]),
      ['learning 0 305.28m', 'review 1d', 'review 2d', 'review 8d'],
    ],
    [
      'without steps, and everything is for hours but Easy, which is a day beyond what Good would be as days',
      aSchedule(),
      { ...on([]), weights: changed({ 0: 0.1, 1: 0.2, 2: 0.3, 3: 0.4 }) },
      ['learning 0 144m', 'learning 0 288m', 'learning 0 432m', 'review 2d'],
    ],
    [
      'without steps, and hours for Hard: Good is not counted from it',
      aSchedule(),
      { ...on([]), weights: changed({ 1: 0.4, 2: 1.2 }) },
      ['learning 0 305.28m', 'learning 0 576m', 'review 1d', 'review 8d'],
    ],
    [
      'without steps, where the weights know no growth within a day: days only',
      aSchedule(),
      { ...on([]), weights: changed({ 17: 0 }) },
      ['review 1d', 'review 1d', 'review 2d', 'review 8d'],
    ],
    [
      'still for hours, where more is to be retained',
      learning(0),
      { ...on([]), desiredRetention: 0.97 },
      ['learning 0 113.89m', 'learning 0 320.79m', 'learning 0 337.06m', 'review 2d'],
    ],
    [
      'a card on a step that was taken out of the options',
      learning(5),
      {},
      ['learning 0 1m', 'learning 1 10m', 'review 1d', 'review 2d'],
    ],
    ['a lapsed card has one step', relearning(0), {}, ['relearning 0 10m', 'relearning 0 15m', 'review 1d', 'review 2d']],
    [
      'relearning on the first of two steps',
      relearning(0),
      { relearningStepsMinutes: [10, 30] },
      ['relearning 0 10m', 'relearning 0 20m', 'relearning 1 30m', 'review 2d'],
    ],
    [
      'relearning, and its steps were taken out of the options',
      relearning(0),
      { relearningStepsMinutes: [] },
      ['relearning 0 511.26m', 'review 1d', 'review 2d', 'review 3d'],
    ],
    [
      'a review',
      aSchedule({ state: inReview({ intervalDays: 10 }) }),
      {},
      ['relearning 0 10m', 'review 23d', 'review 32d', 'review 51d'],
    ],
    [
      'a memory that is left with hours, without relearning steps',
      aSchedule({ state: inReview({ intervalDays: 1, dueDay: monday - 9, memory: { stability: 0.3, difficulty: 10 } }) }),
      { relearningStepsMinutes: [] },
      ['relearning 0 264.03m', 'review 1d', 'review 2d', 'review 3d'],
    ],
    [
      'a review without relearning steps',
      aSchedule({ state: inReview({ intervalDays: 10 }) }),
      { relearningStepsMinutes: [] },
      ['review 1d', 'review 23d', 'review 32d', 'review 51d'],
    ],
  ])('%s', (_why, schedule, changes, expected) => {
    expect(previewed(schedule, changes)).toEqual(expected);
  });

  test('a lapsed card goes back to relearning and counts its lapse', () => {
    const lapsed = rateCard(aSchedule({ state: inReview(), reps: 5, lapses: 2 }), again, now, aPreset());
    expect(told(lapsed.state)).toBe('relearning 0 10m');
    expect(lapsed).toMatchObject({ reps: 6, lapses: 3, revision: 1 });
  });

  test('again on a card in its steps is no lapse', () => {
    expect(rateCard(learning(1), again, now, aPreset()).lapses).toBe(0);
    expect(rateCard(relearning(0), again, now, aPreset()).lapses).toBe(1);
  });

  test('without relearning steps a lapsed card stays in review, due tomorrow at the earliest', () => {
    const lapsed = rateCard(aSchedule({ state: inReview() }), again, now, aPreset({ relearningStepsMinutes: [] }));
    expect(lapsed.state.kind).toBe('review');
    expect(lapsed.lapses).toBe(1);
  });
});

describe('a step that crosses the rollover becomes days', () => {
  const beforeFour = aMoment({ day: monday + 1, hour: 3, minute: 55 });

  test.each([
    ['within the day it is an instant', [4, 5], 'learning 0 4m'],
    ['reaching the rollover it is tomorrow', [5, 5], 'learning 0 1d'],
    ['a day beyond the rollover it is the day after', [5 + 24 * 60, 5], 'learning 0 2d'],
  ])('%s', (_why, steps, expected) => {
    expect(beforeFour.day).toBe(monday);
    expect(previewed(aSchedule(), { learningStepsMinutes: steps }, beforeFour)[0]).toBe(expected);
  });
});

describe('reviews', () => {
  const due = aSchedule({ card: 'a.to-name', state: inReview({ intervalDays: 10 }), reps: 4 });

  test('hard, good and easy are at least a day apart', () => {
    const stubborn = aSchedule({ state: inReview({ intervalDays: 1, memory: { stability: 0.01, difficulty: 10 } }) });
    expect(previewed(stubborn)).toEqual(['relearning 0 10m', 'review 1d', 'review 2d', 'review 3d']);
  });

  test('no interval is longer than the maximum', () => {
    expect(previewed(due, { maximumIntervalDays: 30 }).slice(1)).toEqual(['review 23d', 'review 30d', 'review 30d']);
    expect(previewed(due, { maximumIntervalDays: 5, fuzz: true }).slice(1)).toEqual(['review 5d', 'review 5d', 'review 5d']);
  });

  test('a late success earns more than one in time, and an early one less', () => {
    const days = (moment: Moment) => {
      const { state } = rateCard(due, good, moment, aPreset({ fuzz: false }));
      return state.kind === 'review' ? state.intervalDays : 0;
    };
    const [early, inTime, late] = [monday - 5, monday, monday + 20].map((day) => days(aMoment({ day })));
    expect(early).toBeLessThan(inTime!);
    expect(late).toBeGreaterThan(inTime!);
  });

  test('it is the learner’s days that count: before four in the morning it is still the day before', () => {
    const atNight = rateCard(due, good, aMoment({ day: monday + 1, hour: 3 }), aPreset());
    const inTheEvening = rateCard(due, good, aMoment({ day: monday, hour: 23 }), aPreset());
    expect({ ...atNight.state, lastAnswer: 0 }).toEqual({ ...inTheEvening.state, lastAnswer: 0 });
  });

  test('fuzz never takes a grown interval back to the last one', () => {
    for (let reps = 0; reps < 200; reps += 1) {
      const state = inReview({ intervalDays: 3, memory: { stability: 2.2, difficulty: 8 } });
      const next = rateCard(aSchedule({ state, reps }), good, now, aPreset()).state;
      expect(next.kind === 'review' && next.intervalDays).toBeGreaterThan(3);
    }
  });

  test('fuzz spreads cards that were learnt together over Anki’s range', () => {
    const days = new Set<number>();
    for (let card = 0; card < 300; card += 1) {
      const next = rateCard({ ...due, card: `card-${card}.to-name` as Schedule['card'] }, good, now, aPreset()).state;
      if (next.kind === 'review') days.add(next.intervalDays);
    }
    // 32.0 days, and on either side a day, 15 % of 4.5, 10 % of 13 and 5 % of 12.
    expect([...days].toSorted((a, b) => a - b)).toEqual([28, 29, 30, 31, 32, 33, 34, 35, 36]);
  });
});

describe('fuzz has Anki’s ranges', () => {
  test.each([
    ['none below two and a half days', 2.49, 1, 36_500, [2, 2]],
    ['a day on either side from there on', 2.5, 1, 36_500, [2, 4]],
    ['and 15 % of what is beyond, up to a week', 7, 1, 36_500, [5, 9]],
    ['and 10 % of what is beyond that, up to twenty days', 20, 1, 36_500, [17, 23]],
    ['and 5 % of the rest', 100, 1, 36_500, [93, 107]],
    ['no less than a day more than the button before it: around that day', 4, 6, 36_500, [6, 8]],
    ['that day itself is in it', 100, 101, 1000, [101, 108]],
    ['no more than the longest interval: around that one', 100, 1, 99, [92, 99]],
    ['between both', 100, 97, 103, [97, 103]],
    ['where only one day is left, one more', 2.4, 3, 4, [3, 4]],
    ['unless that is the longest', 2.4, 3, 3, [3, 3]],
    ['the longest interval of all', 36_500, 1, 36_500, [34_673, 36_500]],
  ])('%s', (_why, days, minimum, maximumIntervalDays, expected) => {
    const preset = aPreset({ maximumIntervalDays });
    const range = fuzzRange(days, minimum, preset);
    expect([range.lower, range.upper]).toEqual(expected);
    const drawn = [0, 0.999_999].map((chance) => fuzzedInterval(range, chance, monday, preset));
    expect(drawn, 'its ends are reached').toEqual(expected);
  });
});

const anyState: fc.Arbitrary<CardState> = fc.oneof(
  fc.constant<CardState>({ kind: 'new' }),
  fc
    .record({ step: fc.integer({ min: 0, max: 2 }), kind: fc.constantFrom('learning' as const, 'relearning' as const) })
    .map(({ step, kind }) => inLearning(now.instant, step, kind)),
  fc
    .record({
      intervalDays: fc.integer({ min: 1, max: 2000 }),
      late: fc.integer({ min: -50, max: 400 }),
      stability: fc.double({ min: 0.01, max: 36_500, noNaN: true }),
      difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
    })
    .map(({ intervalDays, late, ...memory }) => inReview({ intervalDays, dueDay: monday - late, memory })),
);
const anySchedule = fc
  .record({ state: anyState, reps: fc.integer({ min: 0, max: 500 }), card: fc.string({ minLength: 1 }) })
  .map((fields) => aSchedule(fields as Partial<Parameters<typeof aSchedule>[0]>));
const anyPreset = fc
  .record({
    fuzz: fc.boolean(),
    desiredRetention: fc.double({ min: 0.7, max: 0.97, noNaN: true }),
    maximumIntervalDays: fc.integer({ min: 1, max: 36_500 }),
    learningStepsMinutes: fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 3 }),
    relearningStepsMinutes: fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 2 }),
  })
  .map(aPreset);
const anyMoment = fc
  .record({ day: fc.constant(monday), hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
  .map(aMoment);

test('the interval on the button is the one that is applied', () => {
  fc.assert(
    fc.property(anySchedule, anyPreset, anyMoment, fc.constantFrom(...ratings), (schedule, preset, moment, rating: Rating) => {
      const preview = previewRatings(schedule, moment, preset)[rating];
      expect(rateCard(schedule, rating, moment, preset).state).toEqual(preview);
    }),
  );
});

test('an interval in days is the same all day long', () => {
  const morning = aMoment({ hour: 4 });
  const night = aMoment({ day: monday + 1, hour: 3, minute: 59 });
  fc.assert(
    fc.property(anySchedule, anyPreset, fc.constantFrom(...ratings), (schedule, preset, rating: Rating) => {
      const [first, last] = [morning, night].map((moment) => rateCard(schedule, rating, moment, preset).state);
      fc.pre(first?.kind === 'review');
      expect({ ...last, lastAnswer: undefined }).toEqual({ ...first, lastAnswer: undefined });
    }),
  );
});

test('of the ratings that lead to review, each is due at least a day after the one before, up to the maximum', () => {
  fc.assert(
    fc.property(anySchedule, anyPreset, anyMoment, (schedule, preset, moment) => {
      const preview = previewRatings(schedule, moment, preset);
      const states: CardState[] = [preview[hard], preview[good], preview[easy]];
      const days = states.flatMap((state) => (state.kind === 'review' ? [state.intervalDays] : []));
      const atLeast = days.map((_, index) => Math.min(preset.maximumIntervalDays, (days[index - 1] ?? 0) + 1));
      expect(days.map((each, index) => each >= atLeast[index]!)).not.toContain(false);
      expect(Math.max(0, ...days)).toBeLessThanOrEqual(preset.maximumIntervalDays);
    }),
  );
});

test('a memory stays within FSRS’s bounds and a due time lies ahead', () => {
  fc.assert(
    fc.property(anySchedule, anyPreset, anyMoment, fc.constantFrom(...ratings), (schedule, preset, moment, rating: Rating) => {
      const { state } = rateCard(schedule, rating, moment, preset);
      if (state.kind === 'new') throw new Error('answered, and new again');
      const { stability, difficulty } = state.memory;
      expect(stability >= 0.001 && stability <= 36_500 && difficulty >= 1 && difficulty <= 10).toBe(true);
      expect(liesAhead(state, moment)).toBe(true);
    }),
  );
});

function liesAhead(state: Exclude<CardState, { kind: 'new' }>, { instant, day, dayEnds }: Moment): boolean {
  if (state.kind === 'review') return state.dueDay === day + state.intervalDays && state.intervalDays >= 1;
  return 'at' in state.due ? state.due.at > instant && state.due.at < dayEnds : state.due.day > day;
}
