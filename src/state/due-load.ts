import type { CardId, NoteId } from '#core/ids.ts';
import type { DueLoad } from '#core/scheduling/load.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import type { Moment, StudyDay } from '#core/time.ts';
import type { Storage } from '#storage/storage.ts';

/** What is due on the coming days, for one session: read off the way to the next card, then kept by what the session does. */
export interface SessionLoad {
  /** Reads what is due, once, and where the siblings of the coming cards are due: many at once, before they are needed. */
  read(storage: Storage, moment: Moment, notes: readonly NoteId[]): Promise<void>;
  /** As the buttons of a card are to be computed with; undefined before the first reading. */
  of(schedule: Schedule): DueLoad | undefined;
  /** An answer or an undo has moved a card. */
  move(before: Schedule, after: Schedule): void;
}

/** Cards ahead whose siblings must be known by now. */
const soon = 4;

export function createSessionLoad(): SessionLoad {
  let dueOn: ReadonlyMap<StudyDay, number> | undefined;
  const siblings = new Map<NoteId, ReadonlyMap<CardId, StudyDay>>();

  return {
    async read(storage, moment, notes) {
      const isUnread = (note: NoteId) => !siblings.has(note);
      if (dueOn !== undefined && !notes.slice(0, soon).some(isUnread)) return;
      const unread = [...new Set(notes)].filter(isUnread);
      const [counts, cards] = await Promise.all([
        dueOn ?? storage.dueByDay(moment),
        unread.length === 0 ? [] : storage.dueDaysOf(unread),
      ]);
      dueOn ??= counts;
      for (const note of unread) {
        siblings.set(note, new Map(cards.filter((card) => card.note === note).map(({ card, dueDay }) => [card, dueDay])));
      }
    },

    of({ card, note }) {
      if (dueOn === undefined) return undefined;
      const siblingDays = [...(siblings.get(note) ?? [])].flatMap(([sibling, day]) => (sibling === card ? [] : [day]));
      return { dueOn, siblingDays };
    },

    move(before, after) {
      const [from, to] = [dueDayOf(before), dueDayOf(after)];
      // New maps: what a card on screen was computed with stays as it is.
      if (dueOn !== undefined && from !== to) {
        const counts = new Map(dueOn);
        if (from !== undefined) counts.set(from, Math.max(0, (counts.get(from) ?? 0) - 1));
        if (to !== undefined) counts.set(to, (counts.get(to) ?? 0) + 1);
        dueOn = counts;
      }
      const known = siblings.get(after.note);
      if (known === undefined) return;
      const days = new Map(known);
      if (to === undefined) days.delete(after.card);
      else days.set(after.card, to);
      siblings.set(after.note, days);
    },
  };
}

function dueDayOf({ state }: Schedule): StudyDay | undefined {
  if (state.kind === 'review') return state.dueDay;
  return state.kind !== 'new' && 'day' in state.due ? state.due.day : undefined;
}
