import { describe, expect, test } from 'vitest';

import type { CategoryId, DeckId, EntityId, ExamId, PresetId } from '#core/ids.ts';
import { retrievability } from '#core/scheduling/fsrs.ts';
import { isAsked, optionsOf } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import { newCardsADay } from '#core/scheduling/pacing.ts';
import { buildQueue } from '#core/scheduling/queue.ts';
import type { Gathered } from '#core/scheduling/queue.ts';
import { recallOf } from '#core/scheduling/review-order.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import type { CardAbout, StudyScope } from '#core/scheduling/scope.ts';
import type { Instant, StudyDay } from '#core/time.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { aPreset, aSchedule, inLearning, inReview } from '#tests/support/schedules.ts';

const now = aMoment();
const fresh = (card: string, fields = {}) => aSchedule({ card, ...fields });
const due = (card: string, fields = {}) => aSchedule({ card, state: inReview(), ...fields });
const many = (count: number, make: (card: string) => Schedule, prefix: string) =>
  Array.from({ length: count }, (_, index) => make(`${prefix}${index + 1}`));

function someOptions(changes: Partial<Options> = {}): Options {
  return { ...optionsOf(aPreset()), ...changes };
}

function main(rows: Partial<Gathered>, options: Options): string {
  const gathered = { learning: [], due: [], fresh: [], doneToday: { newCards: 0, reviews: 0 }, ...rows };
  return buildQueue(gathered, now, options)
    .main.map(({ card }) => card)
    .join(' ');
}

function counts(rows: Partial<Gathered>, options: Options): { reviews: number; fresh: number } {
  const cards = main(rows, options).split(' ');
  const of = (letter: string) => cards.filter((card) => card.startsWith(letter)).length;
  return { reviews: of('r'), fresh: of('n') };
}

describe('the order of reviews', () => {
  // Stability, the day it is due, its interval; today is Monday.
  const review = (card: string, stability: number, dueDay: number, intervalDays: number, position = 0, addedAt?: number) =>
    aSchedule({
      card,
      position,
      ...(addedAt !== undefined && { addedAt: addedAt as Instant }),
      state: inReview({ dueDay, intervalDays, memory: { stability, difficulty: 5 } }),
    });
  const cards = [
    review('long', 100, monday - 5, 100, 3),
    review('short', 2, monday - 2, 2, 2, 9_000),
    review('weak', 1, monday, 20, 1, 5_000),
    review('fresh', 9, monday, 10, 0, 9_000),
  ];

  test.each([
    ['by due day, as the index gives them', 'due', 'long short weak fresh'],
    ['what is likeliest forgotten first: 20 days at 1, 4 at 2, 10 at 9, 105 at 100', 'retrievability', 'weak short fresh long'],
    ['what waits longest beside its interval: twice as long, then 1.05 times', 'overdueness', 'short long weak fresh'],
    [
      'what came first, whatever its place; of one import as they stand in the deck; unknown before all',
      'added',
      'long weak fresh short',
    ],
  ] as const)('%s', (_why, reviewOrder, expected) => {
    const told = main({ due: cards }, someOptions({ reviewOrder })).split(' ');
    // Two that wait equally long come in an order of chance.
    if (reviewOrder === 'overdueness') expect(told.slice(0, 2)).toEqual(expected.split(' ').slice(0, 2));
    else expect(told.join(' ')).toBe(expected);
  });

  test('the order decides who gets a place below the limit', () => {
    const options = someOptions({ preset: aPreset({ reviewsPerDay: 1 }), reviewOrder: 'retrievability' });
    expect(main({ due: cards }, options)).toBe('weak');
  });

  test('ties fall the same all day and otherwise the next', () => {
    const same = many(30, (card) => review(card, 5, monday, 10), 'r');
    const told = (day: number, rows: readonly Schedule[]) =>
      buildQueue({ learning: [], due: rows, fresh: [], doneToday: { newCards: 0, reviews: 0 } }, aMoment({ day }), {
        ...someOptions({ reviewOrder: 'retrievability' }),
      }).main.map(({ card }) => card);
    expect(told(monday, same)).toEqual(told(monday, same.toReversed()));
    expect(told(monday, same)).not.toEqual(told(monday + 1, same));
  });

  test.each([0, 1, 4, 30, 400])('recall after %d days is FSRS’s own', (days) => {
    const memory = { stability: 7.3, difficulty: 4 };
    const card = aSchedule({ state: inReview({ dueDay: monday, intervalDays: days, memory }) });
    const { weights } = aPreset();
    expect(recallOf(card, now, someOptions())).toBeCloseTo(retrievability(memory, days, weights), 6);
  });
});

