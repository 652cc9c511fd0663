import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Deck } from '#core/decks/deck.ts';
import type { EntityId } from '#core/ids.ts';
import { composeBank } from '#core/quiz/default-bank.ts';
import { drawQuestions, questionsOf } from '#core/quiz/generate.ts';
import type {
  ChoiceQuestion,
  MatchQuestion,
  Question,
  QuestionKind,
  QuestionOption,
  ResponseQuestion,
} from '#core/quiz/question.ts';
import { faultsOf, faultsOfBank, ruleBook, type RuleId } from '#core/quiz/rules.ts';

const deck = JSON.parse(readFileSync('decks/aws-ml-ai-big-data/deck.json', 'utf8')) as Deck;
const book = ruleBook(deck);
const bank = questionsOf(deck);
const kinds: readonly QuestionKind[] = ['choice', 'response', 'match', 'typed'];
const drawn = kinds.flatMap((kind) => drawQuestions(bank, { count: 60, categories: [], seed: 5, kinds: [kind] }));

const id = (slug: string) => `aws-ml-ai-big-data/${slug}` as EntityId;
const isChoice = (one: Question): one is ChoiceQuestion => one.kind === 'choice';
const isMatch = (one: Question): one is MatchQuestion => one.kind === 'match';

function option(slug: string, text?: string): QuestionOption {
  const entity = deck.entities.find((one) => one.id === id(slug));
  if (!entity) throw new Error(`no ${slug}`);
  return { entity: entity.id, text: text ?? entity.name, name: entity.name, what: 'It is what it is.', lines: [1] };
}

/** Asks for the first of the services, beside the others. */
function asks(stem: string, ...[key, ...others]: readonly [string, ...string[]]): ChoiceQuestion {
  const { entity } = option(key);
  const options = [key, ...others].map((slug) => option(slug));
  const category = deck.categories[0]!.id;
  return {
    kind: 'choice',
    id: 'q',
    direction: 'feature-to-name',
    entity,
    category,
    stem,
    options,
    key: 0,
    rationale: 'So it is.',
    lines: [1],
  };
}

const good = asks(
  'Which AWS service converts text to realistic speech?',
  'amazon-polly',
  'amazon-comprehend',
  'amazon-translate',
  'amazon-rekognition',
);
const described = drawn.find((one) => isChoice(one) && one.direction === 'name-to-purpose') as ChoiceQuestion;
const response = drawn.find((one) => one.kind === 'response') as ResponseQuestion;
const match = drawn.find(isMatch)!;

/** The question with the text of an option made another. */
function reworded<Of extends ChoiceQuestion | ResponseQuestion>(question: Of, at: number, text: (before: string) => string): Of {
  return { ...question, options: question.options.map((one, index) => (index === at ? { ...one, text: text(one.text) } : one)) };
}
const wrongAt = (question: ChoiceQuestion) => (question.key === 0 ? 1 : 0);

