import * as fc from 'fast-check';

import type { CardId, DeviceId, EntryId, PresetId } from '#core/ids.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import { resetCard, setDueDay } from '#core/scheduling/manual.ts';
import { replayCard, standing } from '#core/scheduling/replay.ts';
import { rateCard } from '#core/scheduling/review.ts';
import type { Preset, Rating, Schedule } from '#core/scheduling/schedule.ts';
import { momentAt } from '#core/time.ts';
import type { Instant, StudyDay } from '#core/time.ts';
import { aPreset, aSchedule } from './schedules.ts';
import { offsetIn } from './zones.ts';

/** What a learner does next, after some minutes. */
export type Act =
  | { readonly kind: 'answer' | 'cram'; readonly card: number; readonly rating: Rating; readonly takenMs: number }
  | { readonly kind: 'quiz'; readonly card: number; readonly right: boolean; readonly takenMs: number }
  | { readonly kind: 'reset'; readonly card: number }
  | { readonly kind: 'due'; readonly card: number; readonly days: number }
  /** Takes back the entry that is so many before the last, whatever it is: an undo too. */
  | { readonly kind: 'undo'; readonly back: number }
  /** A flight, or a clock that is put right. */
  | { readonly kind: 'zone'; readonly zone: (typeof zones)[number] };

const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Kiritimati'] as const;
const offsets = new Map(zones.map((zone) => [zone, offsetIn(zone)]));

export interface RandomLog {
  readonly entries: readonly LogEntry[];
  readonly schedules: readonly Schedule[];
  readonly presets: ReadonlyMap<PresetId, Preset>;
  readonly usual: Preset;
  readonly today: StudyDay;
}

const cards = 4;
const card = fc.nat({ max: cards - 1 });
const takenMs = fc.integer({ min: 0, max: 60_000 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      card,
      rating: fc.constantFrom<Rating>(1, 2, 3, 3, 3, 4),
      takenMs,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('cram' as const), card, rating: fc.constantFrom<Rating>(1, 3), takenMs }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('quiz' as const), card, right: fc.boolean(), takenMs }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reset' as const), card }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('due' as const), card, days: fc.integer({ min: 0, max: 90 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const), back: fc.nat({ max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('zone' as const), zone: fc.constantFrom(...zones) }) },
);
/** Steps of minutes, over the rollover, days and months; now and then a clock that goes back. */
const minutes = fc.oneof(
  fc.integer({ min: 0, max: 15 }),
  fc.integer({ min: 100, max: 900 }),
  fc.integer({ min: 1_000, max: 20_000 }),
  fc.integer({ min: 20_000, max: 90_000 }),
  fc.integer({ min: -2_000, max: 0 }),
);

/** A log as the app writes it, with the schedules that it leaves: rollovers, zones, undo, quizzes, changes by hand. */
export const randomLog: fc.Arbitrary<RandomLog> = fc
  .record({
    acts: fc.array(fc.record({ act, minutes }), { minLength: 1, maxLength: 60, size: 'max' }),
    rolloverHour: fc.constantFrom(0, 4, 23),
    after: fc.integer({ min: 0, max: 40_000 }),
  })
  .map(({ acts, rolloverHour, after }) => live(acts, rolloverHour, after));

