import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';

import { retrievability } from '#core/scheduling/fsrs.ts';
import { addedFigure } from '#core/stats/added-figure.ts';
import { buttonsFigure } from '#core/stats/buttons-figure.ts';
import { calibrationFigure } from '#core/stats/calibration-figure.ts';
import { cardState, chosenCards, emptyCards, emptyLog, putCardRow, putLogRow, resting, rowKind } from '#core/stats/columns.ts';
import { countsFigure } from '#core/stats/counts-figure.ts';
import { daySumsOf } from '#core/stats/day-sums.ts';
import { difficultyFigure } from '#core/stats/difficulty-figure.ts';
import { dueFigure } from '#core/stats/due-figure.ts';
import { heatmapFigure } from '#core/stats/heatmap-figure.ts';
import type { Histogram } from '#core/stats/histogram.ts';
import { hoursFigure } from '#core/stats/hours-figure.ts';
import { shareOf } from '#core/stats/interval.ts';
import { intervalsFigure } from '#core/stats/intervals-figure.ts';
import { quizFigure, withoutGuesses } from '#core/stats/quiz-figure.ts';
import { retentionFigure } from '#core/stats/retention-figure.ts';
import { retrievabilityFigure } from '#core/stats/retrievability-figure.ts';
import { reviewsFigure } from '#core/stats/reviews-figure.ts';
import { spansBy, spansOf } from '#core/stats/spans.ts';
import { stabilityFigure } from '#core/stats/stability-figure.ts';
import { todayFigure } from '#core/stats/today-figure.ts';
import { dayMs } from '#core/time.ts';
import type { StudyDay } from '#core/time.ts';
import { packAll } from '#tests/support/columns.ts';
import { monday } from '#tests/support/moments.ts';
import { plainAnswers, randomLog } from '#tests/support/random-log.ts';
import type { PlainAnswer, RandomLog } from '#tests/support/random-log.ts';

// Each figure against a slow computation that is obviously right, on logs over rollovers, zones, undo, quizzes and changes by
// hand: of everything, and of one deck.

/** A log with what is asked of it, and the answers that it is about. */
interface Case {
  readonly log: RandomLog;
  readonly asked: { readonly today: StudyDay; readonly from: StudyDay; readonly chosen: Uint8Array };
  readonly packed: ReturnType<typeof packAll>;
  /** Those of the deck that is asked for, in the period and out of it. */
  readonly answers: readonly PlainAnswer[];
  readonly inPeriod: readonly PlainAnswer[];
  /** Of cards that are asked; how many are put aside; and on which day each card of the deck came. */
  readonly schedules: RandomLog['schedules'];
  readonly aside: number;
  readonly added: readonly number[];
}

const cardCount = 4;
const places = fc.array(
  fc.record({ back: fc.integer({ min: -2, max: 900 }), resting: fc.constantFrom(0, 0, 0, resting.aside, resting.gone) }),
  { minLength: cardCount, maxLength: cardCount },
);

const cases: fc.Arbitrary<Case> = fc
  .record({ log: randomLog, deck: fc.constantFrom(undefined, 1, 2), days: fc.constantFrom(1, 30, 90, 365, 2_000), places })
  .map(({ log, deck, days, places: of }) => {
    const packed = packAll(log.entries, log.schedules, log.presets, log.usual, (at) => ({
      added: log.today - of[at]!.back,
      resting: of[at]!.resting,
    }));
    const from = (log.today - days + 1) as StudyDay;
    const chosen = log.schedules
      .map((schedule, at) => ({ schedule, ...of[at]! }))
      .filter(({ schedule }) => deck === undefined || schedule.deck === (deck === 1 ? 'one' : 'two'));
    const answers = plainAnswers(log).filter(({ card }) => chosen.some(({ schedule }) => schedule.card === card));
    return {
      log,
      packed,
      schedules: chosen.filter((one) => one.resting === 0).map(({ schedule }) => schedule),
      aside: count(chosen, (one) => one.resting === resting.aside),
      added: chosen.map(({ back }) => log.today - back),
      answers,
      asked: { today: log.today, from, chosen: chosenCards(packed.cards, deck === undefined ? {} : { deck }) },
      inPeriod: answers.filter(({ day }) => day >= from && day <= log.today),
    };
  });

// Each reads sixty random logs, which a busy machine does not do in five seconds.
vi.setConfig({ testTimeout: 60_000 });

