import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Link, Redirect, useLocation } from 'wouter';
import { useStore } from 'zustand';
import { reportId } from '#core/decks/report.ts';
import type { QuizId } from '#core/ids.ts';
import { withOption } from '#core/quiz/given.ts';
import { getQuestion } from '#core/quiz/mark.ts';
import type { Question, Quiz, Sheet } from '#core/quiz/question.ts';
import { countSheets, isAnswered, paperOf } from '#core/quiz/sheet.ts';
import { findBegun } from '#state/begun-exam.ts';
import { createExamStore } from '#state/exam-store.ts';
import { useQuiz } from '#state/live/use-quiz.ts';
import { useReported } from '#state/live/use-reports.ts';
import type { NoticesStore } from '#state/notices.ts';
import { useServices } from '#state/services-context.ts';
import { useAlone } from '#state/use-alone.ts';
import { afterPaint } from '#views/parts/after-paint.ts';
import { EmptyPage } from '#views/parts/EmptyPage.tsx';
import { SkipLink, useScreen } from '#views/parts/Page.tsx';
import { RouteLine } from '#views/parts/RouteLine.tsx';
import { Unsaved } from '#views/parts/Unsaved.tsx';
import { useModal } from '#views/parts/use-modal.ts';
import { Waiting } from '#views/parts/Waiting.tsx';
import { NoQuiz } from '#views/quiz/NoQuiz.tsx';
import { ReportQuestion } from '#views/report/ReportQuestion.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import { examWords } from '#views/words/exam.en.ts';
import { AnswerSheet } from './AnswerSheet.tsx';
import { useExamKeys } from './exam-keys.ts';
import '#views/quiz/quiz.css';
import '#views/study/study.css';
import './exam.css';

const say = examWords.sit;
const lastMs = 5 * 60_000;

/** A mock exam that goes on: in one tab alone, since a clock runs. */
export function ExamView({ id, notices }: { readonly id: string; readonly notices: NoticesStore }) {
  const services = useServices();
  const begun = findBegun(services, id as QuizId);
  // The first question of what has just begun is painted before anything is read, written or drawn beside it.
  const [isPainted, paint] = useState(begun === undefined);
  useEffect(() => void afterPaint().then(() => paint(true)), []);
  const stored = useQuiz(isPainted ? (id as QuizId) : undefined);
  const page = stored ?? begun ?? stored;
  const where = useAlone(`cardwright-exam-${id}`);
  if (page === null || (page !== undefined && page.quiz.exam === undefined)) return <NoQuiz />;
  if (page?.quiz.finishedAt !== undefined) return <Redirect to={`/exam/${id}/result`} replace />;
  if (where === 'elsewhere') {
    return <EmptyPage tab="quiz" head={say.elsewhere} help={say.elsewhereHelp} to="/exam" act={examWords.result.close} />;
  }
  // Nobody else has what this tab has just begun.
  if (page === undefined || (where === 'asking' && begun === undefined)) return <Waiting />;
  return <Sitting key={id} quiz={page.quiz} isPainted={isPainted} notices={notices} />;
}

