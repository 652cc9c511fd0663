import { act, cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Suspense } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { Deck } from '#core/decks/deck.ts';
import type { ExamId } from '#core/ids.ts';
import { createNotices } from '#state/notices.ts';
import { ServicesContext } from '#state/services-context.ts';
import { CustomView } from '#views/custom/CustomView.tsx';
import { aDeck, cardsOf } from '#tests/support/decks.ts';
import { aServices } from '#tests/support/services.ts';

afterEach(cleanup);

async function choosing(deck = aDeck()) {
  const { services, now } = aServices();
  const storage = await services.storage();
  await storage.installDeck(deck, '# Notes', now());
  await act(async () =>
    render(
      <ServicesContext value={services}>
        <Suspense>
          <CustomView notices={createNotices()} />
        </Suspense>
      </ServicesContext>,
    ),
  );
  await screen.findByRole('heading', { level: 1, name: 'Study something else' });
  return { user: userEvent.setup(), storage };
}

test('how many cards fit is said before it begins, and with none it does not begin', async () => {
  const { user } = await choosing();
  await screen.findByText('No card fits.');
  await user.click(screen.getByRole('button', { name: 'Start' }));
  expect(screen.queryByTestId('question')).toBeNull();
  await user.click(screen.getByLabelText('Every card'));
  expect(await screen.findByText('4 cards.')).toBeTruthy();
});

test('a number can be written anew, and what is none is said', async () => {
  const { user } = await choosing();
  const field = screen.getByLabelText('Days ahead');
  await user.clear(field);
  expect(screen.getByText('Write a whole number from 1 to 999.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Start' }));
  expect(screen.queryByTestId('question')).toBeNull();
  await user.type(field, '14');
  expect((field as HTMLInputElement).value).toBe('14');
  expect(await screen.findByText('No card fits.')).toBeTruthy();
});

test('cramming shows no intervals, for it changes none', async () => {
  const { user, storage } = await choosing();
  await user.click(screen.getByLabelText('Every card'));
  await user.click(screen.getByLabelText(/^Cram/));
  await screen.findByText('4 cards.');
  await user.click(screen.getByRole('button', { name: 'Start' }));
  await screen.findByTestId('question');
  await user.keyboard(' ');
  await screen.findByTestId('answer');
  expect(screen.getByRole('button', { name: /^Good/ }).textContent).not.toMatch(/day|min/);
  await user.keyboard('3');
  await expect.poll(async () => (await storage.db.log.toArray()).map(({ kind }) => kind)).toEqual(['cram']);
});

test('an exam is a part to choose, and only its cards are counted', async () => {
  const { user } = await choosing(withExam());
  await user.click(screen.getByLabelText('Every card'));
  await screen.findByText('4 cards.');
  await user.selectOptions(screen.getByLabelText('Of'), 'AI Practitioner');
  expect(await screen.findByText('2 cards.')).toBeTruthy();
});

test('a tag of one’s own is a choice as soon as a card has it', async () => {
  const { user, storage } = await choosing();
  await screen.findByText('No card fits.');
  expect(screen.queryByLabelText('With a tag')).toBeNull();
  const [first, second] = cardsOf(aDeck());
  await storage.editCard(first!.id, { tags: ['week-3'] });
  await storage.editCard(second!.id, { tags: ['iam'] });
  await user.click(await screen.findByLabelText('With a tag'));
  expect(await screen.findByText('1 card.')).toBeTruthy();
  await user.selectOptions(screen.getByLabelText(/^Tag/), 'week-3');
  await user.click(screen.getByRole('button', { name: 'Start' }));
  expect((await screen.findByTestId('question')).dataset['card']).toBe(first!.id);
});

function withExam() {
  const deck = aDeck();
  const id = 'aif-c01' as ExamId;
  const exam = {
    id,
    name: 'AI Practitioner',
    domains: [{ id: '1', name: 'One', percent: 100 }],
    source: '',
    checked: '2026-01-01',
  };
  const [first, ...others] = deck.entities;
  return { ...deck, exams: [exam], entities: [{ ...first!, exams: [{ exam: id, domain: '1' }] }, ...others] } as Deck;
}