const always = (check: (given: Case) => void) => fc.assert(fc.property(cases, check), { numRuns: 60 });

const sumsOf = ({ log }: Case['packed'], { chosen, today }: Case['asked']) => daySumsOf(log, chosen, today);
const isAnswer = ({ what }: PlainAnswer) => what !== 'quiz' && what !== 'cram';
const count = <Value>(values: readonly Value[], is: (value: Value) => boolean) => values.filter(is).length;
const passed = (answers: readonly PlainAnswer[]) => count(answers, (answer) => answer.passed);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const monthOf = (day: number) => new Date(day * dayMs).toISOString().slice(0, 7);
const isMature = ({ interval }: PlainAnswer) => interval >= 21;
/** The first answer of a day on a review card. */
const tells = ({ what, elapsed = 0 }: PlainAnswer) => what === 'review' && elapsed > 0;

test('today: what was answered, known, and how long it took', () => {
  always(({ packed, asked, answers }) => {
    const now = answers.filter(({ day }) => day === asked.today);
    const own = now.filter(isAnswer);
    const mature = own.filter((answer) => answer.what === 'review' && isMature(answer));
    expect(todayFigure(sumsOf(packed, asked))).toEqual({
      answers: own.length,
      passed: passed(own),
      takenMs: sum(own.map(({ takenMs }) => takenMs)),
      first: count(own, ({ what }) => what === 'new'),
      learning: count(own, ({ what }) => what === 'learning'),
      review: count(own, ({ what }) => what === 'review'),
      relearning: count(own, ({ what }) => what === 'relearning'),
      mature: mature.length,
      maturePassed: passed(mature),
      crammed: count(now, ({ what }) => what === 'cram'),
      quizAnswers: count(now, ({ what }) => what === 'quiz'),
      quizRight: count(now, (answer) => answer.what === 'quiz' && answer.passed),
    });
  });
});

test('the heatmap counts the answers on cards of each day', () => {
  always(({ packed, asked, answers }) => {
    const { from, answers: counts } = heatmapFigure(sumsOf(packed, asked), asked, 10);
    expect(new Date(from * dayMs).getUTCDay()).toBe(1);
    expect(counts.length).toBeGreaterThan(63);
    expect(counts).toEqual(counts.map((_, index) => count(answers.filter(isAnswer), ({ day }) => day === from + index)));
  });
});

test('reviews by month, by what the card was, and the time that they took', () => {
  always(({ packed, asked, inPeriod }) => {
    const spans = spansBy('month', asked.from, asked.today);
    const figure = reviewsFigure(sumsOf(packed, asked), spans);
    const series = {
      learn: ({ what }: PlainAnswer) => what === 'new' || what === 'learning',
      relearn: ({ what }: PlainAnswer) => what === 'relearning',
      young: (answer: PlainAnswer) => answer.what === 'review' && !isMature(answer),
      mature: (answer: PlainAnswer) => answer.what === 'review' && isMature(answer),
      cram: ({ what }: PlainAnswer) => what === 'cram',
    };
    for (const [name, is] of Object.entries(series)) {
      const own = spans.starts.map((start) => inPeriod.filter((answer) => is(answer) && monthOf(answer.day) === monthOf(start)));
      expect(figure.count[name as keyof typeof series]).toEqual(own.map(({ length }) => length));
      expect(figure.takenMs[name as keyof typeof series]).toEqual(
        own.map((answers) => sum(answers.map(({ takenMs }) => takenMs))),
      );
    }
    expect(figure.daysStudied).toBe(new Set(inPeriod.filter(({ what }) => what !== 'quiz').map(({ day }) => day)).size);
  });
});

test('true retention: of today, yesterday, a week, a month, a year and ever, and by month', () => {
  always(({ packed, asked, answers, inPeriod }) => {
    const spans = spansBy('month', asked.from, asked.today);
    const { rows, parts } = retentionFigure(sumsOf(packed, asked), asked, spans);
    const sharesOf = (all: readonly PlainAnswer[]) => {
      const [young, mature] = [all.filter((answer) => !isMature(answer)), all.filter(isMature)];
      return {
        young: shareOf(passed(young), young.length),
        mature: shareOf(passed(mature), mature.length),
        both: shareOf(passed(all), all.length),
      };
    };
    const told = answers.filter((answer) => tells(answer) && answer.day <= asked.today);
    const between = (first: number, last: number) =>
      sharesOf(told.filter(({ day }) => day >= asked.today - first && day <= asked.today - last));
    expect(rows).toEqual({
      today: between(0, 0),
      yesterday: between(1, 1),
      week: between(6, 0),
      month: between(29, 0),
      year: between(364, 0),
      all: sharesOf(told),
    });
    expect(parts).toEqual(
      spans.starts.map((start) => sharesOf(inPeriod.filter((answer) => tells(answer) && monthOf(answer.day) === monthOf(start)))),
    );
  });
});

