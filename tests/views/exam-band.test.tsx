import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, test } from 'vitest';
import { optionsOf, type Options } from '#core/scheduling/options.ts';
import type { Figures } from '#core/stats/figures.ts';
import type { StudyDay } from '#core/time.ts';
import type { ExamOutlook } from '#state/live/use-exam-outlook.ts';
import type { Strength } from '#state/live/use-today.ts';
import { Outlook } from '#views/today/ExamBand.tsx';
import { monday } from '#tests/support/moments.ts';
import { aPreset } from '#tests/support/schedules.ts';

afterEach(cleanup);

const fits = { all: { expected: 0.9, actual: { share: 0.9, low: 0.87, high: 0.93, of: 400, known: 360 } }, bins: [], parts: [] };
/** Of 400 answers 10 in a hundred fewer were known than expected. */
const less = { ...fits, all: { expected: 0.9, actual: { share: 0.8, low: 0.76, high: 0.84, of: 400, known: 320 } } };

function figures(known: number, of: number, fresh = 0, calibration: object = fits) {
  return {
    counts: { fresh },
    retrievability: { knowledge: known, total: of },
    calibration,
  } as unknown as Pick<Figures, 'counts' | 'retrievability' | 'calibration'>;
}

function areas(...levels: readonly (readonly [string, number, number])[]): Strength {
  const categories = levels.map(([name, fresh, faint]) => ({
    category: name.toLowerCase(),
    name,
    cards: 20,
    levels: [fresh, faint, 0, 20 - fresh - faint, 0],
  }));
  return { decks: [{ deck: 'deck', title: 'Deck', cards: 40, levels: [0, 0, 0, 0, 0], categories }] } as unknown as Strength;
}

const examDate = (monday + 41) as StudyDay;
const onTrack: ExamOutlook = {
  today: monday,
  examDate,
  newLeft: 288,
  sufficiency: { kind: 'suffice', lastNewDay: (monday + 23) as StudyDay },
  recall: 0.84,
};

function show(options: Partial<Options>, outlook?: ExamOutlook, counted = figures(78, 100), strength = areas(['Speech', 0, 0])) {
  return render(
    <Outlook options={{ ...optionsOf(aPreset()), ...options }} outlook={outlook} figures={counted} strength={strength} />,
  );
}

/** What stands under a head. */
function under(head: string): string {
  return screen.getByRole('heading', { name: head }).parentElement?.querySelector('p')?.textContent ?? '';
}

describe('with an exam to come', () => {
  const dates = { examDate, examFrom: monday };

  test('a bar of its weeks, new cards and recall on track beside the aim', () => {
    const { container } = show({ ...dates, aim: 72 }, onTrack);
    expect(screen.getByRole('heading', { name: /^The exam/ }).textContent).toBe('The examin 41 days');
    expect(screen.getByRole('img').getAttribute('aria-label')).toMatch(
      /^From today to the exam on .*: 41 days. The last new card falls on/,
    );
    // 41 days are six weeks, every other of them inked.
    expect(container.querySelectorAll('.scale .a')).toHaveLength(3);
    expect(under('New cards on track')).toMatch(/^At 12 a day you meet the last one on .*, with 18 days to spare\.$/);
    expect(under('Recall on track')).toBe(
      '84\u00A0% expected right on the day, between 75 and 93, if you study as planned until then. Your aim is 72\u00A0%.',
    );
  });

  test.each([
    ['Recall on track', 84],
    ['Recall near your aim', 88],
    ['Recall below your aim', 95],
  ])('%s with an aim of %i', (head, aim) => {
    show({ ...dates, aim }, onTrack);
    expect(under(head)).toMatch(/^84.% expected/);
  });

  test('without an aim one can be chosen', () => {
    show(dates, onTrack);
    expect(screen.getByRole('link', { name: 'Choose an aim' }).getAttribute('href')).toBe('/settings');
  });

  test('who knows less than expected is told less', () => {
    show(dates, onTrack, figures(78, 100, 0, less));
    expect(under('Recall')).toMatch(/^75.% expected right on the day/);
  });

  test('too few minutes, too low a limit, no new card left, the day itself', () => {
    const lastNewDay = (monday + 19) as StudyDay;
    const { rerender } = show(dates, { ...onTrack, sufficiency: { kind: 'short', lastNewDay, minutesNeeded: 25 } });
    const again = (outlook: ExamOutlook) =>
      rerender(
        <Outlook
          options={{ ...optionsOf(aPreset()), ...dates }}
          outlook={outlook}
          figures={figures(78, 100)}
          strength={undefined}
        />,
      );
    expect(under('New cards behind')).toMatch(/about 25 minutes a day/);
    again({ ...onTrack, sufficiency: { kind: 'short', lastNewDay } });
    expect(under('New cards behind')).toMatch(/^The limit of new cards a day is too low/);
    again({ today: monday, examDate, newLeft: 0, recall: 0.9 });
    expect(under('All cards are met')).toBe('From now on it is reviews alone.');
    again({ today: monday, examDate: monday, newLeft: 3, recall: 0.9 });
    expect(screen.getByRole('heading', { name: /^The exam/ }).textContent).toBe('The examtoday');
    expect(under('New cards')).toBe('3 cards you have not seen yet.');
    expect(under('Recall')).toMatch(/^90.% expected right if asked today/);
  });
});

describe('without an exam date', () => {
  test('the aim stands beside what is known now', () => {
    show({ aim: 75 }, undefined, figures(60, 80, 20));
    expect(screen.getByRole('heading', { name: /^Your aim/ }).textContent).toBe('Your aim75\u00A0% right');
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
      '60\u00A0% expected right today, 48\u00A0% to 72\u00A0%; your aim is 75\u00A0%',
    );
    expect(under('Recall below your aim')).toMatch(
      /^60.% expected right if asked today, between 48 and 72\. Your aim is 75.%\.$/,
    );
  });

  test('and without an aim there is nothing', () => {
    expect(show({}).container.textContent).toBe('');
  });
});

test('the area with most to win is named and can be studied; a card that is known is not missing', async () => {
  const { rerender } = show({ aim: 75 }, undefined, figures(60, 80), areas(['Speech', 1, 3], ['Vision', 9, 2], ['Chips', 0, 1]));
  expect(under('Most is missing in Vision')).toBe('Nine cards you have not seen yet, 2 faint. Study it');
  await userEvent.setup().tab();
  expect(document.activeElement?.getAttribute('href')).toBe('/study/category/deck/vision');
  rerender(
    <Outlook
      options={{ ...optionsOf(aPreset()), aim: 75 }}
      outlook={undefined}
      figures={figures(60, 80)}
      strength={areas(['Speech', 0, 0])}
    />,
  );
  expect(under('No area behind')).toBe('All cards are met, and none is faint.');
});
