import type { EntityId } from '#core/ids.ts';
import { markQuiz } from '#core/quiz/mark.ts';
import type { CardwrightDatabase } from '../database.ts';
import { quizOf, type EntityRow } from '../rows.ts';
import { inSnapshot } from './snapshot.ts';

/** What an entity is mixed up with. */
export interface ConfusedWith {
  readonly entity: EntityRow;
  readonly partner: EntityRow;
  /** How often the partner was chosen in its place in quizzes, of so many wrong answers; 0 if it is only of the same group. */
  readonly times: number;
  readonly wrong: number;
}

/** The one that was most often taken for it in quizzes, else the next of its first confusable group; undefined if it has neither. */
export function confusedWith(db: CardwrightDatabase, id: EntityId): Promise<ConfusedWith | undefined> {
  return inSnapshot(db, [db.entities, db.notebooks, db.quizzes], async () => {
    const entity = await db.entities.get(id);
    if (entity === undefined) return undefined;
    const taken = new Map<EntityId, number>();
    let wrong = 0;
    await db.quizzes.each((row) => {
      for (const { chosen, entity: asked } of markQuiz(quizOf(row)).results.flatMap(({ parts }) => parts)) {
        if (asked !== id || chosen === undefined) continue;
        wrong += 1;
        taken.set(chosen.entity, (taken.get(chosen.entity) ?? 0) + 1);
      }
    });
    const [most] = [...taken].toSorted(([, a], [, b]) => b - a);
    const groups = (await db.notebooks.get(entity.deck))?.groups ?? [];
    const members = groups.find((group) => group.members.includes(id))?.members ?? [];
    const own = members.indexOf(id);
    const next = [...members.slice(own + 1), ...members.slice(0, Math.max(0, own))];
    for (const candidate of [...(most ? [most[0]] : []), ...next]) {
      const partner = await db.entities.get(candidate);
      if (partner !== undefined) return { entity, partner, times: taken.get(candidate) ?? 0, wrong };
    }
    return undefined;
  });
}
