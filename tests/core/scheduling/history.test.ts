import { describe, expect, test } from 'vitest';
import type { CardId, DeviceId, EntryId, PresetId } from '#core/ids.ts';
import type { AnswerEntry, LogEntry } from '#core/scheduling/entry.ts';
import { retrievability } from '#core/scheduling/fsrs.ts';
import { curveOf, historyOf, lastMove, presetOfDay, reasonOf } from '#core/scheduling/history.ts';
import { resetCard, setDueDay } from '#core/scheduling/manual.ts';
import { rateCard } from '#core/scheduling/review.ts';
import type { Rating, Schedule } from '#core/scheduling/schedule.ts';
import type { Moment, StudyDay } from '#core/time.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { aPreset, aSchedule } from '#tests/support/schedules.ts';

const preset = aPreset({ fuzz: false });

/** A card that lives: what is done is written as the commands write it. */
function aLife() {
  let schedule = aSchedule();
  const log: LogEntry[] = [];
  const base = ({ instant, offsetMinutes, day }: Moment) => ({
    id: `e${String(log.length).padStart(3, '0')}` as EntryId,
    card: 'note.to-name' as CardId,
    instant,
    offsetMinutes,
    day,
    device: 'd' as DeviceId,
  });
  return {
    log,
    now: (): Schedule => schedule,
    answer(rating: Rating, moment: Moment): EntryId {
      const before = schedule.state.kind;
      const kinds = { new: 'learn', learning: 'learn', review: 'review', relearning: 'relearn' } as const;
      schedule = rateCard(schedule, rating, moment, preset);
      const { state: after, reps, lapses } = schedule;
      const made = { preset: preset.id, model: preset.model, takenMs: 4000 } as const;
      const entry: AnswerEntry = { ...base(moment), ...made, kind: kinds[before], rating, before, after, reps, lapses };
      log.push(entry);
      return entry.id;
    },
    reset(moment: Moment) {
      schedule = resetCard(schedule);
      log.push({ ...base(moment), kind: 'manual', action: 'reset', after: { kind: 'new' }, reps: 0, lapses: 0 });
    },
    due(day: number, moment: Moment) {
      schedule = setDueDay(schedule, day as StudyDay, moment, preset);
      const { state, reps, lapses } = schedule;
      if (state.kind !== 'review') throw new Error(state.kind);
      const made = { preset: preset.id, model: preset.model } as const;
      log.push({ ...base(moment), ...made, kind: 'manual', action: 'due', after: state, reps, lapses });
    },
    undo(voids: EntryId, before: Schedule, moment: Moment) {
      schedule = before;
      log.push({ ...base(moment), kind: 'undo', voids });
    },
    cram: (moment: Moment) => log.push({ ...base(moment), kind: 'cram', rating: 1, takenMs: 1000 }),
    lines: () => historyOf(log, new Map([[preset.id, preset]]), preset),
  };
}

describe('the history of a card', () => {
  test('tells each answer with the recall just before it, or how soon after the last one it was', () => {
    const life = aLife();
    life.answer(3, aMoment());
    life.answer(3, aMoment({ minute: 10 }));
    const { state } = life.now();
    if (state.kind !== 'review') throw new Error(state.kind);
    life.answer(1, aMoment({ day: state.dueDay }));
    const [first, second, third] = life.lines();
    expect(first).toMatchObject({ kind: 'learn', rating: 3, takenMs: 4000 });
    expect(first).not.toHaveProperty('recall');
    expect(second).toMatchObject({ kind: 'learn', afterMs: 600_000 });
    expect(third).toMatchObject({ kind: 'review', rating: 1 });
    expect(third?.recall).toBeCloseTo(retrievability(state.memory, state.dueDay - monday, preset.weights), 10);
  });

  test('leaves out what was taken back, and keeps cramming, which moves nothing', () => {
    const life = aLife();
    life.answer(4, aMoment());
    const before = life.now();
    const slip = life.answer(1, aMoment({ day: monday + 3 }));
    life.undo(slip, before, aMoment({ day: monday + 3 }));
    life.cram(aMoment({ day: monday + 4 }));
    expect(life.lines().map(({ kind, after }) => [kind, after?.kind])).toEqual([
      ['learn', 'review'],
      ['cram', undefined],
    ]);
  });
});

