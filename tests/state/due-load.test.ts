import { expect, test } from 'vitest';
import { good } from '#core/scheduling/schedule.ts';
import type { CardState } from '#core/scheduling/schedule.ts';
import type { StudyDay } from '#core/time.ts';
import { createNotices } from '#state/notices.ts';
import { createStudyStore } from '#state/study-store.ts';
import { dayRow, emptyDay, scheduleRow } from '#storage/rows.ts';
import type { Storage } from '#storage/storage.ts';
import { aDeck, cardsOf } from '#tests/support/decks.ts';
import { monday } from '#tests/support/moments.ts';
import { inReview } from '#tests/support/schedules.ts';
import { aServices } from '#tests/support/services.ts';
import { scheduleOf } from '#tests/support/storage.ts';

const deck = aDeck({ entities: [{ name: 'Kafka', notes: 1, cards: 2 }, 'Kinesis', 'Glue'] });
const cards = cardsOf(deck).map(({ id }) => id);

/** A session on those of the deck's cards that are given a state, with so many others due on each coming day. */
async function aSession(due: (inDays: number) => number, states: readonly (CardState | undefined)[]) {
  const made = aServices();
  const storage = await made.services.storage();
  await storage.installDeck(deck, '# Notes', made.now());
  const asked = cards.filter((_, index) => states[index] !== undefined);
  for (const [index, state] of states.entries()) {
    if (state === undefined) continue;
    await storage.db.schedules.put(scheduleRow({ ...(await scheduleOf(storage, cards[index]!)), state, reps: 4 }));
  }
  const days = Array.from({ length: 120 }, (_, index) => index + 1);
  await storage.db.days.bulkPut(days.map((day) => dayRow({ ...emptyDay((monday + day) as StudyDay, deck.id), due: due(day) })));
  const store = createStudyStore(made.services, createNotices());
  await store.getState().begin({ kind: 'cards', cards: asked });
  await store.getState().prepare();
  return { store, storage };
}

function shownOn({ store }: Awaited<ReturnType<typeof aSession>>) {
  store.getState().reveal();
  const { stage } = store.getState();
  if (stage.kind !== 'answer') throw new Error(`the stage is ${stage.kind}`);
  return stage;
}

async function writtenOn(storage: Storage, card: string): Promise<CardState> {
  return (await scheduleOf(storage, card)).state;
}

/** Good on it leads to 32 days, fuzzed to 28 to 36. */
const dueToday = inReview({ intervalDays: 10 });

test('the button names a day with little to do, and the answer is written for it', async () => {
  for (const empty of [29, 33, 36]) {
    const session = await aSession((day) => (day === empty ? 0 : 40), [dueToday]);
    const { foresight, card } = shownOn(session);
    expect(foresight?.states[good]).toMatchObject({ kind: 'review', intervalDays: empty });
    await session.store.getState().rate(good);
    expect(await writtenOn(session.storage, card.id)).toEqual(foresight?.states[good]);
  }
});

test('what another tab makes due in between changes nothing: what was shown is written', async () => {
  const session = await aSession((day) => (day === 30 ? 0 : 40), [dueToday]);
  const { foresight, card } = shownOn(session);
  await session.storage.db.days.put(dayRow({ ...emptyDay((monday + 30) as StudyDay, deck.id), due: 500 }));
  await session.store.getState().rate(good);
  expect(foresight?.states[good]).toMatchObject({ intervalDays: 30 });
  expect(await writtenOn(session.storage, card.id)).toEqual(foresight?.states[good]);
});

test('each answer counts for the next card', async () => {
  const session = await aSession((day) => (day === 30 ? 0 : 40), [dueToday, undefined, dueToday, undefined, dueToday]);
  const day = (monday + 30) as StudyDay;
  for (const counted of [0, 1, 2]) {
    const { foresight, card } = shownOn(session);
    expect(foresight?.load?.dueOn.get(day)).toBe(counted);
    expect(foresight?.states[good]).toMatchObject({ intervalDays: 30 });
    await session.store.getState().rate(good);
    expect(await writtenOn(session.storage, card.id)).toEqual(foresight?.states[good]);
  }
});

test('a card keeps its distance from its sibling', async () => {
  const session = await aSession(() => 0, [dueToday, inReview({ dueDay: monday + 32, intervalDays: 40 })]);
  const { foresight } = shownOn(session);
  expect(foresight?.load?.siblingDays).toEqual([monday + 32]);
  expect(foresight?.states[good]).not.toMatchObject({ intervalDays: 32 });
});

test('before the load is there, the buttons speak without it, and the answer follows them', async () => {
  const session = await aSession((day) => (day === 30 ? 0 : 40), [dueToday]);
  const stage = shownOn(session);
  const { load: _, ...foresight } = stage.foresight!;
  session.store.setState({ stage: { ...stage, foresight } });
  await session.store.getState().rate(good);
  const without = await aSession(() => 0, [dueToday]);
  shownOn(without);
  const { stage: plain } = without.store.getState();
  const written = await writtenOn(session.storage, stage.card.id);
  expect(plain.kind === 'answer' && plain.foresight?.states[good]).toEqual(written);
});