test('by hour of the clock on the wall', () => {
  always(({ packed, asked, inPeriod }) => {
    const reviews = inPeriod.filter(({ what }) => what === 'review');
    expect(hoursFigure(packed.log, asked)).toEqual(
      Array.from({ length: 24 }, (_, hour) => {
        const own = reviews.filter((answer) => answer.hour === hour);
        return shareOf(passed(own), own.length);
      }),
    );
  });
});

test('the buttons that were pressed', () => {
  always(({ packed, asked, inPeriod }) => {
    const ratings = (is: (answer: PlainAnswer) => boolean) =>
      [1, 2, 3, 4].map((rating) => count(inPeriod, (answer) => isAnswer(answer) && answer.rating === rating && is(answer)));
    expect(buttonsFigure(sumsOf(packed, asked), asked)).toEqual({
      learning: ratings(({ what }) => what !== 'review'),
      young: ratings((answer) => answer.what === 'review' && !isMature(answer)),
      mature: ratings((answer) => answer.what === 'review' && isMature(answer)),
    });
  });
});

test('cards that came, also those that rest by now, and cards met for the first time, by month', () => {
  always(({ packed, asked, inPeriod, added }) => {
    const spans = spansBy('month', asked.from, asked.today);
    const came = added.filter((day) => day >= asked.from && day <= asked.today);
    expect(addedFigure(packed.cards, sumsOf(packed, asked), asked, spans)).toEqual({
      added: spans.starts.map((start) => count(came, (day) => monthOf(day) === monthOf(start))),
      met: spans.starts.map((start) => count(inPeriod, ({ what, day }) => what === 'new' && monthOf(day) === monthOf(start))),
    });
  });
});

test('recognition beside recall', () => {
  always(({ packed, asked, inPeriod }) => {
    const asks = inPeriod.filter(({ what }) => what === 'quiz');
    const recalls = inPeriod.filter(tells);
    const spans = spansBy('month', asked.from, asked.today);
    const figure = quizFigure(sumsOf(packed, asked), spans);
    expect(figure.right).toEqual(shareOf(passed(asks), asks.length));
    expect(figure.recalled).toEqual(shareOf(passed(recalls), recalls.length));
    const inMonth = (answers: readonly PlainAnswer[], start: number) => {
      const own = answers.filter(({ day }) => monthOf(day) === monthOf(start));
      return shareOf(passed(own), own.length);
    };
    expect(figure.parts).toEqual(
      spans.starts.map((start) => ({ right: inMonth(asks, start), recalled: inMonth(recalls, start) })),
    );
  });
});

test.each([
  ['all right is all known', 1, 1],
  ['a quarter right is chance', 0.25, 0],
  ['fewer are no less than nothing', 0.1, 0],
  ['of 88 in 100, 12 wrong ones stand for 16 that were not known', 0.88, 0.84],
])('guesses taken out: %s', (_why, right, known) => {
  expect(withoutGuesses(right)).toBeCloseTo(known, 12);
});

const mean = (values: readonly number[]) => sum(values) / values.length;
const lossOf = ({ expected, known }: { readonly expected: number; readonly known: number }) =>
  -Math.log(Math.min(0.9999, Math.max(0.0001, known ? expected : 1 - expected)));

