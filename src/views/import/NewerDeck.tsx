import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { findNewerDecks, type NewerDeck as Newer } from '#state/newer-deck.ts';
import { useServices } from '#state/services-context.ts';
import { importWords } from '#views/words/import.en.ts';

const say = importWords.newer;

/**
 * Offers a newer version of a deck that comes with the app, at the foot of Today; it is applied only from its preview. One in
 * which no card is different is put in place without a word.
 */
export function NewerDeck() {
  const services = useServices();
  const [newer, setNewer] = useState<Newer>();
  useEffect(() => {
    let gone = false;
    async function look() {
      try {
        const { offered, takeQuiet } = await findNewerDecks(services);
        // Whoever has gone on to study is not interrupted.
        if (gone) return;
        setNewer(offered);
        await takeQuiet();
      } catch (error) {
        console.info('No newer deck could be looked for.', error);
      }
    }
    // Nobody waits for it, so it waits for everything else.
    const timer = setTimeout(() => void look(), 1_500);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [services]);
  if (newer === undefined) return null;
  return (
    <section className="band">
      <h2>{say.head}</h2>
      <div role="status">
        <p>{say.told(newer.title, newer.changes)}</p>
        <p>
          <Link className="link" href={`/import/${newer.slug}`}>
            {say.see}
          </Link>
        </p>
      </div>
    </section>
  );
}
