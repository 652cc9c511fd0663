import assert from 'node:assert/strict';
import * as fc from 'fast-check';

import type { EntryId, PresetId } from '#core/ids.ts';
import type { AnswerEntry } from '#core/scheduling/entry.ts';
import { buildQueue, nextCard } from '#core/scheduling/queue.ts';
import { recallNow } from '#core/scheduling/recall.ts';
import { compareSchedule, replayCard } from '#core/scheduling/replay.ts';
import { previewRatings } from '#core/scheduling/review.ts';
import type { CardState, Preset, Rating } from '#core/scheduling/schedule.ts';
import { dayMs, minuteMs, momentAt } from '#core/time.ts';
import type { Instant, Moment } from '#core/time.ts';
import { isResting, scheduleOf } from '#storage/rows.ts';
import type { Storage } from '#storage/storage.ts';
import { aDeck } from '#tests/support/decks.ts';
import { recountDays } from '#tests/support/recount.ts';
import { anOrigin, aStorage } from '#tests/support/storage.ts';
import { offsetIn } from '#tests/support/zones.ts';

// A learner whose clock is wrong, put right, or moves with them: whatever it says, no answer is lost, and no card is due
// before it was answered or after the longest interval.

/** On both sides of the date line, with days that are 23, 24 and 25 hours long, and one whose clocks change by half an hour. */
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
].map(offsetIn);

/** Shortly before clocks go forward, and back: in Berlin, New York and on Lord Howe. */
const nights = [
  '2027-03-28T00:30Z',
  '2027-10-31T00:30Z',
  '2027-03-14T06:30Z',
  '2027-11-07T05:30Z',
  '2027-10-02T15:15Z',
  '2027-04-03T14:45Z',
].map((text) => Date.parse(text) as Instant);

const deck = aDeck({ entities: [{ name: 'Kafka', notes: 2 }, 'Kinesis', 'Glue'] });

