import { hash32 } from '../random.ts';
import type { AtlasEntity, Box, IslandLayout, Label, Point } from './atlas.ts';
import { bendFrom } from './bend.ts';
import { cellHeight, cellSheet, cellWidth, type Cell } from './cells.ts';
import { growIsland } from './grow.ts';
import { letterWidth } from './letters.ts';
import { likenessPlace } from './likeness.ts';
import { cutName, letterSize, lineHeight, settingsOf, type SetName } from './names.ts';
import { outlineOf } from './outline.ts';
import { roomsIn, type Room } from './room.ts';
import { takeSeats } from './seats.ts';

/** An island before it has its place: everything around its own first cell. */
export interface LooseIsland extends Land {
  readonly at: Point;
  readonly parcels: readonly LooseParcel[];
  readonly scale: number;
  /** With one more cell: a map that is drawn from nothing leaves room for who comes next. */
  readonly next: Land;
}

export interface Land {
  readonly coast: readonly Point[];
  readonly label: Label & { readonly width: number };
}

export interface LooseParcel {
  readonly entity: AtlasEntity;
  readonly ring: readonly Point[];
  readonly at: Point;
  /** By the order in which the island grows. */
  readonly cell: number;
  readonly label?: Label;
}

export interface Drawing {
  /** How far its cells may lie to either side of the first. */
  readonly reach: number;
  /** See Atlas. */
  readonly letter: number;
  readonly named: boolean;
}

/** Between a name and the border of its parcel, both sides together. */
const margin = 9;
/** Italic letters of another type are wider. */
const retiredFactor = 1.12;
/** Steps in which coasts are drawn: finer where they are looked at closely. */
const fine = 5;
const coarse = 9;
/** Of an island, beside its usual size. */
const scales = [1, 1.07, 1.14, 1.22, 1.3, 1.4, 1.5, 1.62, 1.75];

/**
 * An island of a category from what lies on it: the same wherever it will lie, and whatever other islands there are. After an
 * earlier map, who has a cell keeps it: the island has one cell more for who is new, and where one went, the last one moves in.
 */
export function drawIsland(
  category: { readonly id: string; readonly name: string },
  entities: readonly AtlasEntity[],
  { reach, letter, named }: Drawing,
  earlier?: IslandLayout,
): LooseIsland {
  const seed = category.id;
  const dice = hash32(`lies ${seed}`);
  const bend = bendFrom({ x: (dice & 0xffff) / 8, y: (dice >>> 16) / 8 });
  const sheet = cellSheet(seed);
  const settings = entities.map(({ name, retired }) => (named ? settingsOf(name, retired ? retiredFactor : 1) : []));
  const cellOf = new Map(earlier?.seats);
  const held = earlier && entities.map(({ id }) => cellOf.get(id) ?? -1);
  const drawAt = (scale: number): Drawn => {
    const grown = growIsland(seed, sheet, entities.length + 1, reach / scale);
    const cells = grown.slice(0, -1);
    const outline = outlineOf(cells, named ? fine : coarse);
    const larger = (points: readonly Point[]) => points.map(({ x, y }) => bend({ x: x * scale, y: y * scale }));
    const rings = outline.parcels.map(larger);
    const rooms = rings.map((ring) => (named ? [1, 2, 3].map((lines) => roomsIn(ring, lines * lineHeight)) : []));
    const fits = (entity: number, seat: number) =>
      !named || settings[entity]!.some((setting) => roomFor(setting, rooms[seat]!) !== undefined);
    const seats = takeSeats(entities.length, distancesOf(entities, cells), fits, held);
    return { scale, coast: larger(outline.coast), next: () => larger(outlineOf(grown, coarse).coast), rings, rooms, seats };
  };
  const isWhole = ({ seats }: Drawn) => !seats.includes(-1);
  // An island whose names do not fit is drawn larger, until they do or would take too much of the sea.
  const tried = named ? scales.filter((scale) => scale >= (earlier?.scale ?? 1)) : [earlier?.scale ?? 1];
  let drawn = drawAt(tried[0]!);
  for (const scale of tried.slice(1)) {
    if (isWhole(drawn)) break;
    drawn = drawAt(scale);
  }
  // One name that is too long at any size is no reason to move all the others.
  if (earlier && !isWhole(drawn)) drawn = drawAt(earlier.scale);
  const { coast, rings, rooms, seats, scale } = drawn;
  const free = rings.flatMap((_, seat) => (seats.includes(seat) ? [] : [seat]));
  const parcels = entities.map((entity, index): LooseParcel => {
    const seat = seats[index]! >= 0 ? seats[index]! : free.pop()!;
    const ring = rings[seat]!;
    const at = middleOf(ring);
    if (!named) return { entity, ring, at, cell: seat };
    return { entity, ring, at, cell: seat, label: labelIn(entity, settings[index]!, rooms[seat]!, at) };
  });
  const landOf = (own: readonly Point[]): Land => ({ coast: own, label: nameAbove(category.name, own, letter) });
  return { ...landOf(coast), next: landOf(drawn.next()), parcels, scale, at: middleOf(coast) };
}

interface Drawn {
  readonly scale: number;
  readonly coast: readonly Point[];
  /** With one cell more. */
  readonly next: () => readonly Point[];
  readonly rings: readonly (readonly Point[])[];
  /** Of each ring, for names of one, two and three lines. */
  readonly rooms: readonly (readonly (readonly Room[])[])[];
  readonly seats: Int32Array;
}

