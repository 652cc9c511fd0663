import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useStore } from 'zustand';
import { EXAM_KINDS, type Exam, type ExamDomain, type ExamKind } from '#core/decks/deck.ts';
import type { DeckId } from '#core/ids.ts';
import { scoreExam } from '#core/quiz/exam-score.ts';
import { blueprintOf, shareOut, type Blueprint } from '#core/quiz/exam.ts';
import { countOffered } from '#core/quiz/offer.ts';
import type { Quiz } from '#core/quiz/question.ts';
import { countSheets, leftMs, paperOf } from '#core/quiz/sheet.ts';
import { createExamStart } from '#state/exam-store.ts';
import { useExamHistory } from '#state/live/use-exam.ts';
import { useDeckNames, useDeckOffer, type DeckName, type DeckOffer } from '#state/live/use-quiz.ts';
import { useOptions } from '#state/live/use-options.ts';
import { useServices } from '#state/services-context.ts';
import { NoDecksPage } from '#views/parts/EmptyPage.tsx';
import { Page } from '#views/parts/Page.tsx';
import { examWords } from '#views/words/exam.en.ts';
import { dateFull, dateShort } from '#views/words/format.ts';
import { quizWords } from '#views/words/quiz.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';
import '#views/quiz/quiz.css';
import './exam.css';

const say = examWords.start;
const mostQuestions = 200;
const mostMinutes = 600;

const noParts: readonly [] = [];

/** Which exam, or which measure of one's own; the one that was left comes first. */
export function ExamStartView() {
  const decks = useDeckNames();
  const history = useExamHistory();
  const [chosen, choose] = useState<DeckId>();
  const deck = chosen ?? decks?.[0]?.id;
  const { leaveOutRetired } = useOptions();
  const examined = useDeckOffer(deck, { leaveOutRetired }, noParts);
  if (decks !== undefined && deck === undefined) {
    return <NoDecksPage tab="quiz" head={say.noDeck} help={say.noDeckHelp} act={say.toDecks} />;
  }
  if (decks === undefined || history === undefined || examined === undefined || deck === undefined) {
    return (
      <Page title={say.screen} tab="quiz">
        <div className="opening">
          <h1 className="wait">{say.loading}</h1>
        </div>
      </Page>
    );
  }
  return (
    <Page title={say.screen} tab="quiz">
      <div className="exam-start">
        {history.open === undefined ? (
          <Choices key={deck} examined={examined} decks={decks} deck={deck} choose={choose} />
        ) : (
          <Left exam={history.open} />
        )}
        {history.ended.length > 0 && <Earlier ended={history.ended} />}
      </div>
    </Page>
  );
}

function Left({ exam }: { readonly exam: Quiz }) {
  const { open } = countSheets(exam);
  const paper = paperOf(exam);
  return (
    <section className="intro">
      <p className="label">{say.label}</p>
      <h1>{say.openTitle}</h1>
      <p className="lead">{say.openLead(paper.exam.name, open, leftMs(paper))}</p>
      <p className="acts">
        <Link className="btn main" href={`/exam/${exam.id}`}>
          {say.resume}
        </Link>
      </p>
    </section>
  );
}

