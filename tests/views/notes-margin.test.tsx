import { act, cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Suspense } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { Moment } from '#core/time.ts';
import type { Storage } from '#storage/storage.ts';
import { givenText } from '#state/given-files.ts';
import { createImportStore } from '#state/import-store.ts';
import { createNotices } from '#state/notices.ts';
import { ServicesContext } from '#state/services-context.ts';
import { NotesView } from '#views/notes/NotesView.tsx';
import { aServices } from '#tests/support/services.ts';

afterEach(cleanup);

/** The reader of notes that were imported as a learner does. */
async function reading(text: string, study?: (learner: { storage: Storage; now: () => Moment }) => Promise<void>) {
  const { services, now } = aServices();
  const store = createImportStore(services);
  await store.getState().open([givenText('notes.md', text)]);
  await store.getState().apply();
  await study?.({ storage: await services.storage(), now });
  await act(async () =>
    render(
      <ServicesContext value={services}>
        <Suspense>
          <NotesView deck="notes" marked="" notices={createNotices()} />
        </Suspense>
      </ServicesContext>,
    ),
  );
  await screen.findAllByText('Runs SQL on files in S3.', { exact: false });
  return userEvent.setup();
}

const notes = [
  '## Athena',
  '',
  '- **Purpose**: Runs SQL on files in S3.',
  '- **Purpose**: Runs SQL on files in S3.',
  '',
  'Nobody knows what this is about.',
].join('\n');

const lineOf = (number: number) => document.getElementById(`line-${number}`) ?? document.body;

test('a line says how well its card is known, or why it has none', async () => {
  await reading(notes);
  await screen.findByText(/^No card: line 3 says the same/);
  expect(lineOf(3).textContent).toContain('New, not yet met');
  expect(lineOf(4).textContent).toContain('No card: line 3 says the same');
  expect(lineOf(6).textContent).toContain('No card: ');
});

test('the cards of a line are shown on demand', async () => {
  const user = await reading(notes);
  await user.click(await screen.findByRole('button', { name: /^Its (card|\d cards), Line 3$/ }));
  const dialog = screen.getByRole('dialog', { name: 'Cards that rest on line 3' });
  expect(within(dialog).getAllByText(/Athena/).length).toBeGreaterThan(0);
  await user.click(within(dialog).getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a section has the strength of what is below it, in a word', async () => {
  await reading(notes);
  expect(await screen.findByRole('button', { name: 'Athena, New' })).toBeTruthy();
});

test('a line of which some cards are met says how many; a section counts the others as not known', async () => {
  await reading(notes, async ({ storage, now }) => {
    const [card] = await storage.db.schedules.toArray();
    if (card === undefined) throw new Error('the notes make cards');
    await storage.answerCard({ card: card.card, seenRevision: 0, rating: 4, takenMs: 1_000, moment: now() });
  });
  await screen.findByText(/1 of \d met/);
  expect(await screen.findByRole('button', { name: 'Athena, Faint' })).toBeTruthy();
});