describe('the forgetting curve', () => {
  test('falls from each answer by FSRS, is at 1 again with the next, and goes on to the day on which it is due', () => {
    const life = aLife();
    life.answer(4, aMoment());
    const first = life.now().state;
    if (first.kind !== 'review') throw new Error(first.kind);
    life.answer(3, aMoment({ day: first.dueDay }));
    const now = life.now();
    if (now.state.kind !== 'review') throw new Error(now.state.kind);
    const curve = curveOf(life.lines(), now, (first.dueDay + 2) as StudyDay, preset);
    if (curve === undefined) throw new Error('no curve');
    expect(curve.past[0]).toEqual({ day: monday, recall: 1 });
    const at = curve.past.filter(({ day }) => day === first.dueDay).map(({ recall }) => recall);
    expect(at[0]).toBeCloseTo(retrievability(first.memory, first.dueDay - monday, preset.weights), 10);
    expect(at[1]).toBe(1);
    expect(curve.answers.map(({ day, rating }) => [day, rating])).toEqual([
      [monday, 4],
      [first.dueDay, 3],
    ]);
    expect(curve.answers[0]?.recall).toBe(1);
    expect(curve.today.recall).toBeCloseTo(retrievability(now.state.memory, 2, preset.weights), 10);
    expect(curve.due?.day).toBe(now.state.dueDay);
    expect(curve.to).toBeGreaterThan(now.state.dueDay);
    expect(curve.future.at(-1)?.day).toBe(curve.to);
    expect(curve.floor).toBeLessThanOrEqual(0.8);
  });

  test('begins anew after a reset, and there is none of a new card', () => {
    const life = aLife();
    life.answer(4, aMoment());
    life.reset(aMoment({ day: monday + 2 }));
    expect(curveOf(life.lines(), life.now(), (monday + 2) as StudyDay, preset)).toBeUndefined();
    life.answer(4, aMoment({ day: monday + 5 }));
    expect(curveOf(life.lines(), life.now(), (monday + 6) as StudyDay, preset)?.from).toBe(monday + 5);
  });

  test('of a card long overdue has room below: the lowest point is on it', () => {
    const life = aLife();
    life.answer(1, aMoment());
    life.answer(3, aMoment({ minute: 1 }));
    life.answer(3, aMoment({ minute: 11 }));
    const curve = curveOf(life.lines(), life.now(), (monday + 400) as StudyDay, preset);
    const lowest = Math.min(...(curve?.future ?? []).map(({ recall }) => recall));
    expect(curve?.floor).toBeLessThan(lowest);
    expect(curve?.due).toBeUndefined();
  });
});

describe('why a card comes on its day', () => {
  test('by FSRS, as far as fuzz did not move it', () => {
    const life = aLife();
    life.answer(4, aMoment());
    const { state } = life.now();
    expect(reasonOf(life.now(), life.lines(), preset)).toMatchObject({ kind: 'computed', movedDays: 0, desiredRetention: 0.9 });
    if (state.kind !== 'review') throw new Error(state.kind);
    const moved = { state: { ...state, intervalDays: state.intervalDays + 1 } };
    expect(reasonOf(moved, life.lines(), preset)).toMatchObject({ movedDays: 1 });
  });

  test('because the learner chose it, until the next answer', () => {
    const life = aLife();
    life.answer(4, aMoment());
    life.due(monday + 30, aMoment({ day: monday + 1 }));
    expect(reasonOf(life.now(), life.lines(), preset)?.kind).toBe('chosen');
    life.answer(3, aMoment({ day: monday + 30 }));
    expect(reasonOf(life.now(), life.lines(), preset)?.kind).toBe('computed');
  });

  test('under the options of the answer that gave the day, whatever was chosen since', () => {
    const life = aLife();
    life.answer(4, aMoment());
    const now = aPreset({ fuzz: false, id: 'p-now' as PresetId, desiredRetention: 0.97 });
    const presets = new Map([preset, now].map((each) => [each.id, each]));
    expect(presetOfDay(life.log, life.lines(), presets)).toBe(preset);
    const { state } = life.now();
    if (state.kind !== 'review') throw new Error(state.kind);
    // Weights that were adopted since are another memory for the same day.
    const memory = { stability: 2 * state.memory.stability, difficulty: state.memory.difficulty };
    const after = { ...state, memory };
    const { takenMs: _t, rating: _r, before: _b, ...base } = life.log[0] as AnswerEntry;
    const adopted: LogEntry = { ...base, id: 'e9' as EntryId, kind: 'manual', action: 'memory', after, preset: now.id };
    const lines = historyOf([...life.log, adopted], presets, now);
    expect(presetOfDay([...life.log, adopted], lines, presets)).toBe(preset);
    expect(reasonOf({ state: after }, lines, preset)).toMatchObject({ kind: 'kept' });
    expect(lastMove(lines)).toMatchObject({ line: { kind: 'memory' }, before: state.memory, after: memory });
  });

  test('the first answer after a reset sets the memory: there is none before', () => {
    const life = aLife();
    life.answer(4, aMoment());
    expect(lastMove(life.lines())).not.toHaveProperty('before');
    life.answer(3, aMoment({ day: monday + 8 }));
    expect(lastMove(life.lines())?.before?.stability).toBeCloseTo(8.2956, 3);
    life.reset(aMoment({ day: monday + 9 }));
    expect(lastMove(life.lines())).toBeUndefined();
    life.answer(3, aMoment({ day: monday + 9 }));
    expect(lastMove(life.lines())).not.toHaveProperty('before');
  });
});
