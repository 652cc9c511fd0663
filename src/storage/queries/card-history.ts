import type { Card } from '#core/decks/deck.ts';
import type { CardOverlay } from '#core/decks/plan.ts';
import { withOverlays } from '#core/decks/overlay.ts';
import type { CardId, PresetId } from '#core/ids.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import type { Preset, Schedule } from '#core/scheduling/schedule.ts';
import type { CardwrightDatabase } from '../database.ts';
import { scheduleOf } from '../rows.ts';
import type { EntityRow } from '../rows.ts';
import { inSnapshot } from './snapshot.ts';

/** All that is known of one card, put aside or not. */
export interface CardRecord {
  readonly schedule: Schedule;
  readonly card: Card;
  readonly entity: EntityRow;
  readonly overlay?: CardOverlay;
  readonly entries: readonly LogEntry[];
  /** Under which its answers were made. */
  readonly presets: ReadonlyMap<PresetId, Preset>;
}

/** Undefined for a card that is in no deck. */
export function cardRecord(db: CardwrightDatabase, id: CardId): Promise<CardRecord | undefined> {
  return inSnapshot(db, [db.schedules, db.entities, db.overlays, db.log, db.presets], async () => {
    const [row, overlay, entries] = await Promise.all([
      db.schedules.get(id),
      db.overlays.get(id),
      db.log.where('card').equals(id).sortBy('id'),
    ]);
    const page = row && (await db.entities.get(row.entity));
    if (row === undefined || page === undefined) return undefined;
    // As the learner words it, also where it was dropped.
    const { dropped: _dropped, ...shown } = overlay ?? { id, deck: row.deck, entity: row.entity };
    const entity = withOverlays(page, [shown]);
    const card = entity.notes.flatMap(({ cards }) => cards).find((one) => one.id === id);
    if (card === undefined) return undefined;
    const ids = [...new Set(entries.flatMap((entry) => ('preset' in entry ? [entry.preset] : [])))];
    const presets = await db.presets.bulkGet(ids);
    return {
      schedule: scheduleOf(row),
      card,
      entity,
      ...(overlay && { overlay }),
      entries,
      presets: new Map(presets.flatMap((preset) => (preset === undefined ? [] : [[preset.id, preset] as const]))),
    };
  });
}
