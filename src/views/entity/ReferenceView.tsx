import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import { folded, holdsAll } from '#core/atlas/look-up.ts';
import { useReference, type ReferenceDeck } from '#state/live/use-reference.ts';
import { NoDecksPage } from '#views/parts/EmptyPage.tsx';
import { entityPlace } from '#views/parts/entity-place.ts';
import { FindIcon } from '#views/parts/icons.tsx';
import { Page } from '#views/parts/Page.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import { entityWords as say } from '#views/words/entity.en.ts';
import './entity.css';

/** Everything that the decks know, by area: readable and searchable without studying. */
export function ReferenceView() {
  const decks = useReference();
  const [sought, setSought] = useState('');
  const wanted = useDeferredValue(sought);
  const find = useRef<HTMLInputElement>(null);
  const known = useMemo(
    () =>
      (decks ?? []).map((deck) => ({ ...deck, entries: deck.entries.map((entry) => ({ ...entry, says: folded(entry.says) })) })),
    [decks],
  );
  const shown = useMemo(() => {
    const parts = folded(wanted).split(/\s+/).filter(Boolean);
    return known
      .map((deck) => ({ ...deck, entries: deck.entries.filter(({ says }) => holdsAll(says, parts)) }))
      .filter(({ entries }) => entries.length > 0);
  }, [known, wanted]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      find.current?.focus();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  if (decks?.length === 0) return <NoDecksPage tab="notes" head={say.noDecks} help={say.noDecksHelp} act={say.begin} />;
  return (
    <Page title={say.reference} tab="notes">
      <div className="book-head">
        <div>
          <h1>{say.reference}</h1>
          <p className="lead">{say.referenceLead}</p>
        </div>
        <div>
          <div className="find">
            <FindIcon />
            <input
              ref={find}
              type="search"
              placeholder={say.find}
              aria-label={say.find}
              value={sought}
              onChange={({ target }) => setSought(target.value)}
              aria-keyshortcuts="/"
            />
            <kbd>/</kbd>
          </div>
          <p className="small" role="status">
            {wanted.trim() !== '' && say.found(shown.reduce((sum, { entries }) => sum + entries.length, 0))}
          </p>
        </div>
      </div>
      {shown.map((deck) => (
        <Deck key={deck.deck} deck={deck} alone={(decks?.length ?? 0) < 2} />
      ))}
    </Page>
  );
}

function Deck({ deck: { title, categories, entries }, alone }: { readonly deck: ReferenceDeck; readonly alone: boolean }) {
  return (
    <section aria-label={title}>
      {!alone && <p className="label book-deck">{title}</p>}
      {categories.map(({ id, name }) => {
        const own = entries.filter(({ category }) => category === id);
        if (own.length === 0) return null;
        return (
          <section key={id} className="band">
            <h2>{name}</h2>
            <ul className="book">
              {own.map((entry) => (
                <li key={entry.id}>
                  <Link href={entityPlace(entry.id)}>
                    <b>
                      <bdi>{entry.name}</bdi>
                    </b>
                    {entry.retired && <i>{say.retired}</i>}
                    {entry.about !== undefined && (
                      <small>
                        <CardText text={entry.about} />
                      </small>
                    )}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}
