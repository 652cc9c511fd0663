import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { DeviceId, EntryId, PresetId } from '#core/ids.ts';
import { randomFrom, shuffled } from '#core/random.ts';
import type { LogEntry, ScheduleEntry } from '#core/scheduling/entry.ts';
import { resetCard, setDueDay } from '#core/scheduling/manual.ts';
import { compareSchedule, memoryUnder, replayCard, standing } from '#core/scheduling/replay.ts';
import { missCard } from '#core/scheduling/missed.ts';
import type { Difference } from '#core/scheduling/replay.ts';
import { rateCard } from '#core/scheduling/review.ts';
import type { Preset, Rating, Schedule } from '#core/scheduling/schedule.ts';
import { momentAt } from '#core/time.ts';
import type { Instant, Moment, StudyDay } from '#core/time.ts';
import { aPreset, aSchedule } from '#tests/support/schedules.ts';
import { offsetIn } from '#tests/support/zones.ts';

// A card's life, kept as the app keeps it, beside its log: the log alone must give the same card.

const steeper = aPreset().weights.map((weight, index) => (index === 20 ? 0.5 : weight * 0.9));
const presets = new Map(
  [
    aPreset(),
    aPreset({ id: 'fitted-2' as PresetId, weights: steeper, desiredRetention: 0.85 }),
    aPreset({ id: 'stepless-3' as PresetId, learningStepsMinutes: [], relearningStepsMinutes: [] }),
  ].map((preset) => [preset.id, preset]),
);
const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'Pacific/Honolulu'].map(offsetIn);
/** Evenings before the nights of 2026 on which the clocks of Berlin change. */
const nights = ['2026-03-28T20:00Z', '2026-10-24T20:00Z'].map((text) => Date.parse(text) as Instant);

type Step =
  | { readonly kind: 'answer'; readonly rating: Rating }
  | { readonly kind: 'undo' | 'redo' | 'reset' | 'suspend' | 'cram' | 'quiz' | 'missed' | 'memory' }
  | { readonly kind: 'due'; readonly inDays: number }
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'until due' }
  | { readonly kind: 'fly'; readonly zone: number }
  | { readonly kind: 'preset'; readonly index: number };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('answer' as const), rating: fc.constantFrom<Rating>(1, 2, 3, 4) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      // A clock may be put back, too.
      minutes: fc.oneof(fc.constantFrom(1, 10, 60, 420, 1440, 10_000, -60, -1500), fc.integer({ min: 0, max: 40_000 })),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'until due' as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fly' as const), zone: fc.nat(zones.length - 1) }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'undo' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'redo' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reset' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'missed' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'memory' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('due' as const), inDays: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('preset' as const), index: fc.nat(presets.size - 1) }) },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'suspend' as const }, { kind: 'cram' as const }, { kind: 'quiz' as const }) },
);

interface Move {
  readonly entry: ScheduleEntry;
  readonly before: Schedule;
  readonly after: Schedule;
}

/** The card after the steps, and its log. */
function live(start: Instant, steps: readonly Step[]): { schedule: Schedule; log: LogEntry[]; preset: Preset } {
  let schedule = aSchedule();
  let preset = aPreset();
  let zone = zones[0]!;
  let moment = momentAt(start, zone, preset.rolloverHour);
  const log: LogEntry[] = [];
  const done: Move[] = [];
  const undone: { readonly move: Move; readonly undo: EntryId }[] = [];

  const at = (instant: number) => {
    moment = momentAt(instant as Instant, zone, preset.rolloverHour);
  };
  const base = () => ({
    id: `${log.length}`.padStart(4, '0') as EntryId,
    card: schedule.card,
    instant: moment.instant,
    offsetMinutes: moment.offsetMinutes,
    day: moment.day,
    device: 'device' as DeviceId,
  });
  const move = (after: Schedule, entry: ScheduleEntry) => {
    done.push({ entry, before: schedule, after });
    undone.length = 0;
    log.push(entry);
    schedule = after;
  };
  const left = ({ state, reps, lapses }: Schedule) => ({ after: state as never, reps, lapses });
  const named = () => ({ preset: preset.id, model: preset.model });

  for (const step of steps) {
    switch (step.kind) {
      case 'answer': {
        const after = rateCard(schedule, step.rating, moment, preset);
        const kind = ({ new: 'learn', learning: 'learn', review: 'review', relearning: 'relearn' } as const)[schedule.state.kind];
        move(after, {
          ...base(),
          ...named(),
          ...left(after),
          kind,
          rating: step.rating,
          takenMs: 1,
          before: schedule.state.kind,
        });
        break;
      }
      case 'reset': {
        const after = resetCard(schedule);
        move(after, { ...base(), ...left(after), kind: 'manual', action: 'reset' });
        break;
      }
      case 'due': {
        const after = setDueDay(schedule, (moment.day + step.inDays) as StudyDay, moment, preset);
        move(after, { ...base(), ...named(), ...left(after), kind: 'manual', action: 'due' });
        break;
      }
      case 'missed': {
        const after = missCard(schedule, moment, preset);
        if (after !== undefined) move(after, { ...base(), ...named(), ...left(after), kind: 'missed', quiz: 'quiz' });
        break;
      }
      case 'memory': {
        const memory = memoryUnder(log, preset.weights);
        const { state } = schedule;
        if (memory === undefined || state.kind === 'new') break;
        const after = { ...schedule, revision: schedule.revision + 1, state: { ...state, memory } };
        move(after, { ...base(), ...named(), ...left(after), kind: 'manual', action: 'memory' });
        break;
      }
      case 'undo': {
        const last = done.pop();
        if (last === undefined) break;
        const undo = base();
        log.push({ ...undo, kind: 'undo', voids: last.entry.id });
        undone.push({ move: last, undo: undo.id });
        schedule = { ...last.before, revision: schedule.revision + 1 };
        break;
      }
      case 'redo': {
        const last = undone.pop();
        if (last === undefined) break;
        log.push({ ...base(), kind: 'undo', voids: last.undo });
        done.push(last.move);
        schedule = { ...last.move.after, revision: schedule.revision + 1 };
        break;
      }
      case 'cram':
        log.push({ ...base(), kind: 'cram', rating: 1, takenMs: 1 });
        break;
      case 'quiz':
        log.push({ ...base(), kind: 'quiz', right: false, takenMs: 1, quiz: 'quiz', question: 0 });
        break;
      case 'suspend':
        // What a learner decided about a card stands in its overlay: neither log nor schedule knows of it.
        break;
      case 'wait':
        at(moment.instant + step.minutes * 60_000);
        break;
      case 'until due':
        at(Math.max(moment.instant, dueInstant(schedule, moment)));
        break;
      case 'fly':
        zone = zones[step.zone]!;
        at(moment.instant + 9 * 3_600_000);
        break;
      case 'preset':
        preset = [...presets.values()][step.index]!;
    }
  }
  return { schedule, log, preset };
}

