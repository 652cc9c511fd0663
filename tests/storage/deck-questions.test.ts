import { describe, expect, test } from 'vitest';
import type { EntityId, QuizId } from '#core/ids.ts';
import { drawQuiz, questionsOf } from '#core/quiz/generate.ts';
import type { Quiz } from '#core/quiz/question.ts';
import { rememberQuestions, type DeckOffer, type QuestionsRequest } from '#storage/deck-questions.ts';
import { readDeck } from '#storage/queries/read-deck.ts';
import { idOf, smallDeck } from '#tests/core/quiz/a-deck.ts';
import { aMoment } from '#tests/support/moments.ts';
import { aStorage, anOrigin } from '#tests/support/storage.ts';

const offered: QuestionsRequest = { kind: 'offer', deck: smallDeck.id, limits: { leaveOutRetired: false }, parts: [] };
const { instant: startedAt, day } = aMoment();
const request = { id: 'q' as QuizId, count: 5, categories: [], seed: 3, startedAt, day };

async function withDeck() {
  const storage = await aStorage(anOrigin());
  await storage.installDeck(smallDeck, '# Notes', aMoment());
  let reads = 0;
  // Whoever reads the deck reads all of its entities.
  storage.db.entities.hook('reading', (row) => {
    reads += 1;
    return row;
  });
  return { storage, db: storage.db, entitiesRead: () => reads };
}

describe('how much there is to ask', () => {
  test('is kept: who looks again reads no entity', async () => {
    const { db, entitiesRead } = await withDeck();
    const first = await rememberQuestions().serve(db, offered);
    const before = entitiesRead();
    expect(before).toBeGreaterThan(0);
    expect(await rememberQuestions().serve(db, offered)).toEqual(first);
    expect(entitiesRead()).toBe(before);
  });

  test('is counted anew when the deck was installed anew, or something else is left out', async () => {
    const { db, storage } = await withDeck();
    const { serve } = rememberQuestions();
    const first = (await serve(db, offered)) as DeckOffer;
    const without = smallDeck.entities.filter(({ id }) => id !== idOf('AWS Glue'));
    await storage.removeDeck(smallDeck.id, aMoment());
    expect(await serve(db, offered)).toBeUndefined();
    await storage.installDeck({ ...smallDeck, entities: without }, '# Notes', {
      ...aMoment(),
      instant: (startedAt + 1) as never,
    });
    const second = (await serve(db, offered)) as DeckOffer;
    expect(second.state).not.toBe(first.state);
    expect(second.everything).not.toEqual(first.everything);
  });

  test('is told of some things alone, in their order', async () => {
    const { db } = await withDeck();
    const parts: EntityId[][] = [[idOf('AWS Glue')], []];
    const { parts: told } = (await rememberQuestions().serve(db, { ...offered, parts })) as DeckOffer;
    expect(told.map(({ areas }) => areas.map(({ things }) => things))).toEqual([[1], []]);
  });
});

describe('a quiz', () => {
  test('is the same whether its deck was counted before or not, and as it is drawn from the deck itself', async () => {
    const { db } = await withDeck();
    const quiz: QuestionsRequest = { kind: 'quiz', deck: smallDeck.id, limits: { leaveOutRetired: false }, request };
    const fresh = await rememberQuestions().serve(db, quiz);
    const { serve } = rememberQuestions();
    await serve(db, offered);
    expect(await serve(db, quiz)).toEqual(fresh);
    const deck = await readDeck(db, smallDeck.id);
    expect(fresh).toEqual(deck && drawQuiz(questionsOf(deck), request));
  });

  test('is of the deck as it is now', async () => {
    const { db, storage } = await withDeck();
    const { serve } = rememberQuestions();
    const quiz: QuestionsRequest = {
      kind: 'quiz',
      deck: smallDeck.id,
      limits: { leaveOutRetired: false },
      request: { ...request, count: 100 },
    };
    const before = await serve(db, quiz);
    await storage.removeDeck(smallDeck.id, aMoment());
    expect(await serve(db, quiz)).toBeUndefined();
    const without = smallDeck.entities.filter(({ id }) => id !== idOf('AWS Glue'));
    await storage.installDeck({ ...smallDeck, entities: without }, '# Notes', {
      ...aMoment(),
      instant: (startedAt + 1) as never,
    });
    expect(JSON.stringify(before)).toContain(idOf('AWS Glue'));
    expect(JSON.stringify(await serve(db, quiz))).not.toContain(idOf('AWS Glue'));
  });
});

describe('an exam', () => {
  const blueprint = { name: 'Own', questions: 3, minutes: 9, kinds: ['choice'], domains: [] } as const;
  const asked = (state: string, questions = 3, seed = 3) => ({
    kind: 'exam' as const,
    deck: smallDeck.id,
    state,
    limits: { leaveOutRetired: false },
    blueprint: { ...blueprint, questions },
    request: { id: 'e' as QuizId, seed, startedAt, day },
  });

  test('is drawn without a look at any table as long as its deck is as it was counted, and else not', async () => {
    const { db } = await withDeck();
    const { serve, serveKnown } = rememberQuestions();
    const { state } = (await serve(db, offered)) as DeckOffer;
    const known = serveKnown(asked(state));
    expect(known?.questions).toHaveLength(3);
    expect(known).toEqual(await serve(db, asked(state)));
    expect(serveKnown(asked('older'))).toBeUndefined();
    expect(rememberQuestions().serveKnown(asked(state))).toBeUndefined();
  });

  test('of more questions begins with those of one of fewer, whether they were drawn ahead or not', async () => {
    const { db } = await withDeck();
    const { serve, serveKnown, goAhead } = rememberQuestions();
    const { state } = (await serve(db, offered)) as DeckOffer;
    const few = serveKnown(asked(state))!.questions;
    const most = ((await rememberQuestions().serve(db, asked(state, 100))) as Quiz).questions;
    let more = 0;
    while (goAhead()) more += 1;
    expect(more).toBe(most.length - few.length);
    expect(serveKnown(asked(state, 100))!.questions).toEqual(most);
    expect(most.slice(0, 3)).toEqual(few);
    expect(serveKnown(asked(state, 100, 4))!.questions).not.toEqual(most);
  });
});
