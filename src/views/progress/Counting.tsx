import type { CountedFigures } from '#state/live/use-figures.ts';
import { progressWords as say } from '#views/words/progress.en.ts';

/** While the log is read for the first time; a moment is told by nothing. */
export function Counting({ counted: { done, of } }: { readonly counted: Extract<CountedFigures, { kind: 'counting' }> }) {
  if (done === undefined || of === undefined) return <p className="figures-wait">{say.counting}</p>;
  return (
    <p className="figures-wait">
      {say.reading(done, of)}
      <progress aria-label={say.counting} value={done} max={Math.max(1, of)} />
    </p>
  );
}