type Step =
  | { readonly kind: 'study'; readonly rating: Rating }
  | { readonly kind: 'undo' | 'redo' }
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'set'; readonly days: number }
  | { readonly kind: 'night'; readonly night: number; readonly minutes: number }
  | { readonly kind: 'fly'; readonly zone: number; readonly hours: number }
  | { readonly kind: 'rollover'; readonly hour: number };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ kind: fc.constant('study' as const), rating: fc.constantFrom<Rating>(1, 2, 3, 3, 4) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const) }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(1, 11, 90, 1440, 4 * 1440) }),
  },
  // Back a year, forward ten, and what happens when a battery or a hand slips.
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('set' as const), days: fc.constantFrom(-365, 3652, -3652, -1, 1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('night' as const),
      night: fc.nat(nights.length - 1),
      minutes: fc.integer({ min: 0, max: 180 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('fly' as const), zone: fc.nat(zones.length - 1), hours: fc.nat(14) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rollover' as const), hour: fc.nat(23) }) },
);

export const aJourney: fc.Arbitrary<readonly Step[]> = fc.array(anyStep, { maxLength: 24, size: 'max' });

/** Lives through the steps, looking after each; throws where something is lost or not sane. */
export async function travel(steps: readonly Step[]): Promise<{ readonly answers: number; readonly leaps: number }> {
  const storage = await aStorage(anOrigin());
  let instant = Date.parse('2027-02-01T09:00Z') as Instant;
  let offsetAt = zones[1]!;
  const now = () => momentAt(instant, offsetAt, storage.preset.rolloverHour);
  const given: AnswerEntry[] = [];
  let leaps = 0;
  try {
    await storage.installDeck(deck, '', now());
    for (const step of steps) {
      const before = instant;
      switch (step.kind) {
        case 'study': {
          const entry = await studyOne(storage, step.rating, now());
          if (entry !== undefined) given.push(entry);
          break;
        }
        case 'undo':
        case 'redo':
          assert.notEqual((await storage[step.kind](now())).kind, 'moved');
          break;
        case 'wait':
          instant = (instant + step.minutes * minuteMs) as Instant;
          break;
        case 'set':
          instant = (instant + step.days * dayMs) as Instant;
          break;
        case 'night':
          instant = (nights[step.night]! + step.minutes * minuteMs) as Instant;
          break;
        case 'fly':
          offsetAt = zones[step.zone]!;
          instant = (instant + step.hours * 60 * minuteMs) as Instant;
          break;
        case 'rollover':
          await storage.changePreset({ rolloverHour: step.hour });
      }
      if (instant < before) leaps += 1;
      await expectSane(storage, now());
    }
    await expectTold(storage, given);
  } finally {
    storage.close();
  }
  return { answers: given.length, leaps };
}

/** The card that the screen would show now, with what its buttons say. */
async function studyOne(storage: Storage, rating: Rating, moment: Moment): Promise<AnswerEntry | undefined> {
  const queue = buildQueue(await storage.gather(moment), moment, storage.options);
  const next = nextCard(queue, moment, storage.preset);
  if (next.kind !== 'card') {
    assert.deepEqual(queue.main, [], 'cards are due today, and none is shown');
    return undefined;
  }
  const { schedule } = next;
  const button = previewRatings(schedule, moment, storage.preset)[rating];
  const { card, revision: seenRevision } = schedule;
  const answered = await storage.answerCard({ card, seen: schedule, seenRevision, rating, takenMs: 1000, moment });
  assert.equal(answered.kind, 'answered', 'nobody else was there, and the answer was refused');
  if (answered.kind !== 'answered') return undefined;
  const { entry } = answered;
  assert.deepEqual(entry.after, button, 'the button said something else');
  assert.equal(entry.instant, moment.instant);
  assert.equal(entry.day, moment.day);
  expectAfter(entry.after, moment, storage.preset);
  return entry;
}

/** What an answer leads to lies after it, and within bounds. */
function expectAfter(state: CardState, { instant, day, dayEnds }: Moment, { maximumIntervalDays }: Preset): void {
  switch (state.kind) {
    case 'new':
      return assert.fail('an answered card is new');
    case 'learning':
    case 'relearning':
      if ('at' in state.due) assert.ok(state.due.at > instant && state.due.at < dayEnds, 'a step is due within its day');
      else assert.ok(state.due.day > day && state.due.day <= day + 2, 'a step of minutes is due tomorrow at the latest');
      return;
    case 'review':
      assert.ok(Number.isInteger(state.intervalDays) && state.intervalDays >= 1, `an interval of ${state.intervalDays} days`);
      assert.ok(state.intervalDays <= maximumIntervalDays);
      assert.equal(state.dueDay, day + state.intervalDays);
  }
}

/** At any moment: the day that it is, what each card's memory is, and that what is due by today is asked today. */
async function expectSane(storage: Storage, moment: Moment): Promise<void> {
  const { instant, offsetMinutes, day, dayEnds } = moment;
  const { rolloverHour } = storage.preset;
  const local = instant + offsetMinutes * minuteMs - rolloverHour * 60 * minuteMs;
  assert.equal(day, Math.floor(local / dayMs));
  assert.ok(dayEnds > instant && dayEnds - instant <= 25 * 60 * minuteMs, 'a day ends within 25 hours');

  const rows = await storage.db.schedules.toArray();
  const queue = buildQueue(await storage.gather(moment), moment, storage.options);
  const asked = new Set([...queue.main, ...queue.learning].map(({ card }) => card));
  for (const row of rows) {
    const { state } = row;
    if (state.kind === 'new') continue;
    assert.ok(state.memory.stability > 0 && Number.isFinite(state.memory.stability));
    assert.ok(state.memory.difficulty >= 1 && state.memory.difficulty <= 10);
    const recall = recallNow(scheduleOf(row), moment, storage.preset);
    assert.ok(recall !== undefined && recall > 0 && recall <= 1, `a recall of ${recall}`);
    const due = state.kind === 'review' ? state.dueDay <= day : 'at' in state.due ? state.due.at < dayEnds : state.due.day <= day;
    const sibling = [...asked].some((card) => card !== row.card && rows.find((other) => other.card === card)?.note === row.note);
    if (due && !isResting(row) && row.buriedOn !== day && !sibling)
      assert.ok(asked.has(row.card), 'a card is due, and not asked');
  }
}

async function expectTold({ db }: Storage, given: readonly AnswerEntry[]): Promise<void> {
  const [log, schedules, days, presets] = await Promise.all([
    db.log.orderBy('id').toArray(),
    db.schedules.toArray(),
    db.days.toArray(),
    db.presets.toArray(),
  ]);
  assert.deepEqual(
    log.filter((entry) => 'rating' in entry),
    given,
    'every answer, in the order in which it was given, whatever the clock said',
  );
  const ids = log.map(({ id }) => id);
  assert.equal(new Set<EntryId>(ids).size, ids.length);
  const known = new Map<PresetId, Preset>(presets.map((preset) => [preset.id, preset]));
  for (const row of schedules) {
    const entries = log.filter(({ card }) => card === row.card);
    assert.deepEqual(compareSchedule(row, replayCard(entries, known)), [], `the schedule of ${row.card} is not the log's`);
  }
  assert.deepEqual(
    days.filter(({ answers, due }) => answers + due > 0),
    recountDays(log, schedules),
    'the figures of the days',
  );
}
