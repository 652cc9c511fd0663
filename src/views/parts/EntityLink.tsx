import type { EntityId } from '#core/ids.ts';
import { correctionWords } from '#views/words/correction.en.ts';
import { entityPlace } from './entity-place.ts';

/** A name that leads to its page, in a tab of its own: what is being studied stays where it is. */
export function EntityLink({ id, name }: { readonly id: EntityId; readonly name: string }) {
  return (
    <a
      className="link"
      href={`#${entityPlace(id)}`}
      target="_blank"
      rel="noreferrer noopener"
      aria-label={`${name}${correctionWords.newTab}`}
    >
      {name}
    </a>
  );
}