describe('the minutes of a day', () => {
  const rows = { due: many(30, due, 'r'), fresh: many(40, fresh, 'n') };
  const steps = many(6, (card) => aSchedule({ card, state: inLearning(now.instant) }), 's');

  test.each([
    ['unset: the limits alone', rows, {}, { reviews: 30, fresh: 20 }],
    ['30 reviews take 5 of 10 minutes, 10 new cards the rest', rows, { minutesPerDay: 10 }, { reviews: 30, fresh: 10 }],
    ['what is in its steps takes time too', { ...rows, learning: steps }, { minutesPerDay: 10 }, { reviews: 30, fresh: 8 }],
    [
      'reviews alone fill the time: no new card, and no review is left out',
      rows,
      { minutesPerDay: 3 },
      { reviews: 30, fresh: 0 },
    ],
    ['plenty of time: the limit of new cards still holds', rows, { minutesPerDay: 120 }, { reviews: 30, fresh: 20 }],
    [
      'time already spent today is gone',
      { ...rows, doneToday: { newCards: 2, reviews: 12, takenMs: 180_000 } },
      { minutesPerDay: 10 },
      { reviews: 30, fresh: 4 },
    ],
    [
      'a quicker learner gets more',
      { ...rows, pace: { answerMs: 5_000, newCardMs: 15_000 } },
      { minutesPerDay: 6 },
      { reviews: 30, fresh: 14 },
    ],
  ])('%s', (_why, changes: Partial<Gathered>, options: Partial<Options>, expected) => {
    expect(counts(changes, someOptions(options))).toEqual(expected);
  });
});

describe('new cards until an exam', () => {
  const rows = (changes: Partial<Gathered>) => ({ fresh: many(40, fresh, 'n'), ...changes });
  const inDays = (days: number) => ({ examDate: (monday + days) as StudyDay });

  test.each([
    ['60 new cards in six tenths of 20 days', rows({ newLeft: 60 }), inDays(20), 5],
    ['rounded up, so that the last is in time', rows({ newLeft: 61 }), inDays(20), 6],
    ['those of today are of today’s share', rows({ newLeft: 60, doneToday: { newCards: 1, reviews: 0 } }), inDays(20), 5],
    ['more than the limit of a day: the limit holds', rows({ newLeft: 600 }), inDays(20), 20],
    ['the minutes hold too', rows({ newLeft: 60 }), { ...inDays(20), minutesPerDay: 1 }, 2],
    ['tomorrow: today is the last day for new cards', rows({ newLeft: 12 }), inDays(1), 12],
    [
      'the day was chosen before: its plan holds',
      rows({ newLeft: 30 }),
      { ...inDays(20), examFrom: (monday - 20) as StudyDay },
      8,
    ],
    [
      'behind the plan: six tenths of what is left',
      rows({ newLeft: 60 }),
      { ...inDays(10), examFrom: (monday - 90) as StudyDay },
      10,
    ],
    ['on the day itself and after it the date says nothing', rows({ newLeft: 60 }), inDays(0), 20],
  ])('%s', (_why, changes, options: Partial<Options>, expected) => {
    expect(counts(changes, someOptions(options)).fresh).toBe(expected);
  });

  test('whoever takes each day’s share meets the last card after six tenths of the days', () => {
    for (const days of [1, 2, 7, 41, 120]) {
      const exam = { examDate: days as StudyDay, examFrom: 0 as StudyDay };
      let left = 260;
      let lastDay = 0;
      for (let day = 0; day < days && left > 0; day += 1) {
        left -= Math.min(left, newCardsADay(left, day as StudyDay, exam));
        lastDay = day + 1;
      }
      expect(left).toBe(0);
      expect(lastDay).toBeLessThanOrEqual(Math.max(1, days * 0.6));
    }
  });
});

describe('limits of decks', () => {
  const small = aPreset({ id: 'small' as PresetId, newPerDay: 2, reviewsPerDay: 3 });
  const decks: Partial<Options> = { deckPresets: new Map([['b' as DeckId, small]]) };
  const inDeck = (deck: string) => (card: string) => fresh(card, { deck });

  test.each([
    [
      'a deck’s own limits hold for it alone',
      { fresh: [...many(5, inDeck('b'), 'nb'), ...many(4, inDeck('a'), 'na')] },
      decks,
      'nb1 nb2 na1 na2 na3 na4',
    ],
    [
      'what was done in it today counts',
      {
        fresh: [...many(3, inDeck('b'), 'nb'), ...many(2, inDeck('a'), 'na')],
        doneToday: { newCards: 5, reviews: 0, decks: new Map([['b' as DeckId, { newCards: 1, reviews: 0 }]]) },
      },
      decks,
      'nb1 na1 na2',
    ],
    [
      'the limits for all hold besides',
      { fresh: [...many(3, inDeck('b'), 'nb'), ...many(3, inDeck('a'), 'na')] },
      { ...decks, preset: aPreset({ newPerDay: 3 }) },
      'nb1 nb2 na1',
    ],
    ['reviews too', { due: many(5, (card) => due(card, { deck: 'b' }), 'r') }, decks, 'r1 r2 r3'],
  ])('%s', (_why, rows: Partial<Gathered>, options: Partial<Options>, expected) => {
    expect(main(rows, someOptions(options))).toBe(expected);
  });
});

