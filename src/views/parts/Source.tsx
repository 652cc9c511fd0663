import type { Correction } from '#core/decks/deck.ts';
import { dateFull } from '#views/words/format.ts';
import { correctionWords } from '#views/words/correction.en.ts';
import { isAddress } from './is-address.ts';

/** What a correction rests on, and when it was looked at. The address is the learner's to follow; the app itself asks nobody. */
export function Source({
  correction: { source, checked },
  dated = true,
}: {
  readonly correction: Correction;
  /** Unless the day stands beside it already. */
  readonly dated?: boolean;
}) {
  const say = correctionWords;
  const host = source && isAddress(source) && /^https?:\/\/(?:www\.)?([^/\s?#]+)/i.exec(source)?.[1];
  return (
    <>
      {host ? (
        <a className="link" href={source} target="_blank" rel="noreferrer">
          {host}
          <span className="vh">{say.newTab}</span>
        </a>
      ) : (
        (source ?? say.unverified)
      )}
      {dated && checked !== '' && say.checked(dateFull(checked))}
    </>
  );
}
