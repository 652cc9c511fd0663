import type { DeckId } from '#core/ids.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import { standingAnswers } from '#core/scheduling/replay.ts';
import type { StudyDay } from '#core/time.ts';
import { dayRow, emptyDay } from '#storage/rows.ts';
import type { DayRow, ScheduleRow } from '#storage/rows.ts';

/** The figures of days and decks by the plainest means: from nothing but the log and the schedules. Days with nothing are left out. `deckOfGone` is that of cards whose schedule an undone import took along. */
export function recountDays(log: readonly LogEntry[], schedules: readonly ScheduleRow[], deckOfGone?: DeckId): DayRow[] {
  const days = new Map<string, { day: number; deck: DeckId; figures: Record<string, number> }>();
  const decks = new Map(schedules.map(({ card, deck }) => [card, deck]));
  const add = (day: number, own: DeckId | undefined, figure: string, amount: number) => {
    const deck = own ?? deckOfGone;
    if (deck === undefined) throw new Error('an entry of the log is about a card without a schedule');
    const row = days.get(`${day} ${deck}`) ?? { day, deck, figures: {} };
    row.figures[figure] = (row.figures[figure] ?? 0) + amount;
    days.set(`${day} ${deck}`, row);
  };
  for (const { card, day, rating, takenMs, before } of standingAnswers(log)) {
    const deck = decks.get(card);
    add(day, deck, 'answers', 1);
    add(day, deck, 'passed', rating === 1 ? 0 : 1);
    add(day, deck, 'takenMs', takenMs);
    add(day, deck, 'newCards', before === 'new' ? 1 : 0);
    add(day, deck, 'reviews', before === 'review' ? 1 : 0);
  }
  for (const entry of log) {
    if (entry.kind !== 'quiz') continue;
    add(entry.day, decks.get(entry.card), 'quizAnswers', 1);
    add(entry.day, decks.get(entry.card), 'quizRight', entry.right ? 1 : 0);
  }
  for (const { deck, state, withheld, archived } of schedules) {
    if (withheld || archived) continue;
    if (state.kind === 'review') add(state.dueDay, deck, 'due', 1);
    else if (state.kind !== 'new' && 'day' in state.due) add(state.due.day, deck, 'due', 1);
  }
  return [...days.values()]
    .map(({ day, deck, figures }) => dayRow(Object.assign(emptyDay(day as StudyDay, deck), figures)))
    .toSorted((a, b) => a.day - b.day || (a.deck < b.deck ? -1 : 1));
}
