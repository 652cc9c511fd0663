import { ONE_NOTEBOOK, resemblance } from '#core/decks/resemble.ts';
import type { DeckEntity } from '#core/decks/deck.ts';
import type { DeckId } from '#core/ids.ts';
import type { Storage } from '#storage/storage.ts';

export interface NamedNotebook {
  readonly deck: DeckId;
  readonly title: string;
}

/** Comparing reads a notebook as a whole; whoever has more of them imports by the same names. */
const mostCompared = 200;

/** Notebooks that are here, to be compared with notes that go by a name that is not. */
export class ComparedNotebooks {
  private readonly there: readonly (NamedNotebook & { readonly entities: readonly DeckEntity[] })[];

  private constructor(there: ComparedNotebooks['there']) {
    this.there = there;
  }

  /** All but those that are imported by their own names now. */
  static async read({ db }: Storage, but: ReadonlySet<DeckId>): Promise<ComparedNotebooks> {
    const decks = (await db.notebooks.toCollection().primaryKeys()).filter((deck) => !but.has(deck)).slice(0, mostCompared);
    const there = await Promise.all(
      decks.map(async (deck) => {
        const [row, entities] = await Promise.all([db.notebooks.get(deck), db.entities.where('deck').equals(deck).toArray()]);
        return { deck, title: row?.title ?? deck, entities };
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
}