/** Log loss and RMSE in bins as srs-benchmark defines them, answer by answer. */
function plainCalibration(answers: readonly PlainAnswer[]) {
  const byCard = new Map<string, PlainAnswer[]>();
  const scored: { day: number; expected: number; known: number; bin: string }[] = [];
  for (const answer of answers.filter(isAnswer)) {
    const key = `${answer.card} ${answer.life}`;
    const earlier = byCard.get(key) ?? [];
    const { elapsed = 0, memory } = answer;
    if (elapsed > 0 && memory !== undefined) {
      const lapses = count(earlier, ({ rating }) => rating === 1);
      const power = (value: number, base: number) => Math.floor(Math.log(value) / Math.log(base));
      const bin = `${power(elapsed, 3.62)} ${power(earlier.length + 1, 1.89)} ${lapses === 0 ? 'none' : power(lapses, 1.73)}`;
      scored.push({
        day: answer.day,
        expected: retrievability(memory, elapsed, answer.weights),
        known: answer.passed ? 1 : 0,
        bin,
      });
    }
    byCard.set(key, elapsed > 0 && memory !== undefined ? [...earlier, answer] : earlier);
  }
  const bins = [...new Set(scored.map(({ bin }) => bin))].map((bin) => scored.filter((one) => one.bin === bin));
  const squares = bins.map(
    (own) => own.length * (mean(own.map(({ expected }) => expected)) - mean(own.map(({ known }) => known))) ** 2,
  );
  return {
    scored,
    of: scored.length,
    known: sum(scored.map(({ known }) => known)),
    expected: scored.length === 0 ? 0 : mean(scored.map(({ expected }) => expected)),
    logLoss: mean(scored.map(lossOf)),
    rmse: Math.sqrt(sum(squares) / scored.length),
    inBins: new Set(scored.map(({ expected }) => Math.min(19, Math.floor(Math.fround(expected) * 20)))).size,
  };
}

test('expected against actual recall, log loss and RMSE in bins', () => {
  let told = 0;
  always(({ packed, asked, answers }) => {
    // Of all the time: what was before the period decides the bins.
    const from = (asked.today - 3_000) as StudyDay;
    const figure = calibrationFigure(packed.log, { ...asked, from }, spansOf(from, asked.today));
    // After a flight back over midnight an answer may be of tomorrow.
    fc.pre(answers.every(({ day }) => day <= asked.today));
    const plain = plainCalibration(answers);
    told += plain.of;
    expect(figure.all.actual).toEqual(shareOf(plain.known, plain.of));
    expect(figure.all.expected).toBeCloseTo(plain.expected, 5);
    expect(figure.bins).toHaveLength(plain.inBins);
    expect(sum(figure.bins.map(({ actual }) => actual.of))).toBe(plain.of);
    if (plain.of === 0) {
      expect(figure.logLoss).toBeUndefined();
      return;
    }
    expect(figure.logLoss).toBeCloseTo(plain.logLoss, 4);
    expect(figure.rmseBins).toBeCloseTo(plain.rmse, 5);
  });
  expect(told).toBeGreaterThan(100);
});

test('expected against actual recall over time: by month of the period', () => {
  always(({ packed, asked, answers }) => {
    const spans = spansBy('month', asked.from, asked.today);
    const { parts, all } = calibrationFigure(packed.log, asked, spans);
    const scored = plainCalibration(answers).scored.filter(({ day }) => day >= asked.from && day <= asked.today);
    expect(all.actual).toEqual(shareOf(sum(scored.map(({ known }) => known)), scored.length));
    expect(parts).toHaveLength(spans.starts.length);
    for (const [index, start] of spans.starts.entries()) {
      const own = scored.filter(({ day }) => monthOf(day) === monthOf(start));
      expect(parts[index]!.actual).toEqual(shareOf(sum(own.map(({ known }) => known)), own.length));
      if (own.length === 0) {
        expect(parts[index]!.logLoss).toBeUndefined();
        continue;
      }
      expect(parts[index]!.expected).toBeCloseTo(mean(own.map(({ expected }) => expected)), 5);
      expect(parts[index]!.logLoss).toBeCloseTo(mean(own.map(lossOf)), 4);
    }
  });
});

test('log loss of ten thousand answers that nobody expected is no infinity', () => {
  const rows = 10_000;
  const log = { ...emptyLog(rows), length: rows };
  for (let at = 0; at < rows; at += 1) {
    putLogRow(log, at, {
      day: monday,
      card: 0,
      takenMs: 1,
      recall: 1,
      elapsed: 3,
      interval: 3,
      nth: 2,
      lapses: 0,
      kind: rowKind.review,
      rating: 1,
      hour: 9,
    });
  }
  const asked = { today: monday, from: monday, chosen: new Uint8Array([1]) };
  expect(calibrationFigure(log, asked, spansOf(monday, monday)).logLoss).toBeCloseTo(-Math.log(0.0001), 9);
});

