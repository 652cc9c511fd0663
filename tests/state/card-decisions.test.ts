import { expect, test } from 'vitest';
import type { CardId } from '#core/ids.ts';
import { decideOn } from '#state/card-decisions.ts';
import { StorageError } from '#storage/storage.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aServices } from '#tests/support/services.ts';

const card = 'deck/kafka/0.to-name' as CardId;

async function aCollection(fields: Parameters<typeof aServices>[0] = {}) {
  const made = aServices(fields);
  const storage = await made.services.storage();
  await storage.installDeck(aDeck(), '# Notes', made.now());
  const front = async () => {
    const [entity] = await storage.readEntities([aDeck().entities[0]?.id ?? ('' as never)]);
    return entity?.notes.flatMap(({ cards }) => cards).find(({ id }) => id === card)?.front;
  };
  return { ...made, storage, front };
}

test('a card has the learner’s words until the decision is taken back', async () => {
  const { services, front } = await aCollection();
  const decided = await decideOn(services, { kind: 'edit', card, front: 'Mine', back: 'Too' });
  expect(await front()).toBe('Mine');
  expect(decided.kind === 'decided' && (await decided.undo())).toBe(true);
  expect(await front()).toBe('What is Kafka (0)?');
});

test.each(['suspend', 'drop'] as const)(
  'to %s a card takes it out of the queue, and taking that back puts it in again',
  async (kind) => {
    const { services, storage } = await aCollection();
    const decided = await decideOn(services, { kind, card });
    expect(await storage.gatherCards([card])).toEqual([]);
    expect(decided.kind === 'decided' && (await decided.undo())).toBe(true);
    expect(await storage.gatherCards([card])).toHaveLength(1);
  },
);

test('what was decided again since is not taken back', async () => {
  const { services, front } = await aCollection();
  const first = await decideOn(services, { kind: 'edit', card, front: 'First', back: 'x' });
  await decideOn(services, { kind: 'edit', card, front: 'Second', back: 'x' });
  expect(first.kind === 'decided' && (await first.undo())).toBe(false);
  expect(await front()).toBe('Second');
});

test('what cannot be written says why', async () => {
  const { services } = await aCollection({
    storage: (storage) => ({ ...storage, suspendCard: () => Promise.reject(new StorageError('quota')) }),
  });
  expect(await decideOn(services, { kind: 'suspend', card })).toEqual({ kind: 'unsaved', code: 'quota' });
});
