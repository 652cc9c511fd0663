import { useEffect, useState } from 'react';
import type { NotebookSummary } from '#state/live/use-notebooks.ts';
import type { NoticesStore } from '#state/notices.ts';
import { useServices } from '#state/services-context.ts';
import { addDecks, loadDecks, type OfferedDeck } from '#state/shipped-decks.ts';
import { storageErrorCode } from '#state/trouble.ts';
import { notesWords } from '#views/words/notes.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';
import { words } from '#views/words/words.ts';

const say = notesWords;

/** The decks that come with the app and are not among the learner's. */
export function MoreDecks({
  notebooks,
  notices,
}: {
  readonly notebooks: readonly NotebookSummary[];
  readonly notices: NoticesStore;
}) {
  const services = useServices();
  const [offered, setOffered] = useState<readonly OfferedDeck[]>([]);
  const [adding, setAdding] = useState<string>();
  const here = new Set<string>(notebooks.map(({ id }) => id));
  const wanted = services.shippedDecks.flatMap(({ slug }) => (here.has(slug) ? [] : [slug])).join(' ');
  useEffect(() => {
    let shown = true;
    const missing = services.shippedDecks.filter(({ slug }) => wanted.split(' ').includes(slug));
    async function load() {
      try {
        const decks = await loadDecks(missing);
        if (shown) setOffered(decks);
      } catch (error) {
        // Nobody has asked for them: without a connection they are simply not offered.
        console.info('No more decks could be fetched.', error);
      }
    }
    void load();
    return () => {
      shown = false;
    };
  }, [services, wanted]);

  async function add(deck: OfferedDeck) {
    if (adding !== undefined) return;
    setAdding(deck.shipped.slug);
    const { tell } = notices.getState();
    try {
      await addDecks(services, [deck]);
      tell({ kind: 'told', head: say.added(deck.deck.title), help: words.today.cards(deck.cards) });
    } catch (error) {
      const code = storageErrorCode(error);
      if (code === undefined) throw error;
      tell({ kind: 'told', head: say.addFailed, help: unsavedWords.why[code] });
    } finally {
      setAdding(undefined);
    }
  }

  const there = offered.filter(({ shipped }) => !here.has(shipped.slug));
  if (there.length === 0) return null;
  return (
    <section className="band more">
      <h2>
        {say.offered}
        <small>{say.offeredHelp}</small>
      </h2>
      <ul>
        {there.map((one) => (
          <li key={one.shipped.slug}>
            <span>
              <b>{one.deck.title}</b>
              <small>
                {words.today.cards(one.cards)}
                {one.deck.about !== undefined && `. ${one.deck.about}`}
              </small>
            </span>
            <button type="button" className="btn" aria-label={say.addLabel(one.deck.title)} onClick={() => void add(one)}>
              {adding === one.shipped.slug ? say.adding : say.addDeck}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
