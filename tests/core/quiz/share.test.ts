import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { assert, array, constantFrom, integer, property, string } from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { readFileSync } from 'node:fs';
import { crc32 } from '#core/crc32.ts';
import type { Deck } from '#core/decks/deck.ts';
import type { EntityId, QuizId } from '#core/ids.ts';
import { fromBase64Url, toBase64Url } from '#core/quiz/base64-url.ts';
import { drawQuestions, questionsOf } from '#core/quiz/generate.ts';
import { scoreExam } from '#core/quiz/exam-score.ts';
import { blueprintOf, drawExam } from '#core/quiz/exam.ts';
import { askedOf, type Paper, type Question, type QuestionKind, type Sheet } from '#core/quiz/question.ts';
import { handIn, paperOf } from '#core/quiz/sheet.ts';
import type { Instant, StudyDay } from '#core/time.ts';
import { smallDeck } from './a-deck.ts';
import { paperOfShared, readCode, retakeQuiz, shareQuestions, type SharedQuiz } from '#core/quiz/share.ts';

// Whole exams are drawn and made again, several times over.
vi.setConfig({ testTimeout: 20_000 });

const deck = JSON.parse(readFileSync('decks/aws-ml-ai-big-data/deck.json', 'utf8')) as Deck;
const bank = questionsOf(deck);
const friends = questionsOf(structuredClone(deck));
const kinds: readonly QuestionKind[] = ['choice', 'response', 'match', 'typed'];
const [first, second] = deck.entities.filter(({ kind }) => kind === 'service').map(({ id }) => id) as [EntityId, EntityId];

function read(code: string): SharedQuiz {
  const found = readCode(code);
  if (found.kind !== 'read') throw new Error(found.why);
  return found.shared;
}

/** What the app itself would never write. */
function coded(value: unknown): string {
  const bytes = deflateSync(strToU8(typeof value === 'string' ? value : JSON.stringify(value)));
  const sum = new Uint8Array(4);
  new DataView(sum.buffer).setUint32(0, crc32(bytes));
  return toBase64Url(new Uint8Array([...sum, ...bytes]));
}

function uncoded(code: string): unknown {
  return JSON.parse(strFromU8(inflateSync(fromBase64Url(code)!.slice(4))));
}

test('a friend with the same deck takes the very same quiz, whatever the wrong answers were fitted to', () => {
  assert(
    property(integer({ min: 0, max: 0xffff_ffff }), integer({ min: 1, max: 65 }), (seed, count) => {
      const confused = [{ asked: first, chosen: second, strength: 0.9 }];
      const questions = drawQuestions(bank, { count, categories: [], seed, kinds, confused });
      const shared = read(shareQuestions(deck.id, questions));
      expect(retakeQuiz(shared, friends)).toEqual({ questions, missing: [] });
    }),
    { numRuns: 5 },
  );
});

test('an exam of 65 is short enough for a link, and says how long it takes', () => {
  const questions = drawQuestions(bank, { count: 65, categories: [], seed: 1, kinds });
  const code = shareQuestions(deck.id, questions, {
    exam: { name: 'Own', minutes: 90, domains: [] },
    places: questions.map(() => null),
    sheets: [],
    pausedMs: 0,
  });
  expect(code).toMatch(/^[\w-]+$/);
  expect(code.length).toBeLessThan(6000);
  expect(read(code)).toMatchObject({ deck: deck.id, minutes: 90 });
});

/** Three questions of the small deck and 30 minutes, as a link carried them before. */
const codeBeforeDomains =
  'EGyeaW1QW27DIBC8y37bEsRxnHAVKx_IBpvwNGAnadWcvUvUSm2UL2CYmZ3ZT9iA0QpGYJBFylCBBdaQCgSwHix3fBJjnUTc1CBq6WPNAx9mvBrlNNK1ciKpVI888zrlKLhNr7BUUcw-ieL-6_hkKjf99dRcao6kHLlLhuciiGJMs5Il2eBtQCPhRnwEb8wdz2VVg05qmgtjMmvRCBvhjF9YoQfHraizr8MaA2Zgj7fRGFk2qYkhrbq6AQf0PS6B-MN2mgztRi-1Qc8ed0XltBzuiaxD8JdTAXfI_C9HsEHwtqNLbIm8Nra9wfmMMPzkKJFKNPZ4NmFUzsk1jnab_ThisX5ftdWh6t5rsCEjR9_xcKHckP1lQMWxOqGGEpzz9Q0';

