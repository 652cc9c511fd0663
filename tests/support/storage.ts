import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';

import type { CardId, PresetId } from '#core/ids.ts';
import type { AnswerEntry } from '#core/scheduling/entry.ts';
import type { Preset, Rating, Schedule } from '#core/scheduling/schedule.ts';
import type { Moment } from '#core/time.ts';
import { openStorage } from '#storage/open.ts';
import type { StorageOptions } from '#storage/open.ts';
import type { Storage } from '#storage/storage.ts';
import { chanceOf } from './chance.ts';
import { aMoment } from './moments.ts';
import { aPreset } from './schedules.ts';

/** A browser's IndexedDB of one origin: two storages opened on it are two tabs. */
export function anOrigin(): IDBFactory {
  // The first look reads without Dexie, so it takes key ranges from the browser.
  globalThis.IDBKeyRange = IDBKeyRange;
  return new IDBFactory();
}

/** Real Dexie on an IndexedDB in memory, with seeded chance. */
export function aStorage(origin: IDBFactory = anOrigin(), options: Partial<StorageOptions> = {}): Promise<Storage> {
  return openStorage({ indexedDB: origin, IDBKeyRange, chance: chanceOf(1), ...options });
}

/** A storage whose learner chose other options. */
export async function aStorageWith(changes: Partial<Preset>, origin: IDBFactory = anOrigin()): Promise<Storage> {
  const first = await aStorage(origin);
  const preset = aPreset({ id: 'chosen' as PresetId, ...changes });
  await first.db.presets.put(preset);
  await first.db.settings.put({ key: 'preset', value: preset.id });
  first.close();
  return aStorage(origin);
}

export async function scheduleOf(storage: Storage, card: string): Promise<Schedule> {
  const [schedule] = await storage.gatherCards([card as CardId]);
  if (schedule === undefined) throw new Error(`no card ${card}`);
  return schedule;
}

interface AnswerFields {
  readonly moment?: Moment;
  readonly takenMs?: number;
  readonly early?: true;
}

/** An answer on a card as it stands, which no other tab has moved. */
export async function answer(storage: Storage, card: string, rating: Rating, fields: AnswerFields = {}): Promise<AnswerEntry> {
  const { moment = aMoment(), takenMs = 4000, early } = fields;
  const seen = await scheduleOf(storage, card);
  const asked = { card: card as CardId, seen, seenRevision: seen.revision, rating, takenMs, moment };
  const answered = await storage.answerCard(early ? { ...asked, early } : asked);
  if (answered.kind !== 'answered') throw new Error(`${card} was ${answered.kind}`);
  return answered.entry;
}
