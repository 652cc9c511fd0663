import { Link } from 'wouter';
import type { Card } from '#core/decks/deck.ts';
import type { StudyDay } from '#core/time.ts';
import type { UnplacedStrength } from '#state/live/use-notebook.ts';
import { Mark } from '#views/parts/Mark.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import { cardWords } from '#views/words/card.en.ts';
import { dayFrom } from '#views/words/format.ts';
import { notesWords } from '#views/words/notes.en.ts';
import { words } from '#views/words/words.ts';

/** A card that the learner wrote without naming a line: it stands where the notes have said all about what it asks for. */
export function OwnCard({
  strength,
  today,
  edit,
}: {
  readonly strength: UnplacedStrength;
  readonly today: StudyDay | undefined;
  readonly edit: (card: Card) => void;
}) {
  const [own] = strength.cards;
  if (own === undefined || today === undefined) return null;
  const { card, entityName } = own;
  return (
    <li className="own">
      <span className="ln" />
      <div className="tx">
        <p className="small">{notesWords.ownCard(entityName)}</p>
        <p>
          <CardText text={card.front} />
        </p>
        <p>
          <CardText text={card.back} />
        </p>
      </div>
      <div className="mg">
        <Mark level={strength.level} />
        <p>
          <b>{words.strength(strength.level, strength.recall)}</b>
          {`, ${strength.dueDay === undefined ? notesWords.notMet : notesWords.due(dayFrom(strength.dueDay, today))}, ${notesWords.noLine} `}
          <button type="button" className="link" aria-label={cardWords.editThis(card.front)} onClick={() => edit(card)}>
            {cardWords.edit}
          </button>{' '}
          <Link className="link" href={`/card/${encodeURIComponent(card.id)}`}>
            {notesWords.itsHistory}
          </Link>
        </p>
      </div>
    </li>
  );
}
