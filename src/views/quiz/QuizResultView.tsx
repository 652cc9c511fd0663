import type { ReactNode } from 'react';
import { Link, Redirect } from 'wouter';
import type { NotesPlace } from '#core/notes/files.ts';
import type { DeckId, QuizId } from '#core/ids.ts';
import { bareName } from '#core/quiz/bare-name.ts';
import { isRight, markQuiz, type MarkedPart, type MarkedQuiz, type QuestionResult } from '#core/quiz/mark.ts';
import { askedOf, type Question, type Quiz } from '#core/quiz/question.ts';
import { useQuiz } from '#state/live/use-quiz.ts';
import { useReported } from '#state/live/use-reports.ts';
import type { NoticesStore } from '#state/notices.ts';
import { Corrected } from '#views/parts/Corrected.tsx';
import { NotesLink } from '#views/parts/NotesLink.tsx';
import { Page } from '#views/parts/Page.tsx';
import { ReportBelow } from '#views/report/ReportQuestion.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import { printWords } from '#views/words/print.en.ts';
import { quizWords } from '#views/words/quiz.en.ts';
import { Effect, Sureness } from './Aftermath.tsx';
import { CrossMark, TickMark } from './marks.tsx';
import { ShareQuiz } from './ShareQuiz.tsx';
import { Waiting } from '#views/parts/Waiting.tsx';
import { NoQuiz } from './NoQuiz.tsx';
import { Gone } from './OptionRow.tsx';
import { WithNames } from './WithNames.tsx';
import './quiz.css';

const say = quizWords.result;

/** What came of a quiz, what was missed, and the way to study it. */
export function QuizResultView({ id, notices }: { readonly id: string; readonly notices: NoticesStore }) {
  const page = useQuiz(id as QuizId);
  const reported = useReported();
  if (page === undefined) return <Waiting />;
  if (page === null) return <NoQuiz />;
  const { quiz, notes } = page;
  if (quiz.finishedAt === undefined) return <Redirect to={`/quiz/${id}`} replace />;
  const marked = markQuiz(quiz);
  if (marked.answered === 0) return <Nothing />;

  const { right, answered, missed, toStudy } = marked;
  return (
    <Page title={say.screen} tab="quiz">
      <div className="quiz-result">
        <div>
          <p className="label">{say.label(answered)}</p>
          <h1>{say.title(right, answered)}</h1>
          <p className="lead">{leadOf(quiz, marked)}</p>
          <p className="acts">
            {toStudy.length > 0 && (
              <Link className="btn main" href={`/study/${encodeURIComponent(toStudy.join(','))}`}>
                {say.study(toStudy.length)}
              </Link>
            )}
            <Link className={toStudy.length > 0 ? 'btn' : 'btn main'} href="/">
              {say.close}
            </Link>
            <Link className="btn" href="/quiz">
              {say.another}
            </Link>
          </p>
          <Effect quiz={quiz} />
          <ShareQuiz quiz={quiz} />
          <p className="small">
            <Link className="link" href={`/quiz/${quiz.id}/print`}>
              {printWords.link}
            </Link>
          </p>
          {missed.length > 0 && (
            <section className="missed">
              <h2>{say.missed}</h2>
              <ul>
                {missedParts(missed).map(({ result, part, nth }) => (
                  <Missed key={`${result.index} ${nth}`} result={result} part={part} deck={quiz.deck} notes={notes} />
                ))}
              </ul>
            </section>
          )}
        </div>
        <div>
          <Sureness quiz={quiz} marked={marked} />
          <section className="asked">
            <h2>{say.all(answered)}</h2>
            <ol>
              {marked.results.map((result) => (
                <Asked key={result.index} result={result} deck={quiz.deck} notes={notes}>
                  <ReportBelow
                    question={result.question}
                    deck={quiz.deck}
                    given={result.answer.given}
                    reported={reported}
                    notices={notices}
                  />
                </Asked>
              ))}
            </ol>
          </section>
        </div>
      </div>
    </Page>
  );
}

