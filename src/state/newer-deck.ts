import type { DeckId } from '#core/ids.ts';
import { readKnown } from './known-notebook.ts';
import type { Services } from './services.ts';

/** A deck that comes with the app, in another version than the learner has. */
export interface NewerDeck {
  readonly slug: string;
  readonly title: string;
  readonly changes: number;
}

const looked = new WeakMap<Services, Promise<NewerDeck | undefined>>();

/** Looks once a start: to compare, both versions have to be read as a whole. */
export function findNewerDeck(services: Services): Promise<NewerDeck | undefined> {
  const begun = looked.get(services) ?? look(services);
  looked.set(services, begun);
  return begun;
}

async function look(services: Services): Promise<NewerDeck | undefined> {
  const storage = await services.storage();
  for (const shipped of services.shippedDecks) {
    const known = await readKnown(services, storage, shipped.slug as DeckId);
    // What came from the learner's own files is theirs, whatever it is called; a removed deck is not pressed on anybody.
    if (known?.revision === undefined || known.own) continue;
    const { deck, notesText } = await shipped.load();
    const source = { deck: deck.id, from: { kind: 'deck' as const, deck, notesText }, known };
    const [planned] = await services.compileNotes([source], () => undefined, new AbortController().signal);
    if (planned?.kind !== 'planned' || planned.same) continue;
    return { slug: shipped.slug, title: planned.plan.title, changes: planned.plan.changes.length };
  }
  return undefined;
}
