import { isComplete } from './given.ts';
import type { Given, Paper, Question, Quiz, QuizAnswer, Sheet } from './question.ts';
import type { Instant } from '../time.ts';

/** What is done on a question of a mock exam: each is stored as it is done. */
export type SheetChange =
  /** `none` takes the answer away again. */
  | { readonly kind: 'give'; readonly given: Given }
  | { readonly kind: 'mark'; readonly marked: boolean }
  /** An option is ruled out, or allowed again; an answer that chose it is taken away. */
  | { readonly kind: 'strike'; readonly option: number; readonly struck: boolean }
  /** It was on screen for so long. */
  | { readonly kind: 'spend' };

export function paperOf({ exam, id }: Quiz): Paper {
  if (exam === undefined) throw new Error(`quiz ${id} is no exam`);
  return exam;
}

/** The exam with a change to one sheet, and the time that the question has been on screen since the last change. */
export function changeSheet(quiz: Quiz, index: number, change: SheetChange, spentMs: number): Quiz {
  const paper = paperOf(quiz);
  const sheet = paper.sheets[index];
  if (sheet === undefined) throw new Error(`exam ${quiz.id} has no question ${index}`);
  // Never more than what is left: the clock stops at the end.
  const spent = Math.round(Math.min(Math.max(0, spentMs), leftMs(paper)));
  const changed = { ...changedSheet(sheet, change), spentMs: sheet.spentMs + spent };
  return { ...quiz, exam: { ...paper, sheets: paper.sheets.with(index, changed) } };
}

function changedSheet(sheet: Sheet, change: SheetChange): Sheet {
  switch (change.kind) {
    case 'give': {
      const { given: _before, ...rest } = sheet;
      const { given } = change;
      return isBlank(given) ? rest : { ...rest, given, struck: sheet.struck.filter((option) => !chooses(given, option)) };
    }
    case 'mark': {
      const { marked: _before, ...rest } = sheet;
      return change.marked ? { ...rest, marked: true } : rest;
    }
    case 'strike': {
      const others = sheet.struck.filter((option) => option !== change.option);
      if (!change.struck) return { ...sheet, struck: others };
      const { given, ...rest } = sheet;
      const struck = [...others, change.option].toSorted((a, b) => a - b);
      const kept = given === undefined ? undefined : without(given, change.option);
      return { ...rest, ...(kept && { given: kept }), struck };
    }
    case 'spend':
      return sheet;
  }
}

/** An answer that holds nothing is none. */
function isBlank(given: Given): boolean {
  switch (given.kind) {
    case 'none':
      return true;
    case 'choice':
      return false;
    case 'response':
      return given.chosen.length === 0;
    case 'match':
      return given.chosen.every((option) => option === null);
    case 'typed':
      return given.text.trim() === '';
  }
}

function chooses(given: Given, option: number): boolean {
  if (given.kind === 'choice') return given.chosen === option;
  return given.kind === 'response' && given.chosen.includes(option);
}

function without(given: Given, option: number): Given | undefined {
  if (!chooses(given, option)) return given;
  if (given.kind !== 'response') return undefined;
  const chosen = given.chosen.filter((one) => one !== option);
  return chosen.length === 0 ? undefined : { kind: 'response', chosen };
}

/** Whether a question is answered in full: of several keys or pairs, all. */
export function isAnswered(question: Question, { given }: Sheet): boolean {
  return given !== undefined && isComplete(question, given);
}

/** Milliseconds that questions were on screen: what is paused, closed or crashed takes no time. */
export function spentMs({ sheets }: Paper): number {
  return sheets.reduce((sum, sheet) => sum + sheet.spentMs, 0);
}

export function leftMs(paper: Paper): number {
  return Math.max(0, paper.exam.minutes * 60_000 - spentMs(paper));
}

/** How it stands, for the navigator and the question before handing in. */
export function countSheets(quiz: Quiz): { readonly answered: number; readonly open: number; readonly marked: number } {
  const { sheets } = paperOf(quiz);
  const answered = sheets.filter((sheet, index) => isAnswered(quiz.questions[index]!, sheet)).length;
  return { answered, open: sheets.length - answered, marked: sheets.filter(({ marked }) => marked).length };
}

/** The exam as handed in: every sheet is an answer now, an open one `none`. */
export function handIn(quiz: Quiz, instant: Instant): Quiz {
  if (quiz.finishedAt !== undefined) return quiz;
  const paper = paperOf(quiz);
  const answers = paper.sheets.map(({ given = { kind: 'none' }, spentMs: takenMs }): QuizAnswer => ({ given, instant, takenMs }));
  const spent = spentMs(paper);
  return {
    ...quiz,
    answers,
    finishedAt: instant,
    exam: {
      ...paper,
      pausedMs: Math.max(0, instant - quiz.startedAt - spent),
      ...(leftMs(paper) === 0 && { timedOut: true }),
    },
  };
}
