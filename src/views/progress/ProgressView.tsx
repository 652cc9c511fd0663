import { lazy, Suspense } from 'react';
import { Page } from '#views/parts/Page.tsx';
import { atlasWords } from '#views/words/atlas.en.ts';
import './progress.css';

const SideFigures = lazy(async () => ({ default: (await import('./SideFigures.tsx')).SideFigures }));
const LowerFigures = lazy(async () => ({ default: (await import('./LowerFigures.tsx')).LowerFigures }));

/** What is known, what is fading, what is coming: the atlas, and beside and below it the figures. */
export function ProgressView() {
  return (
    <Page title={atlasWords.title}>
      <div className="phead">
        <h1>{atlasWords.title}</h1>
      </div>
      <div className="progress">
        <div className="side">
          <Suspense>
            <SideFigures />
          </Suspense>
        </div>
      </div>
      <div className="lower">
        <Suspense>
          <LowerFigures />
        </Suspense>
      </div>
    </Page>
  );
}