function Choices({
  examined: { state, everything, exams, covered },
  decks,
  deck,
  choose,
}: {
  readonly examined: DeckOffer;
  readonly decks: readonly DeckName[];
  readonly deck: DeckId;
  readonly choose: (deck: DeckId) => void;
}) {
  const services = useServices();
  const [store] = useState(() => createExamStart(services));
  const starting = useStore(store, (state) => state.starting);
  const [, navigate] = useLocation();
  const options = useOptions();
  const [picked, pick] = useState<string>(() => exams.find(({ id }) => id === options.exam)?.id ?? exams[0]?.id ?? 'own');
  const [questions, setQuestions] = useState('20');
  const [minutes, setMinutes] = useState('30');
  const [kinds, setKinds] = useState<readonly ExamKind[]>(['choice', 'response']);
  const [weighed, weigh] = useState<string>('');
  const [weights, setWeights] = useState<Readonly<Record<string, string>>>({});
  const base = exams.find(({ id }) => id === weighed);
  const percents = (base?.domains ?? []).map(({ id, percent }) => weights[id] ?? String(percent));
  const own: Blueprint = {
    // Its tags say what serves which domain.
    ...(base && { id: base.id }),
    name: say.own,
    questions: Number(questions),
    minutes: Number(minutes),
    kinds,
    domains: weighedDomains(base, percents),
  };
  const published = exams.find(({ id }) => id === picked);
  const blueprint = published === undefined ? own : blueprintOf(published);
  // Of an exam it is known for its own kinds of question: where others are chosen, it may be drawn shorter than is told here.
  const weighedBy = published ?? base;
  const available =
    weighedBy === undefined ? [countOffered(everything, [], own.kinds)] : (covered[exams.indexOf(weighedBy)] ?? []);
  const fits =
    published !== undefined || (isWhole(questions, mostQuestions) && isWhole(minutes, mostMinutes) && areWeights(percents));
  const counts = fits ? shareOut(blueprint, available) : [];
  const asked = counts.reduce((sum, value) => sum + value, 0);
  const ready = fits && asked > 0;
  const choiceOf = (one: Blueprint) => ({ deck, state, limits: { leaveOutRetired: options.leaveOutRetired }, blueprint: one });
  const choice = choiceOf(blueprint);
  // Whoever does not take an exam as it is published takes one to the own measure.
  const likely = published === undefined ? [choice] : [choice, choiceOf(own)];
  const wished = JSON.stringify(likely);
  useEffect(() => {
    if (ready) store.getState().prepare(likely);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- when something else is chosen, told by its text
  }, [store, wished, ready]);
  if (everything.areas.length === 0) {
    return <EmptyInside to={`/notes/${deck}`} />;
  }

  async function start() {
    if (!ready) return;
    const id = await store.getState().start(choice);
    if (id !== undefined) navigate(`/exam/${id}`);
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <div className="intro">
        <p className="label">{say.label}</p>
        <h1>{say.title}</h1>
        <p className="lead">{say.lead}</p>
        <p className="acts">
          <button type="submit" className="btn main" disabled={!ready || starting.kind === 'saving'}>
            {starting.kind === 'saving' ? say.starting : say.start}
          </button>
        </p>
        <p className="small" aria-live="polite">
          {asked > 0 && say.measure(asked, (blueprint.minutes * 60_000 * asked) / blueprint.questions)}
        </p>
        <p className="small">{say.rules}</p>
        {starting.kind === 'unsaved' && (
          <p className="tell" role="alert">
            {say.unsaved} {unsavedWords.why[starting.code]}
          </p>
        )}
      </div>
      <div className="choices">
        {decks.length > 1 && (
          <fieldset>
            <legend>{say.deck}</legend>
            <ul className="rows">
              {decks.map(({ id, title }) => (
                <li key={id}>
                  <label className="row">
                    <input type="radio" name="deck" checked={id === deck} onChange={() => choose(id)} />
                    <span className="nm">{title}</span>
                  </label>
                </li>
              ))}
            </ul>
          </fieldset>
        )}
        <fieldset>
          <legend>{say.which}</legend>
          <ul className="rows">
            {exams.map((exam) => (
              <li key={exam.id}>
                <label className="row">
                  <input type="radio" name="exam" checked={picked === exam.id} onChange={() => pick(exam.id)} />
                  <span className="nm">{exam.name}</span>
                  <span className="n">{exam.paper && say.measure(exam.paper.questions, exam.paper.minutes * 60_000)}</span>
                </label>
                {picked === exam.id && <Cover blueprint={blueprintOf(exam)} counts={counts} checked={exam.checked} />}
              </li>
            ))}
            <li>
              <label className="row">
                <input type="radio" name="exam" checked={published === undefined} onChange={() => pick('own')} />
                <span className="nm">{say.own}</span>
                <span className="n">{say.ownHelp}</span>
              </label>
              {published === undefined && (
                <div className="measure">
                  <Measure
                    label={say.questions}
                    value={questions}
                    change={setQuestions}
                    wrong={isWhole(questions, mostQuestions) ? undefined : say.badQuestions(mostQuestions)}
                  />
                  <Measure
                    label={say.minutes}
                    value={minutes}
                    change={setMinutes}
                    wrong={isWhole(minutes, mostMinutes) ? undefined : say.badMinutes}
                  />
                  <fieldset className="kinds">
                    <legend>{say.kinds}</legend>
                    {EXAM_KINDS.map((kind) => {
                      const on = kinds.includes(kind);
                      const others = kinds.filter((one) => one !== kind);
                      return (
                        <label key={kind} className="row">
                          <input
                            type="checkbox"
                            className="cb"
                            checked={on}
                            disabled={on && others.length === 0}
                            onChange={() => setKinds(on ? others : [...kinds, kind])}
                          />
                          <span className="nm">{quizWords.start.question[kind].name}</span>
                        </label>
                      );
                    })}
                  </fieldset>
                  {exams.length > 0 && (
                    <label className="weigh">
                      {say.weigh}
                      <select value={weighed} onChange={({ target }) => weigh(target.value)}>
                        <option value="">{say.weighAlike}</option>
                        {exams.map(({ id, name }) => (
                          <option key={id} value={id}>
                            {name}
                          </option>
                        ))}
                      </select>
                    </label>
                  )}
                  {base?.domains.map(({ id, name }, at) => (
                    <Measure
                      key={id}
                      label={say.weightOf(name)}
                      value={percents[at] ?? ''}
                      change={(text) => setWeights({ ...weights, [id]: text })}
                      wrong={isWhole(percents[at] ?? '', 100, 0) ? undefined : say.badWeight}
                    />
                  ))}
                  {base !== undefined && <Lacking blueprint={own} counts={counts} />}
                </div>
              )}
            </li>
          </ul>
        </fieldset>
      </div>
    </form>
  );
}

