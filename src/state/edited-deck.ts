import { planShipped } from './plan-shipped.ts';
import type { Services } from './services.ts';

/** Puts in place what a deck of this app was edited to, where the learner has it; false where nothing is different. */
export async function takeEditedDeck(services: Services, slug: string): Promise<boolean> {
  const shipped = services.shippedDecks.find((deck) => deck.slug === slug);
  if (shipped === undefined) return false;
  const storage = await services.storage();
  const planned = await planShipped(services, storage, shipped);
  if (planned === undefined || planned.same) return false;
  const { kind } = await storage.applyImport(planned.plan, services.clock.now());
  return kind === 'imported';
}
