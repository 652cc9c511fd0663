import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Suspense } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { CardId } from '#core/ids.ts';
import { createNotices } from '#state/notices.ts';
import { ServicesContext } from '#state/services-context.ts';
import { CardView } from '#views/card/CardView.tsx';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment, later, monday } from '#tests/support/moments.ts';
import { aServices } from '#tests/support/services.ts';
import { answer } from '#tests/support/storage.ts';

afterEach(cleanup);

const kafka = 'deck/kafka/0.to-name' as CardId;

async function aCardPage(id = kafka) {
  const made = aServices();
  const storage = await made.services.storage();
  await storage.installDeck(aDeck(), '# Notes', made.now());
  const notices = createNotices();
  await act(async () => {
    render(
      <ServicesContext value={made.services}>
        <Suspense>
          <CardView id={id} notices={notices} />
        </Suspense>
      </ServicesContext>,
    );
  });
  return { ...made, storage, notices, user: userEvent.setup() };
}

const rows = () => within(screen.getByRole('table')).getAllByRole('row').slice(1);

test('the page of a new card says that it waits, and has no curve', async () => {
  await aCardPage();
  await screen.findByRole('heading', { level: 1, name: 'Kafka' });
  expect(screen.getByText('New: number 1 of its deck.')).toBeTruthy();
  expect(screen.queryByRole('img', { name: /Recall since/ })).toBeNull();
});

test('each answer is a line, with what was remembered then and what it led to', async () => {
  const { storage } = await aCardPage();
  await screen.findByRole('heading', { level: 1, name: 'Kafka' });
  await answer(storage, kafka, 3, { takenMs: 14_000 });
  await answer(storage, kafka, 3, { moment: later(aMoment(), 10) });
  await waitFor(() => expect(rows()).toHaveLength(2));
  const [last, first] = rows().map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent));
  expect(first?.slice(1)).toEqual(['Good', 'Learning', 'new', '10 min', '2.3 d', '2.1', '14 s']);
  expect(last?.slice(1, 4)).toEqual(['Good', 'Learning', '10 min later']);
  expect(screen.getByRole('img', { name: /^Recall since 16 November: 2 answers, 0 forgotten; 100\s% today/ })).toBeTruthy();
  expect(screen.getByText('Good, 2')).toBeTruthy();
});

