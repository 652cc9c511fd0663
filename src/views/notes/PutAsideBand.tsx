import type { DeckId } from '#core/ids.ts';
import { useDeckDecisions } from '#state/live/use-overlay.ts';
import type { NoticesStore } from '#state/notices.ts';
import { useDecide } from '#views/card/use-decide.ts';
import { CaretIcon } from '#views/parts/icons.tsx';
import { cardWords } from '#views/words/card.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';

const ways = { dropped: 'restore', suspended: 'resume', reported: 'unreport' } as const;

/** Cards that are not asked because the learner said so, each with the way back. */
export function PutAsideBand({ deck, notices }: { readonly deck: DeckId; readonly notices: NoticesStore }) {
  const decisions = useDeckDecisions(deck);
  const { decide, failed } = useDecide(notices, () => undefined);
  if (decisions === undefined || decisions.aside.length === 0) return null;
  const say = cardWords;
  return (
    <section className="band aside">
      <h2>{say.aside}</h2>
      <div>
        <ul>
          {decisions.aside.map(({ card, why, front, entityName }) => (
            <li key={card}>
              <span>
                {entityName}: {front.replaceAll('[...]', '…')}
                <small>{say.asideWhy[why]}</small>
              </span>
              <button
                type="button"
                className="btn"
                aria-label={`${say[ways[why]]}: ${front}`}
                onClick={() => void decide({ kind: ways[why], card })}
              >
                {say[ways[why]]}
              </button>
            </li>
          ))}
        </ul>
        {failed !== undefined && (
          <div className="tell" role="alert">
            <CaretIcon />
            <p>{say.unsaved}</p>
            <p className="small">{unsavedWords.why[failed]}</p>
          </div>
        )}
      </div>
    </section>
  );
}
