import { useEffect, useState } from 'react';
import type { Atlas } from '#core/atlas/atlas.ts';
import { sourceOf } from '#core/atlas/source.ts';
import type { Deck } from '#core/decks/deck.ts';
import { useServices } from '#state/services-context.ts';
import { AtlasMap, type Standings } from '#views/atlas/AtlasMap.tsx';

/** What a strip of it shows, as wide as high. */
const strip = 5.6;

/** The land that waits to be inked: a strip of a deck's map, all of it in outline. It says nothing that the list below does not. */
export function FirstMap({ deck }: { readonly deck: Deck }) {
  const { walk } = useServices();
  const [atlas, setAtlas] = useState<Atlas>();
  useEffect(() => {
    let isWanted = true;
    async function draw() {
      const drawn = await (await walk()).drawOutline(sourceOf(deck));
      if (isWanted) setAtlas(drawn);
    }
    // Without it the sea is bare, and nothing is missing.
    draw().catch((error: unknown) => console.error(error));
    return () => {
      isWanted = false;
    };
  }, [deck, walk]);
  if (atlas === undefined) return null;
  const height = Math.min(atlas.height, atlas.width / strip);
  const top = (atlas.height - height) / 3;
  return <AtlasMap plain atlas={atlas} standings={newOn(atlas)} crop={[0, top, atlas.width, top + height]} className="strip" />;
}

function newOn({ islands }: Atlas): Standings {
  const parcels = islands.flatMap((island) => island.parcels);
  return new Map(parcels.map(({ entity }) => [entity, { cards: 1, met: 0, level: 0, recall: 0, due: false }]));
}
