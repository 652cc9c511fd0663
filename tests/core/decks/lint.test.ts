import { describe, expect, test } from 'vitest';
import { CARD_RULES, lintCard, listLength } from '#core/decks/lint.ts';
import type { CardRule, LintContext } from '#core/decks/lint.ts';
import { nameWords } from '#core/decks/names.ts';

const context: LintContext = {
  kind: 'written',
  nameWords: [],
  roles: [],
  genericPhrases: ['fully managed', 'automatic scaling'],
};
const aCard = (card: { front?: string; back?: string; direction?: 'to-name' | 'to-answer'; lines?: readonly number[] }) => ({
  direction: 'to-answer' as const,
  front: 'What does it load?',
  back: 'Streams',
  ...card,
});
const rules = (card: Parameters<typeof aCard>[0], more: Partial<LintContext> = {}) =>
  lintCard(aCard(card), { ...context, ...more }).map((flaw) => flaw.rule);

test('a good card has no flaw', () => {
  expect(
    rules({ front: 'Amazon Athena: what is it for?', back: 'Serverless, interactive SQL queries on data in Amazon S3.' }),
  ).toEqual([]);
});

test.each<[CardRule, string, Parameters<typeof aCard>[0], Partial<LintContext>?]>([
  ['K01', 'an empty back', { back: ' ' }],
  ['K01', 'a front that is the back', { front: 'Columnar storage', back: 'columnar storage.' }],
  ['K01', 'bold signs left', { back: '**Parquet**' }],
  ['K01', 'highlight signs left', { front: 'What is ==this==?' }],
  ['K01', 'an HTML entity', { back: 'R&amp;D' }],
  ['K01', 'a no-break space', { back: 'Apache\u00a0Hive' }],
  ['K01', 'a list sign', { back: '- Splunk' }],
  ['K03', 'two sentences', { back: 'Loads streams. Converts formats.' }],
  ['K03', 'two clauses', { back: 'Loads streams; converts formats' }],
  ['K03', 'more than 30 words', { back: Array.from({ length: 31 }, (_, i) => `word${i}`).join(' ') }],
  ['K03', 'a list as the answer of a feature', { back: 'S3, Redshift or Splunk' }, { kind: 'feature' }],
  ['K03', 'two sentences that compare nothing', { front: 'What are they?', back: 'A: one. B: two.' }],
  ['K04', 'two holes', { front: 'It loads [...] and [...]', back: 'data' }],
  ['K04', 'the hidden word stands elsewhere', { front: 'Kafka runs [...] pipelines', back: 'Kafka' }],
  [
    'K05',
    'a list that hides another member',
    { front: 'Ships to [...] or Oslo (3 in all)', back: 'Rome' },
    { members: ['Rome', 'Oslo', 'Turin'] },
  ],
  [
    'K05',
    'a list without its size',
    { front: 'Ships to [...], Oslo or Turin', back: 'Rome' },
    { members: ['Rome', 'Oslo', 'Turin'] },
  ],
  ['K07', 'a yes-no question', { front: 'Is it serverless?', back: 'Yes' }],
  ['K07', 'a yes-no question after the name', { front: 'Athena: does it need servers?', back: 'No' }],
  ['K07', 'the answer in the question', { front: 'Does it use rows or columns of data?', back: 'columns' }],
  ['K08', 'praise', { back: 'Scalable and simple management' }, { kind: 'statement' }],
  ['K08', 'what is said of everything', { back: 'Fully managed, with automatic scaling' }, { kind: 'feature' }],
  [
    'K09',
    'a number that is out of date',
    { front: 'How long does it keep data?', back: 'Up to 7 days' },
    { retired: ['7 days'] },
  ],
  ['K10', 'no line', { lines: [] }],
  ['K10', 'lines out of order', { lines: [7, 5] }],
  ['K11', 'a number where none is asked for', { front: 'Which regions does it have?', back: '34' }],
  ['K11', 'no number where one is asked for', { front: 'How many regions does it have?', back: 'Those of Europe' }],
  ['K11', 'one thing where two are asked for', { front: 'Which two formats does it write?', back: 'Parquet' }],
  ['K12', 'a question for the type', { front: 'What type of service is Athena?' }],
  ['K12', 'a note that is a type', {}, { roles: ['type'] }],
  ['K13', 'one use case of many', { front: 'Name a use case of Athena' }],
  ['K13', 'a note that is a use case', {}, { roles: ['use-case'] }],
  ['K14', 'a note that is said of several', {}, { roles: ['shared'] }],
  ['K14', 'a note that is said of a part', {}, { roles: ['component'] }],
])('%s fires on %s', (rule, _why, card, more) => {
  expect(rules(card, more)).toContain(rule);
});

