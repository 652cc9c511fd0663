import { useEffect, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useStore } from 'zustand';
import type { Category } from '#core/decks/deck.ts';
import type { CategoryId, DeckId, EntityId } from '#core/ids.ts';
import { bareName } from '#core/quiz/bare-name.ts';
import { toDraw } from '#core/quiz/confusions.ts';
import { markQuiz } from '#core/quiz/mark.ts';
import { countOffered, countThings } from '#core/quiz/offer.ts';
import type { QuestionKind, Quiz } from '#core/quiz/question.ts';
import { useFading } from '#state/live/use-fading.ts';
import { useMixedUp, type MixedUp } from '#state/live/use-mixed-up.ts';
import { useOptions } from '#state/live/use-options.ts';
import {
  useDeckNames,
  useDeckOffer,
  useQuizHistory,
  type DeckName,
  type DeckOffer,
  type Limits,
  type QuizHistory,
} from '#state/live/use-quiz.ts';
import { createQuizStart, type QuizChoice } from '#state/quiz-store.ts';
import { useServices } from '#state/services-context.ts';
import { changeOption } from '#state/settings.ts';
import { CaretIcon } from '#views/parts/icons.tsx';
import { Page } from '#views/parts/Page.tsx';
import { printWords } from '#views/words/print.en.ts';
import { quizWords } from '#views/words/quiz.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';
import './quiz.css';

const say = quizWords.start;
const lengths = [5, 10, 20, 40];
const usualLength = 10;
/** Mixed up so often, what is mixed up is what a quiz is about at first. */
const oftenMixed = 3;
/** Fewer things make no quiz of their own. */
const fewest = 2;
/** Assumed for a question until a quiz has told this learner's pace. */
const usualSeconds = 30;

/** What the quiz will be about, and the button that starts it. */
export function QuizStartView() {
  const decks = useDeckNames();
  const history = useQuizHistory();
  const [chosenDeck, chooseDeck] = useState<DeckId>();
  const deck = chosenDeck ?? decks?.[0]?.id;
  const { exam, leaveOutRetired } = useOptions();
  const all = useMixedUp(deck);
  const mixed = all?.find((one) => one.deck === deck);
  const fading = useFading(deck);
  const pairs = mixed?.confusions.pairs ?? [];
  const parts = { mixed: [...new Set(pairs.flatMap(({ pair }) => pair))], fading: fading ?? [] };
  const limits: Limits = { leaveOutRetired, ...(exam !== undefined && { exam }) };
  const questions = useDeckOffer(deck, limits, [parts.mixed, parts.fading]);

  if (decks !== undefined && deck === undefined) {
    return <Empty title={say.noDeck} help={say.noDeckHelp} to="/" act={say.toDecks} />;
  }
  if (decks === undefined || history === undefined || questions === undefined || all === undefined || deck === undefined) {
    return (
      <Page title={say.screen} tab="quiz">
        <div className="opening">
          <h1 className="wait">{say.loading}</h1>
        </div>
      </Page>
    );
  }
  const choice = decks.length > 1 ? <Decks decks={decks} chosen={deck} choose={chooseDeck} /> : undefined;
  if (questions.everything.areas.length === 0) {
    return (
      <Empty title={say.noQuestions} help={say.noQuestionsHelp} to={`/notes/${deck}`} act={say.toNotes}>
        {choice}
      </Empty>
    );
  }
  return (
    <Choices key={deck} deck={deck} questions={questions} limits={limits} parts={parts} mixed={mixed} history={history}>
      {choice}
    </Choices>
  );
}

type Kind = 'mixed' | 'fading' | 'everything';

const questionKinds = ['choice', 'response', 'match', 'typed'] as const satisfies readonly QuestionKind[];

