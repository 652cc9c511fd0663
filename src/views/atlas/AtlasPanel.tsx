import { Link, useLocation } from 'wouter';
import type { CategoryId, DeckId } from '#core/ids.ts';
import type { AtlasPage } from '#state/live/use-atlas.ts';
import { atlasWords as say } from '#views/words/atlas.en.ts';
import { AtlasMap, type Standings } from './AtlasMap.tsx';
import { Gazetteer } from './Gazetteer.tsx';
import { Legend } from './Legend.tsx';

/** The map with its names, what its shades mean, and the same as a list. */
export function AtlasPanel({
  page: { atlas, deck, decks },
  standings,
  only,
}: {
  readonly page: AtlasPage;
  readonly standings: Standings | undefined;
  readonly only?: CategoryId | undefined;
}) {
  const [, navigate] = useLocation();
  return (
    <section aria-label={say.mapOf(deck.title)}>
      {(decks.length > 1 || only !== undefined) && (
        <p className="atlas-ways">
          {decks.length > 1 && (
            <label>
              {say.decks}{' '}
              <select value={deck.id} onChange={({ target }) => navigate(atlasPlace(target.value as DeckId))}>
                {decks.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </select>
            </label>
          )}
          {only !== undefined && (
            <Link className="link" href={atlasPlace(deck.id)}>
              {say.wholeMap}
            </Link>
          )}
        </p>
      )}
      <AtlasMap atlas={atlas} standings={standings} deck={deck.id} />
      <Legend />
      <p className="atlas-ways">
        <Link className="link" href="/reference">
          {say.reference}
        </Link>
      </p>
      <Gazetteer atlas={atlas} standings={standings} deck={deck.id} open={only !== undefined} />
    </section>
  );
}

export function atlasPlace(deck: DeckId): string {
  return `/atlas/${encodeURIComponent(deck)}`;
}
