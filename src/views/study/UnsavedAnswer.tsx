import type { Rating } from '#core/scheduling/schedule.ts';
import type { CardStage } from '#state/study-store.ts';
import { Unsaved } from '#views/parts/Unsaved.tsx';
import { unsavedWords } from '#views/words/unsaved.en.ts';

/** The answer that could not be written: the card waits, and it can be tried again. */
export function UnsavedAnswer({
  unsaved: { rating, code },
  rate,
}: {
  readonly unsaved: NonNullable<CardStage['unsaved']>;
  readonly rate: (rating: Rating) => Promise<void>;
}) {
  const { title, safe } = unsavedWords;
  return <Unsaved head={title} safe={safe} code={code} again={() => void rate(rating)} />;
}
