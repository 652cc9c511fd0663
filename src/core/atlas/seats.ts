/** The fewest bits of a distance that tell places apart. */
const grains = 2 ** 20;

/**
 * Gives each of n entities a seat of n: the closest pair first, then the closest of those left. So one more entity and one more
 * seat move few others. Those of an earlier map keep theirs where they still fit. Where the rest has no seat that fits, others
 * make room: as few as can be.
 * Seat by entity, or -1.
 */
export function takeSeats(
  count: number,
  distance: (entity: number, seat: number) => number,
  fits: (entity: number, seat: number) => boolean,
  held?: ArrayLike<number>,
): Int32Array {
  const seatOf = new Int32Array(count).fill(-1);
  const entityOn = new Int32Array(count).fill(-1);
  for (let entity = 0; entity < (held?.length ?? 0); entity += 1) {
    const seat = held![entity]!;
    if (seat < 0 || seat >= count || entityOn[seat]! >= 0 || !fits(entity, seat)) continue;
    seatOf[entity] = seat;
    entityOn[seat] = entity;
  }
  const keys: number[] = [];
  for (let entity = 0; entity < count; entity += 1) {
    if (seatOf[entity]! >= 0) continue;
    for (let seat = 0; seat < count; seat += 1) {
      if (entityOn[seat]! >= 0 || !fits(entity, seat)) continue;
      keys.push(Math.min(grains - 1, Math.floor((distance(entity, seat) / 4) * grains)) * count * count + entity * count + seat);
    }
  }
  for (const key of Float64Array.from(keys).sort()) {
    const pair = key % (count * count);
    const [entity, seat] = [Math.floor(pair / count), pair % count];
    if (seatOf[entity]! >= 0 || entityOn[seat]! >= 0) continue;
    seatOf[entity] = seat;
    entityOn[seat] = entity;
  }
  for (let entity = 0; entity < count; entity += 1) if (seatOf[entity]! < 0) makeRoom(entity, seatOf, entityOn, fits);
  return seatOf;
}

/** Each moves on to another seat that fits it, until one is free: along the shortest of such ways, if there is one. */
function makeRoom(
  entity: number,
  seatOf: Int32Array,
  entityOn: Int32Array,
  fits: (entity: number, seat: number) => boolean,
): void {
  /** Who would take the seat; -1 where nobody was asked yet. */
  const asked = new Int32Array(entityOn.length).fill(-1);
  const queue = [entity];
  for (const one of queue) {
    for (let seat = 0; seat < entityOn.length; seat += 1) {
      if (asked[seat]! >= 0 || !fits(one, seat)) continue;
      asked[seat] = one;
      const holder = entityOn[seat]!;
      if (holder >= 0) {
        queue.push(holder);
        continue;
      }
      let free = seat;
      for (let taker = one; ; taker = asked[free]!) {
        const left = seatOf[taker]!;
        seatOf[taker] = free;
        entityOn[free] = taker;
        if (taker === entity) return;
        free = left;
      }
    }
  }
}
