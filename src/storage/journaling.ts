import type { DBCore, DBCoreMutateRequest, DBCoreTransaction, Dexie, Middleware, Transaction } from 'dexie';

import type { JournalChange, JournalCommit } from '#core/journal/record.ts';
import type { CardwrightDatabase } from './database.ts';
import type { JournalPosition, JournalRow } from './rows.ts';

/**
 * Tells the journal what a command changed in the tables. Caught below Dexie's own machinery, so that no command can forget
 * to tell. What is kept out: the journal's own place in the database; the undo of an import, which holds a whole deck;
 * pictures, which are files and lie beside the journal as such; the linked folder, which only this browser can open;
 * columns, which are derived.
 */
export const unjournaled: readonly string[] = ['journal', 'imports', 'media', 'handles', 'columns'];

/**
 * Hands a command's changes to the other store; resolves when they are there, or when it is known that there is no such store.
 * `inDatabase` settles when the database has them or refuses them: what it refuses is missed nowhere.
 */
export type Append = (commit: JournalCommit, inDatabase?: PromiseLike<unknown>) => Promise<void>;

/** Takes a command out of the other store again, that this page has appended last and the database has refused. Never rejects. */
export type Retract = (commit: JournalCommit) => Promise<void>;

export class Journaling {
  private readonly changes = new WeakMap<DBCoreTransaction, JournalChange[]>();

  /** Before the database is opened. */
  watch(db: Dexie): void {
    db.use({ stack: 'dbcore', name: 'journaling', create: (core) => this.layer(core) } satisfies Middleware<DBCore>);
  }

  /** What has been changed in a transaction, in the order in which it was. */
  changesIn({ idbtrans }: Transaction): readonly JournalChange[] {
    return this.changes.get(idbtrans) ?? [];
  }

  private layer(core: DBCore): DBCore {
    return {
      ...core,
      table: (name) => {
        const table = core.table(name);
        if (unjournaled.includes(name)) return table;
        return {
          ...table,
          mutate: async (request) => {
            const response = await table.mutate(request);
            // Where only some rows failed, Dexie fails the command, and with it the transaction.
            const change = changeOf(name, request);
            if (change) this.add(request.trans, change);
            return response;
          },
        };
      },
    };
  }

  private add(transaction: DBCoreTransaction, change: JournalChange): void {
    const changes = this.changes.get(transaction);
    if (changes) changes.push(change);
    else this.changes.set(transaction, [change]);
  }
}

/** Dexie's kinds of range that are none: its own bounds for "all" do not survive JSON. */
const everything = 3;
const nothing = 4;

function changeOf(table: string, request: DBCoreMutateRequest): JournalChange | undefined {
  switch (request.type) {
    case 'add':
    case 'put':
      return { table, put: request.values };
    case 'delete':
      return { table, delete: request.keys };
    case 'deleteRange': {
      const { lower, lowerOpen, upper, upperOpen } = request.range;
      const type: number = request.range.type;
      if (type === nothing) return undefined;
      if (type === everything) return { table, deleteRange: {} };
      return {
        table,
        deleteRange: {
          ...(lower !== undefined && { lower: lower as unknown, ...(lowerOpen === true && { lowerOpen }) }),
          ...(upper !== undefined && { upper: upper as unknown, ...(upperOpen === true && { upperOpen }) }),
        },
      };
    }
  }
}

/** So many of the last commands are kept in the database itself; no more than that can be on its way to the journal. */
const recentCommits = 20;
/** A whole deck is not kept twice; whoever lacks it in the journal makes a backup. */
const mostRows = 200;

export function isPosition(row: JournalRow | undefined): row is JournalPosition {
  return row?.id === 'position';
}

export async function getPosition(db: CardwrightDatabase): Promise<JournalPosition> {
  const position = await db.journal.get('position');
  if (!isPosition(position)) throw new Error('a database without a position in its journal was opened');
  return position;
}

/** What the journal is to have of a command, when all its changes are made. */
export function commitOf(changes: readonly JournalChange[], { sequence, last }: JournalPosition, id: string): JournalCommit {
  return { kind: 'commit', sequence: sequence + 1, id, ...(last !== undefined && { after: last }), changes };
}

/** The place of a database whose last command this is. */
export function placeAfter(epoch: string, { sequence, id }: JournalCommit): JournalPosition {
  return { id: 'position', epoch, sequence, ...(id !== undefined && { last: id }) };
}

/** In a command's own transaction: counts it. */
export async function count(db: CardwrightDatabase, commit: JournalCommit, position: JournalPosition): Promise<void> {
  const { sequence, changes } = commit;
  const rows = changes.reduce((sum, change) => sum + ('put' in change ? change.put.length : 1), 0);
  await Promise.all([
    db.journal.bulkPut([placeAfter(position.epoch, commit), ...(rows > mostRows ? [] : [{ id: sequence, commit }])]),
    db.journal.delete(sequence - recentCommits),
  ]);
}

/** The commands after a sequence up to the last, where all of them are still here. */
export function findRecent(db: CardwrightDatabase, after: number, last: number): Promise<readonly JournalCommit[] | undefined> {
  const reading = db.journal.where('id').between(after, last, false, true).toArray();
  return reading.then((rows) => {
    const commits = rows.flatMap((row) => ('commit' in row ? [row.commit] : []));
    return commits.length === last - after ? commits : undefined;
  });
}
