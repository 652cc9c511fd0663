import { assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CategoryId, QuizId } from '#core/ids.ts';
import { drawQuiz, questionsOf, type QuizRequest } from '#core/quiz/generate.ts';
import { countOffered, countThings, offerOf, tableOf } from '#core/quiz/offer.ts';
import { asksForName, type ChoiceQuestion, type Quiz } from '#core/quiz/question.ts';
import type { Instant, StudyDay } from '#core/time.ts';
import { choicesOf } from '#tests/support/quizzes.ts';
import { aDeck, idOf, smallDeck } from './a-deck.ts';
import { faultsOf, faultsOfQuiz } from './rules.ts';

const bank = questionsOf(smallDeck);

function draw(seed: number, more: Partial<QuizRequest> = {}): Quiz {
  const request = { id: 'q' as QuizId, count: 10, categories: [], startedAt: 0 as Instant, day: 0 as StudyDay };
  return drawQuiz(bank, { ...request, seed, ...more });
}

const services = smallDeck.entities.filter(({ kind }) => kind === 'service').map(({ id }) => id);
const seeds = integer({ min: 0, max: 0xffff_ffff });
const manyQuizzes = Array.from({ length: 200 }, (_, seed) => draw(seed));
const manyQuestions: readonly ChoiceQuestion[] = manyQuizzes.flatMap(choicesOf);

describe('a quiz', () => {
  test('asks nothing that can be read off, is right twice, or names one thing under two names', () => {
    assert(
      property(seeds, integer({ min: 1, max: 40 }), (seed, count) => {
        for (const question of choicesOf(draw(seed, { count }))) expect(faultsOf(question, smallDeck)).toEqual([]);
      }),
    );
  });

  test('gives every service its turn before one is asked again, and no stem twice', () => {
    assert(
      property(seeds, integer({ min: 1, max: 40 }), (seed, count) => {
        expect(faultsOfQuiz(draw(seed, { count }), services.length)).toEqual([]);
      }),
    );
  });

  test('is the same for the same seed, and another for another', () => {
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7).questions).not.toEqual(draw(8).questions);
  });

  test('does not move when the deck is read in again', () => {
    const again = drawQuiz(questionsOf(structuredClone(smallDeck)), { ...draw(7), count: 10 });
    expect(again.questions).toEqual(draw(7).questions);
  });

  test('comes to every service in the course of time, and to nothing else', () => {
    expect(new Set(manyQuestions.map(({ entity }) => entity))).toEqual(new Set(services));
  });

  test('asks in both directions, for the name more often', () => {
    const toName = manyQuestions.filter(({ direction }) => asksForName(direction)).length;
    expect(toName / manyQuestions.length).toBeGreaterThan(0.5);
    expect(toName / manyQuestions.length).toBeLessThan(0.8);
  });

  test('has the right answer as often at A as at D', () => {
    const counts = [0, 1, 2, 3].map((at) => manyQuestions.filter(({ key }) => key === at).length);
    const expected = manyQuestions.length / 4;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // Three degrees of freedom: 11.34 is passed once in a hundred banks.
    expect(chiSquare).toBeLessThan(11.34);
  });

  test('keeps to the chosen categories, with distractors from anywhere', () => {
    const questions = choicesOf(draw(3, { categories: ['language' as CategoryId], count: 20 }));
    expect(new Set(questions.map(({ entity }) => entity))).toEqual(
      new Set(['Amazon Translate', 'Amazon Polly', 'Amazon Comprehend', 'Amazon Comprehend Medical'].map(idOf)),
    );
  });

  test('is shorter when there is not so much to ask, and says beforehand how much there is', () => {
    const categories = ['language' as CategoryId];
    expect(countOffered(offerOf(tableOf(bank)), categories, ['choice'])).toBe(7);
    expect(draw(3, { categories, count: 20 }).questions).toHaveLength(7);
  });

  test('knows how many services each category has to ask about', () => {
    expect(Object.fromEntries(countThings(offerOf(tableOf(bank))))).toEqual({
      analytics: 5,
      streaming: 4,
      language: 4,
      developer: 2,
    });
  });
});