function leadOf(quiz: Quiz, { right, answered, missed, known }: MarkedQuiz): string {
  const first = missed.length === 0 ? say.perfect : say.corrected(right, Math.round(known));
  const left = quiz.questions.length - answered;
  return left === 0 ? first : `${first} ${say.early(left)}`;
}

interface Line {
  readonly result: QuestionResult;
  readonly deck: DeckId;
  readonly notes: NotesPlace;
}

/** Sure and wrong first: that is not found out by oneself. */
function missedParts(missed: readonly QuestionResult[]) {
  const rank = ({ result }: { readonly result: QuestionResult }) =>
    result.answer.confidence === 'sure' ? 0 : result.answer.confidence === 'guess' ? 2 : 1;
  return missed
    .flatMap((result) => result.parts.filter((part) => !isRight(part)).map((part, nth) => ({ result, part, nth })))
    .toSorted((a, b) => rank(a) - rank(b));
}

function Missed({
  result: { question, answer },
  part: { entity, key, chosen },
  deck,
  notes,
}: Line & { readonly part: MarkedPart }) {
  const asked = askedOf(question).find((one) => one.entity === entity);
  return (
    <li>
      <CrossMark />
      <div>
        <p className="taken">
          <span>
            {chosen === undefined ? say.notKnown(bareName(key.name)) : say.takenFor(bareName(key.name), bareName(chosen.name))}
          </span>
          {answer.confidence !== undefined && <span className="small">{say.you[answer.confidence]}</span>}
        </p>
        <p className="small">{say.whatIs(bareName(key.name), key.what)}</p>
        {chosen !== undefined && <p className="small">{say.whatIs(bareName(chosen.name), chosen.what)}</p>}
        <p className="small">
          <NotesLink deck={deck} notes={notes} lines={asked?.lines ?? []} />
        </p>
      </div>
    </li>
  );
}

function Asked({ result: { question, parts, outcome, answer }, deck, notes, children }: Line & { readonly children: ReactNode }) {
  const right = outcome === 'right';
  return (
    <li>
      <details>
        <summary>
          {right ? <TickMark /> : <CrossMark />}
          <span className="vh">{right ? say.right : say.wrong}</span>
          <span>
            <CardText text={question.stem} />
          </span>
        </summary>
        <div className="told">
          {answer.given.kind === 'typed' && <p>{say.yours(answer.given.text)}</p>}
          {parts.map((part, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- parts have no names; their order is the question's
            <Part key={at} question={question} part={part} at={at} />
          ))}
          {askedOf(question).map((asked) => (
            <div key={`${asked.entity} ${asked.lines.join(' ')}`}>
              <p className="small">
                <WithNames text={asked.rationale} question={question} />
              </p>
              {asked.corrections?.map((one) => (
                <Corrected key={one.id} correction={one} />
              ))}
              <p className="small">
                <NotesLink deck={deck} notes={notes} lines={asked.lines} />
              </p>
            </div>
          ))}
          {children}
        </div>
      </details>
    </li>
  );
}

function Part({ question, part, at }: { readonly question: Question; readonly part: MarkedPart; readonly at: number }) {
  const { key, chosen } = part;
  return (
    <>
      {question.kind === 'match' && (
        <p>
          <CardText text={question.pairs[at]?.text ?? ''} />
        </p>
      )}
      {chosen !== undefined && question.kind !== 'typed' && (
        <p>
          <CardText text={say.yours(chosen.text)} />
        </p>
      )}
      <p>
        <CardText text={say.correct(key.text)} />
      </p>
      <Gone option={key} sourced />
    </>
  );
}

function Nothing() {
  return (
    <Page title={say.screen} tab="quiz">
      <div className="quiz-empty">
        <h1>{say.nothing}</h1>
        <p className="lead">{say.nothingHelp}</p>
        <p className="acts">
          <Link className="btn main" href="/quiz">
            {say.another}
          </Link>
          <Link className="btn" href="/">
            {say.close}
          </Link>
        </p>
      </div>
    </Page>
  );
}
