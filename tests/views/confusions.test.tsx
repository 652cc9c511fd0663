import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { entityRow } from '#storage/rows.ts';
import { Matrix } from '#views/quiz/ConfusionsView.tsx';
import '#views/styles/tokens.css';
import '#views/styles/base.css';
import { aDeck } from '#tests/support/decks.ts';

afterEach(cleanup);

const names = [
  'OpenSearch Service',
  'Kinesis Data Streams',
  'Managed Service for Apache Flink',
  'Lookout for Equipment',
  'Polly',
  'Elastic Inference',
  'Deep Learning Containers',
];
const deck = aDeck({ entities: names });
const rows = deck.entities.map((entity) => entityRow(entity, deck));

test.each([320, 390, 640])('no name above a column is cut at %i px, and all of it is told', async (width) => {
  await page.viewport(width, 800);
  const ids = rows.map(({ id }) => id);
  const things = new Map(rows.map((row) => [row.id, row]));
  const { container } = render(
    <div style={{ width: width - 40 }}>
      <Matrix matrix={{ things: ids, breaks: [2], times: ids.map(() => ids.map(() => 1)) }} things={things} />
    </div>,
  );
  const heads = [...container.querySelectorAll<HTMLElement>('thead th span')];
  expect(heads.map(({ textContent }) => textContent)).toEqual(names);
  expect(heads.map(({ title }) => title)).toEqual(names);
  // A letter's own box may be a little larger than its line; a line more is much larger.
  const cut = heads.filter((head) => head.scrollHeight > head.clientHeight || head.scrollWidth > head.clientWidth + 4);
  expect(cut.map(({ textContent }) => textContent)).toEqual([]);
  // And none stands in the next column.
  const columns = heads.map((head) => head.parentElement!.getBoundingClientRect());
  for (const [index, head] of heads.entries()) {
    expect(head.getBoundingClientRect().width).toBeLessThanOrEqual(columns[index]!.width + 1);
  }
});
