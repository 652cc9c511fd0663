import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { DeckId, NoteId } from '#core/ids.ts';
import { countByDeck } from '#core/scheduling/deck-counts.ts';
import { optionsOf } from '#core/scheduling/options.ts';
import { buildQueue, countQueue, nextCard, patchQueue, putFirst, queueLacks, withoutCards } from '#core/scheduling/queue.ts';
import type { Gathered, Queue } from '#core/scheduling/queue.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import type { StudyDay } from '#core/time.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { aPreset, aSchedule, inLearning, inReview } from '#tests/support/schedules.ts';

const now = aMoment();
const preset = aPreset();
const minute = 60_000;

const fresh = (card: string, fields = {}) => aSchedule({ card, ...fields });
const due = (card: string, fields = {}) => aSchedule({ card, state: inReview(), ...fields });
const learning = (card: string, inMinutes: number) => aSchedule({ card, state: inLearning(now.instant + inMinutes * minute) });

function gathered(rows: Partial<Gathered>): Gathered {
  return { learning: [], due: [], fresh: [], doneToday: { newCards: 0, reviews: 0 }, ...rows };
}

/** `r1 n1 r2 / l1`: main, then the learning cards. */
function told({ main, learning: steps }: Queue): string {
  const cards = (schedules: readonly Schedule[]) => schedules.map(({ card }) => card).join(' ');
  return steps.length === 0 ? cards(main) : `${cards(main)} / ${cards(steps)}`;
}

function many(count: number, make: (card: string) => Schedule, prefix: string): Schedule[] {
  return Array.from({ length: count }, (_, index) => make(`${prefix}${index + 1}`));
}

describe('today’s queue', () => {
  const [r1, r2, r3, r4, r5, r6] = many(6, due, 'r') as [Schedule, Schedule, Schedule, Schedule, Schedule, Schedule];
  const [n1, n2, n3] = many(3, fresh, 'n') as [Schedule, Schedule, Schedule];
  const rows = (changes: Partial<Gathered>, options = {}) =>
    told(buildQueue(gathered(changes), now, optionsOf(aPreset(options))));

  test.each([
    ['nothing to do', {}, {}, ''],
    ['new cards alone', { fresh: [n1, n2] }, {}, 'n1 n2'],
    ['new cards evenly among reviews', { due: [r1, r2, r3, r4, r5, r6], fresh: [n1, n2] }, {}, 'r1 r2 n1 r3 r4 n2 r5 r6'],
    ['one new card in the middle', { due: [r1, r2, r3, r4], fresh: [n1] }, {}, 'r1 r2 n1 r3 r4'],
    ['more new cards than reviews', { due: [r1], fresh: [n1, n2, n3] }, {}, 'n1 r1 n2 n3'],
    ['the limit of new cards', { fresh: [n1, n2, n3] }, { newPerDay: 2 }, 'n1 n2'],
    ['the limit of reviews', { due: [r1, r2, r3] }, { reviewsPerDay: 2 }, 'r1 r2'],
    ['what was done today counts', { due: [r1, r2], fresh: [n1, n2], doneToday: { newCards: 19, reviews: 199 } }, {}, 'r1 n1'],
    ['beyond the limit there is nothing left', { due: [r1], fresh: [n1], doneToday: { newCards: 30, reviews: 300 } }, {}, ''],
    ['learning cards know no limit', { learning: [learning('l1', 1)], due: [r1] }, { reviewsPerDay: 0 }, ' / l1'],
  ])('%s', (_why, changes: Partial<Gathered>, options, expected) => {
    expect(rows(changes, options)).toBe(expected);
  });

  test.each([
    ['of two due siblings the first comes today', { due: [due('a.1'), due('a.2'), due('b.1')] }, {}, 'a.1 b.1'],
    ['a new card waits for its due sibling', { due: [due('a.2')], fresh: [fresh('a.1'), fresh('b.1')] }, {}, 'a.2 b.1'],
    [
      'a sibling in its steps comes first',
      { learning: [learning('a.1', 5)], due: [due('a.2')], fresh: [fresh('a.3')] },
      {},
      ' / a.1',
    ],
    ['siblings in their steps are never hidden', { learning: [learning('a.1', 1), learning('a.2', 2)] }, {}, ' / a.1 a.2'],
    ['buried today', { due: [due('a.1', { buriedOn: monday })], fresh: [fresh('b.1', { buriedOn: monday })] }, {}, ''],
    ['buried yesterday', { due: [due('a.1', { buriedOn: monday - 1 })] }, {}, 'a.1'],
    [
      'a skipped sibling takes no place of the limit',
      { fresh: [fresh('a.1'), fresh('a.2'), fresh('b.1')] },
      { newPerDay: 2 },
      'a.1 b.1',
    ],
    [
      'a review over the limit does not hold back its new sibling',
      { due: [due('a.1'), due('b.1')], fresh: [fresh('b.2')] },
      { reviewsPerDay: 1 },
      'a.1 b.2',
    ],
    ['without burying, siblings come together', { due: [due('a.1'), due('a.2')] }, { buryKind: 'none' }, 'a.1 a.2'],
    [
      'without burying, one that was buried by hand waits all the same',
      { due: [due('a.1', { buriedOn: monday }), due('a.2')] },
      { buryKind: 'none' },
      'a.2',
    ],
  ])('siblings: %s', (_why, changes: Partial<Gathered>, options, expected) => {
    expect(rows(changes, options)).toBe(expected);
  });

  test('more rows are wanted only while they could change the queue', () => {
    const options = optionsOf(aPreset({ newPerDay: 1, reviewsPerDay: 2 }));
    const lacks = (changes: Partial<Gathered>) => queueLacks(gathered(changes), now, options);
    expect(lacks({ due: [r1, r2], fresh: [n1] })).toEqual({ due: false, fresh: false });
    expect(lacks({ due: [due('a.1'), due('a.2')], fresh: [fresh('a.3')] })).toEqual({ due: true, fresh: true });
  });
});