describe('a question', () => {
  test('is not asked when its stem gives the name away, the other direction is', () => {
    const ofTranslate = manyQuestions.filter((one) => one.entity === idOf('Amazon Translate') && asksForName(one.direction));
    expect(ofTranslate.filter(({ stem }) => /translat/i.test(stem))).toEqual([]);
    expect(findQuestion('name-to-purpose', 'Amazon Translate').stem).toBe('Which statement describes Amazon Translate?');
  });

  test('takes its distractors from the group that learners mix up', () => {
    const group = smallDeck.groups[1]?.members ?? [];
    const asked = manyQuestions.filter((one) => one.entity === idOf('Amazon Kinesis Data Streams') && asksForName(one.direction));
    expect(asked.length).toBeGreaterThan(0);
    for (const { options } of asked) {
      expect(options.every(({ entity }) => group.includes(entity))).toBe(true);
    }
  });

  test('never has a distractor that its stem names', () => {
    const names = manyQuestions
      .filter(({ entity, stem }) => entity === idOf('AWS Glue') && stem.includes('Redshift'))
      .flatMap(({ options }) => options.map(({ name }) => name));
    expect(names).toContain('Amazon Athena');
    expect(names).not.toContain('Amazon Redshift');
  });

  test('has the same id in every quiz', () => {
    const ids = new Map(manyQuestions.map((one) => [asked(one), one.id]));
    expect(manyQuestions.filter((one) => ids.get(asked(one)) !== one.id)).toEqual([]);
    expect(new Set(ids.values()).size).toBe(ids.size);
  });

  test('says why the key is right and what each option really is, with the lines', () => {
    const question = findQuestion('purpose-to-name', 'Amazon Polly');
    expect(question.rationale).toBe('Turns text into lifelike speech.');
    expect(question.lines).toEqual([121]);
    const key = question.options[question.key];
    expect(key).toMatchObject({ text: 'Amazon Polly', what: 'Turns text into lifelike speech.', lines: [121] });
  });

  test('knows the card that asks for the same', () => {
    expect(findQuestion('purpose-to-name', 'Amazon Polly').card).toMatch(/to-name$/);
    expect(findQuestion('name-to-purpose', 'Amazon Translate').card).toMatch(/to-answer$/);
  });
});

describe('what cannot be asked', () => {
  test.each([
    ['no deck yet', []],
    ['three services: too few for four options', ['Amazon Athena', 'Amazon Redshift', 'Amazon EMR']],
  ])('%s', (_, names) => {
    const entities = names.map((name) => ({ name, stems: [`Which one is unlike the others in way ${name.length}?`] }));
    const few = questionsOf(aDeck({ entities }));
    expect(countOffered(offerOf(tableOf(few)), [], ['choice'])).toBe(0);
    expect(drawQuiz(few, { ...draw(1), count: 5 }).questions).toEqual([]);
  });

  test('a statement whose length would tell: that is by far the longest, or can only be the shortest', () => {
    const statements = [
      'Goes on and on about green parrots in the wide and windy lands of the far south',
      'Keeps figs cold',
      'Sorts plums by hue',
      'Counts round cherries',
      'Peels ripe tangerines up',
      'Washes soft pears and such',
    ];
    const entities = statements.map((statement, index) => ({ name: `Maker${'ABCDEF'[index]}`, statements: [statement] }));
    const { askable } = questionsOf(aDeck({ entities }));
    const asked = askable.filter(({ direction }) => direction === 'name-to-purpose').map(({ key }) => key.entity.name);
    // Three shorter ones are there for these, and one that is longer.
    expect(asked).toEqual(['MakerE', 'MakerF']);
  });

  test('a stem that the notes make right for too many others', () => {
    const entities = ['Alpha', 'Beta', 'Gamma', 'Delta'].map((name) => ({
      name,
      purpose: 'Stores orange pelicans in boxes',
      stems: name === 'Alpha' ? ['Which service stores orange pelicans in boxes?'] : [],
    }));
    expect(countOffered(offerOf(tableOf(questionsOf(aDeck({ entities })))), [], ['choice'])).toBe(0);
  });
});

