import { withOverlays } from '#core/decks/overlay.ts';
import type { CardId, EntityId } from '#core/ids.ts';
import { markQuiz } from '#core/quiz/mark.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import type { CardwrightDatabase } from '../database.ts';
import { quizOf, scheduleOf } from '../rows.ts';
import type { EntityRow } from '../rows.ts';
import { inSnapshot } from './snapshot.ts';

/** All that is shown of one entity. */
export interface EntityRecord {
  /** As the learner has it. */
  readonly entity: EntityRow;
  readonly deckTitle: string;
  /** The lines of its notebook. */
  readonly text: string;
  readonly schedules: ReadonlyMap<CardId, Schedule>;
  /** What it is confused with, what was mixed up most often first. */
  readonly neighbours: readonly NeighbourRecord[];
}

export interface NeighbourRecord {
  readonly entity: EntityRow;
  readonly schedules: readonly Schedule[];
  /** How often one of the two was taken for the other in quizzes. */
  readonly times: number;
}

/** Of a group of many, so many are named; what was really mixed up is always there. */
const mostOfGroup = 5;

export function entityPage(db: CardwrightDatabase, id: EntityId): Promise<EntityRecord | undefined> {
  return inSnapshot(db, [db.entities, db.notebooks, db.overlays, db.schedules, db.quizzes], async () => {
    const row = await db.entities.get(id);
    const notebook = row && (await db.notebooks.get(row.deck));
    if (row === undefined || notebook === undefined) return undefined;
    const [overlays, own] = await Promise.all([
      db.overlays.where('entity').equals(id).toArray(),
      db.schedules.where('entity').equals(id).toArray(),
    ]);
    const mixed = new Map<EntityId, number>();
    await db.quizzes.each((quiz) => {
      for (const { entity: asked, chosen } of markQuiz(quizOf(quiz)).results.flatMap(({ parts }) => parts)) {
        if (chosen === undefined || chosen.entity === asked || (asked !== id && chosen.entity !== id)) continue;
        const other = asked === id ? chosen.entity : asked;
        mixed.set(other, (mixed.get(other) ?? 0) + 1);
      }
    });
    const members = notebook.groups
      .filter((group) => group.wide !== true && group.members.includes(id))
      .flatMap((group) => group.members)
      .filter((member) => member !== id);
    const ids = [...new Set([...mixed.keys(), ...members.slice(0, mostOfGroup)])];
    const found = (await db.entities.bulkGet(ids)).filter((one) => one !== undefined);
    const neighbours = await Promise.all(
      found.map(async (entity) => ({
        entity,
        times: mixed.get(entity.id) ?? 0,
        schedules: (await db.schedules.where('entity').equals(entity.id).toArray()).map(scheduleOf),
      })),
    );
    return {
      entity: withOverlays(row, overlays),
      deckTitle: notebook.title,
      text: notebook.text,
      schedules: new Map(own.map((schedule) => [schedule.card, scheduleOf(schedule)])),
      neighbours: neighbours.toSorted((a, b) => b.times - a.times),
    };
  });
}
