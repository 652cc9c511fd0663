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

/** Rows of `days` as this transaction has read them, by day and deck; a day without figures yet is an empty row. */
export type KnownDays = ReadonlyMap<string, DayRow>;

export async function readDays(db: CardwrightDatabase, deck: DeckId, days: readonly StudyDay[]): Promise<KnownDays> {
  const rows = await db.days.bulkGet(days.map((day): [StudyDay, DeckId] => [day, deck]));
  return new Map(days.map((day, index) => [`${day} ${deck}`, rows[index] ?? emptyDay(day, deck)]));
}

/** Adds to the rows of `days`, within the transaction of what was done. Reads what is not known to it. */
export async function changeDays(
  db: CardwrightDatabase,
  changes: readonly DayChange[],
  known: KnownDays = new Map(),
): Promise<void> {
  const keys = new Map(changes.map(({ day, deck }) => [`${day} ${deck}`, [day, deck] as [StudyDay, DeckId]]));
  const unread = [...keys].filter(([key]) => !known.has(key)).map(([, days]) => days);
  const read = unread.length === 0 ? [] : await db.days.bulkGet(unread);
  const rows = [...keys].map(([key, [day, deck]]) =>
    changes
      .filter((change) => change.day === day && change.deck === deck)
      .reduce(withChange, known.get(key) ?? read.find((row) => row?.day === day && row.deck === deck) ?? emptyDay(day, deck)),
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
