import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { DueLoad } from '#core/scheduling/load.ts';
import { intervalDays } from '#core/scheduling/fsrs.ts';
import { fuzzRange, previewRatings, rateCard } from '#core/scheduling/review.ts';
import { good } from '#core/scheduling/schedule.ts';
import type { Preset, Rating, Schedule } from '#core/scheduling/schedule.ts';
import type { StudyDay } from '#core/time.ts';
import { scheduleOf, scheduleRow } from '#storage/rows.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { aPreset, aSchedule, inReview } from '#tests/support/schedules.ts';

const now = aMoment();

/** A load from what is due in so many days. */
function aLoad(due: (inDays: number) => number, siblingsIn: readonly number[] = []): DueLoad {
  const days = Array.from({ length: 100 }, (_, index) => index + 1);
  return {
    dueOn: new Map(days.map((day) => [(monday + day) as StudyDay, due(day)])),
    siblingDays: siblingsIn.map((day) => (monday + day) as StudyDay),
  };
}

/** Good on this card leads to 32 days, fuzzed by Anki's range to 28 to 36. */
function aCard(number: number): Schedule {
  return aSchedule({ card: `card-${number}.to-name`, state: inReview({ intervalDays: 10 }), reps: 4 });
}

/** How many of many cards come in so many days. */
function spread(load: DueLoad | undefined, changes: Partial<Preset> = {}, cards = 600): Map<number, number> {
  const counts = new Map<number, number>();
  for (let number = 0; number < cards; number += 1) {
    const { state } = rateCard(aCard(number), good, now, aPreset(changes), load);
    if (state.kind !== 'review') throw new Error('good on a review leads to review');
    counts.set(state.intervalDays, (counts.get(state.intervalDays) ?? 0) + 1);
  }
  return new Map([...counts].toSorted(([a], [b]) => a - b));
}

describe('a card comes on a day with little to do', () => {
  const range = [28, 29, 30, 31, 32, 33, 34, 35, 36];

  test.each([
    ['nothing known: as fuzz alone', undefined, {}, range],
    ['nothing due: as fuzz alone', aLoad(() => 0), {}, range],
    ['two empty days among full ones', aLoad((day) => (day === 30 || day === 34 ? 0 : 20)), {}, [30, 34]],
    ['balancing off', aLoad((day) => (day === 30 ? 0 : 20)), { loadBalance: false }, range],
    ['fuzz off: the interval itself', aLoad((day) => (day === 30 ? 0 : 20)), { fuzz: false }, [32]],
    ['empty days outside the range of fuzz do not tempt', aLoad((day) => (day < 28 || day > 36 ? 0 : 50)), {}, range],
  ])('%s', (_why, load, changes, expected) => {
    expect([...spread(load, changes).keys()]).toEqual(expected);
  });

  test('the more is due, the fewer are added', () => {
    const counts = spread(aLoad((day) => (day <= 31 ? 10 : 40)));
    const sum = (from: number, to: number) => [...counts].reduce((all, [day, n]) => all + (day >= from && day <= to ? n : 0), 0);
    expect(sum(28, 31)).toBeGreaterThan(10 * sum(32, 36));
    expect(sum(32, 36)).toBeGreaterThan(0);
  });

  test('siblings come days apart where that can be', () => {
    const counts = spread(aLoad(() => 0, [32]));
    expect(counts.get(32) ?? 0).toBeLessThan(3);
    expect(counts.get(31)!).toBeLessThan(counts.get(28)! / 2);
  });

  test('an interval beyond ninety days is left to fuzz', () => {
    const state = inReview({ intervalDays: 60, memory: { stability: 60, difficulty: 9 } });
    const daysOf = (card: string, changes: Partial<Preset> = {}) => {
      const next = rateCard(
        aSchedule({ card, state }),
        good,
        now,
        aPreset(changes),
        aLoad((day) => (day === 92 ? 0 : 90)),
      ).state;
      return next.kind === 'review' ? next.intervalDays : 0;
    };
    expect(daysOf('a.x', { fuzz: false })).toBeGreaterThan(90);
    const days = new Set(Array.from({ length: 200 }, (_, number) => daysOf(`${number}.x`)));
    expect(days.size).toBeGreaterThan(10);
  });
});

