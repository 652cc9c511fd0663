import { describe, expect, test } from 'vitest';

import type { DeviceId, EntryId } from '#core/ids.ts';
import type { AnswerEntry, LogEntry } from '#core/scheduling/entry.ts';
import { replay } from '#core/scheduling/replay.ts';
import { rateCard } from '#core/scheduling/review.ts';
import type { Rating, Schedule } from '#core/scheduling/schedule.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { aPreset, aSchedule } from '#tests/support/schedules.ts';

const preset = aPreset();
const device = 'device' as DeviceId;
const presetOf = () => preset;

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
    expect(replay(aSchedule(), log, presetOf)).toEqual(schedules.at(-1));
    expect(schedules.at(-1)).toMatchObject({ reps: 8, lapses: 1, revision: 8 });
  });

  test('the order of the ids counts, not the order in which entries are read', () => {
    expect(replay(aSchedule(), log.toReversed(), presetOf)).toEqual(schedules.at(-1));
  });

  test('no entry is a new card', () => {
    expect(replay(aSchedule(), [], presetOf)).toEqual(aSchedule());
  });

  test('a damaged memory in the log is not believed, a due day is', () => {
    const last = log.at(-1) as AnswerEntry;
    const state = schedules.at(-1)!.state;
    if (state.kind !== 'review') throw new Error('the last answer led to review');
    const damaged = { ...state, memory: { stability: 99, difficulty: 1 }, dueDay: (state.dueDay + 1) as typeof state.dueDay };
    const replayed = replay(aSchedule(), [...log.slice(0, -1), { ...last, after: damaged }], presetOf);
    expect(replayed.state).toEqual({ ...state, dueDay: damaged.dueDay });
  });

  test('an answer that was taken back leaves no trace but the revision', () => {
    const undone = [...log, undoOf(log.at(-1)!, log.length)];
    expect(replay(aSchedule(), undone, presetOf)).toEqual({ ...schedules.at(-2), revision: 9 });
  });

  test('an answer taken back and given again counts once', () => {
    const half = history(answers.slice(0, 3));
    const undo = undoOf(half.log[2]!, 3);
    const again: LogEntry = { ...half.log[2]!, id: idAt(4) };
    expect(replay(aSchedule(), [...half.log, undo, again], presetOf)).toEqual({ ...half.schedules[3], revision: 5 });
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
    expect(replay(aSchedule(), [...log, quiz], presetOf)).toEqual(schedules.at(-1));
  });
});
