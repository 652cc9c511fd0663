import { useEffect, useId, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { Atlas, Box, Island, Label, Parcel } from '#core/atlas/atlas.ts';
import { parcelAt } from '#core/atlas/path.ts';
import type { EntityStanding } from '#core/atlas/standing.ts';
import type { DeckId, EntityId } from '#core/ids.ts';
import type { Level } from '#views/parts/Mark.tsx';
import { entityPlace } from '#views/parts/entity-place.ts';
import { atlasWords as say } from '#views/words/atlas.en.ts';
import './atlas.css';

export type Standings = ReadonlyMap<EntityId, EntityStanding>;

const lineHeight = 14.5;
/** From the middle of a line of letters to their foot. */
const foot = 4.6;

export interface AtlasMapProps {
  readonly atlas: Atlas;
  readonly standings: Standings | undefined;
  /** What it shows, where no list beside it does. */
  readonly label?: string;
  /** Without names and links. */
  readonly plain?: boolean;
  /** Where the parcels lead, by mouse; with keys they are reached through the gazetteer. */
  readonly deck?: DeckId;
  /** Outlined; otherwise those that are due. */
  readonly outlined?: ReadonlySet<EntityId>;
  /** In their order, each takes its ink a little later than the one before. */
  readonly inked?: readonly EntityId[];
  /** Only this part of the map. */
  readonly crop?: Box;
  readonly className?: string;
}

/** The map, in ink: what is known is dark, what is new is bare land. */
export function AtlasMap({ atlas, standings, label, plain, deck, outlined, inked, crop, className }: AtlasMapProps) {
  const hatch = `hatch${useId().replaceAll(/\W/g, '')}`;
  const [left, top, right, bottom] = crop ?? [0, 0, atlas.width, atlas.height];
  const coasts = atlas.islands.map(({ coast }) => coast).join('');
  const parcels = atlas.islands.flatMap((island) => island.parcels);
  const rings = parcels.filter(({ entity }) => outlined?.has(entity) ?? standings?.get(entity)?.due);
  const isInked = ({ entity }: Parcel) => inked?.includes(entity) === true;
  const named = !plain && atlas.named;
  const parcelIn = (parcel: Parcel) => (
    <path
      className={`cell ${levelClass(standings?.get(parcel.entity))}`}
      d={parcel.path}
      style={inked?.includes(parcel.entity) ? { transitionDelay: `${inked.indexOf(parcel.entity) * 40}ms` } : undefined}
    />
  );
  // Without names nothing tells two of one look apart: thousands of parcels are a few shapes then, and leave in one step.
  const alike = ({ parcels: own }: Island) => (
    <>
      {looks.map((look) => (
        <Shape
          key={look}
          className={`cell ${look}`}
          of={own.filter((parcel) => !isInked(parcel) && levelClass(standings?.get(parcel.entity)) === look)}
        />
      ))}
      {own.filter(isInked).map((parcel) => (
        <g key={parcel.entity}>{parcelIn(parcel)}</g>
      ))}
      <Shape className="ret" fill={`url(#${hatch})`} of={own.filter(({ retired }) => retired)} />
    </>
  );
  const each = ({ parcels: own }: Island) =>
    own.map((parcel) => (
      <g key={parcel.entity}>
        {deck === undefined ? (
          parcelIn(parcel)
        ) : (
          <Link href={entityPlace(parcel.entity)} tabIndex={-1}>
            <title>{titleOf(parcel, standings)}</title>
            {parcelIn(parcel)}
          </Link>
        )}
        {parcel.retired && <path className="ret" fill={`url(#${hatch})`} d={parcel.path} />}
      </g>
    ));
  return (
    <svg
      className={['map', className, named ? 'named' : ''].filter(Boolean).join(' ')}
      viewBox={`${left} ${top} ${right - left} ${bottom - top}`}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {deck !== undefined && !named && <TitleUnderPointer atlas={atlas} standings={standings} />}
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V6" className="hatch" />
        </pattern>
      </defs>
      {[2, 1, 0].map((line) => (
        <g key={line} className={`water w${line}`}>
          <path className="line" d={coasts} />
          <path className="gone" d={coasts} />
        </g>
      ))}
      {atlas.islands.map((island) => (
        <g key={island.category}>
          <path className="land" d={island.coast} />
          {named ? (
            each(island)
          ) : deck === undefined ? (
            alike(island)
          ) : (
            // Where islands come first, each leads to its own map.
            <Link href={islandPlace(deck, island)} tabIndex={-1}>
              {alike(island)}
            </Link>
          )}
          <path className="coast" d={island.coast} />
        </g>
      ))}
      {outlined === undefined ? (
        <Shape className="ring" of={rings} />
      ) : (
        rings.map(({ entity, path }) => <path key={entity} className="ring" d={path} />)
      )}
      {named && (
        <g className="names">
          {parcels.map(
            (parcel) =>
              parcel.label &&
              isWithin(parcel.label, 32, [left, top, right, bottom]) && (
                <Lines
                  key={parcel.entity}
                  label={parcel.label}
                  className={`t${standings?.get(parcel.entity)?.level ?? 0}${parcel.retired ? ' rt' : ''}`}
                />
              ),
          )}
        </g>
      )}
      {!plain && (
        <g className="regions" style={{ fontSize: 13 * atlas.letter }}>
          {atlas.islands.map(
            ({ category, label: own }) =>
              isWithin(own, Math.max(...own.lines.map((line) => line.length)) * 5.6 * atlas.letter, [
                left,
                top,
                right,
                bottom,
              ]) && <Lines key={category} label={own} className="reg" letter={atlas.letter} />,
          )}
        </g>
      )}
      {!plain && crop === undefined && (
        <g className="numbers">
          {atlas.islands.map(({ category, at }, index) => (
            <g key={category}>
              <circle cx={at.x} cy={at.y} r={21 * atlas.letter} />
              <text x={at.x} y={at.y} dy="0.36em" style={{ fontSize: 31 * atlas.letter }}>
                {index + 1}
              </text>
            </g>
          ))}
        </g>
      )}
    </svg>
  );
}

/** Parcels that look the same, as one. */
function Shape({ of, ...look }: { readonly of: readonly Parcel[]; readonly className: string; readonly fill?: string }) {
  return of.length === 0 ? null : <path {...look} d={of.map(({ path }) => path).join('')} />;
}

/** Of a map that is drawn whole: how that stands over which the pointer is. */
function TitleUnderPointer({ atlas, standings }: Pick<AtlasMapProps, 'atlas' | 'standings'>) {
  const title = useRef<HTMLTitleElement>(null);
  const [under, setUnder] = useState<Parcel>();
  useEffect(() => {
    const map = title.current?.closest('svg');
    const look = ({ clientX, clientY }: PointerEvent) => {
      const { left, top, width, height } = map!.getBoundingClientRect();
      setUnder(parcelAt(atlas, { x: ((clientX - left) / width) * atlas.width, y: ((clientY - top) / height) * atlas.height }));
    };
    map?.addEventListener('pointermove', look);
    return () => map?.removeEventListener('pointermove', look);
  }, [atlas]);
  return <title ref={title}>{under && titleOf(under, standings)}</title>;
}

/** Whether a name is seen whole. */
function isWithin({ x, y }: Label, half: number, [left, top, right, bottom]: Box): boolean {
  return x - half >= left && x + half <= right && y - 9 >= top && y + 9 <= bottom;
}

export function islandPlace(deck: DeckId, { category }: Pick<Island, 'category'>): string {
  return `/atlas/${encodeURIComponent(deck)}/${encodeURIComponent(category)}`;
}

function Lines({
  label,
  className,
  letter = 1,
}: {
  readonly label: Label;
  readonly className: string;
  readonly letter?: number;
}) {
  const { x, y, lines } = label;
  return (
    <text className={className}>
      {lines.map((line, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines never move
        <tspan key={index} x={x} y={y + (foot + (index - (lines.length - 1) / 2) * lineHeight) * letter}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

const looks = ['bare', 'k0', 'k1', 'k2', 'k3', 'k4'] as const;

function levelClass(standing: EntityStanding | undefined): (typeof looks)[number] {
  return standing === undefined ? 'bare' : `k${standing.level}`;
}

function titleOf({ entity, name, retired }: Parcel, standings: Standings | undefined): string {
  const standing = standings?.get(entity);
  const parts = [
    standing === undefined
      ? say.parcel(name, say.noCards, undefined)
      : say.parcel(name, say.levels[standing.level] ?? '', standing.level === 0 ? undefined : standing.recall),
    ...(standing?.due ? [say.isDue] : []),
    ...(retired ? [say.isRetired] : []),
  ];
  return parts.join(', ');
}

/** How many parcels of an island stand on each level. */
export function levelsOf(
  parcels: readonly Parcel[],
  standings: Standings | undefined,
): readonly [number, number, number, number, number] {
  const levels: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  for (const { entity } of parcels) {
    const level: Level | undefined = standings?.get(entity)?.level;
    if (level !== undefined) levels[level] += 1;
  }
  return levels;
}
