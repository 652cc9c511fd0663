import { useMemo } from 'react';
import { Link } from 'wouter';
import type { Box } from '#core/atlas/atlas.ts';
import { isStatus, type StatusKind } from '#core/decks/status.ts';
import type { EntityId } from '#core/ids.ts';
import { useAtlas } from '#state/live/use-atlas.ts';
import { useEntity, type CardStanding, type EntityPage, type ShownFact } from '#state/live/use-entity.ts';
import { useStrength } from '#state/live/use-today.ts';
import { AtlasMap } from '#views/atlas/AtlasMap.tsx';
import { atlasPlace } from '#views/atlas/AtlasPanel.tsx';
import { Corrected } from '#views/parts/Corrected.tsx';
import { EmptyPage } from '#views/parts/EmptyPage.tsx';
import { entityPlace } from '#views/parts/entity-place.ts';
import { Mark, RetiredMark } from '#views/parts/Mark.tsx';
import { NotesLink, notesPlace } from '#views/parts/NotesLink.tsx';
import { Page } from '#views/parts/Page.tsx';
import { Source } from '#views/parts/Source.tsx';
import { Waiting } from '#views/parts/Waiting.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import { atlasWords } from '#views/words/atlas.en.ts';
import { correctionWords } from '#views/words/correction.en.ts';
import { entityWords as say } from '#views/words/entity.en.ts';
import { words } from '#views/words/words.ts';
import './entity.css';

/** What is known of one thing: a page of the reference book, with how firmly each fact of it stands. */
export function EntityView({ id }: { readonly id: EntityId }) {
  const page = useEntity(id);
  if (page === undefined) return <Waiting />;
  if (page === 'none') return <EmptyPage tab="atlas" head={say.none} help={say.noneHelp} to="/reference" act={say.toReference} />;
  return <Shown page={page} />;
}

