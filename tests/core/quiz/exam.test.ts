import { readFileSync } from 'node:fs';
import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Deck } from '#core/decks/deck.ts';
import type { QuizId } from '#core/ids.ts';
import { scoreExam } from '#core/quiz/exam-score.ts';
import { blueprintOf, countByDomain, drawExam, shareOut, type Blueprint } from '#core/quiz/exam.ts';
import { questionsOf } from '#core/quiz/generate.ts';
import { askedOf, type Given, type Quiz } from '#core/quiz/question.ts';
import { changeSheet, countSheets, handIn, leftMs, paperOf, spentMs } from '#core/quiz/sheet.ts';
import type { Instant, StudyDay } from '#core/time.ts';

const deck = JSON.parse(readFileSync('decks/aws-ml-ai-big-data/deck.json', 'utf8')) as Deck;
const bank = questionsOf(deck);
const blueprints = (deck.exams ?? []).map(blueprintOf);
const ofData = blueprints.find(({ id }) => String(id) === 'dea-c01')!;

function exam(seed: number, blueprint: Blueprint = ofData): Quiz {
  return drawExam(bank, blueprint, { id: 'exam' as QuizId, seed, startedAt: 0 as Instant, day: 0 as StudyDay });
}

describe('the four exams of the shipped deck', () => {
  test.each(blueprints.map((blueprint) => [String(blueprint.id), blueprint] as const))(
    '%s: questions by weight among what the notes cover, the rest named',
    (_, blueprint) => {
      const available = countByDomain(bank, blueprint);
      const counts = shareOut(blueprint, available);
      const { questions, exam: paper } = exam(7, blueprint);
      expect(questions.length).toBe(counts.reduce((sum, count) => sum + count, 0));
      expect(questions.length).toBeGreaterThan(0);
      expect(questions.length).toBeLessThanOrEqual(blueprint.questions);
      expect(paper?.exam.domains.map(({ isCovered }) => isCovered)).toEqual(counts.map((count) => count > 0));
      const pace = blueprint.minutes / blueprint.questions;
      expect(Math.abs((paper?.exam.minutes ?? 0) - pace * questions.length)).toBeLessThanOrEqual(0.5);
      for (const [index, question] of questions.entries()) {
        expect(blueprint.kinds).toContain(question.kind);
        const [asked] = askedOf(question);
        if (question.kind === 'match') continue;
        expect(asked?.exams).toContainEqual(expect.objectContaining({ exam: blueprint.id, domain: paper?.places[index] }));
      }
    },
  );

  test('nothing is asked twice, and the same seed gives the same paper', () => {
    for (const seed of [1, 2, 3]) {
      const { questions } = exam(seed);
      expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
      expect(new Set(questions.map(({ stem, kind }) => (kind === 'match' ? `${stem} ${kind}` : stem))).size).toBe(
        questions.length,
      );
    }
    expect(exam(4)).toEqual(exam(4));
    expect(exam(4).questions).not.toEqual(exam(5).questions);
  });
});

describe('questions are shared out', () => {
  const domain = (id: string, percent: number) => ({ id, name: id, percent });
  test.each<[string, number, number[], number[], number[]]>([
    ['by weight', 10, [50, 30, 20], [99, 99, 99], [5, 3, 2]],
    ['to the rest where one has too few to tell anything', 10, [50, 30, 20], [2, 99, 99], [0, 6, 4]],
    ['never more than there are', 10, [50, 30, 20], [3, 99, 99], [3, 4, 3]],
    ['fewer than wished where the notes have no more', 10, [50, 50], [3, 4], [3, 4]],
    ['none where nothing is covered', 10, [100], [1], [0]],
    ['none to a domain without weight', 4, [100, 0], [9, 9], [4, 0]],
  ])('%s', (_, questions, percents, available, expected) => {
    const domains = percents.map((percent, at) => domain(`d${at}`, percent));
    expect(shareOut({ ...ofData, questions, domains }, available)).toEqual(expected);
  });

  test('a deck that names no exam is asked as a whole', () => {
    const { questions, exam: paper } = exam(3, { name: 'All', questions: 20, minutes: 30, kinds: ['choice'], domains: [] });
    expect(questions).toHaveLength(20);
    expect(paper?.places).toEqual(questions.map(() => null));
    expect(scoreExam(handIn(exam(3, { ...ofData, domains: [] }), 9 as Instant)).coveredPercent).toBe(100);
  });
});

const chose = (chosen: number): Given => ({ kind: 'choice', chosen });