function live(acts: readonly { readonly act: Act; readonly minutes: number }[], rolloverHour: number, after: number): RandomLog {
  // Two presets: an answer is counted under the one that it was made with.
  const usual = aPreset({ rolloverHour });
  const other = aPreset({ id: 'other' as PresetId, rolloverHour, weights: usual.weights.map((w, at) => (at === 20 ? 0.3 : w)) });
  const presets = new Map([usual, other].map((preset) => [preset.id, preset]));
  const entries: LogEntry[] = [];
  const fresh = Array.from({ length: cards }, (_, number) =>
    aSchedule({ card: `card${number}.a`, deck: number < 2 ? 'one' : 'two', position: number }),
  );
  const scheduleOf = (at: number): Schedule => {
    const own = entries.filter((entry) => entry.card === fresh[at]!.card);
    return { ...fresh[at]!, ...replayCard(own, presets) };
  };
  let instant = Date.UTC(2026, 2, 20) as Instant;
  let zone: (typeof zones)[number] = 'Europe/Berlin';
  for (const { act: next, minutes: passed } of acts) {
    instant = (instant + passed * 60_000) as Instant;
    const moment = momentAt(instant, offsets.get(zone)!, rolloverHour);
    const id = String(entries.length).padStart(6, '0') as EntryId;
    const preset = entries.length % 5 === 4 ? other : usual;
    const at = { id, instant, offsetMinutes: moment.offsetMinutes, day: moment.day, device: 'device' as DeviceId };
    switch (next.kind) {
      case 'zone':
        zone = next.zone;
        break;
      case 'undo': {
        const voids = entries.at(-1 - next.back);
        if (voids !== undefined) entries.push({ ...at, kind: 'undo', card: voids.card, voids: voids.id });
        break;
      }
      case 'quiz':
        entries.push({
          ...at,
          kind: 'quiz',
          card: cardAt(fresh, next.card),
          right: next.right,
          takenMs: next.takenMs,
          quiz: 'quiz',
          question: 0,
        });
        break;
      case 'cram':
        entries.push({ ...at, kind: 'cram', card: cardAt(fresh, next.card), rating: next.rating, takenMs: next.takenMs });
        break;
      case 'reset': {
        const { state, reps, lapses } = resetCard(scheduleOf(next.card));
        if (state.kind !== 'new') throw new Error('reset');
        entries.push({ ...at, kind: 'manual', action: 'reset', card: cardAt(fresh, next.card), after: state, reps, lapses });
        break;
      }
      case 'due': {
        const { state, reps, lapses } = setDueDay(scheduleOf(next.card), (moment.day + next.days) as StudyDay, moment, preset);
        if (state.kind !== 'review') throw new Error('due');
        const made = { preset: preset.id, model: 'FSRS-6' as const };
        entries.push({
          ...at,
          ...made,
          kind: 'manual',
          action: 'due',
          card: cardAt(fresh, next.card),
          after: state,
          reps,
          lapses,
        });
        break;
      }
      case 'answer': {
        const before = scheduleOf(next.card);
        const { state, reps, lapses } = rateCard(before, next.rating, moment, preset);
        const kinds = { new: 'learn', learning: 'learn', review: 'review', relearning: 'relearn' } as const;
        entries.push({
          ...at,
          kind: kinds[before.state.kind],
          card: cardAt(fresh, next.card),
          rating: next.rating,
          takenMs: next.takenMs,
          preset: preset.id,
          model: 'FSRS-6',
          before: before.state.kind,
          after: state,
          reps,
          lapses,
        });
      }
    }
  }
  const end = momentAt((instant + after * 60_000) as Instant, offsets.get(zone)!, rolloverHour);
  return { entries, schedules: fresh.map((_, at) => scheduleOf(at)), presets, usual, today: end.day };
}

function cardAt(fresh: readonly Schedule[], at: number): CardId {
  return fresh[at]!.card;
}

/** Answers that stand, as an obviously right list: what the packed columns must say too. */
export interface PlainAnswer {
  readonly card: CardId;
  readonly day: number;
  readonly hour: number;
  readonly what: 'new' | 'learning' | 'review' | 'relearning' | 'cram' | 'quiz';
  readonly passed: boolean;
  readonly rating: number;
  readonly takenMs: number;
  /** Days since the last answer of its card; undefined before the first. */
  readonly elapsed?: number;
  /** The memory that it was answered with, and the weights. */
  readonly memory?: { readonly stability: number; readonly difficulty: number };
  readonly weights: readonly number[];
  readonly interval: number;
  /** How often its card had been made new again. */
  readonly life: number;
}

export function plainAnswers({ entries, presets, usual }: RandomLog): PlainAnswer[] {
  const voided = (id: EntryId): boolean =>
    entries.some((entry) => entry.kind === 'undo' && entry.voids === id && !voided(entry.id));
  return entries.flatMap((entry) => {
    if (!('takenMs' in entry) || voided(entry.id)) return [];
    const earlier = standing(entries.filter(({ id, card: of }) => of === entry.card && id < entry.id && !voided(id)));
    const state = earlier.at(-1)?.after ?? { kind: 'new' as const };
    const local = new Date(entry.instant + entry.offsetMinutes * 60_000);
    const elapsed = state.kind === 'new' ? undefined : entry.day - state.lastAnswer.day;
    return [
      {
        card: entry.card,
        day: entry.day,
        hour: local.getUTCHours(),
        what: entry.kind === 'quiz' || entry.kind === 'cram' ? entry.kind : entry.before,
        passed: entry.kind === 'quiz' ? entry.right : entry.rating > 1,
        rating: entry.kind === 'quiz' ? 0 : entry.rating,
        takenMs: entry.takenMs,
        ...(elapsed !== undefined && { elapsed }),
        ...(state.kind !== 'new' && { memory: state.memory }),
        weights: ('preset' in entry ? presets.get(entry.preset)! : usual).weights,
        interval: state.kind === 'review' ? state.intervalDays : 0,
        life: earlier.filter((one) => one.kind === 'manual' && one.action === 'reset').length,
      } satisfies PlainAnswer,
    ];
  });
}
