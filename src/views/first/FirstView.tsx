import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { Card, Deck } from '#core/decks/deck.ts';
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
  const { shippedDecks, storage, clock } = useServices();
  const [loaded, setLoaded] = useState<Loaded | 'loading' | 'failed'>('loading');
  const [installing, setInstalling] = useState(false);
  const [trouble, setTrouble] = useState<{ readonly cause: unknown }>();
  const [, navigate] = useLocation();
  const say = words.first;

  const load = () => {
    setLoaded('loading');
    shippedDecks[0]?.load().then(setLoaded, () => setLoaded('failed'));
  };
  useEffect(load, []);

  async function install({ deck, notesText }: Loaded) {
    setInstalling(true);
    try {
      await (await storage()).installDeck(deck, notesText, clock.now());
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
        <div className="try">{there !== undefined && <TryCard card={firstCard(there.deck)} />}</div>
        <div className="choose">
          {loaded === 'failed' ? (
            <div className="tell" role="alert">
              <CaretIcon />
              <p>{say.unreachable}</p>
              <p className="small">{say.unreachableHelp}</p>
              <button type="button" className="btn" onClick={load}>
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
            </div>
          )}
          <p className="small">{say.promise}</p>
        </div>
      </div>
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

function firstCard(deck: Deck): Card {
  const cards = deck.entities.flatMap(({ notes }) => notes.flatMap((note) => note.cards));
  const first = cards.toSorted((a, b) => a.position - b.position)[0];
  if (first === undefined) throw new Error(`deck ${deck.id} has no card`);
  return first;
}

function describe(deck: Deck): string {
  const services = deck.entities.filter(({ kind }) => kind === 'service').length;
  const cards = deck.entities.flatMap(({ notes }) => notes.flatMap((note) => note.cards)).length;
  return words.first.contents(deck.title, services, cards);
}
