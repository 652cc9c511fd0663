import { lazy, Suspense, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Card, Deck } from '#core/decks/deck.ts';
import { useServices } from '#state/services-context.ts';
import { addDecks, loadDecks, type OfferedDeck } from '#state/shipped-decks.ts';
import { CaretIcon } from '#views/parts/icons.tsx';
import { Mark } from '#views/parts/Mark.tsx';
import { Page } from '#views/parts/Page.tsx';
import { useLoss } from '#views/parts/use-loss.ts';
import { firstWords } from '#views/words/first.en.ts';
import { dataWords } from '#views/words/data.en.ts';
import { words } from '#views/words/words.ts';
import '#views/study/study.css';
import './first.css';

const FirstMap = lazy(async () => ({ default: (await import('./FirstMap.tsx')).FirstMap }));

/** The first visit: what this is in one sentence, a card to try, and the way in. */
export function FirstView() {
  const services = useServices();
  const { shippedDecks, painted } = services;
  const [offered, setOffered] = useState<readonly OfferedDeck[] | 'loading' | 'failed'>('loading');
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set(shippedDecks.slice(0, 1).map(({ slug }) => slug)));
  const [adding, setAdding] = useState(false);
  const [trouble, setTrouble] = useState<{ readonly cause: unknown }>();
  const [, navigate] = useLocation();
  const say = firstWords;

  const loss = useLoss();

  const [attempt, setAttempt] = useState(1);
  useEffect(() => {
    loadDecks(shippedDecks)
      .then(setOffered, () => setOffered('failed'))
      .finally(painted);
  }, [shippedDecks, attempt, painted]);

  function loadAgain() {
    setOffered('loading');
    setAttempt(attempt + 1);
  }

  async function add(decks: readonly OfferedDeck[]) {
    setAdding(true);
    try {
      await addDecks(services, decks);
      navigate('/study');
    } catch (cause) {
      setTrouble({ cause });
    }
  }

  // To the boundary: it says what a browser that keeps nothing needs.
  if (trouble !== undefined) throw trouble.cause;
  const there = typeof offered === 'object' ? offered : [];
  const wanted = there.filter(({ shipped }) => chosen.has(shipped.slug));
  // Of nothing chosen the first is shown all the same: it tells what a card is.
  const shown = wanted[0] ?? there[0];
  return (
    <Page title={loss === 'lost' ? dataWords.lost.title : say.title} bare>
      <div className="first">
        <div className="intro">
          <h1>{loss === 'lost' ? dataWords.lost.head : say.head}</h1>
          <p className="lead">{loss === 'lost' ? dataWords.lost.lead : say.lead}</p>
          {loss !== 'none' && (
            <div className="tell" role="alert">
              {loss === 'maybe' && <p>{dataWords.lost.maybe}</p>}
              <Link className="btn" href="/restore">
                {dataWords.haveBackup}
              </Link>
            </div>
          )}
        </div>
        <div className="try">{shown !== undefined && <TryCard key={shown.deck.id} card={cardToTry(shown.deck)} />}</div>
        <div className="choose">
          {offered === 'failed' ? (
            <div className="tell" role="alert">
              <CaretIcon />
              <p>{say.unreachable}</p>
              <p className="small">{say.unreachableHelp}</p>
              <button type="button" className="btn" onClick={loadAgain}>
                {say.again}
              </button>
            </div>
          ) : (
            <>
              {there.length > 1 && <Choice decks={there} chosen={chosen} choose={choose} />}
              <div className="pick">
                <button type="button" onClick={() => void add(wanted)} disabled={wanted.length === 0 || adding}>
                  <b>{adding ? say.installing : say.install}</b>
                  <small>{there.length === 0 ? '\u00a0' : say.contents(wanted.length, sum(wanted))}</small>
                </button>
                <Link href="/import">
                  <b>{say.own}</b>
                  <small>{say.ownHelp}</small>
                </Link>
              </div>
            </>
          )}
          <p className="small">
            {say.promise}{' '}
            {loss === 'none' && (
              <Link className="link" href="/restore">
                {dataWords.haveBackup}
              </Link>
            )}
          </p>
        </div>
      </div>
      <div className="first-map">
        {shown !== undefined && (
          <Suspense>
            <FirstMap key={shown.deck.id} deck={shown.deck} />
          </Suspense>
        )}
      </div>
      {shown !== undefined && (
        <section className="band inside">
          <h2>
            {say.inside}
            {there.length > 1 && <small>{shown.deck.title}</small>}
          </h2>
          <ul>
            {areasOf(shown.deck).map(({ name, cards }) => (
              <li key={name}>
                <Mark level={0} />
                <span>
                  {name}
                  <small>{words.today.cards(cards)}</small>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function Choice({
  decks,
  chosen,
  choose,
}: {
  readonly decks: readonly OfferedDeck[];
  readonly chosen: ReadonlySet<string>;
  readonly choose: (chosen: ReadonlySet<string>) => void;
}) {
  const toggle = (slug: string) =>
    choose(new Set(chosen.has(slug) ? [...chosen].filter((one) => one !== slug) : [...chosen, slug]));
  return (
    <fieldset className="offer">
      <legend>{firstWords.choose}</legend>
      {decks.map(({ shipped: { slug }, deck, cards }) => (
        <label key={slug}>
          <input type="checkbox" className="cb" checked={chosen.has(slug)} onChange={() => toggle(slug)} />
          <b>{deck.title}</b>
          <small>
            {words.today.cards(cards)}
            {deck.about !== undefined && `. ${deck.about}`}
          </small>
        </label>
      ))}
    </fieldset>
  );
}

function TryCard({ card }: { readonly card: Card }) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <p className="tab label">{firstWords.tryOne}</p>
      <article className="card">
        <p className="meta">
          <span className="has">
            <Mark level={0} />
            {words.levels[0]}
          </span>
        </p>
        <h2 className="q">{card.front}</h2>
        <div className="rule" />
        <div aria-live="polite">
          {shown ? (
            <div className="ans">
              <p className={card.back.length > 42 ? 'a long' : 'a'}>{card.back}</p>
              {card.more !== undefined && <p className="p">{card.more}</p>}
            </div>
          ) : (
            <p className="ask small">{words.study.sayIt}</p>
          )}
        </div>
      </article>
      <div className="show">
        {/* The one obvious next action is to use the cards, so this one is quieter once it has been pressed. */}
        <button type="button" className={shown ? 'btn' : 'btn main'} onClick={() => setShown(!shown)}>
          {shown ? firstWords.hide : words.study.show}
        </button>
      </div>
    </>
  );
}

/** The first that asks for a service's name: it shows best what a card is. */
function cardToTry(deck: Deck): Card {
  const services = deck.entities.filter(({ kind }) => kind === 'service');
  const cards = (services.length > 0 ? services : deck.entities)
    .flatMap(({ notes }) => notes.flatMap((note) => note.cards))
    .toSorted((a, b) => a.position - b.position);
  const card = cards.find(({ direction, priority }) => direction === 'to-name' && priority === 1) ?? cards[0];
  if (card === undefined) throw new Error(`deck ${deck.id} has no card`);
  return card;
}

/** Areas with how many cards each holds, in the deck's order. */
function areasOf({ categories, entities }: Deck): { readonly name: string; readonly cards: number }[] {
  return categories
    .map(({ id, name }) => ({
      name,
      cards: entities.filter(({ category }) => category === id).flatMap(({ notes }) => notes.flatMap((note) => note.cards))
        .length,
    }))
    .filter(({ cards }) => cards > 0);
}

function sum(decks: readonly OfferedDeck[]): number {
  return decks.reduce((all, { cards }) => all + cards, 0);
}
