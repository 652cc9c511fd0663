import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import type { Category } from '#core/decks/deck.ts';
import type { DeckId, QuizId } from '#core/ids.ts';
import { questionsOf, type QuestionBank } from '#core/quiz/generate.ts';
import type { Quiz } from '#core/quiz/question.ts';
import { openQuiz, recentQuizzes } from '#storage/queries/quizzes.ts';
import { readDeck } from '#storage/queries/read-deck.ts';
import { useStorage } from '../services-context.ts';

/** A quiz with the file name of the notes that it asks about. */
export interface QuizPage {
  readonly quiz: Quiz;
  readonly notesPath: string;
}

/** `undefined` is not known yet, `null` is no such quiz. */
export function useQuiz(id: QuizId): QuizPage | null | undefined {
  const { db } = useStorage();
  const page = useLiveQuery(async () => {
    const quiz = await db.quizzes.get(id);
    if (quiz === undefined) return null;
    const notebook = await db.notebooks.get(quiz.deck);
    return { quiz, notesPath: notebook?.path ?? '' };
  }, [db, id]);
  // After a change of address the query still gives the page before.
  return page && page.quiz.id !== id ? undefined : page;
}

export interface QuizHistory {
  /** The quiz that is going on. */
  readonly open: Quiz | undefined;
  /** The last one that came to a result. */
  readonly last: Quiz | undefined;
}

export function useQuizHistory(): QuizHistory | undefined {
  const { db } = useStorage();
  return useLiveQuery(async () => {
    const [open, recent] = await Promise.all([openQuiz(db), recentQuizzes(db)]);
    return { open, last: recent.find(({ answers }) => answers.length > 0) };
  }, [db]);
}

export interface DeckName {
  readonly id: DeckId;
  readonly title: string;
}

export function useDeckNames(): readonly DeckName[] | undefined {
  const { db } = useStorage();
  return useLiveQuery(async () => (await db.notebooks.toArray()).map(({ id, title }) => ({ id, title })), [db]);
}

/** What a deck can be asked, with its categories in their order. */
export interface DeckQuestions {
  readonly bank: QuestionBank;
  readonly categories: readonly Category[];
}

export function useDeckQuestions(id: DeckId | undefined): DeckQuestions | undefined {
  const { db } = useStorage();
  const deck = useLiveQuery(async () => (id === undefined ? undefined : readDeck(db, id)), [db, id]);
  return useMemo(() => deck && { bank: questionsOf(deck), categories: deck.categories }, [deck]);
}
