import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import type { DeckId } from '#core/ids.ts';
import type { Strength } from '#state/live/use-today.ts';
import { StrengthBands } from '#views/today/StrengthBands.tsx';

afterEach(cleanup);

function strengthOf(...decks: string[]): Strength {
  const levels = [3, 0, 0, 0, 0];
  const states = { new: 3, learning: 0, review: 0, relearning: 0 };
  const rows = decks.map((deck) => ({ deck: deck as DeckId, title: `Notes ${deck}`, levels, cards: 3, categories: [] }));
  return { levels, states, decks: rows } as unknown as Strength;
}

test('some of the decks are chosen for one session; with one deck there is nothing to choose', async () => {
  const user = userEvent.setup();
  const { rerender } = render(<StrengthBands strength={strengthOf('a')} today={undefined} />);
  expect(screen.queryByRole('button', { name: 'Study several together' })).toBeNull();
  rerender(<StrengthBands strength={strengthOf('a', 'b', 'c')} today={undefined} />);
  await user.click(screen.getByRole('button', { name: 'Study several together' }));
  expect(screen.queryByRole('link', { name: /^Study th/ })).toBeNull();
  for (const title of ['Notes c', 'Notes b', 'Notes a', 'Notes b'])
    await user.click(screen.getByRole('checkbox', { name: title }));
  const go = screen.getByRole('link', { name: 'Study these two decks' });
  expect(decodeURIComponent(go.getAttribute('href') ?? '')).toBe('/study/deck/c,a');
});

test('each deck says what of it is in today’s queue', () => {
  const today = new Map([
    ['a' as DeckId, { due: 19, learning: 0, fresh: 6 }],
    ['b' as DeckId, { due: 0, learning: 2, fresh: 0 }],
  ]);
  const { rerender } = render(<StrengthBands strength={strengthOf('a', 'b', 'c')} today={undefined} />);
  const rows = () =>
    screen.getAllByRole('link', { name: /^Notes/ }).map(({ textContent }) => textContent.replaceAll('\u00a0', ' '));
  // Not known yet is not nothing.
  expect(rows()[0]).toBe('Notes a3 cards');
  rerender(<StrengthBands strength={strengthOf('a', 'b', 'c')} today={today} />);
  expect(rows()).toEqual(['Notes a3 cards19 due, 6 new', 'Notes b3 cards2 in learning', 'Notes c3 cardsnothing due']);
});

test('many areas are counted over all decks: of each the first that find room', async () => {
  const user = userEvent.setup();
  const strength = strengthOf('a', 'b', 'c');
  const decks = strength.decks.map((deck) => ({
    ...deck,
    categories: Array.from({ length: 25 }, (_, at) => ({
      category: `${deck.deck}${at}`,
      name: `Area ${deck.deck}${at}`,
      levels: [3, 0, 0, 0, 0],
      cards: 3,
    })),
  }));
  render(<StrengthBands strength={{ ...strength, decks } as unknown as Strength} today={undefined} />);
  const shown = () => screen.getAllByRole('link', { name: /^Study Area/ }).map((link) => link.getAttribute('aria-label'));
  const heads = () => screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent);
  expect(shown()).toHaveLength(40);
  expect(shown().at(-1)).toBe('Study Area b14');
  expect(heads()).toEqual(['Notes a', 'Notes b']);
  await user.click(screen.getByRole('button', { name: 'All 75 areas' }));
  expect(shown()).toHaveLength(75);
  expect(heads()).toEqual(['Notes a', 'Notes b', 'Notes c']);
});

test('of many areas the first are shown, and all when they are asked for', async () => {
  const user = userEvent.setup();
  const withAreas = (many: number): Strength => {
    const strength = strengthOf('a');
    const categories = Array.from({ length: many }, (_, at) => ({
      category: `c${at}`,
      name: `Area ${at + 1}`,
      levels: [3, 0, 0, 0, 0],
      cards: 3,
    }));
    return { ...strength, decks: strength.decks.map((deck) => ({ ...deck, categories })) } as unknown as Strength;
  };
  const shown = () => screen.getAllByRole('link', { name: /^Study Area/ }).length;
  const { rerender } = render(<StrengthBands strength={withAreas(40)} today={undefined} />);
  expect(shown()).toBe(40);
  expect(screen.queryByRole('button', { name: /areas/ })).toBeNull();
  rerender(<StrengthBands strength={withAreas(41)} today={undefined} />);
  expect(shown()).toBe(40);
  await user.click(screen.getByRole('button', { name: 'All 41 areas' }));
  expect(shown()).toBe(41);
  await user.click(screen.getByRole('button', { name: 'Fewer areas', expanded: true }));
  expect(shown()).toBe(40);
});
