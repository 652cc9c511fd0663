import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Deck } from '#core/decks/deck.ts';
import type { QuizId } from '#core/ids.ts';
import { drawQuiz, questionsOf } from '#core/quiz/generate.ts';
import type { ChoiceQuestion, Quiz } from '#core/quiz/question.ts';
import type { Instant, StudyDay } from '#core/time.ts';
import { choicesOf } from '#tests/support/quizzes.ts';
import { faultsOf, faultsOfQuiz } from './rules.ts';

const deck = JSON.parse(readFileSync('decks/aws-ml-ai-big-data/deck.json', 'utf8')) as Deck;
const bank = questionsOf(deck);
const services = deck.entities.filter(
  ({ kind, stems, statements }) => kind === 'service' && stems.length + statements.length > 0,
);

const quizzes: readonly Quiz[] = Array.from({ length: 40 }, (_, seed) =>
  drawQuiz(bank, {
    id: `q${seed}` as QuizId,
    seed: seed * 7919,
    count: 60,
    categories: [],
    startedAt: 0 as Instant,
    day: 0 as StudyDay,
  }),
);
const questions: readonly ChoiceQuestion[] = quizzes.flatMap(choicesOf);

describe('quizzes on the shipped deck', () => {
  test('ask nothing that can be read off, is right twice, or names one thing under two names', () => {
    const faults = questions.flatMap((question) => faultsOf(question, deck).map((fault) => `${question.stem}: ${fault}`));
    expect([...new Set(faults)]).toEqual([]);
  });

  test('give every service its turn before one is asked again', () => {
    for (const quiz of quizzes) expect(faultsOfQuiz(quiz, services.length)).toEqual([]);
  });

  test('come to all of the services', () => {
    expect(services.length).toBeGreaterThanOrEqual(50);
    const asked = new Set(questions.map(({ entity }) => entity));
    expect(services.filter(({ id }) => !asked.has(id)).map(({ name }) => name)).toEqual([]);
  });

  test('have every service as a wrong answer, too', () => {
    const seen = new Set(
      questions.flatMap(({ options, key }) => options.filter((_, at) => at !== key).map(({ entity }) => entity)),
    );
    expect(services.filter(({ id }) => !seen.has(id)).map(({ name }) => name)).toEqual([]);
  });

  test('have the right answer as often at A as at D', () => {
    const expected = questions.length / 4;
    const counts = [0, 1, 2, 3].map((at) => questions.filter(({ key }) => key === at).length);
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(11.34);
  });

  test('lead every missed question to a card', () => {
    const cards = new Set(deck.entities.flatMap(({ notes }) => notes.flatMap((note) => note.cards.map(({ id }) => id))));
    const without = questions.filter(({ card }) => card === undefined || !cards.has(card));
    expect([...new Set(without.map(({ entity }) => entity))]).toEqual([]);
  });

  test('rest on lines of the notes', () => {
    const lines = questions.flatMap((question) => [...question.lines, ...question.options.flatMap((option) => option.lines)]);
    expect(lines.every((line) => line >= 1 && line <= deck.notes.lineCount)).toBe(true);
  });
});

/** What the notes make right as well, from a reading of them by hand; names as in the deck, each row for its own reason. */
const alsoRight: readonly (readonly [string, readonly string[], string])[] = [
  ['Amazon CloudSearch', ['Amazon OpenSearch Service', 'Amazon Kendra'], 'all three search'],
  ['Amazon OpenSearch Service', ['Amazon CloudSearch', 'Amazon Athena', 'Amazon EMR'], 'search; log analysis'],
  ['Amazon Kendra', ['Amazon OpenSearch Service'], 'vector search for AI'],
  ['Amazon Athena', ['Amazon Quick Sight'], 'serverless analytics'],
  ['Amazon Redshift', ['Amazon OpenSearch Service', 'Amazon Quick Sight'], 'real-time analytics; BI'],
  ['Amazon EMR', ['AWS Glue', 'Amazon SageMaker AI', 'AWS Data Pipeline'], 'transformation and ML'],
  ['AWS Glue', ['Amazon EMR', 'AWS Data Pipeline', 'AWS Lake Formation'], 'ETL; data lakes'],
  ['AWS Data Pipeline', ['AWS Glue', 'Amazon EMR', 'Amazon Data Firehose'], 'data movement'],
  ['AWS Lake Formation', ['AWS Glue', 'Amazon DataZone'], 'catalog and governance'],
  ['Amazon DataZone', ['AWS Lake Formation', 'AWS Data Exchange', 'AWS Clean Rooms'], 'sharing data'],
  ['Amazon Kinesis Data Streams', ['Amazon Data Firehose', 'Amazon Kinesis Video Streams'], 'real-time ingestion'],
  ['Amazon Managed Service for Apache Flink', ['Amazon OpenSearch Service', 'Amazon EMR'], 'EMR runs Flink, too'],
  ['Amazon Rekognition', ['Amazon Lookout for Vision', 'AWS DeepLens', 'Amazon Textract'], 'computer vision'],
  ['Amazon Textract', ['Amazon Comprehend', 'Amazon Comprehend Medical'], 'extracts from text'],
  ['Amazon Lex', ['Amazon Transcribe', 'Amazon Polly'], 'speech'],
  ['Amazon Lookout for Equipment', ['Amazon Monitron'], 'industrial equipment'],
  ['Amazon CodeGuru', ['Amazon Q Developer', 'Amazon DevOps Guru'], 'ML for developers'],
  ['Amazon DevOps Guru', ['Amazon Lookout for Metrics'], 'operational data'],
  ['Amazon SageMaker AI', ['Amazon Fraud Detector', 'Amazon Bedrock', 'AWS Trainium'], 'train and deploy models'],
  ['AWS Clean Rooms', ['Amazon DataZone', 'AWS Data Exchange', 'AWS Lake Formation'], 'collaborating on data'],
  ['AWS Data Exchange', ['Amazon Data Firehose', 'AWS Data Pipeline', 'AWS Glue'], 'data into S3'],
  ['Amazon Quick Sight', ['Amazon Athena'], 'no servers to manage'],
  ['AWS Inferentia', ['Amazon Elastic Inference'], 'cost-effective inference'],
  ['Amazon Elastic Inference', ['AWS Inferentia', 'AWS Neuron SDK'], 'cost-effective inference'],
  ['Amazon Forecast', ['Amazon Personalize', 'Amazon Fraud Detector'], 'the experience of Amazon.com'],
  ['Amazon Personalize', ['Amazon Forecast', 'Amazon Fraud Detector'], 'the experience of Amazon.com'],
  ['Amazon Fraud Detector', ['Amazon Forecast', 'Amazon Personalize'], 'the experience of Amazon.com'],
];

describe('what the notes make right as well is never a wrong answer', () => {
  test.each(alsoRight)('%s, not beside %j: %s', (asked, others) => {
    for (const name of [asked, ...others]) expect(deck.entities.map((entity) => entity.name)).toContain(name);
    const ofAsked = questions.filter(({ options, key }) => options[key]?.name === asked);
    expect(ofAsked.length).toBeGreaterThan(0);
    const beside = new Set(ofAsked.flatMap(({ options }) => options.map(({ name }) => name)));
    expect(others.filter((name) => beside.has(name))).toEqual([]);
  });
});
