import type { ImportPlan } from '#core/decks/plan.ts';
import { planShipped } from './plan-shipped.ts';
import type { Services } from './services.ts';

/** A deck that comes with the app, in another version than the learner has. */
export interface NewerDeck {
  readonly slug: string;
  readonly title: string;
  readonly changes: number;
}

export interface NewerDecks {
  /** The first whose cards change: it comes through the preview. */
  readonly offered?: NewerDeck;
  /**
   * Puts in place those that change no card, but what stands around them: groups, vetoes, exams, the text of the notes. There
   * is nothing to decide about, so nobody is asked.
   */
  takeQuiet(): Promise<void>;
}

const looked = new WeakMap<Services, Promise<NewerDecks>>();

/** Looks once a start: to compare, both versions have to be read as a whole. */
export function findNewerDecks(services: Services): Promise<NewerDecks> {
  const begun = looked.get(services) ?? look(services);
  looked.set(services, begun);
  return begun;
}

async function look(services: Services): Promise<NewerDecks> {
  const storage = await services.storage();
  let offered: NewerDeck | undefined;
  const quiet: ImportPlan[] = [];
  for (const shipped of services.shippedDecks) {
    const planned = await planShipped(services, storage, shipped);
    if (planned === undefined || planned.same) continue;
    const { changes, title } = planned.plan;
    if (changes.length === 0) quiet.push(planned.plan);
    else offered ??= { slug: shipped.slug, title, changes: changes.length };
  }
  return {
    ...(offered && { offered }),
    async takeQuiet() {
      // Refused where the deck has been changed since: the next start looks again.
      for (const plan of quiet.splice(0)) await storage.applyImport(plan, services.clock.now());
    },
  };
}
