import { expect, test } from 'vitest';
import { midSentence } from '#core/quiz/mid-sentence.ts';

const said = ['Runs Hadoop on many machines.', 'It loads streams, and AI finds what is in them.', 'serverless'];

test.each([
  ['Serverless SQL on S3', 'serverless SQL on S3'],
  ['Loads streams into stores', 'loads streams into stores'],
  ['A data warehouse', 'a data warehouse'],
  ['The one for text', 'the one for text'],
  ['AI lessons on a keyboard', 'AI lessons on a keyboard'],
  ['Hadoop and Spark clusters', 'Hadoop and Spark clusters'],
  ['OpenSearch behind it', 'OpenSearch behind it'],
  ['ETL and a catalogue', 'ETL and a catalogue'],
  ['Unheard of by the notes', 'Unheard of by the notes'],
  ['', ''],
])('%s, in the middle of a sentence: %s', (phrase, expected) => expect(midSentence(phrase, said)).toBe(expected));
