import { useState } from 'react';
import { useLocation } from 'wouter';
import { comparedLines, compareEntities } from '#core/decks/compare.ts';
import type { DeckEntity } from '#core/decks/deck.ts';
import type { EntityId } from '#core/ids.ts';
import { bareName } from '#core/quiz/bare-name.ts';
import { matrixOf } from '#core/quiz/confusion-matrix.ts';
import { isWorthDrilling } from '#core/quiz/confusions.ts';
import { midSentence } from '#core/quiz/mid-sentence.ts';
import { startDrill } from '#state/drill.ts';
import { useMixedUp, type MixedUp } from '#state/live/use-mixed-up.ts';
import { useServices } from '#state/services-context.ts';
import { EmptyPage } from '#views/parts/EmptyPage.tsx';
import { CaretIcon } from '#views/parts/icons.tsx';
import { NotesLink } from '#views/parts/NotesLink.tsx';
import { Page } from '#views/parts/Page.tsx';
import { SideBySide } from '#views/parts/SideBySide.tsx';
import { Waiting } from '#views/parts/Waiting.tsx';
import { confusionWords } from '#views/words/confusions.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';
import './confusions.css';

const say = confusionWords;
/** Of many most were mixed up once; those stand behind a press. */
const shownPairs = 8;

/** What this learner takes for what, with a drill of each pair. */
export function ConfusionsView() {
  const decks = useMixedUp();
  if (decks === undefined) return <Waiting />;
  const mixed = decks.filter(({ confusions }) => confusions.pairs.length > 0);
  if (mixed.length === 0) return <EmptyPage tab="quiz" head={say.empty} help={say.emptyHelp} to="/quiz" act={say.toQuiz} />;
  return (
    <Page title={say.screen} tab="quiz">
      {mixed.map((one) => (
        <DeckConfusions key={one.deck} mixed={one} />
      ))}
    </Page>
  );
}

function DeckConfusions({ mixed }: { readonly mixed: MixedUp }) {
  const { confusions, things, groups, deck, notes } = mixed;
  const { drill, drilling, failed } = useDrill(mixed);
  const [all, showAll] = useState(false);
  const [first, ...others] = confusions.pairs;
  if (first === undefined) return null;
  const [asked, chosen] = [getThing(things, first.pair[0]), getThing(things, first.pair[1])];
  const names = [bareName(asked.name), bareName(chosen.name)] as const;
  const often = confusions.confusions
    .filter((one) => one.asked === asked.id && one.chosen === chosen.id)
    .reduce((sum, one) => sum + one.times, 0);
  const rows = compareEntities(asked, chosen);
  const sources = [comparedLines(asked, rows, 0), comparedLines(chosen, rows, 1)].filter(({ length }) => length > 0);
  const clear = isWorthDrilling(first) && (others[0] === undefined || first.times > others[0].times);
  return (
    <div className="mixups">
      <div>
        <p className="label">{say.label}</p>
        <h1>{clear ? say.above(confusions.pairs.length) : say.title(confusions.pairs.length)}</h1>
        <p className="lead">{say.lead(names[0], names[1], often, confusions.asked.get(asked.id) ?? often)}</p>
        <p className="acts">
          <button type="button" className="btn main" disabled={drilling} onClick={() => drill(first.pair)}>
            {drilling ? say.drilling : say.drill(...names)}
          </button>
        </p>
        <p className="small">{say.drillHelp}</p>
        {failed !== undefined && (
          <div className="tell" role="alert">
            <CaretIcon />
            <p>{say.notStarted}</p>
            <p className="small">{failed}</p>
          </div>
        )}
        <section className="pairs">
          <h2>{say.strongest}</h2>
          <ul>
            {(all ? confusions.pairs : confusions.pairs.slice(0, shownPairs)).map(({ pair, times, questions }) => {
              const [one, other] = [getThing(things, pair[0]), getThing(things, pair[1])];
              const both = [bareName(one.name), bareName(other.name)] as const;
              const [a, b] = [gistOf(one), gistOf(other)];
              return (
                <li key={pair.join(' ')}>
                  <div>
                    <p>{say.pair(...both)}</p>
                    {a !== undefined && b !== undefined && (
                      <p className="small">{say.gists(a, midSentence(b, textsOf(one, other)))}</p>
                    )}
                  </div>
                  <div className="n">
                    <b>{say.of(times, questions)}</b>
                    <button
                      type="button"
                      className="link"
                      aria-label={say.drill(...both)}
                      disabled={drilling}
                      onClick={() => drill(pair)}
                    >
                      {say.drillOne}
                    </button>
                  </div>
                </li>
              );
            })}
          </ul>
          {!all && confusions.pairs.length > shownPairs && (
            <p>
              <button type="button" className="link" onClick={() => showAll(true)}>
                {say.allPairs(confusions.pairs.length)}
              </button>
            </p>
          )}
        </section>
      </div>
      <div>
        <Matrix matrix={matrixOf(confusions, groups)} things={things} />
        <p className="small">{say.note}</p>
      </div>
      <section className="contrast" aria-label={say.contrast}>
        <h2>
          {say.contrast} <small>{say.fromNotes}</small>
        </h2>
        <div className="card-like">
          <p className="q">{say.separates(...names)}</p>
          <SideBySide key={deck} names={names} rows={rows} />
          {sources.map((lines) => (
            <p key={lines.join()} className="small from">
              <NotesLink deck={deck} notes={notes} lines={lines} />
            </p>
          ))}
        </div>
      </section>
    </div>
  );
}