const broken: readonly (readonly [RuleId, string, Question])[] = [
  ['Q01', 'two options read the same', reworded(good, 1, () => 'amazon  TRANSLATE')],
  [
    'Q01',
    'an old and a new name of one thing',
    asks('What is it?', 'amazon-polly', 'amazon-codewhisperer', 'amazon-codewhisperer', 'aws-glue'),
  ],
  ['Q01', 'one key where two are declared', { ...response, keys: [0] }],
  ['Q02', 'the stem holds a word of the name', { ...good, stem: 'Which AWS service, Polly by name, converts text?' }],
  ['Q02', 'the stem names a wrong answer', { ...good, stem: 'Which AWS service speaks what Amazon Translate gives?' }],
  [
    'Q02',
    'the right sentence holds the name',
    reworded(described, described.key, () => `Is the very thing, ${described.options[described.key]?.name}`),
  ],
  [
    'Q03',
    'the veto table',
    asks('Which AWS service searches?', 'amazon-cloudsearch', 'amazon-kendra', 'aws-glue', 'amazon-polly'),
  ],
  [
    'Q03',
    'the notes say it of another',
    { ...good, stem: 'Which service extracts key phrases, sentiment and entities from text?' },
  ],
  ['Q04', 'a suite', asks(good.stem, 'amazon-polly', 'amazon-kinesis', 'amazon-translate', 'aws-glue')],
  [
    'Q05',
    'closed, and advised',
    asks(
      'A team reviews code. Which AWS service meets these requirements?',
      'amazon-codeguru',
      'aws-glue',
      'amazon-polly',
      'amazon-emr',
    ),
  ],
  ['Q06', 'a sentence that is by far the longest', reworded(described, described.key, (text) => `${text}${text}`)],
  [
    'Q07',
    'a sentence that begins unlike the others',
    reworded(described, wrongAt(described), (text) => `A service that ${text}`),
  ],
  ['Q07', 'one sentence with a full stop', reworded(described, wrongAt(described), (text) => `${text}.`)],
  ['Q07', 'a name without its prefix', reworded(good, 1, (text) => text.replace('Amazon ', ''))],
  ['Q08', 'an absolute word', reworded(described, wrongAt(described), (text) => `${text} and always so`)],
  ['Q08', 'a vague word', reworded(described, wrongAt(described), (text) => `${text}, usually`)],
  ['Q09', 'a negative stem', { ...good, stem: 'Which of these services does NOT convert text to speech?' }],
  ['Q09', 'except', { ...good, stem: 'All of these convert something, except which?' }],
  ['Q10', 'nothing that few have', { ...good, stem: 'Which AWS service is fully managed, fast, secure and serverless?' }],
  ['Q10', 'no question', { ...good, stem: 'It converts text to realistic speech, and is a service.' }],
  ['Q11', 'two are asked for, one is right', { ...good, stem: 'Which TWO services convert text to realistic speech?' }],
  ['Q11', 'an article at the gap', { ...good, stem: 'What converts text to realistic speech is an …?' }],
  ['Q14', 'a wrong sentence that nobody says', reworded(described, wrongAt(described), () => 'Bakes bread of rye and spelt')],
  ['Q15', 'a superlative', { ...good, stem: 'Which AWS service converts text to speech MOST cost-effectively?' }],
  ['Q16', 'no reason', { ...good, rationale: '' }],
  ['Q16', 'an option that nothing is said of', { ...good, options: good.options.map((one) => ({ ...one, what: '' })) }],
  [
    'Q17',
    'a key that is said of another',
    { ...response, keys: response.options.flatMap((one, at) => (one.entity === response.entity ? [] : [at])).slice(0, 2) },
  ],
  ['Q17', 'more keys than half', { ...response, keys: [0, 1, 2] }],
  [
    'Q17',
    'two keys that are a pair by their words',
    {
      ...response,
      options: response.options.map((one, at) =>
        response.keys.includes(at) ? { ...one, text: `${one.text} upon glowing purple lanterns` } : one,
      ),
    },
  ],
  ['Q18', 'two pairs', { ...match, pairs: match.pairs.slice(0, 2), options: match.options.slice(0, 2) }],
  ['Q18', 'two pairs with one name', { ...match, pairs: match.pairs.map((pair) => ({ ...pair, key: 0 })) }],
  [
    'Q18',
    'a description that names its service',
    { ...match, pairs: match.pairs.map((pair) => ({ ...pair, text: `${pair.text}, as ${match.options[pair.key]?.name}` })) },
  ],
  [
    'Q18',
    'not of one group',
    { ...match, pairs: match.pairs.map((pair, at) => (at === 0 ? { ...pair, entity: id('aws-deepracer') } : pair)) },
  ],
];

const rulesOf = (question: Question) => faultsOf(question, book).map(({ rule }) => rule);

describe('each rule fires', () => {
  test.each(broken)('%s: %s', (rule, _, question) => expect(rulesOf(question)).toContain(rule));
});