describe('an exam whose domains are weighed', () => {
  const blueprint = blueprintOf(deck.exams!.find(({ id }) => String(id) === 'dea-c01')!);
  const exam = drawExam(bank, blueprint, { id: 'e' as QuizId, seed: 3, startedAt: 0 as Instant, day: 0 as StudyDay });
  const paper = paperOf(exam);
  const shared = read(shareQuestions(deck.id, exam.questions, paper));
  /** Every second one is right. */
  const score = (questions: readonly Question[], on: Paper) => {
    const sheets = questions.map((question, at): Sheet => {
      const given = question.kind === 'choice' && at % 2 === 0 ? { kind: 'choice' as const, chosen: question.key } : undefined;
      return { struck: [], spentMs: 0, ...(given && { given }) };
    });
    return scoreExam(handIn({ ...exam, questions, exam: { ...on, sheets } }, 9 as Instant));
  };

  test('is the same paper for a friend, scored alike by domain', () => {
    const again = paperOfShared(shared, retakeQuiz(shared, friends), String);
    expect(again).toEqual(paper);
    const { domains, expected } = score(exam.questions, again!);
    expect(domains.filter(({ share }) => share !== undefined).length).toBeGreaterThan(1);
    expect({ domains, expected }).toEqual({
      domains: score(exam.questions, paper).domains,
      expected: score(exam.questions, paper).expected,
    });
  });

  test('keeps each question in its domain where another version of the deck lacks some', () => {
    const [asked] = askedOf(exam.questions[0]!);
    const rest = questionsOf({ ...deck, entities: deck.entities.filter(({ id }) => id !== asked?.entity) });
    const retaken = retakeQuiz(shared, rest);
    expect(retaken.missing.length).toBeGreaterThan(0);
    const again = paperOfShared(shared, retaken, String)!;
    const placeOf = new Map(exam.questions.map(({ id }, at) => [id, paper.places[at]]));
    expect(again.places).toEqual(retaken.questions.map(({ id }) => placeOf.get(id)));
    expect(again.exam.minutes).toBeLessThan(paper.exam.minutes);
  });

  test('passed on by the app as it was before domains were, is an exam still', () => {
    const old = read(codeBeforeDomains);
    expect(old).toMatchObject({ deck: smallDeck.id, minutes: 30 });
    expect(old.weights).toBeUndefined();
    const retaken = retakeQuiz(old, questionsOf(smallDeck));
    expect(retaken).toMatchObject({ questions: { length: 3 }, missing: [] });
    expect(paperOfShared(old, retaken, () => 'Shared')).toMatchObject({
      exam: { name: 'Shared', minutes: 30, domains: [] },
      places: [null, null, null],
    });
  });

  test('a quiz, and an exam that weighs nothing, can be opened by the app as it was before', () => {
    const plain = { ...paper, exam: { name: 'Own', minutes: 9, domains: [] }, places: paper.places.map(() => null) };
    for (const one of [undefined, plain]) expect(uncoded(shareQuestions(deck.id, exam.questions, one))).toMatchObject({ v: 1 });
  });
});

describe('with another version of the deck', () => {
  const questions = drawQuestions(bank, { count: 65, categories: [], seed: 1 });
  const shared = read(shareQuestions(deck.id, questions));
  const changed = (change: (entity: Deck['entities'][number]) => Deck['entities'][number] | undefined): Deck => ({
    ...deck,
    entities: deck.entities.flatMap((entity) => change(entity) ?? []),
  });
  const asksAbout = (question: Question) => question.kind === 'choice' && question.entity === first;
  const holds = (question: Question) => question.kind === 'choice' && question.options.some(({ entity }) => entity === first);

  test('what is gone is named, and the rest stays as it was', () => {
    const without = retakeQuiz(shared, questionsOf(changed((entity) => (entity.id === first ? undefined : entity))));
    expect(without.questions).toEqual(questions.filter((question) => !holds(question)));
    expect(without.missing.map(({ index }) => index)).toEqual(questions.flatMap((one, index) => (holds(one) ? [index] : [])));
    expect(without.missing.some(({ part, entity }) => part === 'option' && entity === first)).toBe(true);
  });

  test('what is worded anew is not asked as if it were the same', () => {
    const reworded = changed((entity) =>
      entity.id === first ? { ...entity, stems: [], statements: [], scenarios: [] } : entity,
    );
    const { missing } = retakeQuiz(shared, questionsOf(reworded));
    const asked = questions.flatMap((one, index) => (asksAbout(one) ? [index] : []));
    expect(asked.length).toBeGreaterThan(0);
    expect(missing.map(({ index }) => index)).toEqual(expect.arrayContaining(asked));
  });

  test('another deck has none of it', () => {
    const other = JSON.parse(readFileSync('decks/music-intervals/deck.json', 'utf8')) as Deck;
    expect(retakeQuiz(shared, questionsOf(other)).questions).toEqual([]);
    expect(retakeQuiz(shared, questionsOf(other)).missing).toHaveLength(65);
  });
});

