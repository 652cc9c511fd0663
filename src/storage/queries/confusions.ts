import type { ConfusableGroup } from '#core/decks/deck.ts';
import type { DeckId, EntityId } from '#core/ids.ts';
import type { NotesPlace } from '#core/notes/files.ts';
import { confusionsIn, rememberedDays, type Confusions } from '#core/quiz/confusions.ts';
import { withoutReported } from '#core/quiz/reported.ts';
import { dayMs } from '#core/time.ts';
import type { Instant } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { quizOf, type EntityRow } from '../rows.ts';
import { inSnapshot } from './snapshot.ts';

/** What is mixed up in one deck, with what there is to say of it. */
export interface MixedUp {
  readonly deck: DeckId;
  readonly confusions: Confusions;
  /** Those that were asked or chosen and are still in the deck. */
  readonly things: ReadonlyMap<EntityId, EntityRow>;
  readonly groups: readonly ConfusableGroup[];
  readonly notes: NotesPlace;
}

/** By the quizzes of the last weeks; of a deck that nothing was asked of there is nothing. */
export function mixedUp(db: CardwrightDatabase, deck: DeckId, now: Instant): Promise<MixedUp> {
  return inSnapshot(db, [db.quizzes, db.entities, db.notebooks, db.overlays], async () => {
    // A quiz may have been going on for a while.
    const since = (now - 2 * rememberedDays * dayMs) as Instant;
    const rows = await db.quizzes.where('startedAt').above(since).toArray();
    const overlays = await db.overlays.where('deck').equals(deck).toArray();
    const quizzes = rows.filter((row) => row.deck === deck).map((row) => withoutReported(quizOf(row), overlays));
    const all = confusionsIn(quizzes, now);
    const met = [...new Set(all.confusions.flatMap(({ asked, chosen }) => [asked, chosen]))];
    const found = await db.entities.bulkGet(met);
    const things = new Map(found.flatMap((row) => (row === undefined ? [] : [[row.id, row] as const])));
    // What has left the deck is asked no more, so there is nothing to be drilled.
    const confusions: Confusions = {
      ...all,
      confusions: all.confusions.filter(({ asked, chosen }) => things.has(asked) && things.has(chosen)),
      pairs: all.pairs.filter(({ pair }) => pair.every((one) => things.has(one))),
    };
    const notebook = await db.notebooks.get(deck);
    const notes = { path: notebook?.path ?? '', files: notebook?.files };
    return { deck, confusions, things, groups: notebook?.groups ?? [], notes };
  });
}
