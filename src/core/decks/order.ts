/** Cards of one note stand at least this far apart where there are enough others. */
const APART = 6;

/**
 * The order in which new cards are met: by priority, then in the order of the notes, but never a card right after its
 * sibling. Gives for each card, in the order given, its place.
 */
export function orderCards(cards: readonly { readonly note: string; readonly priority: number }[]): number[] {
  const sorted = cards.map((card, index) => ({ ...card, index })).sort((a, b) => a.priority - b.priority || a.index - b.index);
  // A chain of what still waits: taking a card out of a long array would move all that follow it.
  const after = sorted.map((_, at) => at + 1);
  let first = 0;
  const ordered: typeof sorted = [];
  const takeNext = (apart: number): boolean => {
    const recent = new Set(ordered.slice(-apart).map((card) => card.note));
    let before: number | undefined;
    for (let at = first; at < sorted.length; at = after[at] ?? sorted.length) {
      const card = sorted[at];
      if (card && !recent.has(card.note)) {
        if (before === undefined) first = after[at] ?? sorted.length;
        else after[before] = after[at] ?? sorted.length;
        ordered.push(card);
        return true;
      }
      before = at;
    }
    return false;
  };
  while (takeNext(APART) || takeNext(1));
  const waiting: typeof sorted = [];
  for (let at = first; at < sorted.length; at = after[at] ?? sorted.length) waiting.push(...sorted.slice(at, at + 1));
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
