import type { QuizId, UndoId } from '#core/ids.ts';
import type { CardId } from '#core/ids.ts';
import { voidedBy } from '#core/scheduling/replay.ts';
import type { Quiz } from '#core/quiz/question.ts';
import { askedOf } from '#core/quiz/question.ts';
import type { CardwrightDatabase } from '../database.ts';
import { inSnapshot } from './snapshot.ts';

/** What handing a quiz in did to cards, as it stands now. */
export interface QuizEffect {
  readonly cards: readonly CardId[];
  /** Contrasts that it brought forward; none where that was long ago. */
  readonly contrasts: readonly CardId[];
  /** Takes it back; absent where that was long ago. */
  readonly undo?: UndoId;
}

export function quizEffect(db: CardwrightDatabase, quiz: Quiz): Promise<QuizEffect> {
  return inSnapshot(db, [db.log, db.undo], async () => {
    const asked = quiz.questions.flatMap((question) => askedOf(question).flatMap(({ card }) => card ?? []));
    const entries = await db.log
      .where('card')
      .anyOf([...new Set(asked)])
      .toArray();
    const voided = voidedBy(entries);
    const cards = entries.flatMap((entry) =>
      entry.kind === 'missed' && entry.quiz === quiz.id && !voided.has(entry.id) ? [entry.card] : [],
    );
    const deed = (await db.undo.toArray()).find((row) => row.undone === undefined && isOf(row.deed, quiz.id));
    const moved = deed !== undefined && 'cards' in deed.deed ? deed.deed.cards : [];
    return { cards, contrasts: moved.filter((card) => !cards.includes(card)), ...(deed && { undo: deed.id }) };
  });
}

function isOf(deed: { readonly kind: string; readonly quiz?: QuizId }, quiz: QuizId): boolean {
  return deed.kind === 'quiz' && deed.quiz === quiz;
}
