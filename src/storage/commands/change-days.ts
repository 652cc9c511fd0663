import type { DeckId } from '#core/ids.ts';
import type { DayFigures } from '#core/stats/day.ts';
import type { StudyDay } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { dayRow, emptyDay } from '../rows.ts';
import type { DayRow } from '../rows.ts';

/** What is added to the figures of a day and deck; negative when an answer is taken back. */
export interface DayChange extends Partial<Omit<DayFigures, 'day'>> {
  readonly day: StudyDay;
  readonly deck: DeckId;
}

/** Adds to the rows of `days`, within the transaction of what was done. */
export async function changeDays(db: CardwrightDatabase, changes: readonly DayChange[]): Promise<void> {
  const keys = new Map(changes.map(({ day, deck }) => [`${day} ${deck}`, [day, deck] as [StudyDay, DeckId]]));
  const known = await db.days.bulkGet([...keys.values()]);
  const rows = [...keys.values()].map(([day, deck], index) =>
    changes
      .filter((change) => change.day === day && change.deck === deck)
      .reduce(withChange, known[index] ?? emptyDay(day, deck)),
  );
  await db.days.bulkPut(rows.map(dayRow));
}

function withChange(row: DayRow, change: DayChange): DayRow {
  return {
    ...row,
    answers: row.answers + (change.answers ?? 0),
    passed: row.passed + (change.passed ?? 0),
    takenMs: row.takenMs + (change.takenMs ?? 0),
    newCards: row.newCards + (change.newCards ?? 0),
    reviews: row.reviews + (change.reviews ?? 0),
    quizAnswers: row.quizAnswers + (change.quizAnswers ?? 0),
    quizRight: row.quizRight + (change.quizRight ?? 0),
    due: row.due + (change.due ?? 0),
  };
}

/** One card's due day moved: from and to may be undefined, for a card that is due on no day. */
export function dueMoved(deck: DeckId, from: StudyDay | undefined, to: StudyDay | undefined): DayChange[] {
  if (from === to) return [];
  const change = (day: StudyDay | undefined, due: number) => (day === undefined ? [] : [{ day, deck, due }]);
  return [...change(from, -1), ...change(to, 1)];
}
