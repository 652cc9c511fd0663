import { useMemo, type ReactNode } from 'react';
import type { Card } from '#core/decks/deck.ts';
import { diffWords, type DiffPart } from '#core/decks/word-diff.ts';
import { importWords } from '#views/words/import.en.ts';
import './diff.css';

type Sides = Pick<Card, 'front' | 'back' | 'more'>;

/** A card as it was and as it is now, side by side: what went is struck, what came is underlined. */
export function WordDiff({
  before,
  after,
  children,
}: {
  readonly before: Sides;
  readonly after: Sides;
  readonly children?: ReactNode;
}) {
  const front = useMemo(() => diffWords(before.front, after.front), [before.front, after.front]);
  const back = useMemo(() => diffWords(backOf(before), backOf(after)), [before, after]);
  const say = importWords.preview;
  return (
    <article className="diff">
      <dl>
        <div>
          <dt>{say.was}</dt>
          <dd className="old">
            <Side parts={front.before} kind="del" />
          </dd>
          <dd className="old bk">
            <Side parts={back.before} kind="del" />
          </dd>
        </div>
        <div>
          <dt>{say.now}</dt>
          <dd>
            <Side parts={front.after} kind="ins" />
          </dd>
          <dd className="bk">
            <Side parts={back.after} kind="ins" />
          </dd>
        </div>
      </dl>
      {children !== undefined && <p className="keep">{children}</p>}
    </article>
  );
}

/** The line under the answer belongs to it. */
function backOf({ back, more }: Sides): string {
  return more === undefined ? back : `${back} (${more})`;
}

function Side({ parts, kind: Kind }: { readonly parts: readonly DiffPart[]; readonly kind: 'del' | 'ins' }) {
  return (
    <bdi>
      {parts.map(({ text, only }, index) =>
        // oxlint-disable-next-line react/no-array-index-key -- the parts of a text never move
        only ? <Kind key={index}>{text}</Kind> : text,
      )}
    </bdi>
  );
}
