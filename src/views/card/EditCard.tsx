import { useState } from 'react';
import type { Card } from '#core/decks/deck.ts';
import type { CardId } from '#core/ids.ts';
import { ownTags, readTags } from '#core/tags.ts';
import { useDecidedCard } from '#state/live/use-overlay.ts';
import type { NoticesStore } from '#state/notices.ts';
import { cardWords } from '#views/words/card.en.ts';
import { CardDialog } from './CardDialog.tsx';
import { useDecide } from './use-decide.ts';

const say = cardWords;

/** What the learner may decide about a card: its words, and whether it is asked at all. Every decision can be taken back. */
export function EditCard({
  card,
  notices,
  changed,
  close,
}: {
  readonly card: Card;
  readonly notices: NoticesStore;
  /** The card is not what it was, now or after an undo. */
  readonly changed: (cards: readonly CardId[]) => void;
  readonly close: () => void;
}) {
  const decided = useDecidedCard(card.id);
  const [written, write] = useState<string>();
  const { decide, failed } = useDecide(notices, changed);
  // The fields begin with what is decided already.
  if (decided === undefined) return null;
  const { overlay, compiled } = decided;

  async function act(kind: 'suspend' | 'resume' | 'drop' | 'reword') {
    const decision = kind === 'reword' ? { kind, card: card.id, ...(compiled ?? card) } : { kind, card: card.id };
    if ((await decide(decision)) === undefined) close();
  }
  const own = ownTags(overlay?.tags);
  const tags = written ?? own.join(' ');
  const isOwn = overlay?.own !== undefined;
  const isEdited = compiled !== undefined && (overlay?.front !== undefined || overlay?.back !== undefined);
  const acts = [
    overlay?.suspended ? ('resume' as const) : ('suspend' as const),
    'drop' as const,
    ...(isEdited ? ['reword' as const] : []),
  ];
  return (
    <CardDialog
      title={say.title}
      front={card.front}
      back={card.back}
      save={async (front, back) => {
        const read = readTags(tags);
        if (front !== card.front || back !== card.back) return decide({ kind: 'edit', card: card.id, front, back, tags: read });
        return read.join() === own.join() ? undefined : decide({ kind: 'tag', card: card.id, tags: read });
      }}
      fields={
        <label>
          {say.tags}
          <input value={tags} autoComplete="off" onChange={({ target }) => write(target.value)} />
          <span className="small">{say.tagsHelp}</span>
        </label>
      }
      saveName={say.save}
      failed={failed}
      close={close}
    >
      <section className="others" aria-label={say.others}>
        <ul>
          {acts.map((kind) => (
            <li key={kind}>
              <button type="button" className="act" onClick={() => void act(kind)}>
                {isOwn && kind === 'drop' ? say.remove : say[kind]}
                <small>{isOwn && kind === 'drop' ? say.removeHelp : say[`${kind}Help`]}</small>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </CardDialog>
  );
}
