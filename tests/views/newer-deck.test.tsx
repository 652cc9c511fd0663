import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { ServicesContext } from '#state/services-context.ts';
import { readDeck } from '#storage/queries/read-deck.ts';
import { NewerDeck } from '#views/import/NewerDeck.tsx';
import { aDeck } from '#tests/support/decks.ts';
import { aServices } from '#tests/support/services.ts';

afterEach(cleanup);

const old = aDeck({ id: 'shipped' });

/** Today, in an app whose deck has another title than the learner's, and comes when `arrive` is called. */
async function today() {
  const { services, now } = aServices();
  let arrive = () => {};
  let asked = 0;
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const shipped = {
    slug: 'shipped',
    async load() {
      asked += 1;
      await arrived;
      return { deck: { ...old, title: 'A better deck' }, notesText: 'text' };
    },
    curation: async () => undefined,
  };
  const storage = await services.storage();
  await storage.installDeck(old, 'text', now());
  const app = { ...services, shippedDecks: [shipped] };
  const open = () =>
    render(
      <ServicesContext value={app}>
        <NewerDeck />
      </ServicesContext>,
    );
  return { open, arrive, asked: () => asked, title: async () => (await readDeck(storage.db, old.id))?.title };
}

// A second and a half after Today is there it is looked for, and that on a busy machine.
const patience = { timeout: 15_000 };

test('what is newer comes in while Today stands', async () => {
  const { open, arrive, title } = await today();
  open();
  arrive();
  await waitFor(async () => expect(await title()).toBe('A better deck'), patience);
  expect(screen.queryByRole('status')).toBeNull();
});

test('and never in mid-session: whoever has gone on to study meanwhile has the deck that they began with', async () => {
  const { open, arrive, asked, title } = await today();
  const { unmount } = open();
  await waitFor(() => expect(asked()).toBe(1), patience);
  unmount();
  arrive();
  // What it would take to compare and to put in place, as the test above shows.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(await title()).toBe(old.title);
  open();
  await waitFor(async () => expect(await title()).toBe('A better deck'), patience);
});
