import type { DBCore, DBCoreMutateRequest, DBCoreTransaction, Dexie, Middleware, Transaction } from 'dexie';

import type { JournalChange, JournalCommit } from '#core/journal/record.ts';

/**
 * Tells the journal what a command changed in the tables. Caught below Dexie's own machinery, so that no command can forget
 * to tell. What is kept out: the journal's own place in the database; the undo of an import, which holds a whole deck;
 * pictures, which are files and lie beside the journal as such.
 */
export const unjournaled: readonly string[] = ['journal', 'imports', 'media'];

/** Hands a command's changes to the other store; resolves when they are there, or when it is known that there is no such store. */
export type Append = (commit: JournalCommit) => Promise<void>;

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