function Sitting({
  quiz: stored,
  isPainted,
  notices,
}: {
  readonly quiz: Quiz;
  readonly isPainted: boolean;
  readonly notices: NoticesStore;
}) {
  const services = useServices();
  const [store] = useState(() => createExamStore(services, stored));
  const { quiz, index, paused, keeping, leftMs } = useStore(store);
  const [asking, ask] = useState(false);
  const [reporting, report] = useState(false);
  const reported = useReported(isPainted);
  const [isTimeShown, showTime] = useState(true);
  const [, navigate] = useLocation();
  useEffect(() => services.holdSession(), [services]);
  const isBegun = findBegun(services, stored.id) !== undefined;
  useEffect(() => {
    if (!isBegun) return undefined;
    // Whether it could be written is told, whatever is done or not; what is done is written after the exam.
    const write = () => void store.getState().saveAgain();
    if (isPainted) write();
    return write;
  }, [store, isBegun, isPainted]);

  const total = quiz.questions.length;
  const question = getQuestion(quiz, index);
  const paper = paperOf(quiz);
  const sheet = paper.sheets[index] ?? { struck: [], spentMs: 0 };
  const { answered, open, marked } = countSheets(quiz);
  const main = useScreen(say.screen(index + 1, total));
  const { give, mark, strike, go, pause, goOn, tick, hide, saveAgain, handIn } = store.getState();

  // Its row may tell sooner that it is handed in, and who has gone on from the result is not called back to it.
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  async function end() {
    if ((await handIn()) && isHere.current) navigate(`/exam/${quiz.id}/result`, { replace: true });
  }
  const timeIsUp = leftMs === 0;
  useEffect(() => {
    if (timeIsUp && keeping.kind === 'kept') void end();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the time is up and all is written
  }, [timeIsUp, keeping.kind]);

  useEffect(() => {
    if (paused) return undefined;
    const timer = setInterval(tick, 1_000);
    const away = () => document.visibilityState === 'hidden' && hide();
    document.addEventListener('visibilitychange', away);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', away);
      hide();
    };
  }, [paused, tick, hide]);

  useExamKeys({
    idle: asking || reporting || timeIsUp,
    paused,
    options: question.kind === 'choice' || question.kind === 'response' ? question.options.length : 0,
    choose: (option) => give(withOption(question, sheet.given ?? { kind: 'none' }, option)),
    strike,
    mark,
    pause: paused ? goOn : pause,
    turn: (by) => go(index + by),
    end: () => ask(true),
    report: reported?.has(reportId(question)) === true ? undefined : () => report(true),
  });

  const head = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    head.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [index, paused]);

  const unsaved = keeping.kind === 'unsaved' && (
    <Unsaved head={say.unsaved} safe={say.unsavedSafe} code={keeping.code} again={() => void saveAgain()} />
  );
  return (
    <div className="study">
      <SkipLink />
      <header className="bar">
        {paused ? (
          <span />
        ) : (
          <button type="button" className="quiet" onClick={pause} aria-keyshortcuts="p" aria-label={say.pause}>
            <PauseIcon />
            <span className="word">{say.pause}</span>
          </button>
        )}
        <RouteLine done={answered} of={total} />
        <p className="counts">
          {isTimeShown && <span className="clock">{say.left(leftMs)}</span>}
          <button type="button" className="quiet txt" onClick={() => showTime(!isTimeShown)}>
            {isTimeShown ? say.hide : say.show}
          </button>
        </p>
      </header>
      <p className="vh" role="status">
        {leftMs <= lastMs && paper.exam.minutes * 60_000 > lastMs && say.fiveLeft}
      </p>
      <main className="wrap exam" id="main" tabIndex={-1} ref={main}>
        {paused ? (
          <section className="rests">
            <h1 tabIndex={-1} ref={head}>
              {say.paused}
            </h1>
            <p className="lead">{say.pausedLead(leftMs)}</p>
            <p className="acts">
              <button type="button" className="btn main" onClick={goOn} aria-keyshortcuts="p">
                {say.goOn} <kbd>P</kbd>
              </button>
              <Link className="btn" href="/exam">
                {say.leave}
              </Link>
            </p>
            {unsaved}
          </section>
        ) : (
          <div className="svc">
            <div className="qz">
              <div className="qhead">
                <p className="label">{say.place(index + 1, total)}</p>
                <button type="button" className="quiet" aria-pressed={sheet.marked === true} onClick={mark}>
                  <FlagIcon filled={sheet.marked === true} />
                  {sheet.marked === true ? say.marked : say.mark} <kbd>M</kbd>
                </button>
              </div>
              <h1 className="q" id="question" tabIndex={-1} ref={head}>
                <CardText text={question.stem} />
              </h1>
              <AnswerSheet key={question.id} question={question} sheet={sheet} give={give} strike={strike} />
              <ReportQuestion
                key={`said ${question.id}`}
                question={question}
                deck={quiz.deck}
                given={sheet.given ?? { kind: 'none' }}
                reported={reported}
                notices={notices}
                sitting
                asking={reporting}
                ask={report}
              />
              {unsaved}
              <div className="pn">
                <button type="button" className="btn" disabled={index === 0} onClick={() => go(index - 1)}>
                  <kbd>←</kbd> {say.previous}
                </button>
                <button type="button" className="link onlyp" onClick={() => document.getElementById('papers')?.focus()}>
                  {say.jump(index + 1, total)}
                </button>
                <button type="button" className="btn main" disabled={index + 1 === total} onClick={() => go(index + 1)}>
                  {say.next} <kbd>→</kbd>
                </button>
              </div>
              <p className="small keyhint">{say.hint}</p>
            </div>
            <aside>
              <h2 id="papers" tabIndex={-1}>
                {say.questions}
              </h2>
              {isPainted && <Navigator questions={quiz.questions} sheets={paper.sheets} index={index} go={go} />}
              <ul className="navkey">
                <li>
                  <span className="ky an" />
                  {say.answered}
                  <b>{answered}</b>
                </li>
                <li>
                  <span className="ky" />
                  {say.open}
                  <b>{open}</b>
                </li>
                <li>
                  <span className="ky mk" />
                  {say.markedOnes}
                  <b>{marked}</b>
                </li>
              </ul>
              <p className="small">{open === 0 ? say.allAnswered : say.pace(leftMs / open)}</p>
              <button
                type="button"
                className="btn handin"
                disabled={keeping.kind === 'saving' && timeIsUp}
                onClick={() => ask(true)}
              >
                {say.handIn}
              </button>
            </aside>
          </div>
        )}
      </main>
      {asking && (
        <HandInDialog
          open={open}
          marked={marked}
          back={() => ask(false)}
          handIn={() => {
            ask(false);
            void end();
          }}
        />
      )}
    </div>
  );
}

