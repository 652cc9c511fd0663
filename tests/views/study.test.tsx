import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { createNotices } from '#state/notices.ts';
import { ServicesContext } from '#state/services-context.ts';
import { StudyView } from '#views/study/StudyView.tsx';
import type { CardId } from '#core/ids.ts';
import type { Storage } from '#storage/storage.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aServices } from '#tests/support/services.ts';

afterEach(cleanup);

async function studying() {
  const made = aServices();
  const storage = await made.services.storage();
  await storage.installDeck(aDeck(), '# Notes', made.now());
  const look = await made.services.look();
  if (look.kind !== 'ready') throw new Error(`the look is ${look.kind}`);
  const notices = createNotices();
  render(
    <ServicesContext value={made.services}>
      <StudyView request={{ kind: 'today', look }} notices={notices} />
    </ServicesContext>,
  );
  const user = userEvent.setup();
  await screen.findByTestId('question');
  return { ...made, user, storage, notices };
}

const shown = () => screen.queryByTestId('answer') !== null;

test('the question has the focus, and then the answer, so that each is read out', async () => {
  const { user } = await studying();
  expect(document.activeElement).toBe(screen.getByTestId('question'));
  await user.keyboard(' ');
  expect(document.activeElement).toBe(screen.getByTestId('answer'));
});

test('Space on a button that has the focus presses that button and nothing else', async () => {
  const { user, storage } = await studying();
  await user.keyboard(' 3');
  await waitFor(() => expect(shown()).toBe(false));
  screen.getByRole('button', { name: 'Undo' }).focus();
  await user.keyboard(' ');
  await waitFor(async () => expect((await storage.db.log.toArray()).map(({ kind }) => kind)).toEqual(['learn', 'undo']));
  expect(shown()).toBe(false);
});

test('a key with Alt, a held one, and a rating before the answer is shown do nothing', async () => {
  const { user, storage } = await studying();
  await user.keyboard('{Alt>} {/Alt}');
  expect(shown()).toBe(false);
  await user.keyboard('3');
  expect(shown()).toBe(false);
  await user.keyboard(' ');
  dispatchEvent(new KeyboardEvent('keydown', { key: '3', repeat: true }));
  expect(await storage.db.log.count()).toBe(0);
});

test('what was taken back is named, and so is that there is nothing left', async () => {
  const { user, notices } = await studying();
  const told = () => notices.getState().notices.map((notice) => 'head' in notice && notice.head);
  await user.keyboard(' 3');
  await waitFor(() => expect(shown()).toBe(false));
  await user.keyboard('z');
  await waitFor(() => expect(told()).toEqual(['Good on ‘Kafka’ taken back.']));
  await user.keyboard('{Control>}y{/Control}');
  await waitFor(() => expect(told()).toEqual(['Good on ‘Kafka’ done again.']));
  await user.keyboard('u');
  await waitFor(() => expect(told()).toEqual(['Good on ‘Kafka’ taken back.']));
  await user.keyboard('{Control>}z{/Control}');
  await waitFor(() => expect(told()).toEqual(['There is nothing to take back.']));
});

const kafka = 'deck/kafka/0.to-name' as CardId;

test.each([
  ['-', 'buried', async (storage: Storage) => (await storage.db.schedules.get(kafka))?.buriedOn !== undefined],
  [
    '=',
    'buried with its siblings',
    async (storage: Storage) => {
      const ofNote = (await storage.db.schedules.toArray()).filter(({ note }) => note === 'deck/kafka/0');
      return ofNote.length === 2 && ofNote.every(({ buriedOn }) => buriedOn !== undefined);
    },
  ],
  ['@', 'suspended', async (storage: Storage) => (await storage.db.overlays.get(kafka))?.suspended],
  ['!', 'suspended with its sibling', async (storage: Storage) => (await storage.db.overlays.count()) === 2],
  ['{Control>}{Delete}{/Control}', 'dropped', async (storage: Storage) => (await storage.db.overlays.get(kafka))?.dropped],
])('the key %s: the card is %s and the next one is asked', async (keys, _what, isSo) => {
  const { user, storage } = await studying();
  expect(screen.getByTestId('question').dataset['card']).toBe(kafka);
  await user.keyboard(keys);
  await waitFor(() => expect(screen.getByTestId('question').dataset['card']).not.toBe(kafka));
  expect(await isSo(storage)).toBe(true);
});

