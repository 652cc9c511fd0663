import { useState } from 'react';
import { Link } from 'wouter';
import type { DeckId } from '#core/ids.ts';
import type { QueueCounts } from '#core/scheduling/queue.ts';
import type { Strength } from '#state/live/use-today.ts';
import { Mark, type Level } from '#views/parts/Mark.tsx';
import { Strip } from '#views/parts/Strip.tsx';
import { number } from '#views/words/format.ts';
import { strengthWords } from '#views/words/strength.en.ts';
import { words } from '#views/words/words.ts';

const states = ['new', 'learning', 'review', 'relearning'] as const;

/** All cards as one strip of ink, with what each shade means and how many stand there. */
function StrengthFigure({ levels }: { readonly levels: readonly number[] }) {
  const say = words.today;
  return (
    <figure className="strength">
      <Strip levels={levels} label={strengthWords.stripOf(strengthWords.strength, levels)} />
      <ul aria-label={strengthWords.legend}>
        {[4, 3, 2, 1, 0].map((level) => (
          <li key={level}>
            <svg className="tint" viewBox="0 0 14 14" aria-hidden="true">
              <rect className={`k${level}`} x="0.5" y="0.5" width="13" height="13" />
            </svg>
            <Mark level={level as Level} />
            <span>
              {words.levels[level]}
              <small>{strengthWords.levelRange[level]}</small>
            </span>
            <span className="n">{say.cards(levels[level] ?? 0)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

function StudyOne({ name, to }: { readonly name: string; readonly to: string }) {
  return (
    <Link className="link one" href={to} aria-label={strengthWords.studyOne(name)}>
      {words.today.study}
    </Link>
  );
}

/** A session of some of the decks. */
function Several({ decks }: { readonly decks: Strength['decks'] }) {
  const [open, setOpen] = useState(false);
  const [chosen, choose] = useState<readonly string[]>([]);
  const say = strengthWords;
  return (
    <div className="several">
      <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {say.several}
      </button>
      {open && (
        <fieldset>
          <legend className="vh">{say.which}</legend>
          {decks.map(({ deck, title }) => (
            <label key={deck}>
              <input
                type="checkbox"
                checked={chosen.includes(deck)}
                onChange={({ target }) => choose([...chosen.filter((each) => each !== deck), ...(target.checked ? [deck] : [])])}
              />
              {title}
            </label>
          ))}
          {chosen.length > 0 && (
            <Link className="btn" href={`/study/deck/${encodeURIComponent(chosen.join(','))}`}>
              {say.studyChosen(chosen.length)}
            </Link>
          )}
        </fieldset>
      )}
    </div>
  );
}

/** Decks, areas and states: how firmly the cards stand; of each deck, what of it is in `today`'s queue. */
export function StrengthBands({
  strength,
  today,
}: {
  readonly strength: Strength;
  readonly today: ReadonlyMap<DeckId, QueueCounts> | undefined;
}) {
  const say = words.today;
  return (
    <>
      <section className="band">
        <h2>{strengthWords.strength}</h2>
        <StrengthFigure levels={strength.levels} />
      </section>
      <section className="band">
        <h2>{strengthWords.decks}</h2>
        <div>
          <ul className="decks">
            {strength.decks.map(({ deck, title, levels, cards }) => (
              <li key={deck}>
                <Link href={`/notes/${deck}`}>
                  <span className="nm">
                    {title}
                    <small>{say.cards(cards)}</small>
                  </span>
                  <Strip levels={levels} label={strengthWords.stripOf(title, levels)} />
                  <span className="n">{today !== undefined && strengthWords.ofToday(today.get(deck))}</span>
                </Link>
                <StudyOne name={title} to={`/study/deck/${deck}`} />
              </li>
            ))}
          </ul>
          {strength.decks.length > 1 && <Several decks={strength.decks} />}
        </div>
      </section>
      <section className="band">
        <h2>{strengthWords.areas}</h2>
        <Areas decks={strength.decks} />
      </section>
      <section className="band">
        <h2>
          {strengthWords.states}
          <small>{strengthWords.statesNote}</small>
        </h2>
        <dl className="states">
          {states.map((kind) => (
            <div key={kind}>
              <dt>{strengthWords.stateNames[kind]}</dt>
              <dd>{number(strength.states[kind])}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}

/** More than these are folded: nobody reads hundreds, and they would hold up whoever leaves Today. */
const mostAreas = 40;

function Areas({ decks }: Pick<Strength, 'decks'>) {
  const [open, setOpen] = useState(false);
  const all = decks.reduce((sum, { categories }) => sum + categories.length, 0);
  const shown = open ? decks : firstAreas(decks, mostAreas);
  return (
    <div>
      {shown.map(
        ({ deck, title, categories }) =>
          categories.length > 0 && (
            <div className="of" key={deck}>
              {decks.length > 1 && <h3 className="small">{title}</h3>}
              <ul className="areas">
                {categories.map(({ category, name, levels, cards }) => (
                  <li key={category}>
                    <span className="nm">{name}</span>
                    <Strip levels={levels} label={strengthWords.stripOf(name, levels)} />
                    <span className="n">{words.today.cards(cards)}</span>
                    <StudyOne name={name} to={`/study/category/${deck}/${category}`} />
                  </li>
                ))}
              </ul>
            </div>
          ),
      )}
      {all > mostAreas && (
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? strengthWords.fewerAreas : strengthWords.allAreas(all)}
        </button>
      )}
    </div>
  );
}

/** Of each deck the areas that find room after those of the decks before it. */
function firstAreas(decks: Strength['decks'], room: number): Strength['decks'] {
  const [first, ...others] = decks;
  if (first === undefined) return [];
  const categories = first.categories.slice(0, room);
  return [{ ...first, categories }, ...firstAreas(others, room - categories.length)];
}
