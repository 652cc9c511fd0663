import { expect, test } from 'vitest';

import type { ExamId } from '#core/ids.ts';
import { questionsOf } from '#core/quiz/generate.ts';
import { wantedOf } from '#core/quiz/wanted.ts';
import { aDeck } from './a-deck.ts';

const exam = 'aif-c01' as ExamId;
const of = { exams: [{ exam, domain: 'data' }] };
const asked = (purpose: string) => ({ purpose, stems: [`Which service does this: ${purpose.toLowerCase()}?`] });

const deck = aDeck({
  entities: [
    { name: 'Amazon Athena', ...asked('Interactive SQL queries on files in S3'), ...of },
    { name: 'Amazon EMR', ...asked('Managed Hadoop and Spark clusters') },
    { name: 'AWS Data Pipeline', ...asked('Copies between stores on a schedule'), ...of, availability: 'closed' },
    { name: 'Amazon Forecast', ...asked('Predicts the next values of time series'), availability: 'ended' },
    { name: 'AWS Glue', ...asked('Discovers schemas and loads tables') },
  ],
});

test.each([
  ['everything, while nothing is chosen', { leaveOutRetired: false }, 'Athena EMR Data Pipeline Forecast Glue'],
  ['the exam that is studied for', { leaveOutRetired: false, exam }, 'Athena Data Pipeline'],
  ['without what is retired, whether closed or ended', { leaveOutRetired: true }, 'Athena EMR Glue'],
  ['both', { leaveOutRetired: true, exam }, 'Athena'],
])('a quiz asks %s', (_what, options, expected) => {
  const { askable } = wantedOf(questionsOf(deck), options);
  const names = deck.entities.map(({ name }) => name).filter((name) => askable.some(({ key }) => key.entity.name === name));
  expect(names.map((name) => name.replace(/^(Amazon|AWS) /, '')).join(' ')).toBe(expected);
});