/** How far an entity's own place in the island is from each seat. */
function distancesOf(entities: readonly AtlasEntity[], cells: readonly Cell[]): (entity: number, seat: number) => number {
  const wanted = entities.map(({ about, id }) => likenessPlace(about, id));
  // In steps: the places of all must not move with each that comes.
  const radius = 0.62 * 2 ** (Math.ceil(Math.log2(cells.length) * 2) / 4);
  const places = cells.map(({ site }) => ({ x: site.x / cellWidth / radius, y: site.y / cellHeight / radius }));
  return (entity, seat) => Math.hypot(wanted[entity]!.x - places[seat]!.x, wanted[entity]!.y - places[seat]!.y);
}

/** The room for a setting that is nearest to the middle of its shape, if there is one. */
function roomFor({ lines, width }: SetName, rooms: readonly (readonly Room[])[], at?: Point): Room | undefined {
  let best: Room | undefined;
  for (const room of rooms[lines.length - 1] ?? []) {
    if (room.width < width + margin) continue;
    if (at === undefined) return room;
    if (best === undefined || Math.abs(room.y - at.y) < Math.abs(best.y - at.y)) best = room;
  }
  return best;
}

function labelIn(
  { name, retired }: AtlasEntity,
  settings: readonly SetName[],
  rooms: readonly (readonly Room[])[],
  at: Point,
): Label {
  const fitting = settings.flatMap((setting) => {
    const room = roomFor(setting, rooms, at);
    return room ? [{ setting, label: { ...within(room, setting.width, at), lines: setting.lines } }] : [];
  });
  // Fewer lines unless they stand far from the middle.
  const away = ({ label }: (typeof fitting)[number]) => Math.abs(label.y - at.y) + 5 * label.lines.length;
  const [best] = fitting.toSorted((a, b) => away(a) - away(b));
  if (best) return best.label;
  const widest = (rooms[0] ?? []).reduce<Room>((most, room) => (room.width > most.width ? room : most), { ...at, width: 0 });
  return { x: widest.x, y: widest.y, lines: [cutName(name, widest.width - margin, retired ? retiredFactor : 1)] };
}

/** As near to the middle as the room allows. */
function within(room: Room, width: number, at: Point): Point {
  const slack = Math.max(0, (room.width - width - margin) / 2);
  return { x: Math.min(room.x + slack, Math.max(room.x - slack, at.x)), y: room.y };
}

const aboveLand = 9;
const spacedFactor = 0.14;

/** The island's name, in spaced capitals above its coast where that is nearest. */
function nameAbove(name: string, coast: readonly Point[], letter: number): LooseIsland['label'] {
  const land = boxOf(coast);
  const size = letterSize * letter;
  const widthOf = (line: string) => (letterWidth(line.toUpperCase()) + spacedFactor * line.length) * size;
  const settings = [1, 2].map((count) => {
    const setting = settingsOf(name)[count - 1];
    return setting && { lines: setting.lines, width: Math.max(...setting.lines.map(widthOf)) };
  });
  const [one, two] = settings;
  const roomy = Math.max(150 * letter, (land[2] - land[0]) * 1.15);
  const { lines, width } = (one && (one.width <= roomy || two === undefined) ? one : two) ?? { lines: [name], width: 0 };
  const middle = (land[0] + land[2]) / 2;
  const aside = Math.max(0, (land[2] - land[0] - width) / 2);
  const height = lines.length * lineHeight * letter;
  let best: Point | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (let x = middle - aside; x <= middle + aside; x += 6) {
    const below = coast.filter((point) => Math.abs(point.x - x) <= width / 2 + 6).map((point) => point.y);
    const foot = Math.min(...below, land[3]) - aboveLand * letter;
    const score = foot - Math.abs(x - middle) * 0.25;
    if (score > most) [best, most] = [{ x, y: foot - height / 2 }, score];
  }
  return { ...(best ?? { x: middle, y: land[1] - aboveLand - height / 2 }), lines, width };
}

/** The box of land and name. */
export function boxOfLand({ coast, label: { x, y, lines, width } }: Land, letter: number): Box {
  const [half, high] = [width / 2, (lines.length * lineHeight * letter) / 2];
  return boxOf([...coast, { x: x - half, y: y - high }, { x: x + half, y: y + high }]);
}

/** A point inside: the middle of the highest row in which it is widest. */
function middleOf(ring: readonly Point[]): Point {
  const [x, y] = centroid(ring);
  const rooms = roomsIn(ring, 6);
  const score = (room: Room) => Math.abs(room.y - y) + Math.abs(room.x - x) - Math.min(room.width, 40);
  const best = rooms.reduce<Room | undefined>((least, room) => (least && score(least) <= score(room) ? least : room), undefined);
  return best ? within({ ...best, width: best.width }, 0, { x, y: best.y }) : { x, y };
}

function centroid(ring: readonly Point[]): [number, number] {
  let [area, x, y] = [0, 0, 0];
  for (const [index, here] of ring.entries()) {
    const next = ring[(index + 1) % ring.length]!;
    const cross = here.x * next.y - next.x * here.y;
    area += cross;
    x += (here.x + next.x) * cross;
    y += (here.y + next.y) * cross;
  }
  return [x / (3 * area), y / (3 * area)];
}

export function boxOf(points: readonly Point[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return [left, top, right, bottom];
}