describe('a code that is none', () => {
  const good = { v: 1, d: 'deck', e: ['a', 'b'], q: [['feature-to-name:~a:x', [0, 1]]] };
  const weights = { n: 'Exam', d: [['a', 'A', 100]], p: [0] };
  const weighed = (change: object) => coded({ ...good, v: 2, w: { ...weights, ...change } });

  test.each([
    ['nothing', '', 'damaged'],
    ['other signs', 'a+b/', 'damaged'],
    ['half of one', shareQuestions(deck.id, drawQuestions(bank, { count: 5, categories: [], seed: 1 })).slice(0, 80), 'damaged'],
    ['far too long', 'A'.repeat(60_001), 'too-long'],
    ['no JSON', coded('{"v":1'), 'damaged'],
    ['a later version', coded({ ...good, v: 3 }), 'newer'],
    ['weights in the version that had none', coded({ ...good, w: weights }), 'damaged'],
    ['the version with weights without any', coded({ ...good, v: 2 }), 'damaged'],
    ['a domain that is not in its list', weighed({ p: [1] }), 'damaged'],
    ['a question without a domain', weighed({ p: [] }), 'damaged'],
    ['more domains than questions', weighed({ p: [0, 0] }), 'damaged'],
    [
      'a domain twice',
      weighed({
        d: [
          ['a', 'A', 50],
          ['a', 'B', 50],
        ],
      }),
      'damaged',
    ],
    ['a domain of less than nothing', weighed({ d: [['a', 'A', -1]] }), 'damaged'],
    ['a domain that is asked and weighs nothing', weighed({ d: [['a', 'A', 0]] }), 'damaged'],
    [
      'domains of more than all',
      weighed({
        d: [
          ['a', 'A', 100],
          ['b', 'B', 100],
        ],
      }),
      'damaged',
    ],
    ['no number', weighed({ d: [['a', 'A', null]] }), 'damaged'],
    ['an entity that is not in its list', coded({ ...good, q: [['x', [2]]] }), 'damaged'],
    ['a place below none', coded({ ...good, q: [['x', [-1]]] }), 'damaged'],
    ['too many questions', coded({ ...good, q: Array.from({ length: 301 }, () => ['x', [0]]) }), 'damaged'],
    ['no question', coded({ ...good, q: [] }), 'damaged'],
    ['a key that means nothing', coded({ ...good, __proto__x: 1 }), 'damaged'],
    ['a text that is too long', coded({ ...good, d: 'd'.repeat(301) }), 'damaged'],
    ['a minute that is none', coded({ ...good, m: -5 }), 'damaged'],
    ['gigabytes in a few bytes', coded(`"${'a'.repeat(5_000_000)}"`), 'damaged'],
  ])('%s', (_, code, why) => expect(readCode(code)).toEqual({ kind: 'unreadable', why }));

  test('the same that is whole is read', () => {
    expect(readCode(coded(good)).kind).toBe('read');
    expect(readCode(weighed({})).kind).toBe('read');
  });

  test('never throws, whatever is given', () => {
    const whole = shareQuestions(deck.id, drawQuestions(bank, { count: 5, categories: [], seed: 1 }));
    assert(property(string({ maxLength: 300 }), (text) => void readCode(text)));
    assert(
      property(integer({ min: 0, max: whole.length - 1 }), constantFrom('A', 'Z', 'a', 'z', '0', '9', '-', '_'), (at, sign) => {
        const mutated = whole.slice(0, at) + sign + whole.slice(at + 1);
        expect(readCode(mutated).kind).toBe(mutated === whole ? 'read' : 'unreadable');
      }),
    );
  });

  test('with questions that make no sense gives none of them', () => {
    const ids = [...new Set(bank.askable.map(({ id }) => id.replaceAll(`${deck.id}/`, '~')))];
    const entities = deck.entities.map(({ id }) => id.slice(deck.id.length + 1));
    assert(
      property(constantFrom(...ids), array(integer({ min: 0, max: entities.length - 1 }), { maxLength: 6 }), (id, options) => {
        const found = readCode(coded({ v: 1, d: deck.id, e: entities, q: [[id, options, options]] }));
        if (found.kind !== 'read') throw new Error(found.why);
        const { questions, missing } = retakeQuiz(found.shared, bank);
        expect(questions.length + missing.length).toBe(1);
        for (const question of questions) {
          if (question.kind === 'choice') expect(question.options[question.key]?.entity).toBe(question.entity);
        }
      }),
      { numRuns: 8 },
    );
  });
});
