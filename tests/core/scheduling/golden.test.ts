import { expect, test } from 'vitest';

import { optionsOf } from '#core/scheduling/options.ts';
import { buildQueue, nextCard, patchQueue } from '#core/scheduling/queue.ts';
import { rateCard } from '#core/scheduling/review.ts';
import type { Preset, Rating, Schedule } from '#core/scheduling/schedule.ts';
import { hash32, randomFrom } from '#core/random.ts';
import type { Moment } from '#core/time.ts';
import { aMoment, later, monday } from '#tests/support/moments.ts';
import { aPreset, aSchedule } from '#tests/support/schedules.ts';

/** A learner who studies every day at nine, takes half a minute a card and forgets some, by seeded chance. */
function studyDays(count: number, preset: Preset, seed: number): string[] {
  const random = randomFrom(seed);
  const rateAsLearner = (): Rating => {
    const draw = random();
    if (draw < 0.15) return 1;
    if (draw < 0.25) return 2;
    return draw < 0.9 ? 3 : 4;
  };
  const ids = ['a.1', 'a.2', 'b.1', 'c.1', 'c.2', 'd.1', 'e.1', 'f.1', 'f.2', 'g.1'];
  const collection = new Map(ids.map((card, position) => [card, aSchedule({ card, position })]));
  const doneToday = { newCards: 0, reviews: 0 };
  const lines: string[] = [];

  for (let day = monday; day < monday + count; day = (day + 1) as typeof day) {
    Object.assign(doneToday, { newCards: 0, reviews: 0 });
    let moment = aMoment({ day });
    let queue = buildQueue({ ...rowsOf(collection, moment), doneToday }, moment, optionsOf(preset));
    for (let next = nextCard(queue, moment, preset); next.kind !== 'done'; next = nextCard(queue, moment, preset)) {
      if (next.kind === 'wait') {
        moment = later(moment, (next.until - moment.instant) / 60_000);
        continue;
      }
      const rating = rateAsLearner();
      const rated = rateCard(next.schedule, rating, moment, preset);
      collection.set(rated.card, rated);
      for (const [card, sibling] of collection) {
        if (sibling.note === rated.note && card !== rated.card) collection.set(card, { ...sibling, buriedOn: day });
      }
      lines.push(`${day - monday} ${clock(moment)} ${rated.card} ${rating} ${dueOf(rated, moment)}`);
      queue = patchQueue(queue, rated, moment);
      moment = later(moment, 0.5);
    }
  }
  return lines;
}

/** What the indexes of storage give, by the plainest means. */
function rowsOf(collection: ReadonlyMap<string, Schedule>, { day, dayEnds }: Moment) {
  const all = [...collection.values()];
  const dueDayOf = ({ state }: Schedule) => (state.kind === 'review' ? state.dueDay : undefined);
  const shuffle = (schedule: Schedule) => hash32(`${schedule.card} ${dueDayOf(schedule)}`);
  return {
    learning: all.filter(({ state }) => 'due' in state && 'at' in state.due && state.due.at < dayEnds),
    due: all
      .filter((schedule) => (dueDayOf(schedule) ?? Infinity) <= day)
      .toSorted((a, b) => dueDayOf(a)! - dueDayOf(b)! || shuffle(a) - shuffle(b)),
    fresh: all.filter(({ state }) => state.kind === 'new'),
  };
}

function clock({ instant }: Moment): string {
  return new Date(instant).toISOString().slice(11, 16);
}

function dueOf({ state }: Schedule, moment: Moment): string {
  if (state.kind === 'review') return `day ${state.dueDay - monday}`;
  if (state.kind === 'new') return 'new';
  return 'at' in state.due ? clock({ ...moment, instant: state.due.at }) : `day ${state.due.day - monday}`;
}