test.each<[CardRule, string, Parameters<typeof aCard>[0], Partial<LintContext>?]>([
  ['K01', 'arithmetic and ampersands', { back: 'R&D of 3 * 4 things' }],
  ['K03', 'a list in a purpose', { back: 'Find, subscribe to, and use third-party datasets' }, { kind: 'purpose' }],
  ['K03', 'one stop at the end', { back: 'Loads data from Amazon.com.' }],
  [
    'K03',
    'a contrast of two',
    { front: 'Athena vs Redshift: what separates them?', back: 'Athena: SQL on S3. Redshift: a data warehouse.' },
  ],
  ['K03', 'two members', { back: 'Parquet and ORC' }, { kind: 'feature' }],
  ['K04', 'one hole', { front: 'It runs [...] pipelines', back: 'Kafka' }],
  [
    'K05',
    'a list with the others and its size',
    { front: 'Ships to [...], Oslo or Turin (3 in all)', back: 'Rome' },
    { members: ['Rome', 'Oslo', 'Turin'] },
  ],
  ['K05', 'a sentence without a list', { front: 'It runs [...] pipelines', back: 'Kafka' }],
  ['K07', 'the name that is asked about', { front: 'Amazon MSK: what is it for?', back: 'Running Kafka' }],
  ['K07', 'how many', { front: 'How many languages does it support?', back: '34' }],
  ['K08', 'a number', { back: '100+' }, { kind: 'statement' }],
  ['K08', 'one exact word among praise', { back: 'Fast columnar storage' }, { kind: 'statement' }],
  ['K08', 'a name', { back: 'Scalable Splunk deployment' }, { kind: 'feature' }],
  ['K09', 'another number', { front: 'How long does it keep data?', back: '24 hours' }, { retired: ['7 days'] }],
  ['K10', 'lines in their order', { lines: [5, 7] }],
  ['K11', 'a number that is asked for', { front: 'How many regions does it have?', back: '34' }],
  ['K11', 'a year', { front: 'In which year was it founded?', back: '1891' }],
  ['K11', 'two of two', { front: 'Which two formats does it write?', back: 'Parquet and ORC.' }],
  ['K12', 'which kind of storage', { front: 'Which kind of storage does Redshift use?', back: 'Columnar storage.' }],
  ['K13', 'a situation', { front: 'A team wants ad-hoc SQL on S3. Which service meets this?' }],
  ['K14', 'a feature', {}, { roles: ['feature'] }],
])('%s is silent about %s', (rule, _why, card, more) => {
  expect(rules(card, more)).not.toContain(rule);
});

describe('K02: a question whose answer is a name does not give it away', () => {
  const words = (name: string, aliases: string[] = [], subWords: string[] = []) =>
    nameWords([name, ...aliases], subWords, ['Amazon', 'AWS']);
  const leaks = (front: string, ...name: Parameters<typeof words>) =>
    rules({ front, back: name[0], direction: 'to-name' }, { nameWords: words(...name) }).includes('K02');

  test.each<[string, Parameters<typeof words>, string]>([
    ['Which service does machine translation?', ['Amazon Translate'], 'a form of the word'],
    ['Which service turns speech into text by transcription?', ['Amazon Transcribe'], 'a form that no suffix rule finds'],
    ['Which service builds data lakes?', ['AWS Lake Formation'], 'the plural'],
    ['Which service is a scalable search?', ['Amazon CloudSearch'], 'a part of a joined word'],
    ['Which service extracts data from scans?', ['Amazon Textract', [], ['text', 'extract']], 'a part that only a person knows'],
    ['Which service is Kafka, managed?', ['Amazon MSK', ['Amazon Managed Streaming for Apache Kafka']], 'a word of another name'],
    ['Which is called MSK for short?', ['Amazon Managed Streaming (MSK)'], 'the acronym'],
  ])('%s leaks %j: %s', (front, name) => expect(leaks(front, ...name)).toBe(true));

  test.each<[string, Parameters<typeof words>]>([
    ['Which AWS service answers SQL on S3 data?', ['Amazon Athena', ['Athena']]],
    ['Which managed service of AWS loads data?', ['AWS Glue']],
    ['Which service finds faces in images?', ['Amazon Rekognition', [], ['recognition']]],
  ])('%s does not leak %j', (front, name) => expect(leaks(front, ...name)).toBe(false));

  test('the other direction may say the name', () => {
    expect(rules({ front: 'Amazon Translate: what is it for?' }, { nameWords: words('Amazon Translate') })).toEqual([]);
  });
});

test.each([
  ['S3, Redshift, or Splunk', 3],
  ['S3, Redshift and Splunk', 3],
  ['Parquet and ORC', 1],
  ['Fast, cheap storage', 2],
  ['10,000 users', 1],
  ['Frameworks (Spark, Hive, Hudi) at scale', 1],
])('%j lists %i things', (text, n) => expect(listLength(text)).toBe(n));

test.each(Object.keys(CARD_RULES) as CardRule[])('%s is told in the report in a sentence', (rule) => {
  expect(CARD_RULES[rule]).toMatch(/^\p{Lu}.{20,}[^.]$/u);
});
