import type { Island } from '#core/atlas/atlas.ts';
import type { CategoryId, DeckId } from '#core/ids.ts';
import type { Standings } from '#views/atlas/AtlasMap.tsx';
import { useAtlas } from '#state/live/use-atlas.ts';
import { useStrength } from '#state/live/use-today.ts';
import '#views/atlas/atlas.css';
import { quizWords } from '#views/words/quiz.en.ts';
import './isles.css';

const say = quizWords.start;

export interface Area {
  readonly id: CategoryId;
  readonly name: string;
  readonly services: number;
}

/** The areas as islands on one sea, inked by recall: what is chosen has a coast of its own and a tick. */
export function Isles({
  deck,
  areas,
  left,
  toggle,
}: {
  readonly deck: DeckId;
  readonly areas: readonly Area[];
  readonly left: ReadonlySet<CategoryId>;
  readonly toggle: (area: CategoryId) => void;
}) {
  const page = useAtlas(deck);
  const standings = useStrength()?.entities;
  const islands = page === undefined || page === 'none' ? [] : page.atlas.islands;
  const size = sizeOf(islands.filter(({ category }) => areas.some(({ id }) => id === category)));
  return (
    <ul className="isles">
      {areas.map(({ id, name, services }) => (
        <li key={id}>
          <label>
            <Isle island={islands.find(({ category }) => category === id)} size={size} standings={standings} />
            <input type="checkbox" className="cb" checked={!left.has(id)} onChange={() => toggle(id)} />
            <span className="nm">
              {name} <small>{say.services(services)}</small>
            </span>
          </label>
        </li>
      ))}
    </ul>
  );
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** All are drawn to one scale, that of the widest, so that large areas look large. */
function sizeOf(islands: readonly Island[]): Size {
  const margin = 12;
  const width = Math.max(120, ...islands.map(({ box: [left, , right] }) => right - left)) + margin;
  const height = Math.max(80, ...islands.map(({ box: [, top, , bottom] }) => bottom - top)) + margin;
  return { width, height };
}

/** Its place is kept while the map is not there yet. */
function Isle({
  island,
  size: { width, height },
  standings,
}: {
  readonly island: Island | undefined;
  readonly size: Size;
  readonly standings: Standings | undefined;
}) {
  const [left, top, right, bottom] = island?.box ?? [0, 0, width, height];
  const corner = `${Math.round((left + right - width) / 2)} ${Math.round((top + bottom - height) / 2)}`;
  return (
    <svg className="isle" viewBox={`${corner} ${Math.round(width)} ${Math.round(height)}`} aria-hidden="true">
      {island !== undefined && (
        <>
          <path className="land" d={island.coast} />
          {island.parcels.map(({ entity, path }) => {
            const standing = standings?.get(entity);
            return <path key={entity} className={`cell ${standing === undefined ? 'bare' : `k${standing.level}`}`} d={path} />;
          })}
          <path className="coast" d={island.coast} />
        </>
      )}
    </svg>
  );
}