const Navigator = memo(function Navigator({
  questions,
  sheets,
  index,
  go,
}: {
  readonly questions: readonly Question[];
  readonly sheets: readonly Sheet[];
  readonly index: number;
  readonly go: (index: number) => void;
}) {
  return (
    <ol className="nav65">
      {questions.map((one, at) => {
        const own = sheets[at] ?? { struck: [], spentMs: 0 };
        const isDone = isAnswered(one, own);
        return (
          <li key={one.id}>
            <button
              type="button"
              className={`${isDone ? 'an' : ''}${own.marked ? ' mk' : ''}`}
              aria-current={at === index ? 'true' : undefined}
              aria-label={say.state(at + 1, isDone, own.marked === true)}
              onClick={() => go(at)}
            >
              {at + 1}
            </button>
          </li>
        );
      })}
    </ol>
  );
});

function HandInDialog({
  open,
  marked,
  back,
  handIn,
}: {
  readonly open: number;
  readonly marked: number;
  readonly back: () => void;
  readonly handIn: () => void;
}) {
  const dialog = useModal();
  return (
    <dialog className="dlg" ref={dialog} onCancel={back} aria-labelledby="hand-in">
      <h2 id="hand-in">{examWords.ask.title}</h2>
      <p>{examWords.ask.left(open, marked)}</p>
      <p className="acts">
        <button type="button" className={open === 0 ? 'btn' : 'btn main'} onClick={back}>
          {examWords.ask.back}
        </button>
        <button type="button" className={open === 0 ? 'btn main' : 'btn'} onClick={handIn}>
          {examWords.ask.handIn}
        </button>
      </p>
    </dialog>
  );
}

function PauseIcon() {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M7 4.500v11M13 4.500v11" />
    </svg>
  );
}

function FlagIcon({ filled }: { readonly filled: boolean }) {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 18 18"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M4.500 16V2.500h9l-2 3.500 2 3.500h-9" fill={filled ? 'currentColor' : 'none'} />
    </svg>
  );
}
