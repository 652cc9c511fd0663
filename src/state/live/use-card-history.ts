import { useLiveQuery } from 'dexie-react-hooks';
import type { CardId } from '#core/ids.ts';
import { curveOf, historyOf, lastMove, presetOfDay, reasonOf } from '#core/scheduling/history.ts';
import type { ForgettingCurve, HistoryLine, MemoryMove, Reason } from '#core/scheduling/history.ts';
import { presetFor } from '#core/scheduling/options.ts';
import { recallNow } from '#core/scheduling/recall.ts';
import type { Preset } from '#core/scheduling/schedule.ts';
import { levelOf, type Level } from '#core/stats/level.ts';
import type { Moment } from '#core/time.ts';
import { cardRecord, type CardRecord } from '#storage/queries/card-history.ts';
import { useOptions } from './use-options.ts';
import { useServices, useStorage } from '../services-context.ts';

export interface CardHistoryPage extends Pick<CardRecord, 'schedule' | 'card' | 'entity' | 'overlay'> {
  readonly moment: Moment;
  readonly preset: Preset;
  readonly level: Level;
  readonly recall?: number;
  /** The oldest first. */
  readonly lines: readonly HistoryLine[];
  readonly curve?: ForgettingCurve;
  readonly reason?: Reason;
  readonly moved?: MemoryMove;
}

/** `undefined` is not known yet, `'none'` is no such card. */
export function useCardHistory(id: CardId): CardHistoryPage | 'none' | undefined {
  const { db } = useStorage();
  const options = useOptions();
  const { clock } = useServices();
  return useLiveQuery(async () => {
    const record = await cardRecord(db, id);
    if (record === undefined) return 'none';
    const { schedule, card, entity, overlay, entries, presets } = record;
    const moment = clock.now();
    const preset = presetFor(options, schedule.deck);
    const recall = recallNow(schedule, moment, preset);
    const lines = historyOf(entries, presets, preset);
    const curve = curveOf(lines, schedule, moment.day, preset);
    // The day is explained by the options that it was given under.
    const reason = reasonOf(schedule, lines, presetOfDay(entries, lines, presets) ?? preset);
    const moved = lastMove(lines);
    return {
      schedule,
      card,
      entity,
      moment,
      preset,
      lines,
      level: levelOf(schedule, recall ?? 0),
      ...(overlay && { overlay }),
      ...(recall !== undefined && { recall }),
      ...(curve && { curve }),
      ...(reason && { reason }),
      ...(moved && { moved }),
    };
  }, [db, options, clock, id]);
}
