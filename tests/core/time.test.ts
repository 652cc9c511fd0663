import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { dayMs, momentAt, startOfDay } from '#core/time.ts';
import type { Instant, StudyDay } from '#core/time.ts';
import { offsetIn } from '#tests/support/zones.ts';

const berlin = offsetIn('Europe/Berlin');

function dayOf(date: string): number {
  return Date.parse(date) / dayMs;
}

function at(time: string): Instant {
  return Date.parse(time) as Instant;
}

describe('the study day begins at the rollover hour', () => {
  test.each([
    ['noon', '2026-11-23T12:00+01:00', '2026-11-23'],
    ['just after midnight is still yesterday', '2026-11-24T00:01+01:00', '2026-11-23'],
    ['the last moment before four', '2026-11-24T03:59:59.999+01:00', '2026-11-23'],
    ['four o’clock', '2026-11-24T04:00+01:00', '2026-11-24'],
    ['late in the evening of a day that has ended in UTC', '2026-07-01T01:00+02:00', '2026-06-30'],
  ])('%s', (_why, time, day) => {
    expect(momentAt(at(time), berlin, 4).day).toBe(dayOf(day));
  });
});

describe('a study day ends right on the nights when clocks change', () => {
  test.each([
    ['clocks go forward at 2: the day has 23 hours', '2026-03-28T12:00+01:00', '2026-03-29T04:00+02:00'],
    ['clocks go back at 3: the day has 25 hours', '2026-10-24T12:00+02:00', '2026-10-25T04:00+01:00'],
    ['an ordinary night', '2026-11-23T12:00+01:00', '2026-11-24T04:00+01:00'],
  ])('%s', (_why, time, end) => {
    expect(momentAt(at(time), berlin, 4).dayEnds).toBe(at(end));
  });

  test('a rollover hour that comes twice counts the first time', () => {
    expect(startOfDay(dayOf('2026-10-25') as StudyDay, berlin, 2)).toBe(at('2026-10-25T02:00+02:00'));
  });

  test('a rollover hour that never comes is the hour after', () => {
    expect(startOfDay(dayOf('2026-03-29') as StudyDay, berlin, 2)).toBe(at('2026-03-29T03:00+02:00'));
  });
});

test('whatever the zone and the rollover, a day ends exactly where the next begins', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia'].map(offsetIn);
  const instants = fc.integer({ min: at('2024-01-01T00:00Z'), max: at('2028-01-01T00:00Z') });
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), fc.integer({ min: 0, max: 23 }), (instant, offsetAt, rollover) => {
      const { day, dayEnds } = momentAt(instant as Instant, offsetAt, rollover);
      expect(dayEnds).toBeGreaterThan(instant);
      expect(momentAt(dayEnds, offsetAt, rollover).day).toBe(day + 1);
      expect(momentAt((dayEnds - 1) as Instant, offsetAt, rollover).day).toBe(day);
    }),
    { numRuns: 300 },
  );
});
