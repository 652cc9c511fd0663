import { describe, expect, test } from 'vitest';

import type { CardId } from '#core/ids.ts';
import type { Storage } from '#storage/storage.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment, later, monday } from '#tests/support/moments.ts';
import { answer, aStorage, scheduleOf } from '#tests/support/storage.ts';

const now = aMoment();
const kafka = 'deck/kafka/0.to-name' as CardId;
const kafkaBack = 'deck/kafka/0.to-answer' as CardId;

async function aDeckInstalled(): Promise<Storage> {
  const storage = await aStorage();
  await storage.installDeck(aDeck(), '# Notes', now);
  return storage;
}

test('a first answer taken back leaves a new card, untouched figures and both entries in the log', async () => {
  const storage = await aDeckInstalled();
  const entry = await answer(storage, kafka, 4);

  const undone = await storage.undoAnswer(entry.id, later(now, 1));

  const schedule = await scheduleOf(storage, kafka);
  expect(undone).toEqual({ kind: 'undone', schedule });
  expect(schedule).toMatchObject({ state: { kind: 'new' }, reps: 0, lapses: 0, revision: 2 });
  expect(await storage.db.log.toArray()).toEqual([
    entry,
    expect.objectContaining({ kind: 'undo', voids: entry.id, card: kafka }),
  ]);
  for (const day of await storage.db.days.toArray()) {
    expect(day).toMatchObject({ answers: 0, passed: 0, takenMs: 0, newCards: 0, reviews: 0, due: 0 });
    expect(day.owedDay).toBeUndefined();
  }
  expect((await storage.gather(now)).fresh.map(({ card }) => card)).toContain(kafka);
});

test('a lapse taken back is no lapse: the card is due again as it was', async () => {
  const storage = await aDeckInstalled();
  await answer(storage, kafka, 4);
  const before = await scheduleOf(storage, kafka);
  const dueDay = before.state.kind === 'review' ? before.state.dueDay : monday;
  const lapse = await answer(storage, kafka, 1, { moment: aMoment({ day: dueDay }) });

  await storage.undoAnswer(lapse.id, aMoment({ day: dueDay, minute: 1 }));

  expect(await scheduleOf(storage, kafka)).toEqual({ ...before, revision: 3 });
  expect(await storage.db.days.get([dueDay, before.deck])).toMatchObject({ answers: 0, reviews: 0, due: 1 });
});

test('an answer of yesterday is taken from yesterday’s figures', async () => {
  const storage = await aDeckInstalled();
  const entry = await answer(storage, kafka, 3);
  await storage.undoAnswer(entry.id, aMoment({ day: monday + 1 }));
  expect(await storage.db.days.toArray()).toMatchObject([{ day: monday, answers: 0, newCards: 0 }]);
});

describe('only a card’s last answer can be taken back', () => {
  test('not one that another followed', async () => {
    const storage = await aDeckInstalled();
    const first = await answer(storage, kafka, 3);
    await answer(storage, kafka, 3, { moment: later(now, 10) });
    const before = await scheduleOf(storage, kafka);
    expect(await storage.undoAnswer(first.id, later(now, 11))).toEqual({ kind: 'moved' });
    expect(await scheduleOf(storage, kafka)).toEqual(before);
    expect(await storage.db.log.count()).toBe(2);
  });

  test('one after the other, back to new', async () => {
    const storage = await aDeckInstalled();
    const first = await answer(storage, kafka, 3);
    const second = await answer(storage, kafka, 3, { moment: later(now, 10) });
    await storage.undoAnswer(second.id, later(now, 11));
    expect((await scheduleOf(storage, kafka)).state).toEqual(first.after);
    await storage.undoAnswer(first.id, later(now, 12));
    expect((await scheduleOf(storage, kafka)).state).toEqual({ kind: 'new' });
  });

  test('and only once', async () => {
    const storage = await aDeckInstalled();
    const entry = await answer(storage, kafka, 3);
    await storage.undoAnswer(entry.id, now);
    expect(await storage.undoAnswer(entry.id, now)).toEqual({ kind: 'moved' });
  });
});

describe('siblings that the answer buried', () => {
  test('come back', async () => {
    const storage = await aDeckInstalled();
    const entry = await answer(storage, kafka, 3);
    expect((await scheduleOf(storage, kafkaBack)).buriedOn).toBe(monday);
    await storage.undoAnswer(entry.id, later(now, 1));
    expect((await scheduleOf(storage, kafkaBack)).buriedOn).toBeUndefined();
  });

  test('stay buried while an earlier answer of the day stands', async () => {
    const storage = await aDeckInstalled();
    const first = await answer(storage, kafka, 3);
    const second = await answer(storage, kafka, 3, { moment: later(now, 10) });
    await storage.undoAnswer(second.id, later(now, 11));
    expect((await scheduleOf(storage, kafkaBack)).buriedOn).toBe(monday);
    await storage.undoAnswer(first.id, later(now, 12));
    expect((await scheduleOf(storage, kafkaBack)).buriedOn).toBeUndefined();
  });
});
