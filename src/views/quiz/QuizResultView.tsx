import { Link, Redirect } from 'wouter';
import type { NotesPlace } from '#core/notes/files.ts';
import type { DeckId, QuizId } from '#core/ids.ts';
import { bareName } from '#core/quiz/bare-name.ts';
import { markQuiz, type MarkedQuiz, type QuestionResult } from '#core/quiz/mark.ts';
import type { Quiz } from '#core/quiz/question.ts';
import { useQuiz } from '#state/live/use-quiz.ts';
import { Corrected } from '#views/parts/Corrected.tsx';
import { NotesLink } from '#views/parts/NotesLink.tsx';
import { Page } from '#views/parts/Page.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import { quizWords } from '#views/words/quiz.en.ts';
import { CrossMark, TickMark } from './marks.tsx';
import { Waiting } from '#views/parts/Waiting.tsx';
import { NoQuiz } from './NoQuiz.tsx';
import { Gone } from './OptionRow.tsx';
import './quiz.css';

const say = quizWords.result;

/** What came of a quiz, what was missed, and the way to study it. */
export function QuizResultView({ id }: { readonly id: string }) {
  const page = useQuiz(id as QuizId);
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
          {missed.length > 0 && (
            <section className="missed">
              <h2>{say.missed}</h2>
              <ul>
                {missed.map((result) => (
                  <Missed key={result.index} result={result} deck={quiz.deck} notes={notes} />
                ))}
              </ul>
            </section>
          )}
        </div>
        <section className="asked">
          <h2>{say.all(answered)}</h2>
          <ol>
            {marked.results.map((result) => (
              <Asked key={result.index} result={result} deck={quiz.deck} notes={notes} />
            ))}
          </ol>
        </section>
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

function Missed({ result: { question, parts }, deck, notes }: Line) {
  const [{ key, chosen } = {}] = parts;
  if (question.kind === 'match' || key === undefined || chosen === undefined) return null;
  return (
    <li>
      <CrossMark />
      <div>
        <p>{say.takenFor(bareName(key.name), bareName(chosen.name))}</p>
        <p className="small">{say.whatIs(bareName(key.name), key.what)}</p>
        <p className="small">{say.whatIs(bareName(chosen.name), chosen.what)}</p>
        <p className="small">
          <NotesLink deck={deck} notes={notes} lines={question.lines} />
        </p>
      </div>
    </li>
  );
}

function Asked({ result: { question, parts, outcome }, deck, notes }: Line) {
  const [{ key, chosen } = {}] = parts;
  if (question.kind === 'match' || key === undefined) return null;
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
          {chosen !== undefined && (
            <p>
              <CardText text={say.yours(chosen.text)} />
            </p>
          )}
          <p>
            <CardText text={say.correct(key.text)} />
          </p>
          <p className="small">
            <CardText text={question.rationale} />
          </p>
          <Gone option={key} sourced />
          {question.corrections?.map((one) => (
            <Corrected key={one.id} correction={one} />
          ))}
          <p className="small">
            <NotesLink deck={deck} notes={notes} lines={question.lines} />
          </p>
        </div>
      </details>
    </li>
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
