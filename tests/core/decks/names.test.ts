import { describe, expect, test } from 'vitest';
import { entitySlug, maskName, nameKey, nameWords, readName } from '#core/decks/names.ts';

test.each([
  ['Managed Kafka (MSK)', 'Managed Kafka (MSK)', ['Managed Kafka', 'MSK'], 'an acronym'],
  ['AI (Artificial Intelligence)', 'AI (Artificial Intelligence)', ['AI', 'Artificial Intelligence'], 'the long form'],
  ['Flink Service (formerly Data Analytics)', 'Flink Service', ['Data Analytics'], 'an old name'],
  ['Kinesis (Streams, Firehose)', 'Kinesis', [], 'a gloss names nothing'],
  ['Redshift & Redshift Serverless', 'Redshift & Redshift Serverless', [], 'a sign splits nothing'],
  ['Trainium/Inferentia', 'Trainium/Inferentia', [], 'a stroke splits nothing'],
])('%s is named %s, also %j: %s', (heading, name, aliases) => expect(readName(heading)).toEqual({ name, aliases }));

describe('two names are one thing', () => {
  const key = (name: string) => nameKey(name, ['Amazon', 'AWS']);
  test.each([
    ['Amazon Athena', 'Athena', true],
    ['AWS Glue', 'glue', true],
    ['RedShift', 'Redshift', true],
    ['MSK', 'MKS', false],
    ['KMS', 'MSK', false],
    ['EMR', 'EKS', false],
    ['Amazon', 'AWS', false],
  ])('%s and %s: %s', (a, b, same) => expect(key(a) === key(b)).toBe(same));
});

test('a slug leaves out what stands in parentheses', () => {
  expect(entitySlug('Amazon Augmented AI (A2I)')).toBe('amazon-augmented-ai');
});

test('a mask hides every word of the name, and nothing else', () => {
  expect(maskName('Neural machine translation between languages', nameWords(['Amazon Translate'], [], ['Amazon']))).toBe(
    'Neural machine … between languages',
  );
});
