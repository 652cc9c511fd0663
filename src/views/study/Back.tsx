import type { Card, Correction } from '#core/decks/deck.ts';
import { correctionsOf, statusOf, type StatusKind } from '#core/decks/status.ts';
import type { CardStage } from '#state/study-store.ts';
import { Corrected } from '#views/parts/Corrected.tsx';
import { RetiredMark } from '#views/parts/Mark.tsx';
import { EntityLink } from '#views/parts/EntityLink.tsx';
import { NotesLink } from '#views/parts/NotesLink.tsx';
import { Source } from '#views/parts/Source.tsx';
import { CardFigures } from '#views/rich/CardFigures.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import { backWords } from '#views/words/back.en.ts';
import { correctionWords } from '#views/words/correction.en.ts';

type Entity = CardStage['entity'];

/** What the card teaches in one look: the answer large, then quieter what belongs to it. */
export function Back({ card, entity }: { readonly card: Card; readonly entity: Entity }) {
  const say = backWords;
  const { formerly = [] } = entity;
  const former = formerly.length > 0 && <i>{correctionWords.formerly(formerly)}</i>;
  const asksName = card.direction === 'to-name';
  const { more = asksName ? purposeFor(card, entity) : undefined } = card;
  const purpose = asksName ? undefined : purposeFor(card, entity);
  const neighbours = entity.neighbours.filter((one) => !isNamed(one, card));
  const all = correctionsOf(card, entity);
  const typos = all.filter(({ kind }) => kind === 'typo');
  const corrected = all.filter(({ kind }) => kind !== 'typo');
  const statuses = statusOf(entity);
  const itself = (
    <>
      {!asksName && (purpose !== undefined || former) && (
        <>
          <dt>{say.whatItIs}</dt>
          <dd>
            <EntityLink id={entity.id} name={entity.name} />
            {former && <>, {former}</>}
            {purpose !== undefined && `: ${purpose}`}
          </dd>
        </>
      )}
      {statuses.map((status) => (
        <Status key={status.id} status={status} />
      ))}
    </>
  );
  const around = (
    <>
      {neighbours.length > 0 && <dt>{say.confusedWith}</dt>}
      {neighbours.map(({ id, name, purpose: what }) => (
        <dd key={name}>
          {id === undefined ? <b>{name}</b> : <EntityLink id={id} name={name} />}: {what}
        </dd>
      ))}
      <dt>{say.inNotes}</dt>
      <dd>
        <NotesLink deck={entity.deck} notes={{ path: entity.notesPath, files: entity.notesFiles }} lines={card.lines} />
        {typos.map(({ notes }) => correctionWords.spelt(notes))}
      </dd>
      {asksName && (
        <dd>
          <EntityLink id={entity.id} name={backWords.itsPage} />
        </dd>
      )}
    </>
  );
  // On wide screens what surrounds the answer stands beside the card where it would make the card long.
  return (
    <>
      <p className={card.back.length > 42 ? 'a long' : 'a'}>
        <CardText text={card.back} />
      </p>
      {asksName && former && <p className="former">{former}</p>}
      {more !== undefined && (
        <p className="p">
          <CardText text={more} />
        </p>
      )}
      <CardFigures card={card} entity={entity} side="back" />
      {corrected.map((one) => (
        <Corrected key={one.id} correction={one} />
      ))}
      {corrected.length > 0 ? (
        <dl className="key aside">
          {itself}
          {around}
        </dl>
      ) : (
        <>
          {statuses.length > 0 && <dl className="key">{itself}</dl>}
          <dl className={statuses.length > 0 ? 'key aside' : 'key'}>
            {statuses.length === 0 && itself}
            {around}
          </dl>
        </>
      )}
    </>
  );
}

function Status({ status }: { readonly status: Correction }) {
  return (
    <>
      <dt className="status">
        {status.kind !== 'renamed' && <RetiredMark />}
        {correctionWords.statuses[status.kind as StatusKind]}
      </dt>
      <dd>
        <span className="now">{status.now}</span>{' '}
        <span className="src">
          <Source correction={status} />
        </span>
      </dd>
    </>
  );
}

/** What the entity is for, unless the card has just asked it; a contrast is about two. */
function purposeFor({ back, needs }: Card, { purpose }: Entity): string | undefined {
  if (purpose === undefined || needs !== undefined) return undefined;
  const [said, answer] = [lettersOf(purpose.text), lettersOf(back)];
  return answer.includes(said) || said.includes(answer) ? undefined : purpose.text;
}

function lettersOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function isNamed({ name }: Entity['neighbours'][number], { front, back }: Card): boolean {
  return front.includes(name) || back.includes(name);
}