test('the curve falls after each answer, has a dot where one was given, and goes on from today to the day that is due', async () => {
  const { storage, pass } = await aCardPage();
  await screen.findByRole('heading', { level: 1, name: 'Kafka' });
  const at = (days: number) => later(aMoment(), days * 24 * 60);
  await answer(storage, kafka, 4);
  await answer(storage, kafka, 1, { moment: at(20) });
  pass(25 * 24 * 60);
  await answer(storage, kafka, 3, { moment: at(25) });
  await waitFor(() => expect(rows()).toHaveLength(3));
  const curve = screen.getByRole('img', { name: /^Recall since/ });
  const pathOf = (name: string) => curve.querySelector(name)?.getAttribute('d') ?? '';
  const points = (name: string) =>
    [...pathOf(name).matchAll(/[ML](\S+) (\S+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
  const past = points('.ln:not(.nx)');
  const future = points('.ln.nx');
  expect(pathOf('.area').startsWith(pathOf('.ln:not(.nx)'))).toBe(true);
  expect(past.length).toBeGreaterThan(20);
  expect(past[0]?.x).toBe(0);
  // Down is less recall. It rises only where an answer was given: twice since the first.
  const rises = past.filter(({ y }, index) => index > 0 && y < past[index - 1]!.y);
  expect(rises).toHaveLength(2);
  const today = Number.parseFloat(curve.querySelector('.today')?.getAttribute('x1') ?? '') * 10;
  expect(past.at(-1)?.x).toBeCloseTo(today, 0);
  expect(future[0]?.x).toBeCloseTo(today, 0);
  expect(future.every(({ y }, index) => index === 0 || y >= future[index - 1]!.y)).toBe(true);
  const dots = [...curve.querySelectorAll('.dot')];
  expect(dots.map((dot) => dot.parentElement?.getAttribute('class'))).toEqual(['c4', 'c1', 'c3']);
  // The second stands at the end of a long fall, lower than the first.
  expect(Number(dots[1]?.getAttribute('cy'))).toBeGreaterThan(Number(dots[0]?.getAttribute('cy')));
  expect(curve.querySelectorAll('.due')).toHaveLength(1);
});

test('why it comes on its day is said in words, and a day that was chosen is said to be', async () => {
  const { storage } = await aCardPage();
  await screen.findByRole('heading', { level: 1, name: 'Kafka' });
  await answer(storage, kafka, 4);
  await screen.findByText(/^You answered Easy on 16 November/);
  expect(screen.getByText(/You asked for 90 %, so the card returns when it gets there, after \d+ days/)).toBeTruthy();
  await storage.setDueDay(kafka, (monday + 30) as never, aMoment());
  await screen.findByText('You chose this day yourself.');
  expect(screen.getByRole('heading', { name: 'Why 16 December' })).toBeTruthy();
});

test('what is done here is shown here, and taken back by the same key as anywhere', async () => {
  const { user, notices } = await aCardPage();
  await screen.findByRole('heading', { level: 1, name: 'Kafka' });
  await user.keyboard('@');
  await screen.findByText('Suspended: not asked until you resume it.');
  await user.keyboard('z');
  await waitFor(() => expect(screen.queryByText('Suspended: not asked until you resume it.')).toBeNull());
  expect(notices.getState().notices).toContainEqual({ kind: 'told', head: 'Suspending the card about ‘Kafka’ taken back.' });
  await user.keyboard('-');
  await screen.findByText('Buried until tomorrow.');
  await user.click(screen.getByRole('button', { name: /Bring back today/ }));
  await waitFor(() => expect(screen.queryByText('Buried until tomorrow.')).toBeNull());
  await user.click(screen.getByRole('button', { name: 'turquoise' }));
  await screen.findByText('Turquoise flag.');
  expect(screen.getByRole('button', { name: 'turquoise' }).getAttribute('aria-pressed')).toBe('true');
});

test('a tag is put on under Edit and told here; nothing else of the card changes', async () => {
  const { user, storage, notices } = await aCardPage();
  await screen.findByRole('heading', { level: 1, name: 'Kafka' });
  await user.keyboard('e');
  await user.type(await screen.findByLabelText(/^Tags/), '#logs, week-3{Enter}');
  await screen.findByText('Tags: logs, week-3.');
  expect(await storage.db.overlays.get(kafka)).toMatchObject({ tags: ['logs', 'week-3'] });
  expect(await storage.db.overlays.get(kafka)).not.toHaveProperty('front');
  expect(notices.getState().notices).toContainEqual(expect.objectContaining({ head: 'The card has your tags.' }));
});

test('a dropped card still has its page, and the way back', async () => {
  const { storage, user } = await aCardPage();
  await screen.findByRole('heading', { level: 1, name: 'Kafka' });
  await storage.dropCard(kafka);
  await user.click(await screen.findByRole('button', { name: /Restore/ }));
  await waitFor(async () => expect(await storage.db.overlays.count()).toBe(0));
});

test('a card that is not there is told, with a way on', async () => {
  await aCardPage('gone.to-name' as CardId);
  expect(await screen.findByRole('heading', { name: 'There is no such card' })).toBeTruthy();
});

test('a deck with a preset of its own: its card’s day is told by that preset', async () => {
  const { storage } = await aCardPage();
  await screen.findByRole('heading', { level: 1, name: 'Kafka' });
  await answer(storage, kafka, 4);
  await waitFor(() => expect(rows()).toHaveLength(1));
  const why = () => document.querySelector('aside')?.textContent ?? '';
  await waitFor(() => expect(why()).toContain('You asked for 90'));
  await storage.choosePreset('deck' as never, true);
  await storage.changePreset({ desiredRetention: 0.84 }, 'deck' as never);
  // The day that stands was given before; the next answer goes by the deck's own.
  await answer(storage, kafka, 3, { moment: aMoment({ day: monday + 9 }) });
  await waitFor(() => expect(why()).toContain('You asked for 84'));
});
