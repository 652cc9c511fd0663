import { useEffect, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useStore } from 'zustand';
import type { Category } from '#core/decks/deck.ts';
import type { CategoryId, DeckId } from '#core/ids.ts';
import { countQuestions, countServices } from '#core/quiz/generate.ts';
import { markQuiz } from '#core/quiz/mark.ts';
import type { Quiz } from '#core/quiz/question.ts';
import {
  useDeckNames,
  useDeckQuestions,
  useQuizHistory,
  type DeckName,
  type DeckQuestions,
  type QuizHistory,
} from '#state/live/use-quiz.ts';
import { createQuizStart } from '#state/quiz-store.ts';
import { useServices } from '#state/services-context.ts';
import { CaretIcon } from '#views/parts/icons.tsx';
import { Page } from '#views/parts/Page.tsx';
import { quizWords } from '#views/words/quiz.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';
import './quiz.css';

const say = quizWords.start;
const lengths = [5, 10, 20, 40];
const usualLength = 10;
/** Assumed for a question until a quiz has told this learner's pace. */
const usualSeconds = 30;

/** What the quiz will be about, and the button that starts it. */
export function QuizStartView() {
  const decks = useDeckNames();
  const history = useQuizHistory();
  const [chosenDeck, chooseDeck] = useState<DeckId>();
  const deck = chosenDeck ?? decks?.[0]?.id;
  const questions = useDeckQuestions(deck);

  if (decks !== undefined && deck === undefined) {
    return <Empty title={say.noDeck} help={say.noDeckHelp} to="/" act={say.toDecks} />;
  }
  if (decks === undefined || history === undefined || questions === undefined || deck === undefined) {
    return (
      <Page title={say.screen} tab="quiz">
        <div className="opening">
          <h1 className="wait">{say.loading}</h1>
        </div>
      </Page>
    );
  }
  const choice = decks.length > 1 ? <Decks decks={decks} chosen={deck} choose={chooseDeck} /> : undefined;
  if (questions.bank.askable.length === 0) {
    return (
      <Empty title={say.noQuestions} help={say.noQuestionsHelp} to={`/notes/${deck}`} act={say.toNotes}>
        {choice}
      </Empty>
    );
  }
  return (
    <Choices key={deck} questions={questions} history={history}>
      {choice}
    </Choices>
  );
}

function Choices({
  questions: { bank, categories },
  history: { open, last },
  children,
}: {
  readonly questions: DeckQuestions;
  readonly history: QuizHistory;
  readonly children: ReactNode;
}) {
  const services = useServices();
  const [store] = useState(() => createQuizStart(services));
  const starting = useStore(store, (state) => state.starting);
  const [, navigate] = useLocation();
  const [wished, wish] = useState(usualLength);
  const [left, leave] = useState<ReadonlySet<CategoryId>>(new Set());

  const counts = countServices(bank);
  const areas = categories.filter(({ id }) => counts.has(id));
  const chosen = areas.filter(({ id }) => !left.has(id));
  const everything = chosen.length === areas.length;
  const asked = everything ? [] : chosen.map(({ id }) => id);
  const available = chosen.length === 0 ? 0 : countQuestions(bank, asked);
  const offered = lengthsUpTo(available);
  const count = offered.findLast((length) => length <= wished) ?? offered[0] ?? 0;
  const where = whereOf(chosen, everything);
  const { day } = services.clock.now();

  async function start() {
    if (count === 0) return;
    const id = await store.getState().start({ bank, count, categories: asked });
    if (id !== undefined) navigate(`/quiz/${id}`);
  }
  useEnter(open === undefined ? () => void start() : () => navigate(`/quiz/${open.id}`));

  const begin = (
    <button
      type="button"
      className={open === undefined ? 'btn main' : 'btn'}
      disabled={count === 0 || starting.kind === 'saving'}
      onClick={() => void start()}
    >
      {starting.kind === 'saving' ? say.starting : open === undefined ? say.start : say.anew}{' '}
      {open === undefined && <kbd>{say.enter}</kbd>}
    </button>
  );
  const title = count === 0 ? say.noArea : say.title(count, where);

  return (
    <Page title={say.screen} tab="quiz">
      <div className="quiz-start">
        <div className="intro">
          <p className="label">{quizWords.label}</p>
          {open === undefined ? (
            <>
              <h1 aria-live="polite">{title}</h1>
              <p className="lead">{count === 0 ? say.noAreaHelp : say.lead(sum(chosen, counts), minutesOf(count, last))}</p>
              <div className="acts">{begin}</div>
            </>
          ) : (
            <>
              <h1>{say.openTitle}</h1>
              <p className="lead">{say.openLead(open.questions.length - open.answers.length, open.day, day)}</p>
              <div className="acts">
                <Link className="btn main" href={`/quiz/${open.id}`}>
                  {say.goOn(Math.min(open.answers.length + 1, open.questions.length), open.questions.length)}
                </Link>
              </div>
              <p className="small anew" aria-live="polite">
                {count === 0 ? say.noAreaHelp : say.anewHelp(count, where)}
              </p>
              {begin}
            </>
          )}
          {starting.kind === 'unsaved' && (
            <div className="tell" role="alert">
              <CaretIcon />
              <p>{say.notSaved}</p>
              <p className="small">{unsavedWords.why[starting.code]}</p>
            </div>
          )}
          {last !== undefined && <LastQuiz quiz={last} />}
        </div>
        <div className="choices">
          {children}
          <fieldset>
            <legend>{say.length}</legend>
            <div className="seg">
              {offered.map((length) => (
                <label key={length}>
                  <input className="vh" type="radio" name="length" checked={length === count} onChange={() => wish(length)} />
                  <span>{lengths.includes(length) ? length : say.all(length)}</span>
                </label>
              ))}
            </div>
            <p className="small">{count === 0 ? say.noAreaHelp : say.lengthNote(count, available)}</p>
          </fieldset>
          <fieldset>
            <legend>
              {say.areas} <small>{say.areasChosen(chosen.length, areas.length)}</small>
            </legend>
            <ul className="rows cols">
              {areas.map(({ id, name }) => (
                <li key={id}>
                  <label className="row">
                    <input
                      type="checkbox"
                      className="cb"
                      checked={!left.has(id)}
                      onChange={() => leave(left.has(id) ? without(left, id) : new Set([...left, id]))}
                    />
                    <span className="nm">{name}</span>
                    <span className="n">{say.services(counts.get(id) ?? 0)}</span>
                  </label>
                </li>
              ))}
            </ul>
            <p className="allnone">
              <button type="button" className="quiet" disabled={everything} onClick={() => leave(new Set())}>
                {say.allAreas}
              </button>
              <button
                type="button"
                className="quiet"
                disabled={chosen.length === 0}
                onClick={() => leave(new Set(areas.map(({ id }) => id)))}
              >
                {say.noAreas}
              </button>
            </p>
          </fieldset>
        </div>
      </div>
    </Page>
  );
}

