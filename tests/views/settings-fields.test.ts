import { describe, expect, test } from 'vitest';

import type { ExamId } from '#core/ids.ts';
import type { DeckId } from '#core/ids.ts';
import { optionsOf } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import type { Preset } from '#core/scheduling/schedule.ts';
import { otherFields, presetFields } from '#views/settings/fields.ts';
import type { Field } from '#views/settings/fields.ts';
import { aPreset } from '#tests/support/schedules.ts';

const exams = [{ id: 'aif-c01' as ExamId, name: 'AI Practitioner' }];
const fieldsOf = (options: Options) => [...otherFields(options, exams), ...presetFields(options)];
const asAtFirst = optionsOf(aPreset());

/** Every one of them is another than its default. */
const changed: Options = {
  ...optionsOf(
    aPreset({
      newPerDay: 7,
      reviewsPerDay: 90,
      learningStepsMinutes: [5],
      relearningStepsMinutes: [],
      maximumIntervalDays: 365,
      fuzz: false,
      loadBalance: false,
      easyDays: [1, 1, 1, 1, 1, 0.5, 0],
      buryKind: 'none',
      leechLapses: 5,
      typeAnswers: true,
      weights: aPreset().weights.map((weight) => weight * 1.01),
      rolloverHour: 2,
      learnAheadMinutes: 0,
    }),
  ),
  exam: exams[0]!.id,
  aim: 80,
  leaveOutRetired: true,
  reviewOrder: 'added',
  newOrder: 'last',
};

const places = fieldsOf(asAtFirst).map(({ id }, place) => [id, place] as const);

describe.each(places)('%s', (_name, place) => {
  test('says in one sentence what it does, and what its default is', () => {
    const { help, value, usual } = fieldsOf(asAtFirst)[place]!;
    expect(help).toMatch(/^[A-Z][^.?!]+\.$/);
    expect(value).toBe(usual);
  });

  test('has a way back once it is changed', () => {
    const { value, usual, toUsual, editor } = fieldsOf(changed)[place]!;
    expect(value).not.toBe(usual);
    // The way back to FSRS's own parameters counts what it does to every memory first.
    expect(toUsual !== undefined || editor.kind === 'weights').toBe(true);
    if (toUsual?.kind !== 'preset') return;
    const back = optionsOf({ ...changed.preset, ...toUsual.change });
    expect(presetFields(back).find(({ id }) => id === fieldsOf(changed)[place]!.id)?.value).toBe(usual);
  });
});

describe('what a change will do is told by the example of a card', () => {
  const field = (id: string): Field => presetFields(asAtFirst).find((each) => each.id === id)!;
  const told = (id: string, change: Partial<Preset>) => field(id).told?.({ kind: 'preset', change });

  test.each<[string, Partial<Preset>, string | RegExp]>([
    ['Learning steps', {}, 'A new card would come back: Again 1 min, Hard 6 min, Good 10 min, Easy 8 days.'],
    [
      'Learning steps',
      { learningStepsMinutes: [5, 1440] },
      'A new card would come back: Again 5 min, Hard 12 h, Good 1 day, Easy 8 days.',
    ],
    [
      'Learning steps',
      { learningStepsMinutes: [] },
      'A new card would come back: Again 5.1 h, Hard 1 day, Good 2 days, Easy 8 days.',
    ],
    [
      'Relearning steps',
      { relearningStepsMinutes: [10, 30] },
      /^A card that was known for a month and is forgotten would come back in 10 min, and then: Again 10 min, Hard 20 min, Good 30 min, Easy \d days\.$/,
    ],
    ['Relearning steps', { relearningStepsMinutes: [] }, /^A card .* would come back in \d days, and then: Again /],
    ['Spread intervals', { fuzz: true }, 'A card whose interval is 30 days would come back after 27 to 33.'],
    ['Spread intervals', { fuzz: false }, 'A card whose interval is 30 days would come back after exactly that.'],
    ['Longest interval', { maximumIntervalDays: 90 }, /^No answer from now on would give more than 90 days;/],
    ['Leech', { leechLapses: 3 }, /forgotten for the 3rd time, and after every 2 more\.$/],
    ['Even out the days', { fuzz: false, loadBalance: true }, /^Intervals are exact now/],
    ['Day begins', { rolloverHour: 2 }, /^The next study day would begin at 02:00;/],
    ['Learn ahead', { learnAheadMinutes: 0 }, /^No card would come before its time/],
  ])('%s %o', (id, change, expected) => {
    if (typeof expected === 'string') expect(told(id, change)).toBe(expected);
    else expect(told(id, change)).toMatch(expected);
  });

  test('of a deck with settings of its own, by these', () => {
    const deck = 'deck' as DeckId;
    const options = { ...asAtFirst, deckPresets: new Map([[deck, aPreset({ desiredRetention: 0.97 })]]) };
    const own = presetFields(options, deck).find(({ id }) => id === 'Learning steps')!;
    expect(own.told?.({ kind: 'preset', change: {}, deck })).toContain('Good 10 min, Easy 2 days');
  });
});
