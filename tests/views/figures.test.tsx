import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { chosenCards } from '#core/stats/columns.ts';
import { figuresOf, type Figures } from '#core/stats/figures.ts';
import type { StudyDay } from '#core/time.ts';
import { charts } from '#views/progress/AllFiguresView.tsx';
import { Counting } from '#views/progress/Counting.tsx';
import { monday } from '#tests/support/moments.ts';
import { packAll } from '#tests/support/columns.ts';
import { randomLog } from '#tests/support/random-log.ts';
import { aPreset } from '#tests/support/schedules.ts';

afterEach(cleanup);

function figuresFrom(log: Parameters<typeof packAll>, today: StudyDay): Figures {
  const { log: columns, cards } = packAll(...log);
  return figuresOf(columns, cards, new Float32Array(cards.length).fill(0.8), {
    today,
    period: 'year',
    chosen: chosenCards(cards, {}),
  });
}

const nothing = figuresFrom([[], [], new Map(), aPreset()], monday);
/** The fullest of some. */
const [full] = fc
  .sample(randomLog, { seed: 9, numRuns: 20 })
  .toSorted((a, b) => b.entries.length - a.entries.length)
  .map(({ entries, schedules, presets, usual, today }) => figuresFrom([entries, schedules, presets, usual], today));

describe.each([
  ['of many answers', full!],
  ['of nothing yet', nothing],
])('figures %s', (_of, figures) => {
  test.each(charts)('$key is told in words, drawn, and a table by keyboard alone', async ({ Chart }) => {
    const user = userEvent.setup();
    render(<Chart figures={figures} />);
    const figure = within(screen.getByRole('figure'));
    const name = figure.getByRole('heading', { level: 2 }).textContent ?? '';
    const drawn = figure.getByRole('img');
    expect(drawn.getAttribute('aria-label')).toMatch(new RegExp(`^${name}\\. \\S.*[.%]$`));
    // What the words say is not said a second time, letter by letter.
    expect(drawn.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
    expect(drawn.innerHTML).not.toMatch(/NaN|undefined|Infinity/);

    figure.getByRole('button', { name: `${name} as a table` }).focus();
    await user.keyboard('{Enter}');
    const table = within(figure.getByRole('region', { name })).getByRole('table');
    const [head, ...rows] = within(table).getAllByRole('row');
    const width = within(head!).getAllByRole('columnheader').length;
    expect(new Set(rows.map((row) => row.children.length))).toEqual(rows.length === 0 ? new Set() : new Set([width]));
    expect(rows.every((row) => within(row).getAllByRole('rowheader').length === 1)).toBe(true);
    expect(table.textContent).not.toMatch(/NaN|undefined|Infinity/);
    expect(figure.getByRole('button', { name: `${name} as a CSV file` })).toBeTruthy();
    expect(document.activeElement?.getAttribute('aria-label')).toBe(`${name} as a chart`);
    await user.keyboard(' ');
    expect(figure.getByRole('img')).toBeTruthy();
    expect(figure.getByRole('button', { name: `${name} as a picture` })).toBeTruthy();
  });
});

test("all of Anki's figures under FSRS are there, calibration and quizzes besides", () => {
  render(
    <>
      {charts.map(({ key, Chart }) => (
        <Chart key={key} figures={full!} />
      ))}
    </>,
  );
  const names = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
  expect(names).toEqual([
    'Today',
    'Coming due',
    'Days at the desk',
    'Reviews',
    'Time',
    'True retention',
    'Calibration',
    'Calibration over time',
    'Cards',
    'Retrievability',
    'Intervals',
    'Stability',
    'Difficulty',
    'Hours',
    'Answer buttons',
    'Added',
    'Recognition beside recall',
  ]);
});

test('what runs across and up is told where the labels alone do not tell it, and two scales beside each other are', () => {
  render(
    <>
      {charts.map(({ key, Chart }) => (
        <Chart key={key} figures={full!} />
      ))}
    </>,
  );
  const figure = (name: string) => screen.getByRole('figure', { name });
  for (const [name, axes] of [
    ['Calibration', 'Across: expected. Up: known.'],
    ['Time', 'Up: minutes.'],
    ['Intervals', 'Across: days. Up: cards.'],
    ['Stability', 'Across: days. Up: cards.'],
    ['Difficulty', 'Across: difficulty, from. Up: cards.'],
    ['Retrievability', 'Across: recall, from, in %. Up: cards.'],
  ] as const) {
    expect(within(figure(name)).getByText(axes)).toBeTruthy();
  }
  const legendOf = (name: string) =>
    [...figure(name).querySelectorAll('.chart-legend > span')].map((each) => [
      each.textContent,
      each.querySelector('circle') === null ? 'bar' : 'point',
    ]);
  expect(legendOf('Hours')).toEqual([
    ['Reviews', 'bar'],
    ['Known, % (right)', 'point'],
  ]);
  expect(legendOf('Calibration over time')).toEqual([
    ['Known', 'point'],
    ['Expected', 'point'],
  ]);
});

test('answer buttons are told apart by their number and place, not by colour alone', () => {
  const { Chart } = charts.find(({ key }) => key === 'buttons')!;
  const { container } = render(<Chart figures={full!} />);
  const legend = [...container.querySelectorAll('.chart-legend > span')].map((each) => each.textContent);
  expect(legend).toEqual(['1 Again', '2 Hard', '3 Good', '4 Easy']);
  for (const rating of [1, 2, 3, 4]) {
    // One shape for all bars of a rating, each of which begins anew.
    const bars = container.querySelector(`svg:not(.tint) path.r${rating}`)!.getAttribute('d')!.match(/M/g)!;
    const numbers = [...container.querySelectorAll('svg:not(.tint) text')].filter(
      ({ textContent }) => textContent === String(rating),
    );
    expect(numbers.length).toBeGreaterThanOrEqual(bars.length);
  }
});

test('the first reading of a long log tells how far it is, and that study goes on', () => {
  render(<Counting counted={{ kind: 'counting', done: 250, of: 1_000 }} />);
  expect(screen.getByText(/25.%/).textContent).toMatch(/You can study meanwhile/);
  expect(screen.getByRole('progressbar').getAttribute('value')).toBe('250');
});
