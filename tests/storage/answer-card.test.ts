import { describe, expect, test } from 'vitest';

import type { CardId } from '#core/ids.ts';
import { previewRatings } from '#core/scheduling/review.ts';
import type { Storage } from '#storage/storage.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment, later, monday } from '#tests/support/moments.ts';
import { inReview } from '#tests/support/schedules.ts';
import { anOrigin, answer, aStorage, aStorageWith, scheduleOf } from '#tests/support/storage.ts';

const now = aMoment();
const kafka = 'deck/kafka/0.to-name' as CardId;
const kafkaBack = 'deck/kafka/0.to-answer' as CardId;

async function aDeckInstalled(origin = anOrigin()): Promise<Storage> {
  const storage = await aStorage(origin);
  await storage.installDeck(aDeck(), '# Notes', now);
  return storage;
}

/** Everything that an answer may change. */
async function contents({ db }: Storage) {
  return { log: await db.log.toArray(), schedules: await db.schedules.toArray(), days: await db.days.toArray() };
}

test('an answer is in the log, on the schedule and in the figures of its day', async () => {
  const storage = await aDeckInstalled();
  const foreseen = previewRatings(await scheduleOf(storage, kafka), now, storage.preset);

  const answered = await storage.answerCard({ card: kafka, seenRevision: 0, rating: 4, takenMs: 4000, moment: now });

  const { log, days } = await contents(storage);
  const schedule = await scheduleOf(storage, kafka);
  expect(schedule).toMatchObject({ revision: 1, reps: 1, lapses: 0, state: foreseen[4] });
  expect(answered).toEqual({ kind: 'answered', schedule, entry: log[0], buried: [kafkaBack] });
  expect(log).toEqual([
    {
      id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-7/),
      card: kafka,
      instant: now.instant,
      offsetMinutes: 0,
      day: monday,
      device: expect.stringMatching(/^[\da-f]{16}$/),
      kind: 'learn',
      rating: 4,
      takenMs: 4000,
      preset: storage.preset.id,
      model: 'FSRS-6',
      before: 'new',
      after: foreseen[4],
      reps: 1,
      lapses: 0,
    },
  ]);
  const dueDay = schedule.state.kind === 'review' ? schedule.state.dueDay : undefined;
  expect(days).toMatchObject([
    { day: monday, deck: 'deck', answers: 1, passed: 1, takenMs: 4000, newCards: 1, reviews: 0, due: 0 },
    { day: dueDay, deck: 'deck', answers: 0, due: 1, owedDay: dueDay },
  ]);
});

test('a lapse is counted as a review that was not passed, and the card is no longer due on a day', async () => {
  const storage = await aDeckInstalled();
  await answer(storage, kafka, 4);
  const { state } = await scheduleOf(storage, kafka);
  if (state.kind !== 'review') throw new Error('easy graduates');
  const thatDay = aMoment({ day: state.dueDay });

  const entry = await answer(storage, kafka, 1, { moment: thatDay });

  expect(entry).toMatchObject({ kind: 'review', before: 'review', lapses: 1 });
  expect(await storage.db.days.get([thatDay.day, 'deck' as never])).toEqual(
    expect.objectContaining({ answers: 1, passed: 0, reviews: 1, newCards: 0, due: 0 }),
  );
  expect(await storage.db.days.where('owedDay').above(0).count()).toBe(0);
});

describe('an answer names what it answers', () => {
  test('if another tab was first, nothing is written, and its rating is told', async () => {
    const origin = anOrigin();
    const here = await aDeckInstalled(origin);
    const there = await aStorage(origin);
    await answer(there, kafka, 2);
    const before = await contents(here);

    const late = await here.answerCard({ card: kafka, seenRevision: 0, rating: 4, takenMs: 4000, moment: later(now, 1) });

    expect(late).toEqual({ kind: 'moved', schedule: await scheduleOf(there, kafka), rating: 2 });
    expect(await contents(here)).toEqual(before);
  });

  test('if another tab took its answer back, there is no rating to tell', async () => {
    const origin = anOrigin();
    const [here, there] = [await aDeckInstalled(origin), await aStorage(origin)];
    await answer(there, kafka, 2);
    await there.undo(now);
    const late = await here.answerCard({ card: kafka, seenRevision: 0, rating: 4, takenMs: 4000, moment: now });
    expect(late).toEqual({ kind: 'moved', schedule: await scheduleOf(there, kafka) });
  });

  test('if another tab took back the import that had brought the card, nothing is written', async () => {
    const origin = anOrigin();
    const [here, there] = [await aDeckInstalled(origin), await aStorage(origin)];
    await there.undoImport(aDeck().id, now);
    expect(await here.answerCard({ card: kafka, seenRevision: 0, rating: 3, takenMs: 1, moment: now })).toEqual({ kind: 'gone' });
    expect(await here.db.log.count()).toBe(0);
  });

  test('the same card answered in two tabs at once is answered once', async () => {
    const origin = anOrigin();
    const tabs = [await aDeckInstalled(origin), await aStorage(origin)];
    const seen = { card: kafka, seenRevision: 0, takenMs: 4000, moment: now };

    const both = await Promise.all(tabs.map((tab, index) => tab.answerCard({ ...seen, rating: index === 0 ? 3 : 1 })));

    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['answered', 'moved']);
    expect(await tabs[0]!.db.log.count()).toBe(1);
    expect(await scheduleOf(tabs[0]!, kafka)).toMatchObject({ revision: 1, reps: 1 });
  });

  test('different cards answered in two tabs at once are both answered, their entries one after the other', async () => {
    const origin = anOrigin();
    const tabs = [await aDeckInstalled(origin), await aStorage(origin)];
    await Promise.all([answer(tabs[0]!, kafka, 3), answer(tabs[1]!, 'deck/kinesis/0.to-name', 3)]);
    const ids = await tabs[0]!.db.log.toCollection().primaryKeys();
    expect(new Set(ids).size).toBe(2);
    expect(await tabs[1]!.db.days.toArray()).toMatchObject([{ answers: 2, newCards: 2 }]);
  });
});