describe('a sheet', () => {
  const start = exam(11);
  const at = start.questions.findIndex(({ kind }) => kind === 'choice');
  const two = start.questions.findIndex(({ kind }) => kind === 'response');
  const sheetAt = (quiz: Quiz, index: number) => paperOf(quiz).sheets[index];

  test('takes another answer in place of the first, and none', () => {
    const first = changeSheet(start, at, { kind: 'give', given: chose(1) }, 4_000);
    const second = changeSheet(first, at, { kind: 'give', given: chose(2) }, 3_000);
    expect(sheetAt(second, at)).toEqual({ given: chose(2), struck: [], spentMs: 7_000 });
    expect(sheetAt(changeSheet(second, at, { kind: 'give', given: { kind: 'none' } }, 0), at)).not.toHaveProperty('given');
  });

  test('an option that is struck out is not chosen, and one that is chosen not struck out', () => {
    const chosen = changeSheet(start, at, { kind: 'give', given: chose(1) }, 0);
    const struck = changeSheet(chosen, at, { kind: 'strike', option: 1, struck: true }, 0);
    expect(sheetAt(struck, at)).toEqual({ struck: [1], spentMs: 0 });
    const again = changeSheet(struck, at, { kind: 'give', given: chose(1) }, 0);
    expect(sheetAt(again, at)).toEqual({ given: chose(1), struck: [], spentMs: 0 });
    const restored = changeSheet(struck, at, { kind: 'strike', option: 1, struck: false }, 0);
    expect(sheetAt(restored, at)?.struck).toEqual([]);
    const other = changeSheet(chosen, at, { kind: 'strike', option: 0, struck: true }, 0);
    expect(sheetAt(other, at)).toMatchObject({ given: chose(1), struck: [0] });
  });

  test('with one of two chosen is open still', () => {
    const given = { kind: 'response', chosen: [0] } as const;
    const half = changeSheet(start, two, { kind: 'give', given }, 0);
    expect(countSheets(half)).toMatchObject({ answered: 0, open: start.questions.length });
    const whole = changeSheet(half, two, { kind: 'give', given: { ...given, chosen: [0, 1] } }, 0);
    expect(countSheets(whole)).toMatchObject({ answered: 1 });
    const struck = changeSheet(whole, two, { kind: 'strike', option: 0, struck: true }, 0);
    expect(sheetAt(struck, two)).toMatchObject({ given: { chosen: [1] }, struck: [0] });
  });

  test('the time is that of the questions on screen, and never more than there is', () => {
    const steps = array(
      record({ index: integer({ min: 0, max: start.questions.length - 1 }), ms: integer({ min: -5, max: 9e6 }) }),
    );
    assert(
      property(steps, (all) => {
        let quiz = start;
        for (const { index, ms } of all) quiz = changeSheet(quiz, index, { kind: 'spend' }, ms);
        const whole = paperOf(start).exam.minutes * 60_000;
        const sum = all.reduce((total, { ms }) => Math.min(whole, total + Math.max(0, ms)), 0);
        expect(spentMs(paperOf(quiz))).toBe(sum);
        expect(leftMs(paperOf(quiz))).toBe(whole - sum);
      }),
    );
  });

  test('marked for review, and not', () => {
    const marked = changeSheet(start, 0, { kind: 'mark', marked: true }, 0);
    expect(countSheets(marked).marked).toBe(1);
    expect(changeSheet(marked, 0, { kind: 'mark', marked: false }, 0)).toEqual(start);
  });
});

describe('handed in', () => {
  const start = exam(2);

  test('what is open counts as wrong, pauses are told apart from the time it took', () => {
    const answered = changeSheet(start, 0, { kind: 'spend' }, 60_000);
    const ended = handIn(answered, 200_000 as Instant);
    expect(ended.answers).toHaveLength(start.questions.length);
    expect(ended.answers[0]).toEqual({ given: { kind: 'none' }, instant: 200_000, takenMs: 60_000 });
    expect(ended.exam).toMatchObject({ pausedMs: 140_000 });
    expect(ended.exam).not.toHaveProperty('timedOut');
    expect(scoreExam(ended).expected.share).toBe(0);
    expect(handIn(ended, 999_999 as Instant)).toBe(ended);
  });

  test('when the time is up it says so', () => {
    const spent = changeSheet(start, 0, { kind: 'spend' }, Number.MAX_SAFE_INTEGER);
    expect(handIn(spent, 0 as Instant).exam).toMatchObject({ timedOut: true, pausedMs: 0 });
  });

  test('the expected share is that of each domain by its weight, within its range', () => {
    const outcomes = array(constantFrom(true, false), { minLength: start.questions.length, maxLength: start.questions.length });
    assert(
      property(outcomes, (rights) => {
        let quiz = start;
        for (const [index, question] of start.questions.entries()) {
          if (question.kind !== 'choice') continue;
          const chosen = rights[index] ? question.key : (question.key + 1) % question.options.length;
          quiz = changeSheet(quiz, index, { kind: 'give', given: chose(chosen) }, 0);
        }
        const { expected, domains } = scoreExam(handIn(quiz, 1 as Instant));
        let plain = 0;
        let weights = 0;
        for (const { domain, share } of domains) {
          if (share === undefined) continue;
          const own = start.questions.flatMap((question, index) =>
            paperOf(start).places[index] === domain.id ? [{ question, index }] : [],
          );
          const right = own.filter(({ question, index }) => question.kind === 'choice' && rights[index]).length;
          plain += domain.percent * (right / own.length);
          weights += domain.percent;
        }
        expect(expected.share).toBeCloseTo(plain / weights, 10);
        expect(expected.low).toBeLessThanOrEqual(expected.share);
        expect(expected.high).toBeGreaterThanOrEqual(expected.share);
        expect(expected.high - expected.low).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });
});
