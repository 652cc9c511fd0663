import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { chosenCards } from '#core/stats/columns.ts';
import { figuresOf, type Figures } from '#core/stats/figures.ts';
import type { StudyDay } from '#core/time.ts';
import { charts } from '#views/progress/AllFiguresView.tsx';
import { HeatChart } from '#views/progress/charts/HeatChart.tsx';
import { Counting } from '#views/progress/Counting.tsx';
import { progressWords } from '#views/words/progress.en.ts';
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

test('a day stands in the row of its weekday, today in the ring, and in the table under its own date', async () => {
  const user = userEvent.setup();
  // Three weeks, the last of them with its Monday alone; something was answered on the second Wednesday and today.
  const wednesday = (monday - 5) as StudyDay;
  const answers = Array.from({ length: 15 }, (_, at) => (monday - 14 + at === wednesday ? 1 : at === 14 ? 9 : 0));
  render(<HeatChart heatmap={{ from: (monday - 14) as StudyDay, answers, levels: [1, 1, 1, 9] }} />);
  const svg = screen.getByRole('img').querySelector('svg')!;
  const boxOf = (selector: string) => svg.querySelector<SVGGraphicsElement>(selector)!.getBBox();
  const rowOf = (letter: string) => {
    const box = [...svg.querySelectorAll('text')].find(({ textContent }) => textContent === letter)!.getBBox();
    return box.y + box.height / 2;
  };
  const isIn = (selector: string, letter: string) =>
    rowOf(letter) > boxOf(selector).y && rowOf(letter) < boxOf(selector).y + boxOf(selector).height;
  expect(isIn('.t1', 'W')).toBe(true);
  expect(isIn('.t4', 'M')).toBe(true);
  expect(isIn('.now', 'M')).toBe(true);
  expect(boxOf('.now').x).toBeGreaterThan(boxOf('.t1').x + boxOf('.t1').width);
  await user.click(screen.getByRole('button', { name: 'Days at the desk as a table' }));
  const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1);
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    `${progressWords.day(wednesday)}1`,
    `${progressWords.day(monday)}9`,
  ]);
});

test('what is overdue stands on today, in words, in the table and in the drawing, unless it is left out', async () => {
  const user = userEvent.setup();
  const { Chart } = charts.find(({ key }) => key === 'due')!;
  const days = Array.from({ length: 30 }, () => 0);
  const due = { young: [2, ...days.slice(1)], mature: days, backlog: 6, later: 0, dailyLoad: 1 };
  const { container } = render(<Chart figures={{ ...nothing, due }} />);
  const bars = (tone: string) => container.querySelector<SVGGraphicsElement>(`svg:not(.tint) path.${tone}`)!.getBBox();
  expect(screen.getByRole('figure').textContent).toMatch(/2 reviews in the coming seven days\..* 6 cards overdue\./);
  expect(bars('tn').height / bars('t2').height).toBeCloseTo(3, 1);
  expect(bars('tn').x).toBeCloseTo(bars('t2').x, 1);
  expect(bars('tn').y + bars('tn').height).toBeCloseTo(bars('t2').y, 1);
  await user.click(screen.getByRole('button', { name: 'Coming due as a table' }));
  expect(within(screen.getByRole('table')).getByRole('row', { name: 'Overdue 6 0' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Coming due as a chart' }));
  await user.click(screen.getByRole('checkbox', { name: 'With what is overdue' }));
  expect(container.querySelector('path.tn')).toBeNull();
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
