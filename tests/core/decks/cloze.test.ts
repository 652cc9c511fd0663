import { expect, test } from 'vitest';
import { findHoles, findList } from '#core/decks/cloze.ts';

const holesOf = (text: string) => findHoles(text, [], []).map(({ text: hidden }) => hidden);

test.each<[string, string[]]>([
  ['it reads AWS Glue Data Catalog', ['AWS Glue Data Catalog']],
  ['it writes Apache Parquet/ORC and C++', ['Apache Parquet/ORC', 'C++']],
  ['it knows Node.js/npm', ['Node']],
  ['it knows Parquet/orc', []],
  ['it runs on S3-compatible stores', []],
  ['it takes formats (e.g. Avro) and Parquet', ['Parquet']],
  ['it takes Parquet (Avro, etc.)', ['Parquet']],
  ['it takes Parquet, and formats such as Avro or ORC', ['Parquet']],
  ['it takes formats (like Avro such as it is) and Parquet', ['Parquet']],
])('%s', (text, expected) => {
  expect(holesOf(text)).toEqual(expected);
});

test('members of a list are joined by commas, words and asides', () => {
  const text = 'it loads into S3 (Simple storage), Redshift, and Splunk';
  expect(findList(text, findHoles(text, [], [])).map(({ text: hidden }) => hidden)).toEqual(['S3', 'Redshift', 'Splunk']);
});

// The first took eighteen seconds, three times as much for twice the length.
test.each(['A/', '/Aa', 'A.A', 'A-A', '(such as A', ', '])('forty thousand signs of %s are read in a moment', (part) => {
  const text = `A${part.repeat(40_000 / part.length)}/`;
  const before = process.cpuUsage();
  findHoles(text, [], []);
  expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
});
