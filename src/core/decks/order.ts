/** Cards of one note stand at least this far apart where there are enough others. */
const APART = 6;

/**
 * The order in which new cards are met: by priority, then in the order of the notes, but never a card right after its
 * sibling. Gives for each card, in the order given, its place.
 */
export function orderCards(cards: readonly { readonly note: string; readonly priority: number }[]): number[] {
  const waiting = cards.map((card, index) => ({ ...card, index })).sort((a, b) => a.priority - b.priority || a.index - b.index);
  const ordered: typeof waiting = [];
  while (waiting.length > 0) {
    const next = pick(waiting, ordered, APART) ?? pick(waiting, ordered, 1);
    if (next === undefined) break;
    ordered.push(...waiting.splice(next, 1));
  }
  // Only siblings of the last card are left: each goes back to the nearest place where neither neighbour is one.
  for (const card of waiting) {
    let at = ordered.length;
    while (at > 0 && (ordered[at - 1]?.note === card.note || ordered[at]?.note === card.note)) at -= 1;
    if (at === 0 && ordered[0]?.note === card.note) at = ordered.length;
    ordered.splice(at, 0, card);
  }
  const positions = new Array<number>(cards.length).fill(0);
  ordered.forEach((card, position) => {
    positions[card.index] = position;
  });
  return positions;
}

/** The first waiting card of the current priority without a sibling among the last few. */
function pick(
  waiting: readonly { note: string; priority: number }[],
  ordered: readonly { note: string }[],
  apart: number,
): number | undefined {
  const recent = new Set(ordered.slice(-apart).map((card) => card.note));
  const at = waiting.findIndex((card) => !recent.has(card.note));
  return at < 0 ? undefined : at;
}