describe('siblings wait until the next day', () => {
  test('a new sibling and one that is due are buried, and told', async () => {
    const storage = await aDeckInstalled();
    await storage.db.schedules.update(kafkaBack, { state: inReview(), dueDay: monday });
    const answered = await storage.answerCard({ card: kafka, seenRevision: 0, rating: 3, takenMs: 1, moment: now });
    expect(answered).toMatchObject({ buried: [kafkaBack] });
    expect(await scheduleOf(storage, kafkaBack)).toMatchObject({ buriedOn: monday, revision: 0 });
    expect((await scheduleOf(storage, 'deck/kinesis/0.to-name')).buriedOn).toBeUndefined();
  });

  test('one in its steps is not hidden, one that is due later needs no hiding', async () => {
    const storage = await aDeckInstalled();
    await answer(storage, kafkaBack, 1);
    await answer(storage, kafka, 3, { moment: later(now, 1) });
    expect((await scheduleOf(storage, kafkaBack)).buriedOn).toBeUndefined();

    await answer(storage, kafkaBack, 4, { moment: later(now, 2) });
    await answer(storage, kafka, 3, { moment: later(now, 3) });
    expect((await scheduleOf(storage, kafkaBack)).buriedOn).toBeUndefined();
  });

  test('unless the learner wants them together', async () => {
    const storage = await aStorageWith({ buryKind: 'none' });
    await storage.installDeck(aDeck(), '', now);
    const answered = await storage.answerCard({ card: kafka, seenRevision: 0, rating: 3, takenMs: 1, moment: now });
    expect(answered).toMatchObject({ buried: [] });
    expect((await scheduleOf(storage, kafkaBack)).buriedOn).toBeUndefined();
  });
});

describe('the log', () => {
  test('goes on in order when the clock goes back', async () => {
    const storage = await aDeckInstalled();
    const ids = [
      (await answer(storage, kafka, 1, { moment: aMoment({ hour: 12 }) })).id,
      (await answer(storage, kafka, 1, { moment: aMoment({ hour: 9 }) })).id,
      (await answer(storage, kafka, 1, { moment: aMoment({ day: monday - 400 }) })).id,
    ];
    expect(ids.toSorted()).toEqual(ids);
    expect(await storage.db.log.toCollection().primaryKeys()).toEqual(ids);
  });

  test('knows an early review, and how long the learner took, up to a minute', async () => {
    const storage = await aDeckInstalled();
    expect(await answer(storage, kafka, 4, { takenMs: 95_000 })).toMatchObject({ takenMs: 60_000 });
    const early = await answer(storage, kafka, 3, { takenMs: 1234.5, early: true });
    expect(early).toMatchObject({ kind: 'review', early: true, takenMs: 1235 });
  });
});

test('an answer that fails half way is not there at all', async () => {
  const storage = await aDeckInstalled();
  const before = await contents(storage);
  storage.db.days.hook('creating', () => {
    throw new Error('no room for the figures');
  });
  await expect(answer(storage, kafka, 3)).rejects.toThrow('no room for the figures');
  expect(await contents(storage)).toEqual(before);
});

test('a card that left its deck in another tab can still be answered, and is not asked again', async () => {
  const storage = await aDeckInstalled();
  await storage.installDeck(aDeck({ entities: ['Kinesis'] }), '', now);
  const answered = await storage.answerCard({ card: kafka, seenRevision: 0, rating: 4, takenMs: 1, moment: now });
  expect(answered.kind).toBe('answered');
  expect(await storage.db.schedules.get(kafka)).toMatchObject({ archived: true, reps: 1 });
  expect(await storage.db.schedules.orderBy('[dueDay+shuffle]').count()).toBe(0);
});

test('what the learner saw spares a round trip and decides nothing', async () => {
  const [with_, without] = await Promise.all([aDeckInstalled(), aDeckInstalled()]);
  for (const [index, rating] of ([3, 1, 4, 1, 3, 2, 4] as const).entries()) {
    const moment = later(now, index * 2 * 24 * 60);
    const seen = await scheduleOf(with_, kafka);
    const asked = { card: kafka, seenRevision: seen.revision, rating, takenMs: 4000, moment };
    expect(await with_.answerCard({ ...asked, seen })).toEqual(await without.answerCard(asked));
  }
  expect(await contents(with_)).toEqual(await contents(without));

  // Seen before the last answer: nothing is written, whatever it would have led to.
  const before = await contents(with_);
  const stale = { ...(await scheduleOf(with_, kafka)), revision: 0, state: { kind: 'new' as const } };
  const refused = await with_.answerCard({ card: kafka, seen: stale, seenRevision: 0, rating: 4, takenMs: 1, moment: now });
  expect(refused.kind).toBe('moved');
  expect(await contents(with_)).toEqual(before);
});
