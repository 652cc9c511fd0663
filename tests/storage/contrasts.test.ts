import { expect, test } from 'vitest';
import type { Card, Deck, Note } from '#core/decks/deck.ts';
import type { CardId, EntityId, NoteId } from '#core/ids.ts';
import type { Quiz } from '#core/quiz/question.ts';
import { buildQueue } from '#core/scheduling/queue.ts';
import type { Moment } from '#core/time.ts';
import type { StudyDay } from '#core/time.ts';
import { checkRecord } from '#storage/backup/check.ts';
import { quizEffect } from '#storage/queries/quiz-effect.ts';
import type { Storage } from '#storage/storage.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment, later, monday } from '#tests/support/moments.ts';
import { choicesOf, chose, quizOn } from '#tests/support/quizzes.ts';
import { answer, aStorage } from '#tests/support/storage.ts';

// Kafka, Kinesis and Glue; the last note of Kafka sets it beside Kinesis, and its card comes last of all new ones.

const kafka = 'deck/kafka/0.to-name' as CardId;
const kinesis = 'deck/kinesis/0.to-name' as CardId;
const contrast = 'deck/kafka/versus.to-answer' as CardId;
const deck = withContrast(aDeck({ entities: ['Kafka', 'Kinesis', { name: 'Glue', notes: 8 }] }));
const noon = aMoment({ hour: 12 });
const tomorrow = aMoment({ day: monday + 1 });

test('what is mixed up twice brings its new contrast card before all other new ones; one undo puts it back', async () => {
  const storage = await aLearnt([kafka, kinesis]);
  const before = (await freshOn(storage, tomorrow)).indexOf(contrast);
  expect(before).toBeGreaterThan(5);
  await mixUp(storage, 'once', noon);
  expect((await freshOn(storage, tomorrow)).indexOf(contrast)).toBe(before);

  const quiz = await mixUp(storage, 'twice', later(noon, 5));
  expect((await freshOn(storage, tomorrow))[0]).toBe(contrast);
  const effect = await quizEffect(storage.db, quiz);
  expect(effect).toMatchObject({ cards: [], contrasts: [contrast] });
  expect(await checkRecord(storage.db)).toMatchObject({ differing: [], days: [] });

  const undone = await storage.undo(later(noon, 6), effect.undo);
  expect(undone).toMatchObject({ kind: 'undone', cards: [contrast] });
  expect((await freshOn(storage, tomorrow)).indexOf(contrast)).toBe(before);
  expect(await storage.redo(later(noon, 7))).toMatchObject({ kind: 'redone' });
  expect((await freshOn(storage, tomorrow))[0]).toBe(contrast);
  expect((await checkRecord(storage.db)).differing).toEqual([]);
});

test('it stays in front when the deck is put in anew, and waits like any contrast until both are known', async () => {
  const storage = await aLearnt([kafka]);
  await mixUp(storage, 'once', noon);
  await mixUp(storage, 'twice', later(noon, 5));
  expect(await freshOn(storage, tomorrow)).not.toContain(contrast);
  await storage.installDeck(deck, 'again', later(noon, 6));
  await answer(storage, kinesis, 4, { moment: later(noon, 7) });
  expect((await freshOn(storage, tomorrow))[0]).toBe(contrast);
});

test('a contrast in review is due on the next study day with the memory that it had, and one undo gives it its day back', async () => {
  const storage = await aLearnt([kafka, kinesis, contrast]);
  const before = await rowOf(storage, contrast);
  if (before.state.kind !== 'review') throw new Error('not in review');
  await mixUp(storage, 'once', noon);
  expect(await rowOf(storage, contrast)).toEqual(before);
  await mixUp(storage, 'twice', later(noon, 5));
  const { state, reps, lapses } = await rowOf(storage, contrast);
  expect({ state, reps, lapses }).toMatchObject({
    state: { kind: 'review', dueDay: monday + 1, memory: before.state.memory, lastAnswer: before.state.lastAnswer },
    reps: before.reps,
    lapses: before.lapses,
  });
  expect(await checkRecord(storage.db)).toMatchObject({ differing: [], days: [] });
  await storage.undo(later(noon, 6));
  expect((await rowOf(storage, contrast)).state).toEqual(before.state);
  expect(await checkRecord(storage.db)).toMatchObject({ differing: [], days: [] });
});

