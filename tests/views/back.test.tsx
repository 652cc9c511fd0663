import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import type { Card, Correction, Deck, DeckEntity } from '#core/decks/deck.ts';
import { entityRow } from '#storage/rows.ts';
import { aDeck } from '#tests/support/decks.ts';
import { Back } from '#views/study/Back.tsx';

afterEach(cleanup);

const checked = '2026-11-23';
const retention: Correction = {
  id: 'retention',
  kind: 'stale-number',
  lines: [11],
  notes: 'up to 7 days',
  now: 'up to 365 days',
  source: 'https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention',
  checked,
};
const closed: Correction = {
  id: 'closed',
  kind: 'closed',
  lines: [10],
  notes: 'Kinesis',
  now: 'Closed to new customers since 30 July 2026.',
  checked,
};
const spelling: Correction = { id: 'covert', kind: 'typo', lines: [10], notes: 'covert', now: 'convert', checked };

/** The back of a card of Kinesis, which is confused with Kafka. */
function turn({ entity = {}, card = {} }: { entity?: Partial<DeckEntity>; card?: Partial<Card> } = {}) {
  const plain = aDeck({ entities: ['Amazon Kafka', 'Kinesis'] });
  const [kafka, kinesis] = plain.entities as [DeckEntity, DeckEntity];
  const deck: Deck = {
    ...plain,
    groups: [{ id: 'g', name: 'Streaming', members: [kafka.id, kinesis.id] }],
    entities: [
      { ...kafka, gist: 'a message broker', purpose: { text: 'Topics that many read, kept as logs.', lines: [20] } },
      { ...kinesis, purpose: { text: 'Real-time data ingestion.', lines: [10] }, ...entity },
    ],
  };
  const row = entityRow(deck.entities[1]!, deck);
  const shown = { ...row.notes[0]!.cards[0]!, front: 'Which service ingests?', back: 'Kinesis', ...card };
  render(
    <Router hook={useHashLocation}>
      <Back card={shown} entity={row} />
    </Router>,
  );
}

const row = (name: string) => {
  const term = screen.getByText(name, { selector: 'dt' });
  return term.nextElementSibling as HTMLElement;
};

test('a name has its purpose below it, its neighbour in five words, and its place in the notes', () => {
  turn();
  expect(screen.getByText('Kinesis').closest('p')?.className).toBe('a');
  expect(screen.getByText('Real-time data ingestion.')).toBeTruthy();
  expect(row('Confused with').textContent).toBe('Kafka: a message broker');
  expect(row('In your notes').textContent).toBe('notes.md, line 20');
  expect(screen.queryByText('Correction')).toBeNull();
});

describe('the purpose', () => {
  test('stands with the name where something else was asked', () => {
    turn({ card: { direction: 'to-answer', front: 'Kinesis keeps data [...].', back: 'a year' } });
    expect(row('What it is').textContent).toBe('Kinesis: Real-time data ingestion.');
  });
  test('is not said again where it is the answer', () => {
    turn({ card: { direction: 'to-answer', front: 'Kinesis: what is it for?', back: 'Real-time data ingestion' } });
    expect(screen.queryByText('What it is')).toBeNull();
  });
  test('is not said of one where two are set side by side, nor is the other called its neighbour', () => {
    turn({ card: { direction: 'to-answer', front: 'Kinesis or Kafka?', back: 'Kafka keeps logs.', needs: [] } });
    expect(screen.queryByText('What it is')).toBeNull();
    expect(screen.queryByText('Confused with')).toBeNull();
  });
});

test('names lead to their pages, in a tab of their own', () => {
  turn();
  const places = ['Kafka', 'Its page'].map((name) => {
    const { hash, target } = screen.getByRole<HTMLAnchorElement>('link', { name: `${name} (opens in a new tab)` });
    return [hash, target];
  });
  expect(places).toEqual([
    ['#/entity/deck/amazon-kafka', '_blank'],
    ['#/entity/deck/kinesis', '_blank'],
  ]);
});

test('a former name stands below the name of now', () => {
  turn({ entity: { formerly: ['Kinesis Analytics'] } });
  expect(screen.getByText('formerly Kinesis Analytics').tagName).toBe('I');
});

test('a status stands on every card of the entity, without a source as unverified', () => {
  turn({ entity: { corrections: [closed, retention], availability: 'closed' } });
  expect(row('Closed').textContent).toBe(
    'Closed to new customers since 30 July 2026. Unverified: no source was found, checked 23 November 2026',
  );
  // The corrected fact is not this card's.
  expect(screen.queryByText('Correction')).toBeNull();
});

test('a corrected fact stands on its own card: the notes’ words, what holds now, and where that was read', () => {
  turn({ entity: { corrections: [closed, retention] }, card: { corrections: ['retention'] } });
  const told = screen.getByText('Correction').parentElement as HTMLElement;
  expect(told.textContent).toContain('Your notes say up to 7 days. As of 23 November 2026 it is up to 365 days.');
  expect(within(told).getByText('up to 7 days').className).toBe('was');
  const link = within(told).getByRole<HTMLAnchorElement>('link');
  expect([link.textContent, link.rel, link.target]).toEqual(['docs.aws.amazon.com (opens in a new tab)', 'noreferrer', '_blank']);
});

test.each([
  ['no address', 'The guide of 2026'],
  ['an address that would run', 'javascript://aws.com/%0aalert(1)'],
])('a source that is %s is text, not a link', (_, source) => {
  turn({ entity: { corrections: [{ ...retention, source }] }, card: { corrections: ['retention'] } });
  const told = screen.getByText('Correction').parentElement as HTMLElement;
  expect(told.textContent).toContain(source);
  expect(within(told).queryByRole('link')).toBeNull();
});

test('a mere misspelling is told quietly, at the place in the notes', () => {
  turn({ entity: { corrections: [spelling] }, card: { corrections: ['covert'] } });
  expect(screen.queryByText('Correction')).toBeNull();
  expect(row('In your notes').textContent).toBe('notes.md, line 20, where it is spelt “covert”');
});