test('what will be due, what is overdue, and the load of a day', () => {
  always(({ packed, asked, schedules }) => {
    const due = schedules.flatMap(({ state }) => {
      if (state.kind === 'new') return [];
      const day = state.kind === 'review' ? state.dueDay : 'day' in state.due ? state.due.day : state.lastAnswer.day;
      return [{ ahead: day - asked.today, interval: state.kind === 'review' ? state.intervalDays : 0 }];
    });
    const figure = dueFigure(packed.cards, asked, 30);
    const onDay = (mature: boolean) =>
      Array.from({ length: 30 }, (_, day) => count(due, ({ ahead, interval }) => ahead === day && interval >= 21 === mature));
    expect(figure).toEqual({
      young: onDay(false),
      mature: onDay(true),
      backlog: count(due, ({ ahead }) => ahead < 0),
      later: count(due, ({ ahead }) => ahead >= 30),
      dailyLoad: expect.closeTo(sum(due.flatMap(({ interval }) => (interval > 0 ? [1 / interval] : []))), 9) as number,
    });
  });
});

test.each([
  ['two days ago', -2, 1, 0],
  ['yesterday', -1, 1, 0],
  ['today', 0, 0, 1],
  ['on the last day that is shown', 29, 0, 1],
  ['on the day after', 30, 0, 0],
])('a card that is due %s', (_when, ahead, backlog, shown) => {
  const cards = { ...emptyCards(1), length: 1 };
  const state = { state: cardState.review, stability: 9, difficulty: 5, lastDay: monday - 9, interval: 9 };
  const place = { deck: 1, category: 0, exams: 0, added: 0, resting: 0 };
  putCardRow(cards, 0, { ...state, ...place, dueDay: monday + ahead });
  const figure = dueFigure(cards, { today: monday, from: monday, chosen: new Uint8Array([1]) }, 30);
  expect(figure).toMatchObject({ backlog, later: 1 - backlog - shown });
  expect(sum(figure.young)).toBe(shown);
});

test('cards by where they stand, intervals, stability, difficulty and retrievability; those that rest are apart', () => {
  always(({ log, packed, asked, schedules, aside }) => {
    const states = schedules.map(({ state }) => state);
    const reviews = states.flatMap((state) => (state.kind === 'review' ? [state] : []));
    expect(countsFigure(packed.cards, asked)).toEqual({
      fresh: count(states, ({ kind }) => kind === 'new'),
      learning: count(states, ({ kind }) => kind === 'learning'),
      relearning: count(states, ({ kind }) => kind === 'relearning'),
      young: count(reviews, ({ intervalDays }) => intervalDays < 21),
      mature: count(reviews, ({ intervalDays }) => intervalDays >= 21),
      resting: aside,
    });
    const met = states.flatMap((state) => (state.kind === 'new' ? [] : [state]));
    const recall = Float32Array.from(log.schedules, ({ state }) =>
      state.kind === 'new'
        ? 0.5
        : retrievability(state.memory, Math.max(0, asked.today - state.lastAnswer.day), log.usual.weights),
    );
    const own = schedules.flatMap(({ state, card }) =>
      state.kind === 'new' ? [] : [recall[log.schedules.findIndex((schedule) => schedule.card === card)]!],
    );
    const figures: [Histogram, number[]][] = [
      [intervalsFigure(packed.cards, asked), reviews.map(({ intervalDays }) => intervalDays)],
      [stabilityFigure(packed.cards, asked), met.map(({ memory }) => Math.fround(memory.stability))],
      [difficultyFigure(packed.cards, asked), met.map(({ memory }) => Math.fround(memory.difficulty))],
      [retrievabilityFigure(packed.cards, recall, asked), own],
    ];
    for (const [figure, values] of figures) {
      expect(figure.total).toBe(values.length);
      expect(figure.counts).toEqual(
        figure.edges.map((edge, index) =>
          count(values, (value) => (index === 0 || value >= edge) && value < (figure.edges[index + 1] ?? Infinity)),
        ),
      );
      const sorted = values.toSorted((a, b) => a - b);
      const middle = (sorted.length - 1) / 2;
      const median = sorted.length === 0 ? undefined : (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
      if (median === undefined) expect(figure.median).toBeUndefined();
      else expect(figure.median).toBeCloseTo(median, 9);
    }
    expect(retrievabilityFigure(packed.cards, recall, asked).knowledge).toBeCloseTo(sum(own), 5);
  });
});