describe('a service that is no longer offered', () => {
  const advice = [
    'Which service should a shop use to sort green apples?',
    'A shop must sort green apples. Which service meets these requirements?',
    'Which service would you recommend to a shop with green apples to sort?',
  ];
  const plain = 'Which service sorted green apples by their colour?';
  const others = ['Beta', 'Gamma', 'Delta'].map((name, index) => ({
    name,
    stems: [`Which service should one use to ${['weigh plums', 'count cherries', 'wash pears'][index]}?`],
    statements: [`Keeps ${['plums', 'cherries', 'pears'][index]} in order of their age`],
  }));
  const closed = { id: 'c', kind: 'closed', lines: [1], notes: 'Alpha', now: 'Closed.', checked: '2026-11-23' } as const;
  const bankWith = (alpha: object) =>
    questionsOf(
      aDeck({
        entities: [{ name: 'Alpha', stems: [...advice, plain], statements: ['Sorts apples by colour'], ...alpha }, ...others],
      }),
    );
  const stemsOf = (made: ReturnType<typeof questionsOf>, name: string) =>
    made.askable
      .filter(({ key, kind, direction }) => key.entity.name === name && kind === 'choice' && direction !== 'statement-to-name')
      .map(({ stem }) => stem);

  test.each(['closed', 'ending', 'ended'] as const)(
    'is never what to use, when it is %s; what it was is still asked',
    (availability) => {
      const made = bankWith({ availability });
      expect(stemsOf(made, 'Alpha')).toEqual([plain]);
      expect(made.askable.some(({ key, direction }) => key.entity.name === 'Alpha' && direction === 'statement-to-name')).toBe(
        true,
      );
      // Advice to use the others goes on, and Alpha may be the wrong answer to it.
      expect(stemsOf(made, 'Beta')).toHaveLength(1);
    },
  );

  test('is asked everything while it is open', () => {
    expect(stemsOf(bankWith({}), 'Alpha')).toEqual([...advice, plain]);
  });

  test('says so beside its name in every question, with its former names', () => {
    const made = bankWith({ availability: 'closed', formerly: ['Aleph'], corrections: [closed] });
    const questions = choicesOf(drawQuiz(made, { ...draw(1), count: 20 }));
    const options = questions.flatMap((one) => one.options);
    expect(options.filter(({ name }) => name === 'Alpha').length).toBeGreaterThan(1);
    for (const option of options) {
      expect([option.name, option.status, option.formerly]).toEqual(
        option.name === 'Alpha' ? ['Alpha', [closed], ['Aleph']] : [option.name, undefined, undefined],
      );
    }
  });

  test('a question that follows a correction carries it, but not one about spelling', () => {
    const wrong = { ...closed, id: 'w', kind: 'wrong' } as const;
    const typo = { ...closed, id: 't', kind: 'typo' } as const;
    const text = 'Which service sorted green apples?';
    const made = bankWith({
      corrections: [closed, wrong, typo],
      stems: [{ text, lines: [1], corrections: ['w', 't', 'closed'] }],
    });
    const questions = choicesOf(drawQuiz(made, { ...draw(1), count: 20 }));
    expect(questions.find(({ stem }) => stem === text)?.corrections).toEqual([wrong]);
    expect(questions.filter(({ corrections }) => corrections !== undefined)).toHaveLength(1);
  });
});

function findQuestion(direction: ChoiceQuestion['direction'], name: string): ChoiceQuestion {
  const found = manyQuestions.find((one) => one.direction === direction && one.entity === idOf(name));
  if (!found) throw new Error(`nothing asks ${direction} for ${name}`);
  return found;
}

function asked(one: ChoiceQuestion): string {
  return `${one.stem} ${one.options[one.key]?.text}`;
}
