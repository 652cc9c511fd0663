import type { DeckEntity } from '../decks/deck.ts';
import { examsOf } from '../decks/exams.ts';
import type { ExamId } from '../ids.ts';
import type { Options } from '../scheduling/options.ts';
import { askingAbout, type QuestionBank } from './generate.ts';

/** Keys of the exam that is studied for alone, and none that is retired where the learner leaves those out; wrong answers may be of any. */
export function wantedOf(bank: QuestionBank, { exam, leaveOutRetired }: Pick<Options, 'exam' | 'leaveOutRetired'>): QuestionBank {
  if (exam === undefined && !leaveOutRetired) return bank;
  return askingAbout(
    bank,
    (entity) => (exam === undefined || serves(entity, exam)) && !(leaveOutRetired && entity.availability !== undefined),
  );
}

function serves(entity: DeckEntity, exam: ExamId): boolean {
  const cards = entity.notes.flatMap((note) => note.cards);
  return [entity.exams ?? [], ...cards.map((card) => examsOf(card, entity))].flat().some((tag) => tag.exam === exam);
}
