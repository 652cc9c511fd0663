import { stringify } from 'yaml';
import type { EntityId } from '../ids.ts';
import { lineName } from '../notes/files.ts';
import { isFactKind } from './corrections.ts';
import type { Card, Deck, DeckEntity } from './deck.ts';
import type { CardOverlay } from './plan.ts';

/**
 * What the learner decided, in the words of a deck.yaml: a whole one for notes that have none, else what is to be put into
 * it. Suspending is about the learner, not about the notes, and stays out.
 */
export function exportOverlays(deck: Deck, overlays: readonly CardOverlay[]): string {
  const entities = deck.entities.flatMap((entity) => {
    const own = overlays.filter((overlay) => overlay.entity === entity.id);
    const cards = own.flatMap((overlay) => writtenCard(entity, overlay, deck));
    const drop = own.flatMap((overlay) => droppedLines(entity, overlay, deck));
    if (cards.length + drop.length === 0) return [];
    const { name, category, kind } = entity;
    const decided = { ...(cards.length > 0 ? { cards } : {}), ...(drop.length > 0 ? { drop } : {}) };
    return [[slugOf(entity.id), { name, category, kind, ...decided }] as const];
  });
  const vetoes = overlays.flatMap(({ entity, vetoes: alsoRight = [] }) =>
    alsoRight.length > 0 ? [{ asked: slugOf(entity), alsoRight: alsoRight.map(slugOf) }] : [],
  );
  return stringify(
    {
      title: deck.title,
      categories: deck.categories.map(({ id, name }) => ({ id, name })),
      entities: Object.fromEntries(entities),
      ...(vetoes.length > 0 ? { vetoes } : {}),
    },
    { lineWidth: 120 },
  );
}

/**
 * An edited card stands where the one of the notes did: same direction, same lines, and all else that a person had written
 * about it. Under its id it stays the same card.
 */
function writtenCard(entity: DeckEntity, overlay: CardOverlay, { notes }: Deck) {
  const { front, back, own, dropped } = overlay;
  if (dropped || (front === undefined && back === undefined)) return [];
  const card = cardOf(entity, overlay);
  const lines = card?.lines ?? own?.lines ?? [];
  const written = {
    ...(card?.key === undefined ? {} : { id: card.key }),
    front: front ?? card?.front ?? '',
    back: back ?? card?.back ?? '',
    ...(card?.more === undefined ? {} : { more: card.more }),
    // A card without a place rests on all that the notes say of the entity.
    lines: (lines.length > 0 ? lines : placesOf(entity)).map((line) => lineName(notes, line)),
    priority: card?.priority ?? 3,
    direction: card?.direction ?? 'to-answer',
    ...(card === undefined ? {} : toldOf(card, entity)),
  };
  return written.lines.length > 0 ? [written] : [];
}

function toldOf(card: Card, { corrections = [] }: DeckEntity) {
  const { exams, needs } = card;
  // Without the key, a card follows all corrections of its lines.
  const isCorrected = corrections.some(({ kind, lines }) => isFactKind(kind) && lines.some((line) => card.lines.includes(line)));
  const followed = card.corrections ?? (isCorrected ? [] : undefined);
  return {
    ...(followed === undefined ? {} : { corrections: [...followed] }),
    ...(exams === undefined ? {} : { exams: Object.fromEntries(exams.map(({ exam, domain }) => [exam, domain])) }),
    ...(needs === undefined ? {} : { needs: needs.map(slugOf) }),
  };
}

function droppedLines(entity: DeckEntity, overlay: CardOverlay, { notes }: Deck) {
  const card = overlay.dropped ? cardOf(entity, overlay) : undefined;
  return card === undefined
    ? []
    : [{ lines: card.lines.map((line) => lineName(notes, line)), reason: `Dropped by hand: ${card.front}` }];
}

function cardOf(entity: DeckEntity, { id }: CardOverlay): Card | undefined {
  return entity.notes.flatMap(({ cards }) => cards).find((card) => card.id === id);
}

function placesOf({ facts }: DeckEntity): number[] {
  return [...new Set(facts.map(({ lines }) => lines.from))].sort((a, b) => a - b);
}

function slugOf(id: EntityId): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
