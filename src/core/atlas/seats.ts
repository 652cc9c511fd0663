/** The fewest bits of a distance that tell places apart. */
const grains = 2 ** 20;

/**
 * Gives each of n entities a seat of n: the closest pair first, then the closest of those left. So one more entity and one more
 * seat move few others. Where the rest has no seat that fits, others make room as far as they can.
 * Seat by entity, or -1.
 */
export function takeSeats(
  count: number,
  distance: (entity: number, seat: number) => number,
  fits: (entity: number, seat: number) => boolean,
): Int32Array {
  const keys: number[] = [];
  for (let entity = 0; entity < count; entity += 1) {
    for (let seat = 0; seat < count; seat += 1) {
      if (!fits(entity, seat)) continue;
      keys.push(Math.min(grains - 1, Math.floor((distance(entity, seat) / 4) * grains)) * count * count + entity * count + seat);
    }
  }
  const seatOf = new Int32Array(count).fill(-1);
  const entityOn = new Int32Array(count).fill(-1);
  for (const key of Float64Array.from(keys).sort()) {
    const pair = key % (count * count);
    const [entity, seat] = [Math.floor(pair / count), pair % count];
    if (seatOf[entity]! >= 0 || entityOn[seat]! >= 0) continue;
    seatOf[entity] = seat;
    entityOn[seat] = entity;
  }
  const makeRoom = (entity: number, seen: Uint8Array): boolean => {
    for (let seat = 0; seat < count; seat += 1) {
      if (seen[seat] || !fits(entity, seat)) continue;
      seen[seat] = 1;
      const holder = entityOn[seat]!;
      if (holder >= 0 && !makeRoom(holder, seen)) continue;
      seatOf[entity] = seat;
      entityOn[seat] = entity;
      return true;
    }
    return false;
  };
  for (let entity = 0; entity < count; entity += 1) if (seatOf[entity]! < 0) makeRoom(entity, new Uint8Array(count));
  return seatOf;
}
