import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Redirect, useLocation } from 'wouter';
import { useStore } from 'zustand';
import { reportId } from '#core/decks/report.ts';
import type { EntityId, QuizId } from '#core/ids.ts';
import type { NotesPlace } from '#core/notes/files.ts';
import { blankFor, isComplete, withOption } from '#core/quiz/given.ts';
import { getQuestion, isRight, mark, markQuiz, type Marked, type MarkedPart } from '#core/quiz/mark.ts';
import {
  askedOf,
  asksForName,
  type Confidence,
  type Given,
  type Question,
  type QuestionOption,
  type Quiz,
} from '#core/quiz/question.ts';
import { useOptions } from '#state/live/use-options.ts';
import { useQuiz, type QuizPage } from '#state/live/use-quiz.ts';
import { useReported } from '#state/live/use-reports.ts';
import { createQuizStore } from '#state/quiz-store.ts';
import type { NoticesStore } from '#state/notices.ts';
import { useServices } from '#state/services-context.ts';
import { useDecide } from '#views/card/use-decide.ts';
import { Corrected } from '#views/parts/Corrected.tsx';
import { CrossIcon } from '#views/parts/icons.tsx';
import { EntityLink } from '#views/parts/EntityLink.tsx';
import { NotesLink } from '#views/parts/NotesLink.tsx';
import { SkipLink, useScreen } from '#views/parts/Page.tsx';
import { RouteLine } from '#views/parts/RouteLine.tsx';
import { Unsaved } from '#views/parts/Unsaved.tsx';
import { Waiting } from '#views/parts/Waiting.tsx';
import { ReportQuestion } from '#views/report/ReportQuestion.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import { quizWords } from '#views/words/quiz.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';
import { AnswerRows } from './AnswerRows.tsx';
import { EndDialog } from './EndDialog.tsx';
import { NoQuiz } from './NoQuiz.tsx';
import { Gone } from './OptionRow.tsx';
import { useQuizKeys } from './quiz-keys.ts';
import { WithNames } from './WithNames.tsx';
import './quiz.css';

const say = quizWords.question;

/** A quiz that is going on, one question at a time. */
export function QuizView({ id, notices }: { readonly id: string; readonly notices: NoticesStore }) {
  const page = useQuiz(id as QuizId);
  if (page === undefined) return <Waiting />;
  if (page === null || page.quiz.questions.length === 0) return <NoQuiz />;
  if (page.quiz.finishedAt !== undefined) return <Redirect to={`/quiz/${id}/result`} replace />;
  return <QuestionScreen key={id} page={page} notices={notices} />;
}