function Choices({
  deck,
  questions: { state, everything: whole, parts: counted, categories },
  limits,
  parts,
  mixed,
  history: { open, last },
  children,
}: {
  readonly deck: DeckId;
  readonly limits: Limits;
  readonly parts: Readonly<Record<'mixed' | 'fading', readonly EntityId[]>>;
  readonly mixed: MixedUp | undefined;
  readonly questions: DeckOffer;
  readonly history: QuizHistory;
  readonly children: ReactNode;
}) {
  const services = useServices();
  const [store] = useState(() => createQuizStart(services));
  const starting = useStore(store, (state) => state.starting);
  const [, navigate] = useLocation();
  const [wished, wish] = useState(usualLength);
  const [left, leave] = useState<ReadonlySet<CategoryId>>(new Set());

  const [chosenKind, chooseKind] = useState<Kind>();
  const [asking, ask] = useState<readonly QuestionKind[]>(['choice']);

  const pairs = mixed?.confusions.pairs ?? [];
  const offer: Record<Kind, readonly EntityId[] | undefined> = { ...parts, everything: undefined };
  const mixedOften = pairs.some(({ times }) => times >= oftenMixed);
  const isOffered = (one: Kind) => (one === 'mixed' ? mixedOften : one === 'everything' || (offer[one]?.length ?? 0) >= fewest);
  const kinds = (['mixed', 'fading', 'everything'] as const).filter(isOffered);
  const kind = kinds.find((one) => one === chosenKind) ?? (mixedOften ? 'mixed' : 'everything');
  const entities = offer[kind];
  const part = kind === 'everything' ? whole : (counted[kind === 'mixed' ? 0 : 1] ?? whole);

  const counts = countThings(part);
  const areas = categories.filter(({ id }) => counts.has(id));
  const chosen = areas.filter(({ id }) => !left.has(id));
  const everything = chosen.length === areas.length || kind !== 'everything';
  const asked = everything ? [] : chosen.map(({ id }) => id);
  const available = chosen.length === 0 ? 0 : countOffered(part, asked, asking);
  const offered = lengthsUpTo(available);
  const count = offered.findLast((length) => length <= wished) ?? offered[0] ?? 0;
  const where = kind === 'everything' ? whereOf(chosen, everything) : say.kinds[kind].where;
  const first = kind === 'mixed' ? pairs[0] : undefined;
  const { day } = services.clock.now();

  const choice: QuizChoice = {
    deck,
    state,
    limits,
    count,
    categories: asked,
    kinds: asking,
    confused: mixed ? toDraw(mixed.confusions) : [],
    ...(entities && { entities }),
  };
  const wanted = JSON.stringify(choice);
  useEffect(() => {
    if (count > 0) store.getState().prepare(choice);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- when something else is chosen, told by its text
  }, [store, wanted]);

  async function start() {
    if (count === 0) return;
    const id = await store.getState().start(choice);
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
              <p className="lead">
                {count === 0
                  ? say.noAreaHelp
                  : first && mixed
                    ? say.leadMixed(nameIn(mixed, first.pair[0]), nameIn(mixed, first.pair[1]), minutesOf(count, last))
                    : say.lead(sum(chosen, counts), minutesOf(count, last))}
              </p>
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
              <p className="small">
                <Link className="link" href={`/quiz/${open.id}/print`}>
                  {printWords.link}
                </Link>
              </p>
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
          {pairs.length > 0 && (
            <p className="small">
              <Link className="link" href="/confusions">
                {say.mixUps}
              </Link>
            </p>
          )}
          <p className="small">
            <Link className="link" href="/exam">
              {say.mockExam}
            </Link>
          </p>
        </div>
        <div className="choices">
          {children}
          {kinds.length > 1 && (
            <fieldset>
              <legend>{say.kind}</legend>
              <ul className="rows">
                {kinds.map((one) => (
                  <li key={one}>
                    <label className="row">
                      <input type="radio" name="kind" className="rb" checked={one === kind} onChange={() => chooseKind(one)} />
                      <span className="nm">
                        {say.kinds[one].name} <small>{say.kinds[one].help}</small>
                      </span>
                      <span className="n">
                        {one === 'mixed'
                          ? say.pairs(pairs.length)
                          : say.services(offer[one]?.length ?? sumOf(countThings(whole)))}
                      </span>
                    </label>
                  </li>
                ))}
              </ul>
            </fieldset>
          )}
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
          <Questions asking={asking} ask={ask} />
          <fieldset hidden={kind !== 'everything'}>
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

/** What kinds of question, and whether it is asked how sure. One kind stays chosen. */
function Questions({
  asking,
  ask,
}: {
  readonly asking: readonly QuestionKind[];
  readonly ask: (kinds: readonly QuestionKind[]) => void;
}) {
  const services = useServices();
  const { askConfidence = false } = useOptions();
  const [failed, fail] = useState(false);
  async function setConfidence(on: boolean) {
    const changed = await changeOption(services, { kind: 'setting', change: { askConfidence: on } });
    fail(changed.kind === 'unsaved');
  }
  return (
    <fieldset>
      <legend>{say.questions}</legend>
      <ul className="rows cols">
        {questionKinds.map((kind) => {
          const on = asking.includes(kind);
          const others = asking.filter((one) => one !== kind);
          return (
            <li key={kind}>
              <label className="row">
                <input
                  type="checkbox"
                  className="cb"
                  checked={on}
                  disabled={on && others.length === 0}
                  onChange={() => ask(on ? others : [...asking, kind])}
                />
                <span className="nm">
                  {say.question[kind].name} <small>{say.question[kind].help}</small>
                </span>
              </label>
            </li>
          );
        })}
        <li>
          <label className="row">
            <input
              type="checkbox"
              className="cb"
              checked={askConfidence}
              onChange={({ target }) => void setConfidence(target.checked)}
            />
            <span className="nm">
              {say.confidence.name} <small>{say.confidence.help}</small>
            </span>
          </label>
        </li>
      </ul>
      {failed && <p role="alert">{say.confidence.unsaved}</p>}
    </fieldset>
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

function nameIn({ things }: MixedUp, id: EntityId): string {
  return bareName(things.get(id)?.name ?? '');
}

function sumOf(counts: ReadonlyMap<CategoryId, number>): number {
  return [...counts.values()].reduce((total, one) => total + one, 0);
}

function without(left: ReadonlySet<CategoryId>, id: CategoryId): ReadonlySet<CategoryId> {
  return new Set([...left].filter((one) => one !== id));
}