test.each([
  ['{Control>}3{/Control}', { flag: 3 }],
  ['*', { tags: ['marked'] }],
])('the key %s puts something on the card, and once more takes it off', async (keys, decided) => {
  const { user, storage } = await studying();
  await user.keyboard(keys);
  await waitFor(async () => expect(await storage.db.overlays.get(kafka)).toMatchObject(decided));
  await user.keyboard(keys);
  await waitFor(async () => expect(await storage.db.overlays.get(kafka)).toBeUndefined());
  expect(screen.getByTestId('question').dataset['card']).toBe(kafka);
});

test('the menu lists what can be done; its keys work in it, and so do arrows', async () => {
  const { user, storage } = await studying();
  await user.keyboard('m');
  const menu = await screen.findByRole('dialog', { name: 'This card' });
  expect([...menu.querySelectorAll('.menu button')].map((button) => button.firstChild?.firstChild?.textContent)).toEqual([
    'Edit',
    'Mark',
    'Bury',
    'Bury with its siblings',
    'Suspend',
    'Suspend with its siblings',
    'Set due date',
    'Reset',
    'Drop',
    'This is wrong',
    'Card history',
    'All keys',
    'Type the answer',
    'Undo',
    'Redo',
  ]);
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement?.textContent).toContain('Edit');
  await user.keyboard('1 ');
  // A rating is not among its keys, and the card is not revealed behind it.
  expect(shown()).toBe(false);
  await waitFor(() => expect(screen.getByRole('dialog', { name: 'Edit this card' })).toBeTruthy());
  // A test's Escape is not the browser's own.
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await user.keyboard('m');
  await screen.findByRole('dialog', { name: 'This card' });
  await user.keyboard('@');
  await waitFor(async () => expect((await storage.db.overlays.get(kafka))?.suspended).toBe(true));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a due date is a day or a range; anything else is told how to write it', async () => {
  const { user, storage, now } = await studying();
  await user.keyboard('{Control>}{Shift>}D{/Shift}{/Control}');
  const field = await screen.findByLabelText('Days from today');
  await user.clear(field);
  await user.type(field, 'soon{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('such as 3-7');
  await user.clear(field);
  await user.type(field, '3-7{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const state = (await storage.db.schedules.get(kafka))?.state;
  const days = state?.kind === 'review' ? state.dueDay - now().day : 0;
  expect(days).toBeGreaterThanOrEqual(3);
  expect(days).toBeLessThanOrEqual(7);
});

test('Ctrl+Alt+N makes a card new again, out of the steps that it was in', async () => {
  const { user, storage } = await studying();
  await user.keyboard(' 1');
  await waitFor(() => expect(screen.getByTestId('question').dataset['card']).not.toBe(kafka));
  await user.keyboard(' 4');
  await waitFor(() => expect(screen.getByTestId('question').dataset['card']).toBe(kafka));
  dispatchEvent(new KeyboardEvent('keydown', { key: 'n', code: 'KeyN', ctrlKey: true, altKey: true }));
  await waitFor(async () => expect(await storage.db.schedules.get(kafka)).toMatchObject({ state: { kind: 'new' }, reps: 0 }));
});

test('I shows the history over the session, which goes on below', async () => {
  const { user } = await studying();
  await user.keyboard(' 1');
  await waitFor(() => expect(shown()).toBe(false));
  await user.keyboard('z');
  await waitFor(() => expect(screen.getByTestId('question').dataset['card']).toBe(kafka));
  await user.keyboard('i');
  const dialog = await screen.findByRole('dialog', { name: 'Card: Kafka' });
  expect(dialog.textContent).toContain('No answers yet');
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.getByTestId('question').dataset['card']).toBe(kafka);
});

test('? tells the keys', async () => {
  const { user } = await studying();
  await user.keyboard('?');
  expect((await screen.findByRole('dialog', { name: 'Keys' })).textContent).toContain('Bury until tomorrow');
});

test('a strength stands beside the answer only: the odds would colour the rating', async () => {
  const { user } = await studying();
  expect(screen.queryByText('New', { selector: '.meta *' })).toBeNull();
  await user.keyboard(' ');
  expect(await screen.findByText('New', { selector: '.meta *' })).toBeTruthy();
});

