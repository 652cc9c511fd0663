import { Link } from 'wouter';
import type { Strength } from '#state/live/use-today.ts';
import { Mark, type Level } from '#views/parts/Mark.tsx';
import { Strip } from '#views/parts/Strip.tsx';
import { number } from '#views/words/format.ts';
import { words } from '#views/words/words.ts';

const states = ['new', 'learning', 'review', 'relearning'] as const;

/** Decks, areas and states: how firmly the cards stand. */
export function StrengthBands({ strength }: { readonly strength: Strength }) {
  const say = words.today;
  return (
    <>
      <section className="band">
        <h2>{say.decks}</h2>
        <ul className="decks">
          {strength.decks.map(({ deck, title, levels, cards }) => (
            <li key={deck}>
              <Link href={`/notes/${deck}`}>
                <span className="nm">{title}</span>
                <Strip levels={levels} label={say.stripOf(title, levels)} />
                <span className="n">{say.cards(cards)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <section className="band">
        <h2>{say.areas}</h2>
        <div>
          <ul className="areas">
            {strength.decks.flatMap(({ deck, categories }) =>
              categories.map(({ category, name, levels, cards }) => (
                <li key={`${deck} ${category}`}>
                  <span className="nm">{name}</span>
                  <Strip levels={levels} label={say.stripOf(name, levels)} />
                  <span className="n">{say.cards(cards)}</span>
                </li>
              )),
            )}
          </ul>
          <Legend />
        </div>
      </section>
      <section className="band">
        <h2>
          {say.states}
          <small>{say.statesNote}</small>
        </h2>
        <dl className="states">
          {states.map((kind) => (
            <div key={kind}>
              <dt>{say.stateNames[kind]}</dt>
              <dd>{number(strength.states[kind])}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}

function Legend() {
  return (
    <ul className="legend" aria-label={words.today.legend}>
      {words.levels.map((name, level) => (
        <li key={name} className="has">
          <svg className="tint" viewBox="0 0 14 14" aria-hidden="true">
            <rect className={`k${level}`} x="0.5" y="0.5" width="13" height="13" />
          </svg>
          <Mark level={level as Level} />
          {name}, {words.today.levelRange[level]}
        </li>
      ))}
    </ul>
  );
}