test.each<[why: string, prepare: (storage: Storage) => Promise<unknown>]>([
  ['on a day that the learner chose', (storage) => storage.setDueDay(contrast, (monday + 5) as StudyDay, noon)],
  ['suspended', (storage) => storage.suspendCard(contrast)],
  ['in its steps', (storage) => answer(storage, contrast, 1, { moment: noon })],
])('a contrast %s stays where it is', async (_why, prepare) => {
  const storage = await aLearnt([kafka, kinesis, contrast]);
  await prepare(storage);
  const before = await rowOf(storage, contrast);
  await mixUp(storage, 'once', noon);
  await mixUp(storage, 'twice', later(noon, 5));
  expect(await rowOf(storage, contrast)).toEqual(before);
});

test('a quiz that mixes up something else moves no contrast of a pair that was mixed up before', async () => {
  const storage = await aLearnt([kafka, kinesis, contrast]);
  await mixUp(storage, 'once', noon);
  await mixUp(storage, 'twice', later(noon, 5));
  await storage.undo(later(noon, 6));
  const before = await rowOf(storage, contrast);
  await mixUp(storage, 'other', later(noon, 7), 2);
  expect(await rowOf(storage, contrast)).toEqual(before);
});

/** Asked for Kafka, Kinesis is chosen (1), or Glue (2); its own card is not what was asked, so that the contrast alone moves. */
async function mixUp(storage: Storage, id: string, moment: Moment, chosen = 1): Promise<Quiz> {
  const quiz = quizOn(deck, [kafka], id);
  const others = ['kafka', 'kinesis', 'glue', 'glue'].map((name) => `deck/${name}` as EntityId);
  const questions = choicesOf(quiz).map((question) => ({
    ...question,
    lines: [99],
    options: question.options.map((option, at) => ({ ...option, entity: others[at]! })),
  }));
  const asked = { ...quiz, startedAt: moment.instant, questions };
  await storage.startQuiz(asked);
  await storage.answerQuestion(asked.id, 0, chose(chosen), 1000, moment);
  return storage.endQuiz(asked.id, moment);
}

async function aLearnt(cards: readonly CardId[]): Promise<Storage> {
  const storage = await aStorage();
  const before = aMoment({ day: monday - 7 });
  await storage.installDeck(deck, '', before);
  for (const card of cards) await answer(storage, card, 4, { moment: before });
  return storage;
}

async function freshOn(storage: Storage, moment: Moment): Promise<readonly CardId[]> {
  const { main } = buildQueue(await storage.gather(moment), moment, storage.options);
  return main.filter(({ state }) => state.kind === 'new').map(({ card }) => card);
}

async function rowOf(storage: Storage, card: CardId) {
  return (await storage.db.schedules.get(card))!;
}

function withContrast(plain: Deck): Deck {
  const sides = ['deck/kafka', 'deck/kinesis'] as EntityId[];
  const card: Card = {
    id: contrast,
    direction: 'to-answer',
    front: 'Kafka vs Kinesis: what separates them?',
    back: 'Kafka: open; Kinesis: of one maker.',
    lines: [11],
    needs: sides,
    priority: 2,
    position: 1000,
  };
  const note: Note = { id: 'deck/kafka/versus' as NoteId, kind: 'contrast', facts: [], cards: [card] };
  return {
    ...plain,
    entities: plain.entities.map((entity) => (entity.id === sides[0] ? { ...entity, notes: [...entity.notes, note] } : entity)),
  };
}