function dueInstant({ state }: Schedule, { instant, day }: Moment): number {
  if (state.kind === 'new') return instant;
  if (state.kind === 'review') return instant + (state.dueDay - day) * 86_400_000;
  return 'at' in state.due ? state.due.at : instant + (state.due.day - day) * 86_400_000;
}

const aLife = fc.record({
  start: fc.constantFrom(...nights, Date.parse('2026-06-01T07:00Z') as Instant),
  steps: fc.array(anyStep, { maxLength: 40 }),
  seed: fc.nat(),
});

test('the log alone gives the card, read in any order and with every stored memory damaged', () => {
  fc.assert(
    fc.property(aLife, ({ start, steps, seed }) => {
      const { schedule, log } = live(start, steps);
      const replayed = replayCard(shuffled(log, randomFrom(seed)).map(damaged), presets);
      expect({ ...schedule, ...replayed }).toEqual(schedule);
      expect(compareSchedule(schedule, replayed)).toEqual([]);
    }),
    { numRuns: 1500 },
  );
}, 30_000);

/** An entry whose memory, time of last answer and counts are not to be believed. */
function damaged(entry: LogEntry): LogEntry {
  if (!('after' in entry)) return entry;
  const { after } = entry;
  if (after.kind === 'new') return { ...entry, reps: 77, lapses: 77 };
  const lastAnswer = { instant: 0 as Instant, day: 0 as StudyDay };
  return {
    ...entry,
    after: { ...after, memory: { stability: 99, difficulty: 9 }, lastAnswer },
    reps: 77,
    lapses: 77,
  } as LogEntry;
}

test('a stored schedule that was corrupted by hand is found, whatever of it', () => {
  const corruptions: readonly (readonly [Difference, (schedule: Schedule) => Schedule])[] = [
    ['memory', (schedule) => withState(schedule, { memory: { stability: 5.0001, difficulty: 5 } })],
    ['memory', (schedule) => withState(schedule, { memory: { stability: Number.NaN, difficulty: 5 } })],
    ['due', (schedule) => withState(schedule, { kind: 'review', dueDay: 1, intervalDays: 3 })],
    ['due', (schedule) => ({ ...schedule, state: { kind: 'new' } })],
    ['last answer', (schedule) => withState(schedule, { lastAnswer: { instant: 1, day: 1 } })],
    ['counts', (schedule) => ({ ...schedule, reps: schedule.reps + 1 })],
    ['counts', (schedule) => ({ ...schedule, lapses: schedule.lapses - 1 })],
    ['revision', (schedule) => ({ ...schedule, revision: schedule.revision + 1 })],
  ];
  fc.assert(
    fc.property(aLife, fc.constantFrom(...corruptions), ({ start, steps }, [difference, corrupt]) => {
      const { schedule, log } = live(start, [...steps, { kind: 'answer', rating: 3 }]);
      expect(compareSchedule(corrupt(schedule), replayCard(log, presets))).toContain(difference);
    }),
  );
});

function withState(schedule: Schedule, changes: object): Schedule {
  return { ...schedule, state: { ...schedule.state, ...changes } };
}

test('memory computed anew is what the same answers give under these weights alone', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
      const { log } = live(nights[0]!, steps);
      const fitted = presets.get('fitted-2' as PresetId)!;
      // The plainest way: as if every answer had been made under them, and nothing had ever been computed anew.
      const plain = standing(log).flatMap((entry) =>
        entry.kind === 'manual' && entry.action === 'memory' ? [] : ['preset' in entry ? { ...entry, preset: fitted.id } : entry],
      );
      const { state } = replayCard(plain, presets);
      expect(memoryUnder(log, fitted.weights)).toEqual(state.kind === 'new' ? undefined : state.memory);
    }),
    { numRuns: 60 },
  );
});
