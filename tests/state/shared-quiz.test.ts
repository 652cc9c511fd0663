import { expect, test } from 'vitest';
import { drawQuestions, questionsOf } from '#core/quiz/generate.ts';
import { shareQuestions } from '#core/quiz/share.ts';
import { openCode, takeShared } from '#state/shared-quiz.ts';
import { smallDeck } from '#tests/core/quiz/a-deck.ts';
import { aMoment } from '#tests/support/moments.ts';
import { aServices } from '#tests/support/services.ts';

const deck = smallDeck;
const questions = drawQuestions(questionsOf(deck), { count: 4, categories: [], seed: 7 });
const code = shareQuestions(deck.id, questions);

test('a friend with the same deck takes the very same quiz', async () => {
  const { services } = aServices();
  const storage = await services.storage();
  await storage.installDeck(deck, '', aMoment());
  const opened = await openCode(services, code);
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  expect(opened).toMatchObject({ shared: { deck: deck.id }, retaken: { questions, missing: [] } });
  const begun = await takeShared(services, opened.shared.deck, opened.retaken);
  expect((await storage.db.quizzes.toArray())[0]).toMatchObject({ questions, answers: [], open: 1 });
  expect(begun.kind).toBe('begun');
});

test('without the deck, or with half of the link, it is said so', async () => {
  const { services } = aServices();
  expect(await openCode(services, code)).toEqual({ kind: 'no-deck', deck: deck.id });
  expect(await openCode(services, code.slice(0, -9))).toEqual({ kind: 'unreadable', why: 'damaged' });
});
