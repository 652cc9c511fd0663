import { expect, test } from 'vitest';

import type { PresetId } from '#core/ids.ts';
import { memoryAfter } from '#core/scheduling/fsrs.ts';
import { missCard } from '#core/scheduling/missed.ts';
import { rateCard } from '#core/scheduling/review.ts';
import type { CardState } from '#core/scheduling/schedule.ts';
import type { StudyDay } from '#core/time.ts';
import { aMoment } from '#tests/support/moments.ts';
import { aPreset, aSchedule } from '#tests/support/schedules.ts';

const now = aMoment({});
const preset = aPreset();
const memory = { stability: 40, difficulty: 5 };
const lastAnswer = { instant: now.instant, day: (now.day - 10) as StudyDay };
const inReview = aSchedule({
  state: { kind: 'review', dueDay: (now.day + 30) as StudyDay, intervalDays: 40, memory, lastAnswer },
  reps: 6,
  lapses: 7,
  revision: 9,
});

test('a review card that was missed in a quiz gets the memory of Again and comes on the next study day, without steps or a lapse', () => {
  expect(missCard(inReview, now, preset)).toEqual({
    ...inReview,
    revision: 10,
    state: {
      kind: 'review',
      dueDay: now.day + 1,
      intervalDays: 1,
      memory: memoryAfter(memory, 10, 1, preset.weights),
      lastAnswer: { instant: now.instant, day: now.day },
    },
  });
});

test('its memory is the one that Again on the card itself would leave', () => {
  const { state } = rateCard(inReview, 1, now, preset);
  expect(missCard(inReview, now, preset)?.state.memory).toEqual(state.kind === 'new' ? undefined : state.memory);
});

test.each<[why: string, state: CardState]>([
  ['a new card stays new', { kind: 'new' }],
  ['a card in its steps comes again anyway', { kind: 'learning', step: 0, due: { at: now.instant }, memory, lastAnswer }],
  ['and so does one that is relearnt', { kind: 'relearning', step: 0, due: { day: now.day }, memory, lastAnswer }],
])('%s', (_why, state) => {
  expect(missCard(aSchedule({ state }), now, aPreset({ id: 'other' as PresetId }))).toBeUndefined();
});