test('the order of cards and their due dates, for a seed and a clock', () => {
  expect(studyDays(12, aPreset({ newPerDay: 3 }), 20_261_123)).toMatchInlineSnapshot(`
    [
      "0 09:00 a.1 4 day 6",
      "0 09:00 b.1 3 09:10",
      "0 09:01 c.1 3 09:11",
      "0 09:01 b.1 3 day 2",
      "0 09:02 c.1 3 day 2",
      "1 09:00 a.2 3 09:10",
      "1 09:00 c.2 3 09:10",
      "1 09:01 d.1 1 09:02",
      "1 09:01 d.1 3 09:11",
      "1 09:02 a.2 2 09:12",
      "1 09:02 c.2 3 day 3",
      "1 09:03 d.1 3 day 2",
      "1 09:03 a.2 3 day 3",
      "2 09:00 b.1 3 day 14",
      "2 09:00 e.1 3 09:10",
      "2 09:01 d.1 3 day 4",
      "2 09:01 f.1 3 09:11",
      "2 09:02 c.1 1 09:12",
      "2 09:02 g.1 1 09:03",
      "2 09:03 g.1 4 day 4",
      "2 09:03 e.1 3 day 4",
      "2 09:04 f.1 1 09:05",
      "2 09:04 f.1 2 09:10",
      "2 09:05 f.1 3 09:15",
      "2 09:05 c.1 3 day 3",
      "2 09:06 f.1 3 day 3",
      "3 09:00 c.1 3 day 7",
      "3 09:00 a.2 2 day 10",
      "3 09:01 f.1 2 day 5",
      "4 09:00 c.2 3 day 18",
      "4 09:00 e.1 3 day 14",
      "4 09:01 f.2 1 09:02",
      "4 09:01 d.1 1 09:11",
      "4 09:02 f.2 1 09:03",
      "4 09:02 g.1 3 day 10",
      "4 09:03 f.2 3 09:13",
      "4 09:03 d.1 3 day 5",
      "4 09:04 f.2 3 day 5",
      "5 09:00 f.2 4 day 9",
      "5 09:00 d.1 2 day 6",
      "6 09:00 f.1 3 day 10",
      "6 09:00 a.1 3 day 36",
      "6 09:01 d.1 3 day 9",
      "7 09:00 c.1 3 day 17",
      "9 09:00 f.2 3 day 15",
      "9 09:00 d.1 3 day 16",
      "10 09:00 a.2 3 day 25",
      "10 09:00 f.1 4 day 23",
      "10 09:01 g.1 2 day 24",
    ]
  `);
});

test('without fuzz', () => {
  expect(studyDays(4, aPreset({ newPerDay: 3, fuzz: false }), 1)).toMatchInlineSnapshot(`
    [
      "0 09:00 a.1 3 09:10",
      "0 09:00 b.1 1 09:01",
      "0 09:01 c.1 3 09:11",
      "0 09:01 b.1 4 day 2",
      "0 09:02 a.1 4 day 4",
      "0 09:02 c.1 3 day 2",
      "1 09:00 a.2 3 09:10",
      "1 09:00 c.2 3 09:10",
      "1 09:01 d.1 3 09:11",
      "1 09:01 a.2 4 day 5",
      "1 09:02 c.2 3 day 3",
      "1 09:02 d.1 3 day 3",
      "2 09:00 e.1 1 09:01",
      "2 09:00 b.1 3 day 6",
      "2 09:01 e.1 2 09:06",
      "2 09:01 f.1 2 09:07",
      "2 09:02 c.1 3 day 13",
      "2 09:02 g.1 1 09:03",
      "2 09:03 g.1 3 09:13",
      "2 09:03 e.1 3 09:13",
      "2 09:04 f.1 3 09:14",
      "2 09:04 g.1 2 09:14",
      "2 09:05 e.1 1 09:06",
      "2 09:05 e.1 3 09:15",
      "2 09:06 f.1 3 day 3",
      "2 09:06 g.1 3 day 3",
      "2 09:07 e.1 3 day 3",
      "3 09:00 g.1 2 day 4",
      "3 09:00 e.1 3 day 5",
      "3 09:01 c.2 3 day 14",
      "3 09:01 f.1 3 day 8",
      "3 09:02 d.1 2 day 11",
    ]
  `);
});