describe('what is easily mixed up', () => {
  const category = 'streaming' as CategoryId;
  const of = (card: string, entity: string, about: Partial<CardAbout> = {}) =>
    fresh(card, { entity, about: { category, ...about } });
  const streams = { groups: ['deck/streams'] };
  const kafka = of('kafka', 'deck/kafka', streams);
  const kafka2 = of('kafka2', 'deck/kafka', streams);
  const kinesis = of('kinesis', 'deck/kinesis', streams);
  const glue = of('glue', 'deck/glue');
  const contrast = of('contrast', 'deck/kafka', { ...streams, needs: ['deck/kafka', 'deck/kinesis'] as EntityId[] });
  const met = (entities: string[], inReview: string[] = [], today: Record<string, string> = {}): Partial<Gathered> => ({
    met: {
      entities: new Set(entities as EntityId[]),
      inReview: new Set(inReview as EntityId[]),
      groupsToday: new Map(Object.entries(today) as [string, EntityId][]),
    },
  });

  test.each([
    ['two of one group are not met on one day', { fresh: [kafka, kinesis, glue] }, 'kafka glue'],
    ['another card of the one that was met first may come', { fresh: [kafka, kinesis, kafka2] }, 'kafka kafka2'],
    [
      'met earlier today, it holds the place',
      { fresh: [kafka2, kinesis], ...met(['deck/kafka'], [], { 'deck/streams': 'deck/kafka' }) },
      'kafka2',
    ],
    ['met on another day, it holds none', { fresh: [kafka2, kinesis], ...met(['deck/kafka']) }, 'kafka2 kinesis'],
    [
      'one that has long been met may come beside one that was met today',
      { fresh: [kafka2, glue], ...met(['deck/kafka', 'deck/kinesis'], [], { 'deck/streams': 'deck/kinesis' }) },
      'kafka2 glue',
    ],
    [
      'of two groups both must be free',
      { fresh: [kafka, of('both', 'deck/both', { groups: ['deck/other', 'deck/streams'] })] },
      'kafka',
    ],
    [
      'a place is not taken by a card that does not come itself',
      { fresh: [of('kafka', 'deck/kafka', { ...streams, needs: ['deck/glue'] as EntityId[] }), kinesis] },
      'kinesis',
    ],
    ['a contrast waits for both its sides', { fresh: [contrast, glue], ...met(['deck/kafka'], ['deck/kafka']) }, 'glue'],
    [
      'with both in review it comes',
      { fresh: [contrast, glue], ...met(['deck/kafka', 'deck/kinesis'], ['deck/kafka', 'deck/kinesis']) },
      'contrast glue',
    ],
  ])('%s', (_why, rows: Partial<Gathered>, expected) => {
    expect(main(rows, someOptions())).toBe(expected);
  });
});

describe('what is asked for', () => {
  const about: CardAbout = { category: 'streaming' as CategoryId, exams: ['aif-c01' as ExamId] };
  const card = { deck: 'aws' as DeckId, about };
  const retired = { ...card, about: { ...about, retired: true as const } };
  const exam = (id: string): StudyScope => ({ kind: 'exam', exam: id as ExamId });

  test.each([
    ['everything', card, { kind: 'all' }, {}, true],
    ['one of several decks', card, { kind: 'decks', decks: ['aws', 'music'] }, {}, true],
    ['another deck', card, { kind: 'decks', decks: ['music'] }, {}, false],
    ['its category', card, { kind: 'category', deck: 'aws', category: 'streaming' }, {}, true],
    ['a category of that name in another deck', card, { kind: 'category', deck: 'x', category: 'streaming' }, {}, false],
    ['its exam', card, exam('aif-c01'), {}, true],
    ['another exam', card, exam('dea-c01'), {}, false],
    ['a card that serves no exam, as one of the learner’s own may', { deck: 'aws' as DeckId }, exam('aif-c01'), {}, false],
    ['a deck, for another exam than it serves', card, { kind: 'decks', decks: ['aws'] }, { exam: 'dea-c01' as ExamId }, false],
    ['all means all', card, { kind: 'all' }, { exam: 'dea-c01' as ExamId }, true],
    ['a retired service is asked', retired, { kind: 'all' }, {}, true],
    ['unless retired ones are left out', retired, { kind: 'all' }, { leaveOutRetired: true }, false],
    ['others are asked all the same', card, { kind: 'all' }, { leaveOutRetired: true }, true],
  ])('%s', (_why, schedule: Pick<Schedule, 'deck' | 'about'>, scope, options: Partial<Options>, expected) => {
    expect(isAsked(schedule, scope as StudyScope, someOptions(options))).toBe(expected);
  });
});
