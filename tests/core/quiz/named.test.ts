import { describe, expect, test } from 'vitest';
import type { EntityId } from '#core/ids.ts';
import { splitAtNames } from '#core/quiz/named.ts';

const named = [
  { entity: 'd/s3' as EntityId, name: 'Amazon S3' },
  { entity: 'd/s3-glacier' as EntityId, name: 'Amazon S3 Glacier' },
  { entity: 'd/msk' as EntityId, name: 'Amazon Managed Streaming for Apache Kafka (MSK)' },
  { entity: 'd/c' as EntityId, name: 'C' },
  { entity: 'd/a+b' as EntityId, name: 'A+B (x*)' },
];

describe('names in a text are found', () => {
  test.each([
    ['by the whole name', 'Amazon S3 keeps objects.', '[Amazon S3=d/s3]| keeps objects.'],
    ['by the bare one', 'Data in S3 stays.', 'Data in |[S3=d/s3]| stays.'],
    [
      'a longer name before the shorter one that it holds',
      'S3 Glacier is no S3.',
      '[S3 Glacier=d/s3-glacier]| is no |[S3=d/s3]|.',
    ],
    ['once each', 'S3 or S3?', '[S3=d/s3]| or S3?'],
    ['only as words of their own', 'AS3, S30 and S3.', 'AS3, S30 and |[S3=d/s3]|.'],
    ['not by a single letter', 'C is for cookie.', 'C is for cookie.'],
    ['with signs that mean something in expressions', 'See A+B (x*).', 'See |[A+B (x*)=d/a+b]|.'],
    ['nowhere', 'Nothing here.', 'Nothing here.'],
  ])('%s', (_why, text, told) => {
    const pieces = splitAtNames(text, named);
    expect(pieces.map((piece) => (typeof piece === 'string' ? piece : `[${piece.text}=${piece.entity}]`)).join('|')).toBe(told);
    // Nothing of the text is lost or changed.
    expect(pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('')).toBe(text);
  });
});
