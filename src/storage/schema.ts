// Known to Dexie and to the modules that read without it: no imports here.

export const databaseName = 'cardwright';

/** A backup is brought back here first, and takes the other's place only when it is found whole. */
export const stagedName = 'cardwright-staged';

/** Dexie's version 1 is IndexedDB's 10. */
export const nativeVersion = 10;

/**
 * Dexie's notation: the primary key, then the indexes. An index holds only rows that have its field, so the due, learning
 * and new cards are each a short walk. The compound index of entities serves `deck` alone too.
 */
export const schemaVersion1 = {
  notebooks: 'id, *mediaIds',
  entities: 'id, [deck+category]',
  overlays: 'id, entity, deck, flag, *tags',
  archive: 'id, deck',
  imports: 'id, *mediaIds',
  schedules: 'card, [dueDay+shuffle], dueAt, newPosition, note, entity, deck, buriedOn',
  log: 'id, card, day, [day+before]',
  days: '[day+deck], owedDay',
  presets: 'id',
  quizzes: 'id, open, startedAt',
  settings: 'key',
  undo: 'id',
  media: 'id',
  journal: 'id',
  handles: 'id',
  columns: 'id',
  quarantine: 'id',
} as const;
