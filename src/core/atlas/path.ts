import type { Atlas, Parcel, Point } from './atlas.ts';

/** A closed line as path data. */
export function pathOf(points: readonly Point[]): string {
  return `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}Z`;
}

/** The corners of what `pathOf` has written. */
export function pointsOf(path: string): Point[] {
  return path
    .slice(1, -1)
    .split('L')
    .map((pair) => {
      const [x = 0, y = 0] = pair.split(' ').map(Number);
      return { x, y };
    });
}

/** What lies at a place of the map; nothing in the water. */
export function parcelAt({ islands }: Atlas, place: Point): Parcel | undefined {
  const far = ({ at }: Parcel) => (at.x - place.x) ** 2 + (at.y - place.y) ** 2;
  return islands
    .filter(({ box: [left, top, right, bottom] }) => place.x >= left && place.x <= right && place.y >= top && place.y <= bottom)
    .filter(({ coast }) => isIn(pointsOf(coast), place))
    .flatMap(({ parcels }) => parcels)
    .toSorted((a, b) => far(a) - far(b))
    .find(({ path }) => isIn(pointsOf(path), place));
}

/** By the even-odd rule: a line to the right crosses an odd number of sides. */
function isIn(corners: readonly Point[], { x, y }: Point): boolean {
  let inside = false;
  for (const [at, from] of corners.entries()) {
    const to = corners[(at + 1) % corners.length]!;
    if (from.y > y !== to.y > y && x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)) inside = !inside;
  }
  return inside;
}
