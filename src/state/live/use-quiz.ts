import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import type { Category, DeckEntity } from '#core/decks/deck.ts';
import { examsOf } from '#core/decks/exams.ts';
import type { DeckId, ExamId, QuizId } from '#core/ids.ts';
import type { NotesPlace } from '#core/notes/files.ts';
import { questionsOf, type QuestionBank } from '#core/quiz/generate.ts';
import type { Options } from '#core/scheduling/options.ts';
import type { Quiz } from '#core/quiz/question.ts';
import { findQuiz, openQuiz, recentQuizzes } from '#storage/queries/quizzes.ts';
import { readDeck } from '#storage/queries/read-deck.ts';
import { useStorage } from '../services-context.ts';
import { useOptions } from './use-options.ts';

/** A quiz with the place of the notes that it asks about. */
export interface QuizPage {
  readonly quiz: Quiz;
  readonly notes: NotesPlace;
}

/** `undefined` is not known yet, `null` is no such quiz. */
export function useQuiz(id: QuizId): QuizPage | null | undefined {
  const { db } = useStorage();
  const page = useLiveQuery(() => findQuiz(db, id), [db, id]);
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
  const options = useOptions();
  const deck = useLiveQuery(async () => (id === undefined ? undefined : readDeck(db, id)), [db, id]);
  return useMemo(() => deck && { bank: within(questionsOf(deck), options), categories: deck.categories }, [deck, options]);
}

/** Keys of the exam that is studied for alone, and none that is retired where the learner leaves those out; wrong answers may be of any. */
function within(bank: QuestionBank, { exam, leaveOutRetired }: Options): QuestionBank {
  const asked = ({ key: { entity } }: QuestionBank['askable'][number]) =>
    (exam === undefined || serves(entity, exam)) && !(leaveOutRetired && entity.availability !== undefined);
  return { ...bank, askable: bank.askable.filter(asked) };
}

function serves(entity: DeckEntity, exam: ExamId): boolean {
  const cards = entity.notes.flatMap((note) => note.cards);
  return [entity.exams ?? [], ...cards.map((card) => examsOf(card, entity))].flat().some((tag) => tag.exam === exam);
}