describe('easy days', () => {
  // Monday comes in 28 and 35 days.
  const restOn = (share: number) => ({ easyDays: [share, 1, 1, 1, 1, 1, 1] as const });
  const mondays = (counts: ReadonlyMap<number, number>) => (counts.get(28) ?? 0) + (counts.get(35) ?? 0);

  test('as few as can be: none while there is another day', () => {
    expect(mondays(spread(undefined, restOn(0)))).toBe(0);
    expect(
      mondays(
        spread(
          aLoad(() => 0),
          restOn(0),
        ),
      ),
    ).toBe(0);
    expect(
      mondays(
        spread(
          aLoad((day) => (day % 7 === 0 ? 0 : 100)),
          restOn(0),
        ),
      ),
    ).toBe(0);
  });

  test('fewer: about half of what the others get', () => {
    const share = mondays(spread(undefined, restOn(0.5), 4000)) / 4000;
    // Two of nine days of half the weight each: 1 of 8.
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.15);
  });

  test('it holds without balancing too', () => {
    expect(
      mondays(
        spread(
          aLoad(() => 5),
          { ...restOn(0), loadBalance: false },
        ),
      ),
    ).toBe(0);
  });

  test('every day as few as can be: as fuzz alone', () => {
    expect(spread(undefined, { easyDays: [0, 0, 0, 0, 0, 0, 0] }).size).toBe(9);
  });

  test('a short interval has nowhere to go', () => {
    const { state } = rateCard(aSchedule({ reps: 1, state: inReview({ memory: { stability: 0.5, difficulty: 10 } }) }), 2, now, {
      ...aPreset(),
      easyDays: [0, 0, 0, 0, 0, 0, 0],
    });
    expect(state.kind).toBe('review');
  });
});

const anyLoad = fc.option(
  fc
    .record({ due: fc.array(fc.nat(300), { minLength: 100, maxLength: 100 }), siblings: fc.array(fc.nat(100), { maxLength: 3 }) })
    .map(({ due, siblings }) => aLoad((day) => due[day - 1]!, siblings)),
  { nil: undefined },
);
const anyShare = fc.constantFrom(0, 0.5, 1);
const anyPreset = fc
  .record({
    fuzz: fc.boolean(),
    loadBalance: fc.boolean(),
    maximumIntervalDays: fc.constantFrom(5, 30, 36_500),
    easyDays: fc.tuple(anyShare, anyShare, anyShare, anyShare, anyShare, anyShare, anyShare),
    relearningStepsMinutes: fc.constantFrom([10], []),
  })
  .map((changes) => aPreset(changes));

test('a thousand cards: what the button says is what is applied, after a reload too, and no load moves it out of fuzz’s range', () => {
  const anyState = fc
    .record({
      intervalDays: fc.integer({ min: 1, max: 120 }),
      stability: fc.double({ min: 0.1, max: 200, noNaN: true }),
      difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
      late: fc.integer({ min: -20, max: 60 }),
    })
    .map(({ intervalDays, late, ...memory }) => inReview({ intervalDays, dueDay: monday - late, memory }));
  // Easy is nine days longer than FSRS says: Good has most of its own fuzz, and Easy's begins a day after it.
  const pushed = inReview({
    intervalDays: 1,
    dueDay: monday - 1,
    memory: { stability: 21.397634963536373, difficulty: 7.369924461505392 },
  });
  fc.assert(
    fc.property(
      fc.record({ state: anyState, card: fc.string({ minLength: 1 }), reps: fc.nat(300) }),
      anyPreset,
      anyLoad,
      fc.constantFrom<Rating>(1, 2, 3, 4),
      (fields, preset, load, rating) => {
        const schedule = aSchedule(fields);
        const shown = previewRatings(schedule, now, preset, load)[rating];
        const reloaded = scheduleOf(structuredClone(scheduleRow(schedule)));
        expect(rateCard(reloaded, rating, now, structuredClone(preset), load && structuredClone(load)).state).toEqual(shown);

        if (shown.kind !== 'review' || schedule.state.kind !== 'review') return;
        // Anki's range lies around the interval or what the button before asks for at least, whichever is longer.
        const ideal = intervalDays(shown.memory.stability, preset.desiredRetention, preset.weights);
        const before = rating > 2 ? previewRatings(schedule, now, preset, load)[(rating - 1) as Rating] : undefined;
        const last = schedule.state.intervalDays;
        const grown = rating > 1 && Math.round(ideal) > last ? last + 1 : 1;
        const least = Math.max(grown, before?.kind === 'review' ? before.intervalDays + 1 : 1);
        const { lower, upper } = fuzzRange(ideal, least, preset);
        expect(shown.intervalDays).toBeGreaterThanOrEqual(lower);
        expect(shown.intervalDays).toBeLessThanOrEqual(upper);
      },
    ),
    { numRuns: 1000, examples: [[{ state: pushed, card: ' ', reps: 37 }, aPreset({ fuzz: true }), undefined, 4]] },
  );
});
