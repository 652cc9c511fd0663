import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import type { DeckId, EntityId, QuizId } from '#core/ids.ts';
import type { NotesPlace } from '#core/notes/files.ts';
import type { Quiz } from '#core/quiz/question.ts';
import type { DeckOffer, Limits } from '#storage/deck-questions.ts';
import { questionsState } from '#storage/queries/questions-state.ts';
import { findQuiz, openQuiz, recentQuizzes } from '#storage/queries/quizzes.ts';
import { useServices, useStorage } from '../services-context.ts';

export type { DeckOffer, Limits };

/** A quiz with the place of the notes that it asks about. */
export interface QuizPage {
  readonly quiz: Quiz;
  readonly notes: NotesPlace;
}

/** `undefined` is not known yet, `null` is no such quiz. Without an id nothing is read. */
export function useQuiz(id: QuizId | undefined): QuizPage | null | undefined {
  const { db } = useStorage();
  const page = useLiveQuery(() => (id === undefined ? undefined : findQuiz(db, id)), [db, id]);
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

/** How much a deck can be asked: of all of it, and of some things alone. The last that was known stands until it is counted anew. */
export function useDeckOffer(
  deck: DeckId | undefined,
  limits: Limits,
  parts: readonly (readonly EntityId[])[],
): DeckOffer | undefined {
  const { db } = useStorage();
  const { questions } = useServices();
  const state = useLiveQuery(async () => (deck === undefined ? undefined : questionsState(db, deck)), [db, deck]);
  const [offer, tell] = useState<DeckOffer & { readonly deck: DeckId }>();
  const [failed, fail] = useState<unknown>();
  const asked = JSON.stringify({ limits, parts });
  useEffect(() => {
    if (deck === undefined || state === undefined) return undefined;
    let left = false;
    const count = async () => {
      try {
        const { offer: ask } = await questions();
        const found = await ask({ deck, ...(JSON.parse(asked) as { limits: Limits; parts: EntityId[][] }) });
        if (found !== undefined && !left) tell({ ...found, deck });
      } catch (error) {
        if (!left) fail(error);
      }
    };
    void count();
    return () => {
      left = true;
    };
  }, [questions, deck, state, asked]);
  // As a query that fails: the screen around tells it.
  if (failed !== undefined) throw failed;
  return offer?.deck === deck ? offer : undefined;
}
