import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Suspense } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { EntityId, CardId } from '#core/ids.ts';
import { createNotices } from '#state/notices.ts';
import { ServicesContext } from '#state/services-context.ts';
import { StudyView } from '#views/study/StudyView.tsx';
import { putSchedules } from '#tests/support/collections.ts';
import { aDeck } from '#tests/support/decks.ts';
import { inReview } from '#tests/support/schedules.ts';
import { aServices } from '#tests/support/services.ts';
import { scheduleOf } from '#tests/support/storage.ts';

afterEach(cleanup);

const kafka = 'deck/kafka/0.to-name' as CardId;

/** A session whose first card has been forgotten seven times and is forgotten once more. */
async function aLeech() {
  const made = aServices();
  const storage = await made.services.storage();
  const deck = aDeck();
  const group = { id: 'g', name: 'Streams', members: ['deck/kafka', 'deck/kinesis'] as EntityId[] };
  const entities = deck.entities.map((entity) => ({ ...entity, purpose: { text: `What ${entity.name} does`, lines: [10] } }));
  await storage.installDeck({ ...deck, entities, groups: [group] }, '# Notes', made.now());
  const day = made.now().day;
  await putSchedules(storage, [{ ...(await scheduleOf(storage, kafka)), state: inReview({ dueDay: day }), lapses: 7, reps: 20 }]);
  const look = await made.services.look();
  if (look.kind !== 'ready') throw new Error(look.kind);
  await act(async () =>
    render(
      <ServicesContext value={made.services}>
        <Suspense>
          <StudyView request={{ kind: 'today', look }} notices={createNotices()} />
        </Suspense>
      </ServicesContext>,
    ),
  );
  const user = userEvent.setup();
  await screen.findByTestId('question');
  await user.keyboard(' 1');
  await screen.findByTestId('leech');
  return { storage, user };
}

test('a leech stands beside what it is mixed up with; nothing is said that was not counted', async () => {
  await aLeech();
  await screen.findByText(/^This one will not stay. It is easily mixed up with Kinesis/);
  expect(screen.getByText('Forgotten 8 times')).toBeTruthy();
  const cells = [...document.querySelectorAll('.vs tbody tr:first-child > *')].map((cell) => cell.textContent);
  expect(cells).toEqual(['Its job', 'What Kafka does', 'What Kinesis does']);
});

test('Space keeps it and goes on', async () => {
  const { user, storage } = await aLeech();
  await user.keyboard(' ');
  await waitFor(() => expect(screen.getByTestId('question').dataset['card']).not.toBe(kafka));
  expect((await storage.db.overlays.get(kafka))?.suspended).toBeUndefined();
});

test('@ suspends it and goes on', async () => {
  const { user, storage } = await aLeech();
  await user.keyboard('@');
  await waitFor(() => expect(screen.getByTestId('question').dataset['card']).not.toBe(kafka));
  expect((await storage.db.overlays.get(kafka))?.suspended).toBe(true);
});

test('E rewords it', async () => {
  const { user } = await aLeech();
  await user.keyboard('e');
  expect(await screen.findByRole('dialog', { name: 'Edit this card' })).toBeTruthy();
});