const anyRows = fc
  .array(
    fc.record({
      note: fc.integer({ min: 0, max: 12 }),
      buried: fc.boolean(),
      place: fc.constantFrom('due', 'fresh', 'learning'),
    }),
  )
  .map((cards) => {
    const rows = (place: string) =>
      cards.flatMap((card, index) => {
        if (card.place !== place) return [];
        const id = `${card.note}.${index}`;
        const buriedOn = card.buried ? { buriedOn: monday as number } : {};
        if (place === 'due') return [due(id, buriedOn)];
        return [place === 'fresh' ? fresh(id, buriedOn) : learning(id, index)];
      });
    return gathered({ due: rows('due'), fresh: rows('fresh'), learning: rows('learning') });
  });

test('no two siblings are asked on the same day, and what is learning is asked', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const queue = buildQueue(rows, now, optionsOf(preset));
      expect(queue.learning).toEqual(rows.learning);
      const inSteps = new Set<NoteId>(queue.learning.map(({ note }) => note));
      const notes = queue.main.map(({ note }) => note);
      expect(new Set(notes).size).toBe(notes.length);
      expect(notes.filter((note) => inSteps.has(note))).toEqual([]);
    }),
  );
});

test('reviews keep the order of their index, and so do new cards', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const { main } = buildQueue(rows, now, optionsOf(preset));
      const order = (all: readonly Schedule[]) => all.filter((schedule) => main.includes(schedule));
      expect(main.filter(({ state }) => state.kind === 'review')).toEqual(order(rows.due));
      expect(main.filter(({ state }) => state.kind === 'new')).toEqual(order(rows.fresh));
    }),
  );
});

