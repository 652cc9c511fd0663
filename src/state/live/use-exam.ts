import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import type { Exam } from '#core/decks/deck.ts';
import type { DeckId } from '#core/ids.ts';
import { questionsOf, type QuestionBank } from '#core/quiz/generate.ts';
import type { Quiz } from '#core/quiz/question.ts';
import { openExam, recentExams } from '#storage/queries/quizzes.ts';
import { readDeck } from '#storage/queries/read-deck.ts';
import { useStorage } from '../services-context.ts';
import { useOptions } from './use-options.ts';

/** What a deck can be examined on. */
export interface ExamDeck {
  readonly bank: QuestionBank;
  readonly exams: readonly Exam[];
}

export function useExamDeck(id: DeckId | undefined): ExamDeck | undefined {
  const { db } = useStorage();
  const { leaveOutRetired } = useOptions();
  const deck = useLiveQuery(async () => (id === undefined ? undefined : readDeck(db, id)), [db, id]);
  return useMemo(() => {
    if (deck === undefined) return undefined;
    const bank = questionsOf(deck);
    const askable = leaveOutRetired
      ? bank.askable.filter(({ key: { entity } }) => entity.availability === undefined)
      : bank.askable;
    return { bank: { ...bank, askable }, exams: deck.exams ?? [] };
  }, [deck, leaveOutRetired]);
}

export interface ExamHistory {
  /** The one that was left. */
  readonly open: Quiz | undefined;
  /** Those that were handed in, the last one first. */
  readonly ended: readonly Quiz[];
}

const attemptsShown = 50;

export function useExamHistory(): ExamHistory | undefined {
  const { db } = useStorage();
  return useLiveQuery(async () => {
    const [open, ended] = await Promise.all([openExam(db), recentExams(db, attemptsShown)]);
    return { open, ended };
  }, [db]);
}
