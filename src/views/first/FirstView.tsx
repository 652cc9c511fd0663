import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Card, Deck } from '#core/decks/deck.ts';
import { shippedPictures } from '#state/pictures.ts';
import { useServices } from '#state/services-context.ts';
import type { ShippedDeck } from '#state/services.ts';
import { CaretIcon } from '#views/parts/icons.tsx';
import { Mark } from '#views/parts/Mark.tsx';
import { Page } from '#views/parts/Page.tsx';
import { words } from '#views/words/words.ts';
import '#views/study/study.css';
import './first.css';

type Loaded = Awaited<ReturnType<ShippedDeck['load']>>;

/** The first visit: what this is in one sentence, a card to try, and the way in. */
export function FirstView() {
  const { shippedDecks, storage, clock, painted } = useServices();
  const [loaded, setLoaded] = useState<Loaded | 'loading' | 'failed'>('loading');
  const [installing, setInstalling] = useState(false);
  const [trouble, setTrouble] = useState<{ readonly cause: unknown }>();
  const [, navigate] = useLocation();
  const say = words.first;

  const [attempt, setAttempt] = useState(1);
  useEffect(() => {
    shippedDecks[0]
      ?.load()
      .then(setLoaded, () => setLoaded('failed'))
      .finally(painted);
  }, [shippedDecks, attempt, painted]);

  function loadAgain() {
    setLoaded('loading');
    setAttempt(attempt + 1);
  }

  async function install({ deck, notesText }: Loaded) {
    setInstalling(true);
    try {
      const pictures = shippedDecks[0] ? await shippedPictures(shippedDecks[0], { notesText }) : [];
      await (await storage()).installDeck(deck, notesText, clock.now(), pictures);
      navigate('/study');
    } catch (cause) {
      setTrouble({ cause });
    }
  }

  // To the boundary: it says what a browser that keeps nothing needs.
  if (trouble !== undefined) throw trouble.cause;
  const there = typeof loaded === 'object' ? loaded : undefined;
  return (
    <Page title={say.title} bare>
      <div className="first">
        <div className="intro">
          <h1>{say.head}</h1>
          <p className="lead">{say.lead}</p>
        </div>
        <div className="try">{there !== undefined && <TryCard card={cardToTry(there.deck)} />}</div>
        <div className="choose">
          {loaded === 'failed' ? (
            <div className="tell" role="alert">
              <CaretIcon />
              <p>{say.unreachable}</p>
              <p className="small">{say.unreachableHelp}</p>
              <button type="button" className="btn" onClick={loadAgain}>
                {say.again}
              </button>
            </div>
          ) : (
            <div className="pick">
              <button
                type="button"
                onClick={() => there !== undefined && void install(there)}
                disabled={there === undefined || installing}
              >
                <b>{installing ? say.installing : say.install}</b>
                <small>{there === undefined ? '\u00a0' : describe(there.deck)}</small>
              </button>
              <Link href="/import">
                <b>{say.own}</b>
                <small>{say.ownHelp}</small>
              </Link>
            </div>
          )}
          <p className="small">{say.promise}</p>
        </div>
      </div>
      {there !== undefined && (
        <section className="band inside">
          <h2>{say.inside}</h2>
          <ul>
            {areasOf(there.deck).map(({ name, services }) => (
              <li key={name}>
                <Mark level={0} />
                <span>
                  {name}
                  <small>{say.insideServices(services)}</small>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function TryCard({ card }: { readonly card: Card }) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <p className="tab label">{words.first.tryOne}</p>
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
          {shown ? words.first.hide : words.study.show}
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

/** Areas with how many services each holds, in the deck's order. */
function areasOf({ categories, entities }: Deck): { readonly name: string; readonly services: number }[] {
  return categories
    .map(({ id, name }) => ({
      name,
      services: entities.filter(({ category, kind }) => category === id && kind === 'service').length,
    }))
    .filter(({ services }) => services > 0);
}

function describe(deck: Deck): string {
  const services = deck.entities.filter(({ kind }) => kind === 'service').length;
  const cards = deck.entities.flatMap(({ notes }) => notes.flatMap((note) => note.cards)).length;
  return words.first.contents(deck.title, services, cards);
}
