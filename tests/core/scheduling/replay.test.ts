import { describe, expect, test } from 'vitest';

import type { DeviceId, EntryId } from '#core/ids.ts';
import type { AnswerEntry, LogEntry } from '#core/scheduling/entry.ts';
import { replayCard } from '#core/scheduling/replay.ts';
import { rateCard } from '#core/scheduling/review.ts';
import type { Rating, Schedule } from '#core/scheduling/schedule.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { aPreset, aSchedule } from '#tests/support/schedules.ts';

const preset = aPreset();
const device = 'device' as DeviceId;
const presets = new Map([[preset.id, preset]]);

/** A card's log as answers on the given days make it, and the schedule that they led to. */
function history(answers: readonly (readonly [day: number, rating: Rating])[]): { log: LogEntry[]; schedules: Schedule[] } {
  const log: LogEntry[] = [];
  const schedules = [aSchedule()];
  for (const [day, rating] of answers) {
    const moment = aMoment({ day: monday + day });
    const seen = schedules.at(-1)!;
    const rated = rateCard(seen, rating, moment, preset);
    schedules.push(rated);
    log.push({
      id: idAt(log.length),
      card: seen.card,
      instant: moment.instant,
      offsetMinutes: 0,
      day: moment.day,
      device,
      kind: 'learn',
      rating,
      takenMs: 1000,
      preset: preset.id,
      model: 'FSRS-6',
      before: seen.state.kind,
      after: rated.state,
      reps: rated.reps,
      lapses: rated.lapses,
    });
  }
  return { log, schedules };
}

function replayed(entries: readonly LogEntry[]): Schedule {
  return { ...aSchedule(), ...replayCard(entries, presets) };
}

function idAt(index: number): EntryId {
  return `${index}`.padStart(4, '0') as EntryId;
}

function undoOf(entry: LogEntry, index: number): LogEntry {
  const { card, instant, offsetMinutes, day } = entry;
  return { id: idAt(index), kind: 'undo', card, instant, offsetMinutes, day, device, voids: entry.id };
}

const answers = [
  [0, 1],
  [0, 3],
  [0, 3],
  [2, 3],
  [9, 1],
  [9, 2],
  [9, 3],
  [13, 4],
] as const;

describe('a schedule can be replayed from the log', () => {
  const { log, schedules } = history(answers);

  test('the log gives the schedule that the answers gave', () => {
    expect(replayed(log)).toEqual(schedules.at(-1));
    expect(schedules.at(-1)).toMatchObject({ reps: 8, lapses: 1, revision: 8 });
  });

  test('the order of the ids counts, not the order in which entries are read', () => {
    expect(replayed(log.toReversed())).toEqual(schedules.at(-1));
  });

  test('no entry is a new card', () => {
    expect(replayed([])).toEqual(aSchedule());
  });

  test('a damaged memory in the log is not believed, a due day is', () => {
    const last = log.at(-1) as AnswerEntry;
    const state = schedules.at(-1)!.state;
    if (state.kind !== 'review') throw new Error('the last answer led to review');
    const damaged = { ...state, memory: { stability: 99, difficulty: 1 }, dueDay: (state.dueDay + 1) as typeof state.dueDay };
    const mended = replayed([...log.slice(0, -1), { ...last, after: damaged }]);
    expect(mended.state).toEqual({ ...state, dueDay: damaged.dueDay });
  });

  test('an answer that was taken back leaves no trace but the revision', () => {
    const undone = [...log, undoOf(log.at(-1)!, log.length)];
    expect(replayed(undone)).toEqual({ ...schedules.at(-2), revision: 9 });
  });

  test('an answer taken back and given again counts once', () => {
    const half = history(answers.slice(0, 3));
    const undo = undoOf(half.log[2]!, 3);
    const again: LogEntry = { ...half.log[2]!, id: idAt(4) };
    expect(replayed([...half.log, undo, again])).toEqual({ ...half.schedules[3], revision: 5 });
  });

  test('quiz answers change nothing', () => {
    const { card, instant, offsetMinutes, day } = log[0]!;
    const quiz: LogEntry = {
      id: idAt(99),
      kind: 'quiz',
      card,
      instant,
      offsetMinutes,
      day,
      device,
      right: false,
      takenMs: 1,
      quiz: 'q',
      question: 0,
    };
    expect(replayed([...log, quiz])).toEqual(schedules.at(-1));
  });
});
