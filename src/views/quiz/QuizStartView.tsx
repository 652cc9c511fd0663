import { useEffect, useId, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useStore } from 'zustand';
import type { Atlas, Box, Island } from '#core/atlas/atlas.ts';
import type { Category } from '#core/decks/deck.ts';
import type { CategoryId, DeckId, EntityId } from '#core/ids.ts';
import { bareName } from '#core/quiz/bare-name.ts';
import { toDraw, type MixedPair as MixedPairOf } from '#core/quiz/confusions.ts';
import { markQuiz } from '#core/quiz/mark.ts';
import { countOffered, countThings } from '#core/quiz/offer.ts';
import type { QuestionKind, Quiz } from '#core/quiz/question.ts';
import { useAtlas } from '#state/live/use-atlas.ts';
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
import { useReported } from '#state/live/use-reports.ts';
import { useStrength } from '#state/live/use-today.ts';
import { createQuizStart, type QuizChoice } from '#state/quiz-store.ts';
import { useServices } from '#state/services-context.ts';
import { changeOption } from '#state/settings.ts';
import { AtlasMap } from '#views/atlas/AtlasMap.tsx';
import { CaretIcon } from '#views/parts/icons.tsx';
import { NoDecks } from '#views/parts/NoDecks.tsx';
import { Page } from '#views/parts/Page.tsx';
import { printWords } from '#views/words/print.en.ts';
import { reportWords } from '#views/words/report.en.ts';
import { quizWords } from '#views/words/quiz.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';
import { Isles } from './Isles.tsx';
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
    return (
      <Page title={say.screen} tab="quiz">
        <div className="quiz-empty">
          <p className="label">{quizWords.label}</p>
          <NoDecks head={say.noDeck} help={say.noDeckHelp} act={say.toDecks} />
        </div>
      </Page>
    );
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
  const reported = useReported();
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
          <div>
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
            {reported !== undefined && reported.size > 0 && (
              <p className="small">
                <Link className="link" href="/reports">
                  {reportWords.screen}
                </Link>
              </p>
            )}
            <p className="small">
              <Link className="link" href="/exam">
                {say.mockExam}
              </Link>
            </p>
          </div>
          {mixed && pairs[0] && <MixedPair deck={deck} mixed={mixed} pair={pairs[0]} />}
        </div>
        <div className="choices bands">
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
            <div>
              <div className="seg">
                {offered.map((length) => (
                  <label key={length}>
                    <input className="vh" type="radio" name="length" checked={length === count} onChange={() => wish(length)} />
                    <span>{lengths.includes(length) ? length : say.all(length)}</span>
                  </label>
                ))}
              </div>
              <p className="small">{count === 0 ? say.noAreaHelp : say.lengthNote(count, available)}</p>
            </div>
          </fieldset>
          <fieldset hidden={kind === 'everything'}>
            <legend>{say.areas}</legend>
            <p className="set">{say.areasSet[kind === 'mixed' ? 'mixed' : 'fading'](areas.map(({ name }) => name))}</p>
          </fieldset>
          <fieldset hidden={kind !== 'everything'}>
            <legend>
              {say.areas} <small>{say.areasChosen(chosen.length, areas.length)}</small>
            </legend>
            <div>
              <Isles
                deck={deck}
                areas={areas.map(({ id, name }) => ({ id, name, services: counts.get(id) ?? 0 }))}
                left={left}
                toggle={(id) => leave(left.has(id) ? without(left, id) : new Set([...left, id]))}
              />
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
            </div>
          </fieldset>
          <Questions asking={asking} ask={ask} />
          <Code />
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
      <div>
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
      </div>
    </fieldset>
  );
}

/** The pair that is mixed up most, on its part of the map. */
function MixedPair({
  deck,
  mixed,
  pair: { pair, times, questions },
}: {
  readonly deck: DeckId;
  readonly mixed: MixedUp;
  readonly pair: MixedPairOf;
}) {
  const page = useAtlas(deck);
  const strength = useStrength();
  if (page === undefined || page === 'none') return <figure className="pair" />;
  const islands = page.atlas.islands.filter(({ parcels }) => parcels.some(({ entity }) => pair.includes(entity)));
  const names = [nameIn(mixed, pair[0]), nameIn(mixed, pair[1])] as const;
  return (
    <figure className="pair">
      {islands.length > 0 && (
        <AtlasMap
          atlas={page.atlas}
          standings={strength?.entities}
          label={say.pairMap(...names)}
          outlined={new Set(pair)}
          crop={around(islands, page.atlas)}
          className="crop"
        />
      )}
      <figcaption className="cap small">
        <span>{say.mixedIn(times, questions)}</span>
        <Link className="link" href="/confusions">
          {say.mixUps}
        </Link>
      </figcaption>
    </figure>
  );
}

/** These islands with some sea, as wide as the picture. */
function around(islands: readonly Island[], { width, height }: Atlas): Box {
  const sea = 70;
  const boxes = islands.map(({ box }) => box);
  const [left, top] = [Math.min(...boxes.map((box) => box[0])) - sea, Math.min(...boxes.map((box) => box[1])) - sea];
  const [right, bottom] = [Math.max(...boxes.map((box) => box[2])) + sea, Math.max(...boxes.map((box) => box[3])) + sea];
  const wide = Math.min(width, Math.max(right - left, (bottom - top) * 1.4, 360));
  const high = Math.min(height, wide / 1.4);
  const x = Math.max(0, Math.min(width - wide, (left + right - wide) / 2));
  const y = Math.max(0, Math.min(height - high, (top + bottom - high) / 2));
  return [x, y, x + wide, y + high];
}

/** The code of a quiz that a friend took, or the whole link that has it. */
function Code() {
  const [, navigate] = useLocation();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const help = useId();
  return (
    <fieldset>
      <legend>{say.code.legend}</legend>
      <form
        className="code"
        onSubmit={(event) => {
          event.preventDefault();
          const code = codeIn(text);
          setWrong(code === undefined);
          if (code !== undefined) navigate(`/quiz/code/${code}`);
        }}
      >
        <label>
          {say.code.field}
          <input
            type="text"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={text}
            onChange={({ target }) => setText(target.value)}
            aria-invalid={wrong}
            aria-describedby={help}
          />
        </label>
        <button type="submit" className="btn" disabled={text.trim() === ''}>
          {say.code.open}
        </button>
        <p className="small" id={help} role={wrong ? 'alert' : undefined}>
          {wrong ? say.code.wrong : say.code.help}
        </p>
      </form>
    </fieldset>
  );
}

/** A code is letters that stand in an address as they are; what is before it in a link goes. */
function codeIn(text: string): string | undefined {
  const code = text.trim().split('/').at(-1)?.replaceAll(/\s/g, '') ?? '';
  return /^[A-Za-z0-9_-]+$/.test(code) ? code : undefined;
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
  const { right, answered, known } = markQuiz(quiz);
  const { day } = useServices().clock.now();
  return (
    <p className="small">
      <Link className="link" href={`/quiz/${quiz.id}/result`}>
        {say.last(right, answered, Math.round(known), quiz.day, day)}
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
      if (event.target instanceof Element && event.target.closest('a, button, .code') !== null) return;
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
