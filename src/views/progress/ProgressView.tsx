import { useEffect, useState } from 'react';
import type { CategoryId, DeckId } from '#core/ids.ts';
import { useAtlas } from '#state/live/use-atlas.ts';
import { useDays } from '#state/live/use-figures.ts';
import { useStrength } from '#state/live/use-today.ts';
import { AtlasPanel } from '#views/atlas/AtlasPanel.tsx';
import { afterPaint } from '#views/parts/after-paint.ts';
import { NoDecksPage } from '#views/parts/EmptyPage.tsx';
import { Page } from '#views/parts/Page.tsx';
import { atlasWords } from '#views/words/atlas.en.ts';
import { LowerFigures, weeks } from './LowerFigures.tsx';
import { SideFigures } from './SideFigures.tsx';
import './progress.css';

/** What is known, what is fading, what is coming: the atlas, and beside and below it the figures. */
export function ProgressView({ deck, only }: { readonly deck?: DeckId; readonly only?: CategoryId }) {
  // The kept figures of days are there at once: what takes longer is asked for when they are on the screen.
  const known = useDays(weeks, 7);
  const isFirst = known === undefined;
  const [rest, setRest] = useState(false);
  useEffect(() => {
    if (!isFirst) void afterPaint().then(() => setRest(true));
  }, [isFirst]);
  const page = useAtlas(deck, only, { wait: !rest });
  const strength = useStrength(!rest);
  const say = atlasWords;
  if (page === 'none') return <NoDecksPage tab="atlas" head={say.none} help={say.noneHelp} act={say.begin} />;
  const standings = strength?.entities;
  const parcels = page?.atlas.islands.flatMap((island) => island.parcels).filter(({ entity }) => standings?.has(entity));
  const holding = parcels?.filter(({ entity }) => (standings?.get(entity)?.level ?? 0) > 2).length;
  return (
    <Page title={say.title} tab="atlas">
      <div className="phead">
        <p className="label">{only === undefined ? say.title : (page?.atlas.islands[0]?.name ?? say.title)}</p>
        <h1>{parcels === undefined || standings === undefined ? say.title : say.head(parcels.length, holding ?? 0)}</h1>
      </div>
      <div className="progress">
        {page === undefined ? <div className="map-wait" /> : <AtlasPanel page={page} standings={standings} only={only} />}
        <div className="side">
          {/* Beside the map of an area, of that area. */}
          {rest && <SideFigures part={deck && only && { kind: 'category', deck, category: only }} />}
        </div>
      </div>
      <div className="lower">{known && <LowerFigures known={known} rest={rest} />}</div>
    </Page>
  );
}
