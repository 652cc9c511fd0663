import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { createNotices } from '#state/notices.ts';
import { ServicesContext } from '#state/services-context.ts';
import { StudyView } from '#views/study/StudyView.tsx';
import { aDeck } from '#tests/support/decks.ts';
import { aServices } from '#tests/support/services.ts';

afterEach(cleanup);

async function studying() {
  const made = aServices();
  const storage = await made.services.storage();
  await storage.installDeck(aDeck(), '# Notes', made.now());
  const look = await made.services.look();
  if (look.kind !== 'ready') throw new Error(`the look is ${look.kind}`);
  render(
    <ServicesContext value={made.services}>
      <StudyView request={{ kind: 'today', look }} notices={createNotices()} />
    </ServicesContext>,
  );
  const user = userEvent.setup();
  await screen.findByTestId('question');
  return { user, storage };
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

test('there is nothing to undo before the first answer', async () => {
  await studying();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Undo' }).disabled).toBe(true);
});

test('a strength stands beside the answer only: the odds would colour the rating', async () => {
  const { user } = await studying();
  expect(screen.queryByText('New', { selector: '.meta *' })).toBeNull();
  await user.keyboard(' ');
  expect(screen.getByText('New', { selector: '.meta *' })).toBeTruthy();
});
