import { expect, test } from 'vitest';
import { markTyped, type TypedMark, type Wanted } from '#core/decks/typed.ts';

const firehose: Wanted = {
  answer: 'Amazon Data Firehose',
  aliases: ['Kinesis Data Firehose', 'Firehose'],
  formerly: ['Kinesis Data Firehose'],
  others: ['Kinesis Data Streams', 'Data Firehoses'],
};
const msk: Wanted = {
  answer: 'Amazon Managed Streaming for Apache Kafka (MSK)',
  aliases: ['MSK'],
  others: ['MKS Toolkit', 'MKS', 'AWS Key Management Service (KMS)', 'KMS'],
};
const athena: Wanted = { answer: 'Athena', aliases: [], others: ['Athene'] };
const plain = (answer: string): Wanted => ({ answer, aliases: [], others: [] });

test.each<[why: string, typed: string, wanted: Wanted, mark: TypedMark]>([
  ['as it stands', 'Amazon Data Firehose', firehose, { kind: 'right' }],
  ['case does not count', 'amazon data FIREHOSE', firehose, { kind: 'right' }],
  ['the maker need not be named', 'Data Firehose', firehose, { kind: 'right' }],
  ['or is named otherwise', 'AWS Data Firehose', firehose, { kind: 'right' }],
  ['an article does not count', 'the Amazon Data Firehose', firehose, { kind: 'right' }],
  ['blanks do not count', 'data fire hose ', firehose, { kind: 'right' }],
  ['nor do hyphens and stops', 'Data-Firehose.', firehose, { kind: 'right' }],
  ['an alias is right', 'firehose', firehose, { kind: 'right', name: 'Firehose' }],
  ['a former name is right', 'kinesis data firehose', firehose, { kind: 'right', name: 'Kinesis Data Firehose', former: true }],
  ['a slip in a long name', 'Data Firehsoe', firehose, { kind: 'almost' }],
  ['two slips in a long name', 'Dta Firehosee', firehose, { kind: 'almost' }],
  ['three are too many', 'Dta Firhosee!x', firehose, { kind: 'wrong' }],
  ['a slip in a former name', 'kinesis data firehoze', firehose, { kind: 'almost', name: 'Kinesis Data Firehose' }],
  ['another name of the deck, a letter away', 'Data Firehoses', firehose, { kind: 'wrong', other: 'Data Firehoses' }],
  ['another name of the deck, far away', 'kinesis data streams', firehose, { kind: 'wrong', other: 'Kinesis Data Streams' }],
  ['what stands in brackets is a name', 'msk', msk, { kind: 'right' }],
  ['and so is what stands before them', 'managed streaming for apache kafka', msk, { kind: 'right' }],
  ['the letters of another name', 'MKS', msk, { kind: 'wrong', other: 'MKS' }],
  ['and of one more, which comes with brackets', 'kms', msk, { kind: 'wrong', other: 'AWS Key Management Service (KMS)' }],
  ['no slip is small in a short name', 'MSJ', msk, { kind: 'wrong' }],
  ['one slip in a name of six letters', 'Athema', athena, { kind: 'almost' }],
  ['two letters that changed places are one slip', 'Athnea', athena, { kind: 'almost' }],
  ['one slip that makes another name', 'athene', athena, { kind: 'wrong', other: 'Athene' }],
  ['two slips in a name of six letters', 'Ahtenna', athena, { kind: 'wrong' }],
  ['accents do not count', 'naive bayes', plain('Naïve Bayes'), { kind: 'right' }],
  ['whichever way they are stored', 'nai\u0308ve bayes', plain('Na\u00efve Bayes'), { kind: 'right' }],
  ['an accent does not end a word', 'arzte', plain('Ärzte'), { kind: 'right' }],
  ['full-width letters are letters', 'ＳＱＬ', plain('SQL'), { kind: 'right' }],
  ['a sharp s is two', 'GROSSE', plain('große'), { kind: 'right' }],
  ['and is &', 'research and development', plain('Research & Development'), { kind: 'right' }],
  ['plus and sharp are letters here', 'C', plain('C++'), { kind: 'wrong' }],
  ['another number is another thing', 'HTTP version 3', plain('HTTP version 2'), { kind: 'wrong' }],
  ['the maker alone is no answer', 'Amazon', firehose, { kind: 'wrong' }],
  ['unless it is asked', 'amazon', plain('Amazon'), { kind: 'right' }],
  ['other scripts are compared, too', '東京', plain('東京'), { kind: 'right' }],
  ['nothing', '   ', firehose, { kind: 'empty' }],
  ['nothing but signs', '?!', firehose, { kind: 'empty' }],
])('%s: %s', (_why, typed, wanted, mark) => {
  expect(markTyped(typed, wanted)).toEqual(mark);
});