function Shown({ page }: { readonly page: EntityPage }) {
  const { entity, facts, cards, neighbours, lines, today } = page;
  const { corrections = [], formerly = [] } = entity;
  const about = entity.purpose?.text ?? entity.gist;
  const also = entity.aliases.filter((alias) => !formerly.includes(alias) && alias !== entity.name);
  const statuses = corrections.filter(isStatus);
  const wrong = corrections.filter((one) => !isStatus(one));
  return (
    <Page title={entity.name} tab="atlas">
      <div className="entity">
        <div>
          <p className="crumb small">
            <Link className="link" href={atlasPlace(entity.deck)}>
              {say.atlas}
            </Link>
            <span aria-hidden="true">/</span>
            <span>{entity.categoryName}</span>
          </p>
          <h1>{entity.name}</h1>
          {about !== undefined && (
            <p className="lead">
              <CardText text={about} />
            </p>
          )}
          {formerly.length > 0 && <p className="formerly">{say.formerly(formerly)}</p>}
          {also.length > 0 && <p className="small">{say.also(also)}</p>}
          {statuses.map((status) => (
            <p key={status.id} className="status">
              {status.kind === 'renamed' ? null : <RetiredMark />}
              <b>{correctionWords.statuses[status.kind as StatusKind]}.</b> {status.now}{' '}
              <span className="small">
                <Source correction={status} />
              </span>
            </p>
          ))}
          {facts.length > 0 && (
            <>
              <h2 className="vh">{say.facts}</h2>
              <ul className="facts">
                {facts.map((shown) => (
                  <FactRow key={shown.fact.id} page={page} shown={shown} />
                ))}
              </ul>
            </>
          )}
          {wrong.length > 0 && (
            <section className="wrong">
              {wrong.map((one) => (
                <Corrected key={one.id} correction={one} />
              ))}
            </section>
          )}
          {cards.length > 0 && (
            <section className="asked">
              <div className="asked-head">
                <h2>{say.questions(cards.length)}</h2>
                <Link className="link" href={`/study/${cards.map(({ card }) => encodeURIComponent(card.id)).join(',')}`}>
                  {say.studyAll}
                </Link>
              </div>
              <ul>
                {cards.map(({ card, standing }) => (
                  <li key={card.id}>
                    <Mark level={standing.level} />
                    <div>
                      <p className="front">
                        <CardText text={card.front.replaceAll('[...]', '…')} />
                      </p>
                      <p className="small">
                        <CardText text={card.back} />
                      </p>
                      <p className="small">
                        <Link
                          className="link"
                          href={`/card/${encodeURIComponent(card.id)}`}
                          aria-label={say.cardPageOf(card.front)}
                        >
                          {say.cardPage}
                        </Link>
                      </p>
                    </div>
                    <Stands standing={standing} today={today} />
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
        <aside>
          <Locator page={page} />
          {neighbours.length > 0 && (
            <section>
              <h2>{say.confusedWith}</h2>
              <ul className="near">
                {neighbours.map(({ id, name, about: what, standing, times }) => (
                  <li key={id}>
                    <Link href={entityPlace(id)}>
                      <Mark level={standing.level} />
                      <b>{name}</b>
                      {what !== undefined && <small>{what}</small>}
                      {times > 0 && <small>{say.mixedUp(times)}</small>}
                    </Link>
                  </li>
                ))}
              </ul>
              {neighbours.every(({ times }) => times === 0) && <p className="small">{say.nothingMixed}</p>}
            </section>
          )}
          {lines.length > 0 && (
            <section>
              <h2>{say.inNotes}</h2>
              <ol className="excerpt">
                {lines.map(({ line, text, own }) => (
                  <li key={line} className={own ? 'on' : undefined}>
                    <span className="ln">{line}</span>
                    <bdi>{text}</bdi>
                  </li>
                ))}
              </ol>
              <p className="small">
                <Link className="link" href={notesPlace(entity.deck, linesOf(facts))}>
                  {say.readOn}
                </Link>
              </p>
            </section>
          )}
        </aside>
      </div>
    </Page>
  );
}

function FactRow({
  page: { entity, today },
  shown: { fact, standing },
}: {
  readonly page: EntityPage;
  readonly shown: ShownFact;
}) {
  const lines = linesOf([{ fact }]);
  return (
    <li>
      {standing === undefined ? <span className="mark" /> : <Mark level={standing.level} />}
      <div className="fact">
        {fact.label !== undefined && <b>{fact.label}: </b>}
        <CardText text={fact.text} />
        <small>
          <NotesLink deck={entity.deck} notes={{ path: entity.notesPath, files: entity.notesFiles }} lines={lines} />
        </small>
      </div>
      {standing === undefined ? <p className="stands">{say.notAsked}</p> : <Stands standing={standing} today={today} />}
    </li>
  );
}

function Stands({
  standing: { level, recall, dueDay },
  today,
}: {
  readonly standing: CardStanding;
  readonly today: EntityPage['today'];
}) {
  return (
    <p className="stands">
      <b>{words.strength(level, recall)}</b> {dueDay === undefined ? say.notMet : say.next(dueDay, today)}
    </p>
  );
}

/** Where it lies, among what lies around it. */
function Locator({ page: { entity, standing } }: { readonly page: EntityPage }) {
  const found = useAtlas(entity.deck);
  const strength = useStrength();
  const own = useMemo(() => new Set([entity.id]), [entity.id]);
  const atlas = found === undefined || found === 'none' ? undefined : found.atlas;
  const crop = atlas && cropAround(atlas, entity.id);
  return (
    <section>
      {atlas === undefined || crop === undefined ? (
        <div className="locator" />
      ) : (
        <AtlasMap
          className="locator crop"
          atlas={atlas}
          standings={strength?.entities}
          crop={crop}
          outlined={own}
          label={atlasWords.locator(entity.name)}
        />
      )}
      <p className="small">
        {standing.cards === 0
          ? say.standingNone
          : standing.level === 0
            ? say.standingNew(standing.cards)
            : say.standing(words.levels[standing.level] ?? '', standing.recall, standing.cards)}
      </p>
    </section>
  );
}

const cropSize = { width: 300, height: 240 };

/** A part of the map with a parcel in it, moved so that as much of its island as fits is seen. */
function cropAround(
  {
    islands,
    letter,
  }: { readonly islands: NonNullable<Exclude<ReturnType<typeof useAtlas>, 'none'>>['atlas']['islands']; readonly letter: number },
  id: EntityId,
): Box | undefined {
  for (const { box, parcels } of islands) {
    const parcel = parcels.find(({ entity }) => entity === id);
    if (parcel === undefined) continue;
    const [width, height] = [cropSize.width * letter, cropSize.height * letter];
    // The middle of the island, or as near to it as keeps the parcel well inside.
    const near = (middle: number, at: number, reach: number) => Math.max(at - reach, Math.min(at + reach, middle));
    const x = near((box[0] + box[2]) / 2, parcel.at.x, width / 2 - 60 * letter);
    const y = near((box[1] + box[3]) / 2, parcel.at.y, height / 2 - 50 * letter);
    return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  }
  return undefined;
}

function linesOf(facts: readonly Pick<ShownFact, 'fact'>[]): number[] {
  return facts.flatMap(({ fact: { lines } }) => Array.from({ length: lines.to - lines.from + 1 }, (_, at) => lines.from + at));
}
