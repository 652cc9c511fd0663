import { reconcile } from '#core/decks/reconcile.ts';
import type { DeckId } from '#core/ids.ts';
import type { Instant, Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { readKnown } from '../queries/known-notebook.ts';
import { quizOf, quizRow } from '../rows.ts';
import type { ImportUndone, Removed } from '../storage.ts';
import { markUndone, stepsOf, takeBack } from './import-deck.ts';
import { putDeck, readRows } from './put-deck.ts';
import { recordDeed } from './record-deed.ts';
import { inTransaction } from './writing.ts';
import type { Writing } from './writing.ts';

/** A deck without any notes: every card goes to the archive with its history, as it does when its line vanishes. */
export function removeDeck(writing: Writing, deck: DeckId, { instant }: Moment): Promise<Removed> {
  const { db } = writing;
  return inTransaction(writing, tablesOf(db), async () => {
    const [before, known] = await Promise.all([readRows(db, deck), readKnown(db, deck)]);
    if (before?.notebook === undefined || known === undefined) return { kind: 'nothing' };
    const { archived } = reconcile(known.deck, { ...known.deck.deck, entities: [] });
    await putDeck(db, deck, before, { entities: [], archive: archived }, { instant, undoing: false });
    const { mediaIds } = before.notebook;
    await db.imports.put({ id: deck, at: instant, before, ...(mediaIds && { mediaIds }) });
    await endQuizzes(db, deck, instant);
    await recordDeed(writing, { kind: 'remove', decks: [deck] }, stepsOf([deck], instant));
    return { kind: 'removed' };
  });
}

/** As long as the deck has not been put in again. A quiz that ended with it stays ended. */
export function undoRemoval(writing: Writing, deck: DeckId, { instant }: Moment): Promise<ImportUndone> {
  const { db } = writing;
  return inTransaction(writing, tablesOf(db), async () => {
    const [last, now] = await Promise.all([db.imports.get(deck), readRows(db, deck)]);
    if (last?.before?.notebook === undefined || last.undone || now?.notebook !== undefined) return { kind: 'nothing' };
    await takeBack(db, last, now, instant, await markUndone(writing, { kind: 'remove', decks: [deck] }));
    return { kind: 'undone' };
  });
}

/** Of a deck that is taken out. */
export async function endQuizzes(db: CardwrightDatabase, deck: DeckId, instant: Instant): Promise<void> {
  const open = await db.quizzes.where('open').equals(1).toArray();
  const ended = open.filter((quiz) => quiz.deck === deck).map((row) => quizRow({ ...quizOf(row), finishedAt: instant }));
  await db.quizzes.bulkPut(ended);
}

function tablesOf(db: CardwrightDatabase) {
  return [db.notebooks, db.entities, db.archive, db.imports, db.media, db.overlays, db.schedules, db.days, db.quizzes, db.undo];
}
