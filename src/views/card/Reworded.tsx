import type { Card } from '#core/decks/deck.ts';
import type { Wording } from '#core/scheduling/schedule.ts';
import { WordDiff } from '#views/import/WordDiff.tsx';
import { words } from '#views/words/words.ts';

/** What the card said when it was last answered, beside what it says now. */
export function Reworded({ before, after }: { readonly before: Wording; readonly after: Card }) {
  return (
    <div className="reworded">
      <p className="small">{words.study.reworded}</p>
      <WordDiff before={before} after={{ front: after.front, back: after.back }} />
    </div>
  );
}