describe('what is shown next', () => {
  const review = due('r1');

  test.each([
    ['a learning card that is due comes before all', { learning: [learning('l1', 0)], main: [review] }, 'l1'],
    ['one that is not due yet waits while there are others', { learning: [learning('l1', 1)], main: [review] }, 'r1'],
    ['with nothing else it comes up to twenty minutes early', { learning: [learning('l1', 20)], main: [] }, 'l1'],
  ])('%s', (_why, queue: Queue, expected) => {
    const next = nextCard(queue, now, preset);
    expect(next.kind === 'card' && next.schedule.card).toBe(expected);
  });

  test('beyond twenty minutes the session waits, and says until when', () => {
    const queue = { learning: [learning('l1', 21)], main: [] };
    expect(nextCard(queue, now, preset)).toEqual({ kind: 'wait', until: now.instant + 21 * minute });
  });

  test('with nothing left the session is done', () => {
    expect(nextCard({ learning: [], main: [] }, now, preset)).toEqual({ kind: 'done' });
  });
});

describe('the queue follows what happens to a card', () => {
  const queue: Queue = { learning: [learning('l1', 5)], main: [due('r1'), fresh('n1'), due('r2')] };
  const patched = (schedule: Schedule) => told(patchQueue(queue, schedule, now));

  test.each([
    ['answered and due another day, it leaves', due('r1', { state: inReview({ dueDay: monday + 3 }) }), 'n1 r2 / l1'],
    ['in its steps, it waits for its minute', learning('n1', 1), 'r1 r2 / n1 l1'],
    ['later than the other one', learning('n1', 10), 'r1 r2 / l1 n1'],
    ['graduated, it leaves', due('l1', { state: inReview({ dueDay: monday + 1 }) }), 'r1 n1 r2'],
    [
      'a step over the rollover comes tomorrow',
      aSchedule({ card: 'n1', state: { ...inLearning(0), due: { day: (monday + 1) as StudyDay } } as Schedule['state'] }),
      'r1 r2 / l1',
    ],
    ['taken back, it comes to the front', fresh('l1'), 'l1 r1 n1 r2'],
    ['changed in place, it keeps its place', fresh('n1', { revision: 2 }), 'r1 n1 r2 / l1'],
    ['buried by a sibling in another tab, it leaves', fresh('n1', { buriedOn: monday }), 'r1 r2 / l1'],
    ['made due by another tab, it comes to the front', due('r9'), 'r9 r1 n1 r2 / l1'],
  ])('%s', (_why, schedule, expected) => {
    expect(patched(schedule)).toBe(expected);
  });

  test('the schedule in its place is the changed one', () => {
    expect(patchQueue(queue, fresh('n1', { revision: 2 }), now).main[1]?.revision).toBe(2);
  });

  test('an early review that was taken back comes first though it is not due', () => {
    expect(told(putFirst(queue, due('r2', { state: inReview({ dueDay: monday + 3 }) })))).toBe('r2 r1 n1 / l1');
  });

  test('buried siblings leave', () => {
    expect(told(withoutCards(queue, [queue.main[1]!.card, queue.learning[0]!.card]))).toBe('r1 r2');
  });

  test('each deck’s cards are counted apart, and a deck without any is not there', () => {
    const queue = {
      learning: [aSchedule({ card: 'l', deck: 'b', state: inLearning(now.instant) })],
      main: [due('r1', { deck: 'a' }), due('r2', { deck: 'a' }), fresh('n1', { deck: 'a' }), fresh('n2', { deck: 'b' })],
    };
    expect(countByDeck(queue)).toEqual(
      new Map([
        ['b' as DeckId, { due: 0, learning: 1, fresh: 1 }],
        ['a' as DeckId, { due: 2, learning: 0, fresh: 1 }],
      ]),
    );
  });

  test('new, learning and due cards are counted', () => {
    expect(countQueue(queue)).toEqual({ fresh: 1, learning: 1, due: 2 });
    const overnight = aSchedule({ card: 'l2', state: { ...inLearning(0), due: { day: monday } } as Schedule['state'] });
    expect(countQueue({ learning: [], main: [overnight] })).toEqual({ fresh: 0, learning: 1, due: 0 });
  });
});