/** Starts a drill and goes there; says what kept it from starting. */
function useDrill({ deck, confusions, groups }: MixedUp) {
  const services = useServices();
  const [, navigate] = useLocation();
  const [drilling, setDrilling] = useState(false);
  const [failed, setFailed] = useState<string>();
  async function begin(pair: readonly EntityId[]) {
    setDrilling(true);
    const drilled = await startDrill(services, deck, pair, { confusions, groups });
    setDrilling(false);
    if (drilled?.kind === 'begun') navigate(`/quiz/${drilled.quiz}`);
    else setFailed(drilled === undefined ? say.noQuestions : unsavedWords.why[drilled.code]);
  }
  return { drill: (pair: readonly EntityId[]) => void begin(pair), drilling, failed };
}

/** Who was taken for whom, strongest first. */
export function Matrix({
  matrix: { things: ids, breaks, times },
  things,
}: {
  readonly matrix: ReturnType<typeof matrixOf>;
  readonly things: MixedUp['things'];
}) {
  const most = Math.max(1, ...times.flatMap((row, at) => row.filter((_, other) => other !== at)));
  const names = ids.map((id) => bareName(getThing(things, id).name));
  return (
    <table className="mx">
      <caption className="vh">{say.table}</caption>
      <thead>
        <tr>
          <td className="cor" aria-hidden="true">
            {say.chosen} →<br />
            {say.asked} ↓
          </td>
          {names.map((name, at) => (
            <th key={ids[at]} scope="col" className={breaks.includes(at) ? 'gl' : undefined}>
              <span title={name}>{name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ids.map((id, row) => (
          <tr key={id} className={breaks.includes(row) ? 'gt' : undefined}>
            <th scope="row">{names[row]}</th>
            {ids.map((other, column) => {
              const often = times[row]?.[column] ?? 0;
              const edge = breaks.includes(column) ? ' gl' : '';
              if (row === column)
                return (
                  <td key={other} className={`dg${edge}`}>
                    {often > 0 && <Told figure={often} says={say.right(often)} />}
                  </td>
                );
              return (
                <td key={other} className={`w${edge}`}>
                  {often > 0 && (
                    <>
                      <svg width="34" height="34" viewBox="-17 -17 34 34" aria-hidden="true">
                        <circle r={discRadius(often, most)} />
                      </svg>
                      <Told figure={often} says={say.mixedTimes(often)} />
                    </>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Told({ figure, says }: { readonly figure: number; readonly says: string }) {
  return (
    <>
      <span aria-hidden="true">{figure}</span>
      <span className="vh">{says}</span>
    </>
  );
}

/** By area; large enough for its figure. */
function discRadius(times: number, most: number): number {
  return 8.5 + 8 * Math.sqrt((times - 1) / Math.max(1, most - 1));
}

function gistOf({ gist, purpose }: DeckEntity): string | undefined {
  return gist ?? purpose?.text;
}

function textsOf(...things: readonly DeckEntity[]): string[] {
  return things.flatMap(({ facts, purpose }) => [...facts.map(({ text }) => text), purpose?.text ?? '']);
}

function getThing(things: MixedUp['things'], id: EntityId): DeckEntity {
  const thing = things.get(id);
  if (thing === undefined) throw new Error(`nothing is known of ${id}`);
  return thing;
}
