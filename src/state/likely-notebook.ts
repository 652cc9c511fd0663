import { ONE_NOTEBOOK, resemblance } from '#core/decks/resemble.ts';
import type { DeckEntity } from '#core/decks/deck.ts';
import type { DeckId } from '#core/ids.ts';
import type { FilePlace } from '#core/notes/files.ts';
import type { Storage } from '#storage/storage.ts';

export interface NamedNotebook {
  readonly deck: DeckId;
  readonly title: string;
}

/** Comparing reads a notebook as a whole; whoever has more of them imports by the same names. */
const mostCompared = 200;

/** Notebooks that are here, to be compared with notes that go by a name that is not. */
export class ComparedNotebooks {
  private readonly there: readonly (NamedNotebook & {
    readonly entities: readonly DeckEntity[];
    readonly files: readonly FilePlace[];
  })[];

  private constructor(there: ComparedNotebooks['there']) {
    this.there = there;
  }

  /** All but those that are imported by their own names now. */
  static async read({ db }: Storage, but: ReadonlySet<DeckId>): Promise<ComparedNotebooks> {
    const decks = (await db.notebooks.toCollection().primaryKeys()).filter((deck) => !but.has(deck)).slice(0, mostCompared);
    const there = await Promise.all(
      decks.map(async (deck) => {
        const [row, entities] = await Promise.all([db.notebooks.get(deck), db.entities.where('deck').equals(deck).toArray()]);
        return { deck, title: row?.title ?? deck, entities, files: row?.files ?? [] };
      }),
    );
    return new ComparedNotebooks(there);
  }

  get all(): readonly NamedNotebook[] {
    return this.there.map(({ deck, title }) => ({ deck, title }));
  }

  /** The one of which these look like another edition. */
  findLike(entities: readonly DeckEntity[]): NamedNotebook | undefined {
    const scored = this.there
      .map(({ deck, title, entities: own }) => ({ deck, title, score: resemblance(entities, own) }))
      .filter(({ score }) => score >= ONE_NOTEBOOK)
      .toSorted((a, b) => b.score - a.score);
    const [best] = scored;
    return best && { deck: best.deck, title: best.title };
  }

  /** The one whose folder has a file of this name. */
  findHolder({ path, files }: { readonly path: string; readonly files?: readonly FilePlace[] }): NamedNotebook | undefined {
    if (files !== undefined) return undefined;
    const holder = this.there.find((each) => each.files.some((file) => `/${file.path}`.endsWith(`/${path}`)));
    return holder && { deck: holder.deck, title: holder.title };
  }
}

/**
 * Files of new names that were put into a notebook of another one before: it bears their names since, and nobody has to
 * be asked again. `notes.md` is everybody's name.
 */
export async function findByPaths(
  { db }: Pick<Storage, 'db'>,
  given: readonly { readonly deck: DeckId; readonly path: string }[],
): Promise<ReadonlyMap<DeckId, DeckId>> {
  const there = new Set(await db.notebooks.toCollection().primaryKeys());
  const unknown = given.filter(({ deck, path }) => !there.has(deck) && !/^notes\.(?:md|markdown|txt)$/i.test(path));
  if (unknown.length === 0 || there.size > mostCompared) return new Map();
  const taken = new Set(given.map(({ deck }) => deck));
  const free = (await db.notebooks.toArray()).filter(({ id }) => !taken.has(id));
  return new Map(
    unknown.flatMap(({ deck, path }): [DeckId, DeckId][] => {
      const [only, ...others] = free.filter((row) => row.path === path);
      const alone = unknown.filter((each) => each.path === path).length === 1;
      return only !== undefined && others.length === 0 && alone ? [[deck, only.id]] : [];
    }),
  );
}
