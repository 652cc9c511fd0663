import { Suspense, useLayoutEffect, useState } from 'react';
import { Link } from 'wouter';
import { markedTag } from '#core/deed.ts';
import type { CardId } from '#core/ids.ts';
import { takeBackLast } from '#state/card-decisions.ts';
import { useCardHistory, type CardHistoryPage } from '#state/live/use-card-history.ts';
import type { NoticesStore } from '#state/notices.ts';
import { useServices } from '#state/services-context.ts';
import { EmptyPage } from '#views/parts/EmptyPage.tsx';
import { entityPlace } from '#views/parts/entity-place.ts';
import { NotesLink } from '#views/parts/NotesLink.tsx';
import { Page } from '#views/parts/Page.tsx';
import { Waiting } from '#views/parts/Waiting.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import type { ListedAct } from '#views/words/acts.en.ts';
import { tellTakenBack } from '#views/words/deeds.en.ts';
import { historyWords } from '#views/words/history.en.ts';
import { actOnCard } from './act-on-card.ts';
import { CardDialogs } from './CardDialogs.tsx';
import { HistoryCurve, HistoryNow, HistoryTable } from './CardHistory.tsx';
import { cardActOf, isDialog, isTyping, undoWayOf, type CardAct, type CardDialogName } from './card-keys.ts';
import { ActButton, FlagRow } from './CardMenu.tsx';
import { useDecide } from './use-decide.ts';

const say = historyWords;

/** A card's own page: how well it is known, since when, why it comes when it does, and what can be done with it. */
export function CardView({ id, notices }: { readonly id: CardId; readonly notices: NoticesStore }) {
  const page = useCardHistory(id);
  if (page === undefined) return <Waiting />;
  if (page === 'none') return <EmptyPage tab="notes" head={say.none} help={say.noneHelp} to="/notes" act={say.toNotes} />;
  return <Shown page={page} notices={notices} />;
}

function Shown({ page, notices }: { readonly page: CardHistoryPage; readonly notices: NoticesStore }) {
  const services = useServices();
  const { card, entity } = page;
  const [open, setOpen] = useState<CardDialogName>();
  const act = (asked: CardAct) => {
    if (isDialog(asked)) setOpen(asked === 'info' ? undefined : asked);
    else if (asked === 'type') return;
    else void actOnCard(services, notices, card.id, asked, () => undefined);
  };
  // Before it is painted: a key that is pressed as soon as the page is seen counts.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (open !== undefined || event.repeat || event.isComposing || isTyping(event)) return;
      const way = undoWayOf(event);
      const asked = cardActOf(event);
      if (way !== undefined) {
        void takeBackLast(services, way).then((taken) => notices.getState().tell({ kind: 'told', ...tellTakenBack(taken, way) }));
      } else if (asked !== undefined) act(asked);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  return (
    <Page title={say.title(entity.name)} tab="notes">
      <div className="history">
        <div>
          <p className="crumb small">
            <NotesLink deck={entity.deck} notes={{ path: entity.notesPath, files: entity.notesFiles }} lines={card.lines} />
            <span aria-hidden="true">/</span>
            <Link className="link" href={entityPlace(entity.id)}>
              {entity.name}
            </Link>
            <span aria-hidden="true">/</span>
            <span>{say.crumb}</span>
          </p>
          <h1>{entity.name}</h1>
          <p className="lead">
            <CardText text={card.front.replaceAll('[...]', '…')} />
          </p>
          <p className="small answer">
            {say.answer}: <CardText text={card.back} />
          </p>
          <HistoryCurve page={page} />
        </div>
        <HistoryTable page={page} />
        <aside>
          <HistoryNow page={page} />
          <section>
            <h2>{say.actions}</h2>
            <p>
              <Link className="link" href={`/study/${encodeURIComponent(card.id)}`}>
                {say.study}
              </Link>
            </p>
            <Acts page={page} act={act} notices={notices} />
          </section>
        </aside>
      </div>
      {open !== undefined && (
        <Suspense>
          <CardDialogs
            open={open}
            card={card}
            notices={notices}
            changed={() => undefined}
            act={act}
            close={() => setOpen(undefined)}
          />
        </Suspense>
      )}
    </Page>
  );
}

/** What can be done with it as it stands; the ways back first. */
function Acts({
  page: { card, overlay, schedule, moment },
  act,
  notices,
}: {
  readonly page: CardHistoryPage;
  readonly act: (act: CardAct) => void;
  readonly notices: NoticesStore;
}) {
  const { decide } = useDecide(notices, () => undefined);
  const back = [
    ...(overlay?.dropped ? (['restore'] as const) : []),
    ...(overlay?.suspended ? (['resume'] as const) : []),
    ...(overlay?.reported ? (['unreport'] as const) : []),
    ...(schedule.buriedOn === moment.day ? (['unbury'] as const) : []),
  ];
  const marked = overlay?.tags?.includes(markedTag);
  const acts = ['edit', 'mark', 'bury', 'bury-note', 'suspend', 'suspend-note', 'due', 'reset', 'drop', 'report'] as const;
  const nameOf = (name: (typeof acts)[number]): ListedAct => (name === 'mark' && marked ? 'unmark' : name);
  return (
    <>
      <ul className="menu">
        {back.map((name) => (
          <li key={name}>
            <ActButton name={name} choose={() => void decide({ kind: name, card: card.id })} />
          </li>
        ))}
        {acts.map((name) => (
          <li key={name}>
            <ActButton name={nameOf(name)} choose={() => act(name)} />
          </li>
        ))}
      </ul>
      <FlagRow flag={overlay?.flag} choose={act} />
    </>
  );
}
