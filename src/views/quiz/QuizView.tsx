import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Redirect, useLocation } from 'wouter';
import { useStore } from 'zustand';
import type { EntityId, QuizId } from '#core/ids.ts';
import { getQuestion, markQuiz } from '#core/quiz/mark.ts';
import { asksForName, type ChoiceQuestion, type QuizAnswer } from '#core/quiz/question.ts';
import { useQuiz, type QuizPage } from '#state/live/use-quiz.ts';
import { createQuizStore, type Giving } from '#state/quiz-store.ts';
import type { NoticesStore } from '#state/notices.ts';
import { useServices } from '#state/services-context.ts';
import { useDecide } from '#views/card/use-decide.ts';
import { Corrected } from '#views/parts/Corrected.tsx';
import { CrossIcon } from '#views/parts/icons.tsx';
import { NotesLink } from '#views/parts/NotesLink.tsx';
import { SkipLink, useScreen } from '#views/parts/Page.tsx';
import { RouteLine } from '#views/parts/RouteLine.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import { quizWords } from '#views/words/quiz.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';
import { EndDialog } from './EndDialog.tsx';
import { Waiting } from '#views/parts/Waiting.tsx';
import { NoQuiz } from './NoQuiz.tsx';
import { Gone, OptionRow, type Verdict } from './OptionRow.tsx';
import { useQuizKeys } from './quiz-keys.ts';
import { Unsaved } from '#views/parts/Unsaved.tsx';
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

function QuestionScreen({ page: { quiz, notes }, notices }: { readonly page: QuizPage; readonly notices: NoticesStore }) {
  const services = useServices();
  const [store] = useState(() => createQuizStore(services, quiz));
  const { index, giving, ending } = useStore(store);
  const [asking, ask] = useState(false);
  const [, navigate] = useLocation();
  useEffect(() => services.holdSession(), [services]);

  const total = quiz.questions.length;
  const question = getQuestion(quiz, index);
  if (question.kind !== 'choice') throw new Error(`a ${question.kind} question has no screen`);
  const answer = quiz.answers[index];
  const { right, answered } = markQuiz(quiz);
  const last = index + 1 === total;
  const main = useScreen(say.place(index + 1, total));

  const { choose, saveAgain, next, end } = store.getState();
  async function endQuiz() {
    if (await end()) navigate(`/quiz/${quiz.id}/result`, { replace: true });
  }
  const goOn = () => (last ? void endQuiz() : next());
  const askToEnd = () => (answered === total ? void endQuiz() : ask(true));
  useQuizKeys({
    idle: asking,
    answered: answer !== undefined,
    options: question.options.length,
    choose: (option) => void choose(option),
    next: goOn,
    end: askToEnd,
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
          <CardText text={question.stem} />
        </h1>
        <div
          className="opts"
          role={isAnswered ? 'list' : 'radiogroup'}
          aria-labelledby={isAnswered ? undefined : 'question'}
          aria-label={isAnswered ? say.options : undefined}
          aria-busy={giving.kind === 'saving'}
        >
          {question.options.map((option, at) => (
            <OptionRow
              key={option.entity}
              question={question}
              option={option}
              at={at}
              verdict={verdictOf(question, at, answer, giving)}
              deck={quiz.deck}
              notes={notes}
              choose={(chosen) => void choose(chosen)}
            />
          ))}
        </div>
        <p className="vh" role="status">
          {answer !== undefined && tellAnswer(question, answer)}
        </p>
        {giving.kind === 'unsaved' && (
          <Unsaved head={say.unsaved} safe={say.unsavedSafe} code={giving.code} again={() => void saveAgain()} />
        )}
        {ending.kind === 'unsaved' && (
          <Unsaved head={say.endUnsaved} safe={say.endUnsavedSafe} code={ending.code} again={() => void endQuiz()} />
        )}
        {answer === undefined ? (
          giving.kind !== 'unsaved' && <p className="hint small">{say.hint}</p>
        ) : (
          <div className="foot">
            <div className="why">
              <p>
                <CardText text={question.rationale} />
              </p>
              <KeyStatus question={question} />
              {question.corrections?.map((one) => (
                <Corrected key={one.id} correction={one} />
              ))}
              <p className="small">
                <NotesLink deck={quiz.deck} notes={notes} lines={question.lines} />
              </p>
              <RightToo key={question.id} question={question} chosen={chosenIn(answer)} notices={notices} />
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

function KeyStatus({ question: { options, key } }: { readonly question: ChoiceQuestion }) {
  const option = options[key];
  return option && <Gone option={option} sourced />;
}

/** A wrong answer that is right after all is never offered against this key again. What was asked stays as it was marked. */
function RightToo({
  question,
  chosen,
  notices,
}: {
  readonly question: ChoiceQuestion;
  readonly chosen: number | undefined;
  readonly notices: NoticesStore;
}) {
  const [ruledOut, ruleOut] = useState(false);
  const { decide, failed } = useDecide(notices, () => ruleOut(false));
  const option = chosen === undefined ? undefined : question.options[chosen];
  if (option === undefined || chosen === question.key) return null;
  async function veto(alsoRight: EntityId) {
    if ((await decide({ kind: 'veto', asked: question.entity, alsoRight })) === undefined) ruleOut(true);
  }
  return (
    <p className="small">
      {ruledOut ? (
        say.rightTooTold
      ) : (
        <button type="button" className="link" onClick={() => void veto(option.entity)}>
          {say.rightToo(asksForName(question.direction) ? option.text : option.name)}
        </button>
      )}
      {failed !== undefined && <span role="alert"> {unsavedWords.why[failed]}</span>}
    </p>
  );
}

function verdictOf(question: ChoiceQuestion, at: number, answer: QuizAnswer | undefined, giving: Giving): Verdict {
  if (answer === undefined) return giving.kind !== 'none' && giving.chosen === at ? 'chosen' : 'open';
  if (at === question.key) return 'right';
  return at === chosenIn(answer) ? 'wrong' : 'other';
}

function chosenIn({ given }: QuizAnswer): number | undefined {
  return given.kind === 'choice' ? given.chosen : undefined;
}

function tellAnswer(question: ChoiceQuestion, answer: QuizAnswer): string {
  const key = question.options[question.key];
  return say.told(chosenIn(answer) === question.key, quizWords.letters[question.key] ?? '', key?.text ?? '', question.rationale);
}
