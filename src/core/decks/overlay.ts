import type { CardId, NoteId } from '../ids.ts';
import type { Card, DeckEntity, Note, Veto } from './deck.ts';
import type { CardOverlay } from './plan.ts';

// Used before the first paint: nothing heavy here. Writing overlays out as deck.yaml: overlay-patch.ts.

/** An entity as the learner has it: compiled, with what was decided about its cards. Suspended cards are in it, dropped ones are not. */
export function withOverlays<Entity extends DeckEntity>(entity: Entity, overlays: readonly CardOverlay[]): Entity {
  if (overlays.length === 0) return entity;
  const byId = new Map(overlays.map((overlay) => [overlay.id, overlay]));
  const compiled = entity.notes.flatMap((note) => {
    const cards = note.cards.flatMap((card) => effectiveCard(card, byId.get(card.id)));
    return cards.length === 0 ? [] : [{ ...note, cards }];
  });
  const own = overlays.filter((overlay) => overlay.entity === entity.id && overlay.dropped === undefined).flatMap(ownNote);
  return { ...entity, notes: [...compiled, ...own] };
}

function effectiveCard(card: Card, overlay: CardOverlay | undefined): Card[] {
  if (overlay === undefined) return [card];
  return overlay.dropped ? [] : [{ ...card, front: overlay.front ?? card.front, back: overlay.back ?? card.back }];
}

/** The note of a card that the learner wrote: it is alone in it. */
export function ownNote({ id, own, front, back }: CardOverlay): Note[] {
  if (own === undefined || front === undefined || back === undefined) return [];
  const card: Card = { id, direction: 'to-answer', front, back, lines: own.lines, priority: 3, position: own.position };
  return [{ id: ownNoteId(id), kind: 'written', facts: [], cards: [card] }];
}

export function ownNoteId(card: CardId): NoteId {
  return card.slice(0, card.lastIndexOf('.')) as NoteId;
}

/** The card is in no queue and counts on no day. */
export function isWithheld(overlay: CardOverlay | undefined): boolean {
  return overlay?.dropped === true || overlay?.suspended === true || overlay?.reported !== undefined;
}

/** What the deck says may not stand beside each other, and what the learner says. */
export function withVetoes(vetoes: readonly Veto[], overlays: readonly CardOverlay[]): readonly Veto[] {
  const own = overlays.flatMap(({ entity, vetoes: alsoRight = [] }) =>
    alsoRight.length > 0 ? [{ asked: entity, alsoRight }] : [],
  );
  return own.length > 0 ? [...vetoes, ...own] : vetoes;
}
