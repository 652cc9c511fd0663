import { markedTag } from '#core/deed.ts';
import type { CardId } from '#core/ids.ts';
import { useDecidedCard } from '#state/live/use-overlay.ts';
import { actWords } from '#views/words/acts.en.ts';
import { flagNames } from '#views/words/deeds.en.ts';
import { FlagIcon } from './FlagIcon.tsx';
import './card.css';

/** What the learner has put on the card: its flag and mark, each a sign with its word. */
export function CardMarks({ card }: { readonly card: CardId }) {
  const overlay = useDecidedCard(card)?.overlay;
  const flag = overlay?.flag;
  return (
    <span className="put has" data-testid="marks">
      {flag !== undefined && (
        <span className="has">
          <FlagIcon flag={flag} />
          <span>
            {actWords.flagged(flagNames[flag])} <span className="wide-only">{actWords.flagWord}</span>
          </span>
        </span>
      )}
      {overlay?.tags?.includes(markedTag) && (
        <span className="has">
          <svg className="star" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 1.800l1.900 3.900 4.300.600-3.100 3 .700 4.300L8 11.600l-3.800 2 .700-4.300-3.100-3 4.300-.600z" />
          </svg>
          {actWords.marked}
        </span>
      )}
    </span>
  );
}