function EmptyInside({ to }: { readonly to: string }) {
  return (
    <section className="intro">
      <h1>{say.noQuestions}</h1>
      <p className="lead">{say.noQuestionsHelp}</p>
      <p className="acts">
        <Link className="btn main" href={to}>
          {say.toNotes}
        </Link>
      </p>
    </section>
  );
}

/** Of the domains that were given a weight, those that the notes have too little for. */
function Lacking({ blueprint: { domains }, counts }: { readonly blueprint: Blueprint; readonly counts: readonly number[] }) {
  const lacking = domains.filter(({ percent }, at) => percent > 0 && (counts[at] ?? 0) === 0).map(({ name }) => name);
  return lacking.length === 0 || counts.length === 0 ? null : <p className="small cover">{say.lacks(lacking)}</p>;
}

/** In percent of all that is weighed. */
function weighedDomains(base: Exam | undefined, percents: readonly string[]): ExamDomain[] {
  if (base === undefined || !areWeights(percents)) return [];
  const sum = percents.reduce((all, percent) => all + Number(percent), 0);
  return base.domains.map((domain, at) => ({ ...domain, percent: (Number(percents[at]) * 100) / sum }));
}

/** None at all is as good: then nothing is weighed. */
function areWeights(percents: readonly string[]): boolean {
  return (
    percents.every((percent) => isWhole(percent, 100, 0)) && (percents.length === 0 || percents.some((one) => Number(one) > 0))
  );
}

/** What of the exam the notes cover: said before it begins. */
function Cover({
  blueprint: { domains, questions },
  counts,
  checked,
}: {
  readonly blueprint: Blueprint;
  readonly counts: readonly number[];
  readonly checked: string;
}) {
  const asked = counts.reduce((sum, value) => sum + value, 0);
  const lacking = domains.filter((_, at) => (counts[at] ?? 0) === 0).map(({ name }) => name);
  return (
    <p className="small cover">
      {asked === 0 ? say.nothing : lacking.length > 0 && `${say.lacks(lacking)} `}
      {asked > 0 && asked < questions && `${say.fewer(asked, questions)} `}
      {say.source(dateFull(checked))}
    </p>
  );
}

function Measure({
  label,
  value,
  change,
  wrong,
}: {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly wrong: string | undefined;
}) {
  return (
    <label>
      {label}
      <input
        type="text"
        inputMode="numeric"
        value={value}
        aria-invalid={wrong !== undefined}
        onChange={(event) => change(event.target.value)}
      />
      {wrong !== undefined && <span className="small">{wrong}</span>}
    </label>
  );
}

function Earlier({ ended }: { readonly ended: readonly Quiz[] }) {
  return (
    <section className="band">
      <h2>{say.history}</h2>
      <ul className="rows">
        {ended.map((exam) => {
          const { expected } = scoreExam(exam);
          return (
            <li key={exam.id}>
              <Link className="row" href={`/exam/${exam.id}/result`}>
                <span className="nm">{paperOf(exam).exam.name}</span>
                <span className="n">{say.attempt(dateShort(exam.day), expected.share, expected.low, expected.high)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function isWhole(text: string, most: number, least = 1): boolean {
  return /^\s*\d{1,3}\s*$/.test(text) && Number(text) >= least && Number(text) <= most;
}