function Decks({
  decks,
  chosen,
  choose,
}: {
  readonly decks: readonly DeckName[];
  readonly chosen: DeckId;
  readonly choose: (deck: DeckId) => void;
}) {
  return (
    <fieldset>
      <legend>{say.deck}</legend>
      <ul className="rows">
        {decks.map(({ id, title }) => (
          <li key={id}>
            <label className="row">
              <input type="radio" name="deck" className="rb" checked={id === chosen} onChange={() => choose(id)} />
              <span className="nm">{title}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function LastQuiz({ quiz }: { readonly quiz: Quiz }) {
  const { right, answered } = markQuiz(quiz);
  const { day } = useServices().clock.now();
  return (
    <p className="small">
      <Link className="link" href={`/quiz/${quiz.id}/result`}>
        {say.last(right, answered, quiz.day, day)}
      </Link>
    </p>
  );
}

function Empty({
  title,
  help,
  to,
  act,
  children,
}: {
  readonly title: string;
  readonly help: string;
  readonly to: string;
  readonly act: string;
  readonly children?: ReactNode;
}) {
  return (
    <Page title={say.screen} tab="quiz">
      <div className="quiz-empty">
        <p className="label">{quizWords.label}</p>
        <h1>{title}</h1>
        <p className="lead">{help}</p>
        <p className="acts">
          <Link className="btn main" href={to}>
            {act}
          </Link>
        </p>
        <div className="choices">{children}</div>
      </div>
    </Page>
  );
}

/** Enter starts, wherever the focus is, unless it is on something that Enter presses. */
function useEnter(act: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest('a, button') !== null) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}

/** The usual lengths that there are questions for, and all of them where that is less than the next. */
function lengthsUpTo(available: number): number[] {
  const offered = lengths.filter((length) => length <= available);
  return offered.length < lengths.length && available > (offered.at(-1) ?? 0) ? [...offered, available] : offered;
}

function whereOf(chosen: readonly Category[], everything: boolean): string {
  if (everything) return say.everything;
  const [only, ...others] = chosen;
  return only !== undefined && others.length === 0 ? only.name : say.someAreas(chosen.length);
}

function sum(areas: readonly Category[], counts: ReadonlyMap<CategoryId, number>): number {
  return areas.reduce((total, { id }) => total + (counts.get(id) ?? 0), 0);
}

function minutesOf(count: number, last: Quiz | undefined): number {
  if (last === undefined) return (count * usualSeconds) / 60;
  const takenMs = last.answers.reduce((total, answer) => total + Math.min(answer.takenMs, 120_000), 0);
  return Math.max(1, (count * takenMs) / last.answers.length / 60_000);
}

function without(left: ReadonlySet<CategoryId>, id: CategoryId): ReadonlySet<CategoryId> {
  return new Set([...left].filter((one) => one !== id));
}
