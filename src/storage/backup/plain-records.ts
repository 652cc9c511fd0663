import { withOverlays } from '#core/decks/overlay.ts';
import type { CardId, DeckId } from '#core/ids.ts';
import { inTurn } from '#core/progress.ts';
import type { Progress } from '#core/progress.ts';
import type { PlainCard, PlainEntry } from '#core/plain-record.ts';
import type { CardwrightDatabase } from '../database.ts';
import { scheduleOf } from '../rows.ts';
import type { EntityRow, LogRow } from '../rows.ts';
import { pagesOf } from './read-parts.ts';

/** Every card that is in a deck, in the order of the decks' pages; read piece by piece. */
export async function* plainCards(db: CardwrightDatabase, onProgress: Progress = () => undefined): AsyncGenerator<PlainCard> {
  const [titles, of] = await Promise.all([titlesOf(db), db.entities.count()]);
  let done = 0;
  for await (const pages of pagesOf<EntityRow>(db, 'entities')) {
    const ids = pages.map(({ id }) => id);
    const [overlays, rows] = await db.transaction('r', [db.overlays, db.schedules], () =>
      Promise.all([db.overlays.where('entity').anyOf(ids).toArray(), db.schedules.where('entity').anyOf(ids).toArray()]),
    );
    const decided = new Map(overlays.map((overlay) => [overlay.id, overlay]));
    const schedules = new Map(rows.map((row) => [row.card, row]));
    for (const page of pages) {
      const entity = withOverlays(
        page,
        overlays.filter((overlay) => overlay.entity === page.id),
      );
      for (const card of entity.notes.flatMap(({ cards }) => cards)) {
        const row = schedules.get(card.id);
        if (row === undefined) continue;
        const { tags = [], flag = 0, suspended = false } = decided.get(card.id) ?? {};
        yield {
          id: card.id,
          deck: titles.get(page.deck) ?? page.deck,
          category: page.categoryName,
          entity: page.name,
          front: card.front,
          back: card.back,
          lines: card.lines,
          tags,
          flag,
          suspended,
          schedule: scheduleOf(row),
        };
      }
    }
    onProgress((done += pages.length), of);
  }
}

/** The whole log, in its order. */
export async function* plainEntries(db: CardwrightDatabase, onProgress: Progress = () => undefined): AsyncGenerator<PlainEntry> {
  const [ofCards, ofEntries] = inTurn(onProgress, [1, 3]);
  const cards = new Map<CardId, { readonly deck: string; readonly front: string }>();
  for await (const { id, deck, front } of plainCards(db, ofCards)) cards.set(id, { deck, front });
  const of = await db.log.count();
  let done = 0;
  for await (const entries of pagesOf<LogRow>(db, 'log')) {
    for (const entry of entries) yield { entry, ...cards.get(entry.card) };
    ofEntries!((done += entries.length), of);
  }
}

async function titlesOf(db: CardwrightDatabase): Promise<ReadonlyMap<DeckId, string>> {
  return new Map((await db.notebooks.toArray()).map(({ id, title }) => [id, title]));
}
