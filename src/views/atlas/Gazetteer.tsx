import { Link } from 'wouter';
import type { Atlas, Island, Parcel } from '#core/atlas/atlas.ts';
import type { DeckId } from '#core/ids.ts';
import { Mark, RetiredMark } from '#views/parts/Mark.tsx';
import { entityPlace } from '#views/parts/entity-place.ts';
import { atlasWords as say } from '#views/words/atlas.en.ts';
import { share } from '#views/words/format.ts';
import { words } from '#views/words/words.ts';
import { islandPlace, levelsOf, type Standings } from './AtlasMap.tsx';

/** Marks beside an island's name: more than these would not stand in its row. */
const mostMarks = 12;

/** The map as a list: the same names in reading order, which is what a screen reader gets. */
export function Gazetteer({
  atlas,
  standings,
  deck,
  open,
}: {
  readonly atlas: Atlas;
  readonly standings: Standings | undefined;
  readonly deck: DeckId;
  /** All of it at once: of a single island. */
  readonly open?: boolean;
}) {
  return (
    <section className="gaz" aria-label={say.list}>
      <ol>
        {atlas.islands.map((island, index) => (
          <li key={island.category}>
            <details open={open === true || atlas.islands.length === 1}>
              <summary>
                <span className="no">{index + 1}</span>
                <span>
                  <bdi>{island.name}</bdi>
                </span>
                <Marks island={island} standings={standings} />
              </summary>
              {atlas.named ? (
                <ul>
                  {island.parcels.map((parcel) => (
                    <Row key={parcel.entity} parcel={parcel} standings={standings} />
                  ))}
                </ul>
              ) : (
                <p>
                  <Link className="link" href={islandPlace(deck, island)}>
                    {say.openIsland(island.name)}
                  </Link>
                </p>
              )}
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Marks({ island, standings }: { readonly island: Island; readonly standings: Standings | undefined }) {
  const counts = levelsOf(island.parcels, standings);
  const shown = island.parcels.filter(({ entity }) => standings?.has(entity));
  return (
    <span className="marks">
      {shown.length <= mostMarks &&
        shown.map(({ entity, retired }) =>
          retired ? <RetiredMark key={entity} /> : <Mark key={entity} level={standings?.get(entity)?.level ?? 0} />,
        )}
      <span className={shown.length <= mostMarks ? 'vh' : 'small'}>{say.summary('', counts).replace(/^: /, '')}</span>
    </span>
  );
}

function Row({
  parcel: { entity, name, retired },
  standings,
}: {
  readonly parcel: Parcel;
  readonly standings: Standings | undefined;
}) {
  const standing = standings?.get(entity);
  const state = standing === undefined ? say.noCardsState : words.levels[standing.level];
  return (
    <li>
      <Link href={entityPlace(entity)}>
        {retired ? <RetiredMark /> : <Mark level={standing?.level ?? 0} />}
        <span className={retired ? 'it' : undefined}>
          <bdi>{name}</bdi>
        </span>
        <span className="st">
          {[
            standing && standing.level > 0 ? `${state}, ${share(standing.recall)}` : state,
            ...(standing?.due ? [say.isDue] : []),
            ...(retired ? [say.isRetired] : []),
          ].join(', ')}
        </span>
      </Link>
    </li>
  );
}
