import { CardwrightDatabase } from '#storage/database.ts';
import { databaseName } from '#storage/schema.ts';

/**
 * Frozen exports: what a learner's database was in each version of the schema that was released, in
 * tests/fixtures/database/version-<n>.json. Every later version must open each of them, so that one is never edited once its
 * version is released.
 *
 * Before the first release, `npm run freeze` makes that of the present version anew after a table or an index has been added.
 * At a release its sum is entered below; from then on `npm run freeze` refuses to touch it, and whoever changes the schema
 * adds a version to src/storage/database.ts and freezes that one as well.
 */
export const released: Readonly<Record<number, string>> = {};

export const folder = 'tests/fixtures/database';

export interface FrozenDatabase {
  /** IndexedDB's, ten times Dexie's. */
  readonly version: number;
  readonly tables: readonly FrozenTable[];
}

interface FrozenTable extends TableSchema {
  readonly rows: readonly unknown[];
}

export interface TableSchema {
  readonly name: string;
  readonly keyPath: string | string[];
  readonly indexes: readonly {
    readonly name: string;
    readonly keyPath: string | string[];
    readonly multiEntry: boolean;
    readonly unique: boolean;
  }[];
}

export function presentVersion(): number {
  return new CardwrightDatabase().verno;
}

export function read<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('without a reason')));
  });
}

export function schemaOf(db: IDBDatabase): TableSchema[] {
  return Array.from(db.objectStoreNames)
    .toSorted()
    .map((name) => {
      const store = db.transaction(name).objectStore(name);
      const indexes = Array.from(store.indexNames)
        .toSorted()
        .map((index) => store.index(index));
      return {
        name,
        keyPath: store.keyPath as string | string[],
        indexes: indexes.map((index) => ({
          name: index.name,
          keyPath: index.keyPath,
          multiEntry: index.multiEntry,
          unique: index.unique,
        })),
      };
    });
}

export async function exportOf(origin: IDBFactory): Promise<FrozenDatabase> {
  const db = await read(origin.open(databaseName));
  const tables: FrozenTable[] = [];
  for (const schema of schemaOf(db)) {
    tables.push({ ...schema, rows: await read<unknown[]>(db.transaction(schema.name).objectStore(schema.name).getAll()) });
  }
  const { version } = db;
  db.close();
  return { version, tables };
}

/** As the version that wrote it had made it: its tables, its indexes, its rows. */
export async function bringBack(frozen: FrozenDatabase, origin: IDBFactory, version = frozen.version): Promise<void> {
  const opening = origin.open(databaseName, version);
  opening.addEventListener('upgradeneeded', () => {
    for (const { name, keyPath, indexes, rows } of frozen.tables) {
      const store = opening.result.createObjectStore(name, { keyPath });
      for (const index of indexes) {
        store.createIndex(index.name, index.keyPath, { multiEntry: index.multiEntry, unique: index.unique });
      }
      for (const row of rows) store.add(row);
    }
  });
  (await read(opening)).close();
}

/** JSON, a row a line, so that a later change of the file would be seen in a diff. */
export function textOf({ version, tables }: FrozenDatabase): string {
  const lines = tables.map(({ rows, ...schema }) => {
    const head = JSON.stringify(schema).slice(0, -1);
    return `${head},"rows":[\n${rows.map((row) => JSON.stringify(row, packed)).join(',\n')}\n]}`;
  });
  return `{"version":${version},"tables":[\n${lines.join(',\n')}\n]}\n`;
}

export function frozenOf(text: string): FrozenDatabase {
  return JSON.parse(text, unpacked) as FrozenDatabase;
}

function packed(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { $bytes: Array.from(value) } : value;
}

function unpacked(_: string, value: unknown): unknown {
  const isBytes = typeof value === 'object' && value !== null && '$bytes' in value;
  return isBytes ? Uint8Array.from(value.$bytes as number[]) : value;
}