function QuestionScreen({ page: { quiz: live, notes }, notices }: { readonly page: QuizPage; readonly notices: NoticesStore }) {
  const services = useServices();
  const { askConfidence = false } = useOptions();
  const [store] = useState(() => createQuizStore(services, live));
  const { index, giving, ending, stored } = useStore(store);
  // Another tab may be ahead of this one, and this one of its query.
  const quiz = stored.answers.length > live.answers.length ? stored : live;
  const [asking, ask] = useState(false);
  const [reporting, report] = useState(false);
  const reported = useReported();
  const [, navigate] = useLocation();
  useEffect(() => services.holdSession(), [services]);

  const total = quiz.questions.length;
  const question = getQuestion(quiz, index);
  const [begun, begin] = useState<{ readonly index: number; readonly given: Given }>();
  const answer = quiz.answers[index];
  const marked = answer && mark(question, answer.given);
  const chosen = begun?.index === index ? begun.given : blankFor(question);
  const given = answer?.given ?? ('given' in giving ? giving.given : chosen);
  const { right, answered } = markQuiz(quiz);
  const last = index + 1 === total;
  const main = useScreen(say.place(index + 1, total));

  const { answer: give, saveAgain, next, end } = store.getState();
  // Where nothing else is asked, choosing the one option answers.
  const atOnce = question.kind === 'choice' && !askConfidence;
  const mayBeSure = askConfidence && question.kind !== 'match';
  const complete = isComplete(question, given) && giving.kind === 'none';
  function change(to: Given) {
    if (giving.kind === 'saving' || giving.kind === 'given') return;
    if (atOnce) void give(to);
    else if (giving.kind === 'none') begin({ index, given: to });
  }
  function answerWith(confidence?: Confidence) {
    if (complete) void give(given, confidence);
  }
  async function endQuiz() {
    if (await end()) navigate(`/quiz/${quiz.id}/result`, { replace: true });
  }
  const goOn = () => (last ? void endQuiz() : next());
  const askToEnd = () => (answered === total ? void endQuiz() : ask(true));
  useQuizKeys({
    idle: asking || reporting,
    answered: answer !== undefined,
    options: question.kind === 'choice' || question.kind === 'response' ? question.options.length : 0,
    choose: (option) => change(withOption(question, given, option)),
    answer: atOnce ? undefined : answerWith,
    sure: mayBeSure ? answerWith : undefined,
    next: goOn,
    end: askToEnd,
    report: answer !== undefined && reported?.has(reportId(question)) !== true ? () => report(true) : undefined,
  });

  const head = useRef<HTMLHeadingElement>(null);
  const nextButton = useRef<HTMLButtonElement>(null);
  const isAnswered = answer !== undefined;
  useLayoutEffect(() => {
    // Focus follows what is new, in the same frame: the question, then the way on. Nothing is scrolled on the reveal.
    if (isAnswered) nextButton.current?.focus({ preventScroll: true });
    else {
      head.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }, [index, isAnswered]);

  return (
    <div className="study">
      <SkipLink />
      <header className="bar">
        <button type="button" className="quiet" onClick={askToEnd} aria-label={say.end}>
          <CrossIcon />
          <span className="word">{say.end}</span>
        </button>
        <RouteLine done={answered} of={total} />
        <p className="counts">{answered > 0 && say.soFar(right, answered)}</p>
      </header>
      <main className="desk qz" id="main" tabIndex={-1} ref={main}>
        <p className="label">{say.place(index + 1, total)}</p>
        <h1 className="q" id="question" tabIndex={-1} ref={head}>
          {marked === undefined ? <CardText text={question.stem} /> : <WithNames text={question.stem} question={question} />}
        </h1>
        <AnswerRows
          key={index}
          question={question}
          given={given}
          marked={marked}
          deck={quiz.deck}
          notes={notes}
          change={change}
          busy={giving.kind === 'saving'}
        />
        <p className="vh" role="status">
          {marked !== undefined && tellAnswer(question, marked)}
        </p>
        {giving.kind === 'unsaved' && (
          <Unsaved head={say.unsaved} safe={say.unsavedSafe} code={giving.code} again={() => void saveAgain()} />
        )}
        {ending.kind === 'unsaved' && (
          <Unsaved head={say.endUnsaved} safe={say.endUnsavedSafe} code={ending.code} again={() => void endQuiz()} />
        )}
        {marked === undefined ? (
          giving.kind !== 'unsaved' &&
          (atOnce ? (
            <p className="hint small">{say.hint}</p>
          ) : (
            <AnswerBar question={question} given={given} ready={complete} mayBeSure={mayBeSure} answer={answerWith} />
          ))
        ) : (
          <div className="foot">
            <div className="why">
              <Why question={question} quiz={quiz} notes={notes} />
              {marked.parts.map((part) => (
                <RightToo key={`${question.id} ${part.entity}`} question={question} part={part} notices={notices} />
              ))}
              <ReportQuestion
                question={question}
                deck={quiz.deck}
                given={given}
                reported={reported}
                notices={notices}
                asking={reporting}
                ask={report}
              />
            </div>
            <div className="on">
              <button type="button" className="btn main" ref={nextButton} onClick={goOn} disabled={ending.kind === 'saving'}>
                {last ? say.toResult : say.next} <kbd>{say.enter}</kbd>
              </button>
            </div>
          </div>
        )}
      </main>
      {asking && (
        <EndDialog
          answered={answered}
          left={total - answered}
          end={() => {
            ask(false);
            void endQuiz();
          }}
          goOn={() => ask(false)}
        />
      )}
    </div>
  );
}

/** Each of the three answers, too; so how sure takes the place of one tap and adds none. */
function AnswerBar({
  question,
  given,
  ready,
  mayBeSure,
  answer,
}: {
  readonly question: Question;
  readonly given: Given;
  readonly ready: boolean;
  readonly mayBeSure: boolean;
  readonly answer: (confidence?: Confidence) => void;
}) {
  const help = helpOf(question, given);
  return (
    <div className="answer">
      {mayBeSure ? (
        <div className="strip3" role="group" aria-label={say.sureness}>
          {confidences.map((confidence, at) => (
            <button key={confidence} type="button" className="btn" disabled={!ready} onClick={() => answer(confidence)}>
              {say.confidence[confidence]} <kbd>{at + 1}</kbd>
            </button>
          ))}
        </div>
      ) : (
        <p className="small" role="status">
          {help}
        </p>
      )}
      <button type="button" className="btn main" disabled={!ready} onClick={() => answer()}>
        {say.answer} <kbd>{say.enter}</kbd>
      </button>
      {mayBeSure && (
        <p className="small" role="status">
          {ready && question.kind !== 'response' ? say.confidenceHelp : help}
        </p>
      )}
    </div>
  );
}

const confidences = ['sure', 'unsure', 'guess'] as const satisfies readonly Confidence[];

/** How far it is, and why it cannot be answered yet. */
function helpOf(question: Question, given: Given): string {
  switch (question.kind) {
    case 'choice':
      return given.kind === 'choice' ? '' : say.chooseFirst;
    case 'response':
      return say.several(given.kind === 'response' ? given.chosen.length : 0, question.keys.length);
    case 'match': {
      const matched = given.kind === 'match' ? given.chosen.filter((option) => option !== null).length : 0;
      return say.match.matched(matched, question.pairs.length);
    }
    case 'typed':
      return isComplete(question, given) ? '' : say.typed.first;
  }
}

/** Why it is right, in the notes' words; what was to be matched says so in its rows. */
function Why({ question, quiz, notes }: { readonly question: Question; readonly quiz: Quiz; readonly notes: NotesPlace }) {
  const key = keysOf(question)[0];
  return (
    <>
      {question.kind !== 'match' && (
        <p>
          <WithNames text={question.rationale} question={question} />
        </p>
      )}
      {question.kind !== 'match' && key !== undefined && <Gone option={key} sourced />}
      {askedOf(question)
        .flatMap(({ corrections = [] }) => corrections)
        .map((one) => (
          <Corrected key={one.id} correction={one} />
        ))}
      {question.kind !== 'match' && (
        <p className="small">
          <NotesLink deck={quiz.deck} notes={notes} lines={question.lines} />
          {key !== undefined && (
            <>
              {' · '}
              <EntityLink id={key.entity} name={key.name} />
            </>
          )}
        </p>
      )}
    </>
  );
}

function keysOf(question: Question): QuestionOption[] {
  switch (question.kind) {
    case 'choice':
      return question.options.filter((_, at) => at === question.key);
    case 'response':
      return question.options.filter((_, at) => question.keys.includes(at));
    case 'match':
      return question.pairs.flatMap(({ key }) => question.options[key] ?? []);
    case 'typed':
      return [question.key];
  }
}

/** A wrong answer that is right after all is never offered against this key again. What was asked stays as it was marked. */
function RightToo({
  question,
  part: { entity, chosen, outcome },
  notices,
}: {
  readonly question: Question;
  readonly part: MarkedPart;
  readonly notices: NoticesStore;
}) {
  const [ruledOut, ruleOut] = useState(false);
  const { decide, failed } = useDecide(notices, () => ruleOut(false));
  if (chosen === undefined || outcome !== 'wrong' || chosen.entity === entity) return null;
  async function veto(alsoRight: EntityId) {
    if ((await decide({ kind: 'veto', asked: entity, alsoRight })) === undefined) ruleOut(true);
  }
  return (
    <p className="small">
      {ruledOut ? (
        say.rightTooTold
      ) : (
        <button type="button" className="link" onClick={() => void veto(chosen.entity)}>
          {say.rightToo(asksForName(question.direction) ? chosen.text : chosen.name)}
        </button>
      )}
      {failed !== undefined && <span role="alert"> {unsavedWords.why[failed]}</span>}
    </p>
  );
}

function tellAnswer(question: Question, { outcome, parts }: Marked): string {
  if (question.kind === 'match') return say.toldMatch(parts.filter(isRight).length, parts.length);
  if (question.kind === 'typed') {
    const almost = parts.some((part) => part.outcome === 'almost');
    if (almost) return say.toldAlmost(question.key.text, question.rationale);
    return say.told(outcome === 'right', [question.key.text], question.rationale);
  }
  const keys = keysOf(question).map((key) => `${quizWords.letters[question.options.indexOf(key)] ?? ''}: ${key.text}`);
  return say.told(outcome === 'right', keys, question.rationale);
}