test('a card that is known within its steps is in learning, not faint at a hundred percent', async () => {
  const { user } = await studying();
  const first = screen.getByTestId('question').textContent;
  await user.keyboard(' 1');
  await waitFor(() => expect(screen.getByTestId('question').textContent).not.toBe(first));
  await user.keyboard(' 4');
  await waitFor(() => expect(screen.getByTestId('question').textContent).toBe(first));
  await user.keyboard(' ');
  expect(await screen.findByText('In learning', { selector: '.meta *' })).toBeTruthy();
  expect(document.querySelector('.meta')?.textContent).not.toContain('%');
});

test('while the answer is typed the button names the key that shows it', async () => {
  const { user } = await studying();
  const key = () => document.querySelector('.show kbd')?.textContent;
  expect(key()).toBe('Space');
  await user.keyboard('t');
  await waitFor(() => expect(key()).toBe('Enter'));
});

test('T lets the answer be typed: keys are letters then, Enter shows what became of it, and a rating is proposed', async () => {
  const { user, storage } = await studying();
  await user.keyboard('t');
  const field = await screen.findByRole('textbox', { name: 'Type the answer' });
  await waitFor(() => expect(document.activeElement).toBe(field));
  await user.keyboard('kafk 34t{Backspace}{Backspace}{Backspace}{Backspace}{Enter}');
  expect(document.activeElement).toBe(screen.getByTestId('answer'));
  const said = await screen.findByTestId('typed');
  await waitFor(() => expect(said.textContent).toContain('Nearly'));
  expect([...said.querySelectorAll('ins')].map(({ textContent }) => textContent)).toEqual(['a']);
  expect(said.textContent).toContain('Good is suggested');
  await user.keyboard('1');
  await waitFor(async () =>
    expect((await storage.db.log.toArray()).map((entry) => 'rating' in entry && entry.rating)).toEqual([1]),
  );
});

test('after a wrong answer Enter gives what is proposed; Esc leaves the field, and T the typing', async () => {
  const { user, storage } = await studying();
  await storage.changePreset({ typeAnswers: true });
  await user.keyboard(' 3');
  await user.type(await screen.findByRole('textbox'), 'kafka{Enter}');
  await waitFor(() => expect(screen.getByTestId('typed').textContent).toContain('Kafka is something else in your notes'));
  await user.keyboard('{Enter}');
  await waitFor(async () =>
    expect((await storage.db.log.toArray()).map((entry) => 'rating' in entry && entry.rating)).toEqual([3, 1]),
  );
  await screen.findByRole('textbox');
  await user.keyboard('{Escape}t');
  await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
  await user.keyboard(' ');
  expect(shown()).toBe(true);
  expect(screen.queryByTestId('typed')).toBeNull();
});

test('a flag and a mark stand on the card while it is studied, each with its word', async () => {
  const { user } = await studying();
  await user.keyboard('{Control>}2{/Control}');
  await waitFor(() => expect(screen.getByTestId('marks').textContent).toBe('Orange flag'));
  await user.keyboard('*');
  await waitFor(() => expect(screen.getByTestId('marks').textContent).toBe('Orange flagMarked'));
});

test('Undo says so while there is nothing to take back, and so does Redo in the menu', async () => {
  const { user } = await studying();
  const undo = () => screen.getByRole('button', { name: /^Undo/ });
  await screen.findByText('nothing yet');
  await waitFor(() => expect(undo().getAttribute('aria-disabled')).toBe('true'));
  await user.keyboard(' 3');
  await waitFor(() => expect(undo().getAttribute('aria-disabled')).toBe('false'));
  await user.keyboard('m');
  const redo = await screen.findByRole('button', { name: /^Redo/ });
  await waitFor(() => expect(redo.textContent).toContain('Nothing has been taken back since'));
  await user.keyboard('z');
  await waitFor(() => expect(undo().getAttribute('aria-disabled')).toBe('true'));
  await user.keyboard('m');
  await user.click(await screen.findByRole('button', { name: /^Redo/ }));
  await waitFor(() => expect(undo().getAttribute('aria-disabled')).toBe('false'));
});
