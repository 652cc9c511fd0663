import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Suspense } from 'react';
import { afterEach, expect, test } from 'vitest';
import { dayMs, type StudyDay } from '#core/time.ts';
import { ServicesContext } from '#state/services-context.ts';
import { Habit } from '#views/progress/Habit.tsx';
import { LowerFigures } from '#views/progress/LowerFigures.tsx';
import { showBadge } from '#views/today/badge.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aDay } from '#tests/support/days.ts';
import { later } from '#tests/support/moments.ts';
import { aServices } from '#tests/support/services.ts';
import { answer } from '#tests/support/storage.ts';

afterEach(cleanup);

const dayMinutes = 1_440;

async function afterThreeDays() {
  const { services, now, pass } = aServices();
  const storage = await services.storage();
  const first = now();
  await storage.installDeck(aDeck({ entities: ['Kafka', 'Glue', 'EMR', 'Polly'] }), '# Notes', first);
  pass(3 * dayMinutes);
  for (const [days, card] of [
    [0, 'deck/kafka/0.to-name'],
    [2, 'deck/glue/0.to-name'],
    [3, 'deck/emr/0.to-name'],
  ] as const) {
    await answer(storage, card, 3, { moment: later(first, days * dayMinutes), takenMs: 60_000 });
  }
  await act(async () =>
    render(
      <ServicesContext value={services}>
        <Suspense>
          <Habit />
        </Suspense>
      </ServicesContext>,
    ),
  );
  return { storage, user: userEvent.setup() };
}

test('days in a row, and a day of rest that is planned does not end them', async () => {
  const { storage, user } = await afterThreeDays();
  // Studied on a Monday, and from Wednesday on.
  expect(await screen.findByText('2 days in a row.')).toBeTruthy();
  await user.click(screen.getByRole('checkbox', { name: 'Tuesday' }));
  expect(await screen.findByText('3 days in a row, planned days of rest apart.')).toBeTruthy();
  expect(storage.options.preset.easyDays).toEqual([1, 0, 1, 1, 1, 1, 1]);
  await user.click(screen.getByRole('checkbox', { name: 'Tuesday' }));
  expect(await screen.findByText('2 days in a row.')).toBeTruthy();
});

test('a planned day of rest does not end them on the screen of the atlas either', async () => {
  const { services, now } = aServices();
  const storage = await services.storage();
  await storage.changePreset({ easyDays: [1, 1, 1, 1, 1, 1, 0] });
  const { day: today } = now();
  const days = [today, today - 2, today - 3].map((day) => ({ ...aDay({ answers: 1 }), day: day as StudyDay }));
  await act(async () =>
    render(
      <ServicesContext value={services}>
        <Suspense>
          <LowerFigures known={{ days, today }} rest={false} />
        </Suspense>
      </ServicesContext>,
    ),
  );
  expect(new Date(today * dayMs).getUTCDay()).toBe(1);
  expect(await screen.findByText(/3 days in a row\.$/)).toBeTruthy();
});

test('the calendar file has the hour that was chosen, and begins on no day of rest', async () => {
  const { storage, user } = await afterThreeDays();
  const files: Blob[] = [];
  const { createObjectURL } = URL;
  URL.createObjectURL = (file: Blob) => {
    files.push(file);
    return createObjectURL(file);
  };
  const made = async () => {
    await user.click(screen.getByRole('button', { name: 'Calendar file' }));
    return files.at(-1)!.text();
  };
  try {
    const time = await screen.findByLabelText('At');
    expect(await made()).toMatch(/DTSTART:\d{8}T073000\r\n/);
    fireEvent.change(time, { target: { value: '18:05' } });
    // Thursday is the day that the clock has.
    const first = await made();
    expect(first).toMatch(/DTSTART:\d{8}T180500\r\n/);
    await user.click(screen.getByRole('checkbox', { name: 'Thursday' }));
    await expect.poll(() => storage.options.preset.easyDays?.[3]).toBe(0);
    const other = await made();
    const dayOf = (text: string) => {
      const [, year, month, date] = /DTSTART:(\d{4})(\d\d)(\d\d)T/.exec(text)!;
      return Date.UTC(Number(year), Number(month) - 1, Number(date)) / dayMs;
    };
    expect(new Date(dayOf(first) * dayMs).getUTCDay()).toBe(4);
    expect(dayOf(other)).toBe(dayOf(first) + 1);
    expect(other).toContain('RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,FR,SA,SU\r\n');
  } finally {
    URL.createObjectURL = createObjectURL;
  }
});

test('the minutes of the day, and the week in a sentence; nothing urges', async () => {
  const { storage } = await afterThreeDays();
  expect(await screen.findByText(/^How many minutes a day suit you/)).toBeTruthy();
  await act(async () => storage.changeSettings({ minutesPerDay: 15 }));
  expect(await screen.findByText('1 of 15 minutes today.')).toBeTruthy();
  expect(screen.getByText(/^In the last seven days:/).textContent).toBe(
    'In the last seven days: 3 days of study, 3 answers, 3 minutes. 100\u00A0% known. 3 new cards met.',
  );
  await act(async () => storage.changeSettings({ minutesPerDay: 1 }));
  expect(await screen.findByText("Today's minute is done.")).toBeTruthy();
});

test('the icon of the installed app has what is due, where the platform has such a thing', () => {
  const told: (number | 'clear')[] = [];
  const own = {
    setAppBadge: async (count: number) => void told.push(count),
    clearAppBadge: async () => void told.push('clear'),
  };
  for (const [name, value] of Object.entries(own)) Object.defineProperty(navigator, name, { value, configurable: true });
  showBadge(12);
  showBadge(0);
  expect(told).toEqual([12, 'clear']);
  // A platform without it, and one that refuses it, change nothing.
  for (const name of Object.keys(own)) Object.defineProperty(navigator, name, { value: undefined, configurable: true });
  showBadge(3);
  Object.defineProperty(navigator, 'setAppBadge', { value: async () => Promise.reject(new Error('no')), configurable: true });
  showBadge(3);
  expect(told).toHaveLength(2);
});
