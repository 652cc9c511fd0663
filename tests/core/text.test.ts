import { expect, test } from 'vitest';
import { normalise, sameWord, sentences, slug, tidy, tokens } from '#core/text.ts';

test.each([
  ['AI\u00a0(Artificial\u00a0 Intelligence)', 'AI (Artificial Intelligence)', 'blanks of every kind are one blank'],
  ['Amazon\u2019s \u201cown\u201d', 'Amazon\'s "own"', 'quotes are straight'],
  ['4\u201316 cores\u2014parallel', '4\u201316 cores\u2014parallel', 'dashes stay as the author wrote them'],
])('%j is shown as %j: %s', (text, shown) => expect(tidy(text)).toBe(shown));

test('texts that differ in case and punctuation only are one text', () => {
  expect(normalise('**Pay per-query**.')).toBe(normalise('pay per query'));
});

test.each([
  ['OpenSearch Dashboards', ['opensearch', 'open', 'search', 'dashboards'], 'parts of a joined word count'],
  ['fully managed data service for the web', ['web'], 'words that everything has do not count'],
  ['S3 and EMR', ['s3', 'emr'], 'acronyms stay whole'],
])('the words of %j: %s', (text, words) => expect(tokens(text)).toEqual(words));

test.each([
  ['lakes', 'lake', true],
  ['transcription', 'transcribe', true],
  ['translation', 'translate', true],
  ['personalized', 'personalize', true],
  ['loader', 'loads', true],
  ['detector', 'detection', true],
  ['order', 'ordnance', false],
  ['kms', 'msk', false],
  ['storage', 'store', false],
  ['internet', 'interactive', false],
])('%s and %s are the same word: %s', (a, b, same) => expect(sameWord(a, b)).toBe(same));

test.each([
  [
    'Like Amazon.com. Uses age, e.g. for ads. Private.',
    ['Like Amazon.com', 'Uses age, e.g. for ads', 'Private'],
    'a stop within a word ends nothing',
  ],
  ['Uses SQL; no servers', ['Uses SQL', 'no servers'], 'a semicolon separates'],
  [
    'High throughput (GBs/sec; or more). 10,000s of users',
    ['High throughput (GBs/sec; or more)', '10,000s of users'],
    'nothing in parentheses separates',
  ],
  ['Connects to VPC, Lambda, etc.', ['Connects to VPC, Lambda, etc.'], 'an abbreviation keeps its stop'],
])('%j is told in sentences: %j', (text, parts) => expect(sentences(text)).toEqual(parts));

test('a slug is made of the words alone', () => {
  expect(slug('Café “Nord” & Söhne')).toBe('cafe-nord-sohne');
});
