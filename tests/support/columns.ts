import type { PresetId } from '#core/ids.ts';
import { retrievability } from '#core/scheduling/fsrs.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import type { Preset, Schedule } from '#core/scheduling/schedule.ts';
import { emptyCards, emptyLog, putCardRow, putLogRow } from '#core/stats/columns.ts';
import type { CardColumns, LogColumns } from '#core/stats/columns.ts';
import { packCard, packSchedule } from '#core/stats/pack.ts';
import type { RecallAfter } from '#core/stats/pack.ts';

export interface Packed {
  readonly log: LogColumns;
  readonly cards: CardColumns;
}

/** When a card came, and whether it rests: of each schedule by its place. */
export interface PlaceOfCard {
  readonly added: number;
  readonly resting: number;
}

/** Log and schedules as columns, card by card; decks are numbered from 1 in the order in which they come. */
export function packAll(
  entries: readonly LogEntry[],
  schedules: readonly Schedule[],
  presets: ReadonlyMap<PresetId, Preset>,
  usual: Preset,
  placeOf: (at: number) => PlaceOfCard = () => ({ added: 0, resting: 0 }),
): Packed {
  const recallAfter: RecallAfter = (memory, elapsed, preset) =>
    retrievability(memory, elapsed, (preset === undefined ? usual : presets.get(preset)!).weights);
  const log = { ...emptyLog(entries.length), length: entries.length };
  const cards = { ...emptyCards(schedules.length), length: schedules.length };
  const decks = [...new Set(schedules.map(({ deck }) => deck))];
  for (const [place, schedule] of schedules.entries()) {
    const deck = decks.indexOf(schedule.deck) + 1;
    putCardRow(cards, place, packSchedule(schedule, { deck, category: 0, exams: 0, ...placeOf(place) }));
    const own = entries.filter(({ card }) => card === schedule.card);
    for (const [index, row] of packCard(own, place, recallAfter).entries()) putLogRow(log, entries.indexOf(own[index]!), row);
  }
  return { log, cards };
}
