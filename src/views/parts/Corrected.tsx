import type { Correction } from '#core/decks/deck.ts';
import { dateFull } from '#views/words/format.ts';
import { correctionWords } from '#views/words/correction.en.ts';
import { CaretIcon } from './icons.tsx';
import { Source } from './Source.tsx';

/** What the notes say that does not hold, and what does. The notes' words stay readable, as the notes stay as they are. */
export function Corrected({ correction }: { readonly correction: Correction }) {
  const { notes, now, checked } = correction;
  const say = correctionWords;
  return (
    <div className="corr">
      <p className="label">
        <CaretIcon />
        {say.label}
      </p>
      <p>
        {say.notesSay} <span className="was">{notes.replace(/\.$/, '')}</span>.{' '}
        {say.now(checked === '' ? undefined : dateFull(checked), now)}
      </p>
      <p className="src">
        <Source correction={correction} dated={false} />
      </p>
    </div>
  );
}
