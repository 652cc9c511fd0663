import { useModal } from '#views/parts/use-modal.ts';
import { Link } from 'wouter';
import type { Card } from '#core/decks/deck.ts';
import type { EntityId } from '#core/ids.ts';
import { inFile, type NotesPlace } from '#core/notes/files.ts';
import type { LineCard } from '#state/live/use-notebook.ts';
import { CardText } from '#views/rich/CardText.tsx';
import { cardWords } from '#views/words/card.en.ts';
import { notesWords } from '#views/words/notes.en.ts';
import { placeOf } from '#views/words/place.en.ts';
import { words } from '#views/words/words.ts';

export interface ShownCards {
  readonly line: number;
  readonly notes: NotesPlace;
  readonly cards: readonly LineCard[];
}

/** The cards of a line, as they are asked. */
export function LineCards({
  line,
  notes,
  cards,
  edit,
  add,
  close,
}: ShownCards & {
  readonly edit: (card: Card) => void;
  readonly add: (entity: EntityId | undefined) => void;
  readonly close: () => void;
}) {
  const dialog = useModal();
  return (
    <dialog className="dlg cards" ref={dialog} onCancel={close} aria-labelledby="cards-title">
      <h2 id="cards-title">{notesWords.cardsOf(inFile(notes, [line]).lines[0] ?? line)}</h2>
      <ul>
        {cards.map(({ card, entityName }) => (
          <li key={card.id}>
            <p className="q2">
              <CardText text={card.front.replaceAll('[...]', '…')} />
            </p>
            <p className="a2">
              <CardText text={card.back} />
            </p>
            <p className="small">
              {entityName}, {placeOf(notes, card.lines)}
            </p>
            <p className="small does">
              <button
                type="button"
                className="link"
                aria-label={cardWords.editThis(card.front)}
                onClick={() => {
                  close();
                  edit(card);
                }}
              >
                {cardWords.edit}
              </button>
              <Link className="link" href={`/card/${encodeURIComponent(card.id)}`}>
                {notesWords.itsHistory}
              </Link>
              <Link className="link" href={`/study/${encodeURIComponent(card.id)}`}>
                {notesWords.ask}
              </Link>
            </p>
          </li>
        ))}
      </ul>
      <p className="acts">
        <button type="button" className="btn main" onClick={close}>
          {words.close}
        </button>
        <button
          type="button"
          className="btn"
          onClick={() => {
            close();
            add(cards[0]?.entity);
          }}
        >
          {notesWords.writeHere}
        </button>
      </p>
    </dialog>
  );
}
