import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Suspense } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { DeckId } from '#core/ids.ts';
import { createImportStore } from '#state/import-store.ts';
import { createNotices } from '#state/notices.ts';
import { ServicesContext } from '#state/services-context.ts';
import { NotesView } from '#views/notes/NotesView.tsx';
import { aServices } from '#tests/support/services.ts';

afterEach(cleanup);

const deck = 'stores' as DeckId;
const notes =
  '## Kafka\n\n- **Purpose**: Keeps an ordered log of events.\n\n## Glue\n\n- **Purpose**: Moves rows between stores.\n';
const newer =
  '## Kafka\n\n- **Purpose**: Keeps an ordered log of all events.\n\n## Athena\n\n- **Purpose**: Runs SQL on files in a bucket.\n';

async function aNotebook(...texts: readonly string[]) {
  const { services, pass } = aServices();
  const { db } = await services.storage();
  const put = async (text: string) => {
    const store = createImportStore(services);
    await store.getState().open([{ path: 'stores.md', size: text.length, read: async () => new TextEncoder().encode(text) }]);
    expect(await store.getState().apply()).toBeDefined();
    pass(60);
  };
  for (const text of texts) await put(text);
  const notices = createNotices();
  const open = async () => {
    await act(async () =>
      render(
        <ServicesContext value={services}>
          <Suspense>
            <NotesView deck={deck} marked="" notices={notices} />
          </Suspense>
        </ServicesContext>,
      ),
    );
    await screen.findByRole('heading', { level: 1, name: 'Stores' }, patience);
  };
  const text = async () => (await db.notebooks.get(deck))?.text;
  return { put, open, text, notices, user: userEvent.setup() };
}

// The notes wait for the database, and that for a busy machine.
const patience = { timeout: 10_000 };
const takeBack = () => screen.findByRole('button', { name: 'Take back the last update…' }, patience);

test('an update whose notice is gone is taken back from the notes, which say first what that does; once', async () => {
  const { open, text, notices, user } = await aNotebook(notes, newer);
  await open();
  await user.click(await takeBack());
  const dialog = await screen.findByRole('dialog', { name: 'Take back the last update of Stores?' }, patience);
  expect(dialog.textContent).toMatch(/applied on \d+ \w+ \d{4} at \d\d:\d\d/);
  expect(dialog.textContent).toMatch(/2.cards that came with it leave, 2.cards that it archived come back and 2.cards get their/);
  await user.click(screen.getByRole('button', { name: 'Take it back' }));
  await waitFor(async () => expect(await text()).toBe(notes), patience);
  expect(notices.getState().notices.at(-1)).toMatchObject({ kind: 'told', head: 'The import is undone.' });
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Take back the last update…' })).toBeNull());
  expect(screen.getByText('Moves rows between stores', { exact: false })).toBeTruthy();
});

test('the notes that a notebook came with are no update: they are taken out by removing it', async () => {
  const { open } = await aNotebook(notes);
  await open();
  await screen.findByRole('button', { name: 'Write a card of your own' }, patience);
  expect(screen.queryByRole('button', { name: 'Take back the last update…' })).toBeNull();
});

test('an update that came while the question stood there stays', async () => {
  const { put, open, text, notices, user } = await aNotebook(notes, newer);
  await open();
  await user.click(await takeBack());
  await put(`${newer}\n## Redshift\n\n- **Purpose**: Answers questions over a warehouse.\n`);
  await user.click(await screen.findByRole('button', { name: 'Take it back' }));
  await waitFor(() => expect(notices.getState().notices.at(-1)).toMatchObject({ head: 'The import was not undone.' }), patience);
  expect(await text()).toContain('Redshift');
});
