import { Suspense, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useConfusedWith } from '#state/live/use-confused-with.ts';
import type { NoticesStore } from '#state/notices.ts';
import { useServices } from '#state/services-context.ts';
import type { LeechStage, StudyStore } from '#state/study-store.ts';
import { actOnCard } from '#views/card/act-on-card.ts';
import { CardDialogs } from '#views/card/CardDialogs.tsx';
import { cardActOf, isDialog, isTyping, undoWayOf, type CardAct, type CardDialogName } from '#views/card/card-keys.ts';
import { CrossIcon, UndoIcon } from '#views/parts/icons.tsx';
import { SkipLink, useScreen } from '#views/parts/Page.tsx';
import { SideBySide } from '#views/parts/SideBySide.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import { leechWords } from '#views/words/leech.en.ts';
import { words } from '#views/words/words.ts';
import { useTakeBack } from './use-take-back.ts';
import './leech.css';

const say = leechWords;

/** After Again on a card that was forgotten many times: it beside what it is mixed up with, and three ways on. */
export function LeechView({
  stage: { schedule, card, entity },
  store,
  notices,
}: {
  readonly stage: LeechStage;
  readonly store: StudyStore;
  readonly notices: NoticesStore;
}) {
  const services = useServices();
  const main = useScreen(words.study.title);
  const head = useRef<HTMLParagraphElement>(null);
  const [, navigate] = useLocation();
  const [open, setOpen] = useState<CardDialogName>();
  const takeBack = useTakeBack(store, notices);
  const { goOn, reconsider } = store.getState();
  const act = (asked: CardAct) => {
    if (isDialog(asked)) setOpen(asked);
    else if (asked === 'type') return;
    else void actOnCard(services, notices, card.id, asked, (cards) => void reconsider(cards));
  };
  useEffect(() => head.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (open !== undefined || event.repeat || event.isComposing || isTyping(event)) return;
      const way = undoWayOf(event);
      const asked = cardActOf(event);
      if (way !== undefined) void takeBack(way);
      else if (asked !== undefined) act(asked);
      else if (event.ctrlKey || event.metaKey || event.altKey) return;
      else if (event.key === 'Escape') navigate('/');
      else if (event.key === ' ' || event.key === 'Enter') {
        if (event.target instanceof Element && event.target.closest('a, button') !== null) return;
        void goOn();
      } else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  return (
    <div className="study">
      <SkipLink />
      <header className="bar">
        <Link className="quiet" href="/" aria-label={words.study.end}>
          <CrossIcon />
          <span className="word">{words.study.end}</span>
        </Link>
      </header>
      <main className="desk leech" id="main" tabIndex={-1} ref={main}>
        <p className="tab label">{entity.categoryName}</p>
        <article className="card">
          <p className="meta">
            <span />
            <span>{say.forgotten(schedule.lapses)}</span>
          </p>
          <h1 className="q">
            <CardText text={card.front} />
          </h1>
          <div className="rule" />
          <div className="ans" data-testid="leech">
            <p className={card.back.length > 42 ? 'a long' : 'a'}>
              <CardText text={card.back} />
            </p>
            <div tabIndex={-1} ref={head}>
              <Beside entity={entity.id} />
            </div>
          </div>
        </article>
        <div className="rate three" role="group" aria-label={say.choices}>
          <button type="button" className="btn" onClick={() => void goOn()} aria-keyshortcuts="Space">
            <span className="t">
              <b className="keep">{say.keep}</b>
              <span>{say.keepHelp}</span>
            </span>
            <kbd>{words.space}</kbd>
          </button>
          <button type="button" className="btn" onClick={() => act('edit')} aria-keyshortcuts="E">
            <span className="t">
              <b>{say.reword}</b>
              <span>{say.rewordHelp}</span>
            </span>
            <kbd>E</kbd>
          </button>
          <button type="button" className="btn" onClick={() => act('suspend')} aria-keyshortcuts="@">
            <span className="t">
              <b>{say.suspend}</b>
              <span>{say.suspendHelp}</span>
            </span>
            <kbd>@</kbd>
          </button>
        </div>
        <div className="under">
          <button type="button" className="quiet" onClick={() => void takeBack('undo')} aria-keyshortcuts="Z U Control+Z">
            <UndoIcon />
            {words.study.undo}
          </button>
          <button type="button" className="quiet" onClick={() => act('info')} aria-keyshortcuts="I">
            {say.history} <kbd aria-hidden="true">I</kbd>
          </button>
        </div>
      </main>
      {open !== undefined && (
        <Suspense>
          <CardDialogs
            open={open}
            card={card}
            notices={notices}
            changed={(cards) => void reconsider(cards)}
            act={act}
            close={() => setOpen(undefined)}
          />
        </Suspense>
      )}
    </div>
  );
}

function Beside({ entity }: { readonly entity: LeechStage['entity']['id'] }) {
  const found = useConfusedWith(entity);
  if (found === undefined) return null;
  if (found === 'none') return <p className="say">{say.alone}</p>;
  const [, other] = found.names;
  return (
    <>
      <p className="say">{say.head({ ...found, other })}</p>
      <SideBySide names={found.names} rows={found.rows} />
    </>
  );
}
