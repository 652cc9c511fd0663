import { Link } from 'wouter';
import type { DeckId, EntityId } from '#core/ids.ts';
import { useAtlas } from '#state/live/use-atlas.ts';
import { useSessionInk } from '#state/live/use-session-ink.ts';
import { useStrength, type Strength } from '#state/live/use-today.ts';
import type { GivenAnswer } from '#state/study-store.ts';
import { atlasWords as say } from '#views/words/atlas.en.ts';
import { AtlasMap, type Standings } from './AtlasMap.tsx';
import { atlasPlace } from './AtlasPanel.tsx';
import './atlas.css';

/** Width over height of the frame: see `.frame` in atlas.css. */
const frameAspect = 1 / 1.1;

/** On Today: the map without names, what is due outlined. Of the deck of which most is due. */
export function TodayAtlas({ strength }: { readonly strength: Strength }) {
  const deck = deckWithMost(
    [...strength.entities].filter(([, { due }]) => due).map(([entity]) => entity),
    strength,
  );
  const own = [...strength.entities].filter(([id]) => isOf(id, deck)).map(([, standing]) => standing);
  const caption = own.every(({ met }) => met === 0) ? say.outline : say.fading(own.filter(({ due }) => due).length);
  return <Small deck={deck} standings={strength.entities} caption={caption} />;
}

/** So long the map is seen as it was before the session, where anything may move. */
const stillMs = 600;

/** After a session: what gained ink takes it, from west to east. */
export function DoneAtlas({ answers }: { readonly answers: readonly Pick<GivenAnswer, 'card' | 'entry'>[] }) {
  const strength = useStrength();
  const ink = useSessionInk(
    answers.map(({ card, entry }) => ({ card, entry })),
    matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : stillMs,
  );
  if (strength === undefined || ink === undefined) return <div className="small-atlas" />;
  const touched = [...ink.before.keys()];
  const deck = deckWithMost(touched, strength);
  const gained = touched.filter((id) => (strength.entities.get(id)?.recall ?? 0) > (ink.before.get(id)?.recall ?? 0) + 0.005);
  const before: Standings = new Map([...strength.entities].map(([id, now]) => [id, ink.before.get(id) ?? now]));
  const own = gained.filter((id) => isOf(id, deck));
  return (
    <Small
      deck={deck}
      standings={ink.shown ? strength.entities : before}
      caption={say.gained(own.length)}
      outlined={new Set(own)}
    />
  );
}

function Small({
  deck,
  standings,
  caption,
  outlined,
}: {
  readonly deck: DeckId | undefined;
  readonly standings: Standings;
  readonly caption: string;
  readonly outlined?: ReadonlySet<EntityId>;
}) {
  const page = useAtlas(deck, undefined, { aspect: frameAspect });
  if (page === 'none') return null;
  return (
    <figure className="small-atlas">
      <div className="frame">
        {page !== undefined && (
          <AtlasMap
            plain
            atlas={page.atlas}
            standings={standings}
            label={say.plainMapOf(page.deck.title)}
            {...(outlined && { outlined, inked: fromTheWest(page.atlas, outlined) })}
          />
        )}
      </div>
      <figcaption className="cap">
        <span>{caption}</span>
        {page !== undefined && (
          <Link className="link" href={atlasPlace(page.deck.id)}>
            {say.toAtlas}
          </Link>
        )}
      </figcaption>
    </figure>
  );
}

function fromTheWest(
  { islands }: { readonly islands: readonly { readonly parcels: readonly { entity: EntityId; at: { x: number } }[] }[] },
  wanted: ReadonlySet<EntityId>,
): readonly EntityId[] {
  return islands
    .flatMap(({ parcels }) => parcels)
    .filter(({ entity }) => wanted.has(entity))
    .toSorted((a, b) => a.at.x - b.at.x)
    .map(({ entity }) => entity);
}

/** Where most of these lie; the first deck, if they are none. */
function deckWithMost(entities: readonly EntityId[], { decks }: Strength): DeckId | undefined {
  const counted = decks.map(({ deck }) => ({ deck, count: entities.filter((id) => isOf(id, deck)).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.deck;
}

function isOf(id: EntityId, deck: DeckId | undefined): boolean {
  return deck !== undefined && id.startsWith(`${deck}/`);
}