describe('each rule is silent', () => {
  const ids = [...new Set(broken.map(([rule]) => rule))];
  test.each(ids)('%s: about a good question of each kind', (rule) => {
    for (const question of [good, described, response, match, ...drawn.filter(({ kind }) => kind === 'typed').slice(0, 5)]) {
      // The deck has one or two warnings, which the audit prints; none is in these.
      expect([question.id, rulesOf(question).filter((one) => one === rule)]).toEqual([question.id, []]);
    }
  });

  test.each([
    [
      'Q02',
      'a word of the name that two wrong names share',
      asks(
        'Which Kinesis service ingests ordered records in shards?',
        'amazon-kinesis-data-streams',
        'amazon-kinesis-video-streams',
        'amazon-managed-service-for-apache-flink',
        'amazon-emr',
      ),
    ],
    [
      'Q05',
      'what is closed, asked for what it was',
      asks('Which service reviewed programs by ML?', 'amazon-codeguru', 'aws-glue', 'amazon-polly', 'amazon-emr'),
    ],
    [
      'Q09',
      'something that need not be done',
      { ...good, stem: 'Which service converts text to speech for who does not want to read?' },
    ],
    [
      'Q15',
      'a superlative that the notes have, quoted',
      { ...good, stem: 'What does this describe: “The easiest way to hear text”?' },
    ],
  ] as const)('%s: about %s', (rule, _, question) => expect(rulesOf(question)).not.toContain(rule));
});

describe('a bank', () => {
  const composed = composeBank(bank, 1);
  const first = composed[0]!;
  const rulesOfBank = (questions: readonly ChoiceQuestion[]) => faultsOfBank(questions, book).map(({ rule }) => rule);

  test('of at most four a service is silent', () => expect(rulesOfBank(composed)).toEqual([]));
  test('Q12: with most keys at one place', () => {
    const first = (one: ChoiceQuestion, at: number): ChoiceQuestion => {
      const key = one.options[one.key]!;
      return at % 2 === 0 ? one : { ...one, options: [key, ...one.options.filter((each) => each !== key)], key: 0 };
    };
    expect(rulesOfBank(composed.map(first))).toEqual(['Q12']);
  });
  test('Q13: with a stem twice', () => expect(rulesOfBank([...composed, { ...first, id: 'other' }])).toContain('Q13'));
  test('Q13: with the same wrong answers four times', () => {
    const again = [1, 2, 3, 4].map((times) => ({ ...first, id: `${times}`, stem: `${first.stem} ${times}` }));
    expect(
      faultsOfBank([...composed, ...again], book).some(({ rule, message }) => rule === 'Q13' && message.includes('beside')),
    ).toBe(true);
  });
  test('Q19: without one of the services', () =>
    expect(rulesOfBank(composed.filter(({ entity }) => entity !== first.entity))).toContain('Q19'));
  test('Q19: with one wrong answer everywhere', () => {
    const wrong = option('aws-glue');
    const often = composed.map((one) => ({
      ...one,
      options: one.options.map((each, at) => (at === (one.key + 1) % 4 ? wrong : each)),
    }));
    expect(faultsOfBank(often, book).some(({ message }) => message.startsWith('AWS Glue is a wrong answer in'))).toBe(true);
  });
  test('Q20: is the same for the same notes and seed; another is told', () => {
    expect(faultsOfBank(composed, book, composeBank(questionsOf(structuredClone(deck)), 1))).toEqual([]);
    expect(faultsOfBank(composed, book, composeBank(bank, 2)).map(({ rule }) => rule)).toEqual(['Q20']);
  });
});

interface Trap {
  readonly row: number;
  readonly asked: string;
  readonly stem: string;
  readonly alsoRight: readonly string[];
}
const traps = (JSON.parse(readFileSync('tests/fixtures/ambiguous-stems.json', 'utf8')) as readonly Trap[]).flatMap(
  ({ row, asked, stem, alsoRight }) => alsoRight.map((other) => [row, asked, stem, other] as const),
);

describe('a stem that is right of another service too is refused beside it', () => {
  test.each(traps)('%i: %s, "%s", beside %s', (_, asked, stem, other) => {
    const others = ['aws-deepracer', 'amazon-finspace', 'aws-entity-resolution', 'aws-deepcomposer'].filter(
      (slug) => slug !== other && slug !== asked,
    );
    const question = asks(`Which AWS service is meant: ${stem}?`, asked, other, ...others.slice(0, 2));
    const found = faultsOf(question, book).filter(({ rule, message }) => rule === 'Q03' && message.includes(option(other).name));
    expect(found).not.toEqual([]);
    // Beside strangers the veto table has nothing against it.
    const strangers = asks(question.stem, asked, ...others.slice(0, 3));
    expect(faultsOf(strangers, book).filter(({ rule, message }) => rule === 'Q03' && message.includes('veto'))).toEqual([]);
  });
});
