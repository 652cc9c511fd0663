import { Link, Redirect } from 'wouter';
import type { QuizId } from '#core/ids.ts';
import { askedOf, type Question } from '#core/quiz/question.ts';
import { useQuiz, type QuizPage } from '#state/live/use-quiz.ts';
import { Corrected } from '#views/parts/Corrected.tsx';
import { Page } from '#views/parts/Page.tsx';
import { Waiting } from '#views/parts/Waiting.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import { placeOf } from '#views/words/place.en.ts';
import { printWords } from '#views/words/print.en.ts';
import { NoQuiz } from './NoQuiz.tsx';
import './print-quiz.css';

const say = printWords;

/** A quiz or a mock exam for paper: questions, a sheet for the answers, and, once it has ended, what is right. */
export function PrintQuizView({ id }: { readonly id: string }) {
  const page = useQuiz(id as QuizId);
  if (page === undefined) return <Waiting />;
  if (page === null || page.quiz.questions.length === 0) return <NoQuiz />;
  const { exam, finishedAt } = page.quiz;
  // Its questions are not read while its clock stands still.
  if (exam !== undefined && finishedAt === undefined) return <Redirect to={`/exam/${id}`} replace />;
  return <Papers page={page} />;
}

function Papers({ page: { quiz, notes } }: { readonly page: QuizPage }) {
  const { questions, exam, finishedAt } = quiz;
  const hasEnded = finishedAt !== undefined;
  const back = exam !== undefined ? `/exam/${quiz.id}/result` : hasEnded ? `/quiz/${quiz.id}/result` : `/quiz/${quiz.id}`;
  return (
    <Page title={say.screen} tab="quiz">
      <div className="to-print">
        <div className="intro">
          <p className="label">{say.screen}</p>
          <h1>{say.title(questions.length)}</h1>
          <p className="lead">{hasEnded ? say.lead : say.leadOpen}</p>
          <p className="acts">
            <button type="button" className="btn main" onClick={() => globalThis.print()}>
              {say.print}
            </button>
            <Link className="btn" href={back}>
              {say.back}
            </Link>
          </p>
        </div>
        <section className="paper" aria-labelledby="paper-questions">
          <h2 id="paper-questions">{exam?.exam.name ?? say.questions}</h2>
          <p className="small">{say.measure(questions.length, exam?.exam.minutes)}</p>
          <ol>
            {questions.map((question, at) => (
              <li key={question.id}>
                <span className="nr">{at + 1}</span>
                <div>
                  <p className="stem">
                    <CardText text={question.stem} />
                  </p>
                  <Choices question={question} />
                </div>
              </li>
            ))}
          </ol>
        </section>
        <section className="paper" aria-labelledby="paper-sheet">
          <h2 id="paper-sheet">{say.sheet}</h2>
          <p className="whose">
            <span>{say.name}</span>
            <span>{say.date}</span>
          </p>
          <p className="small">{say.sheetHelp}</p>
          <ol className="sheet">
            {questions.map((question, at) => (
              <li key={question.id}>
                <span className="nr">{at + 1}</span>
                <Blanks question={question} />
              </li>
            ))}
          </ol>
        </section>
        {hasEnded && (
          <section className="paper" aria-labelledby="paper-key">
            <h2 id="paper-key">{say.rightAnswers}</h2>
            <ol>
              {questions.map((question, at) => (
                <li key={question.id}>
                  <span className="nr">{at + 1}</span>
                  <div>
                    <p className="stem">{keyOf(question)}</p>
                    {askedOf(question).map((one) => (
                      <div key={one.entity}>
                        <p>
                          <CardText text={one.rationale} />
                        </p>
                        {one.corrections?.map((correction) => (
                          <Corrected key={correction.id} correction={correction} />
                        ))}
                        {notes.path !== '' && <p className="small">{placeOf(notes, one.lines)}</p>}
                      </div>
                    ))}
                  </div>
                </li>
              ))}
            </ol>
          </section>
        )}
      </div>
    </Page>
  );
}

function Choices({ question }: { readonly question: Question }) {
  if (question.kind === 'typed') return <p className="small">{say.typed}</p>;
  return (
    <>
      {question.kind === 'response' && <p className="small">{say.choose(question.keys.length)}</p>}
      {question.kind === 'match' && (
        <>
          <p className="small">{say.match}</p>
          <ol className="letters">
            {question.pairs.map(({ text }, at) => (
              <li key={text}>
                <span className="nr">{at + 1}</span> <CardText text={text} />
              </li>
            ))}
          </ol>
        </>
      )}
      <ol className="letters">
        {question.options.map((option, at) => (
          <li key={option.entity + option.text}>
            <b className="nr">{letterOf(at)}</b> <CardText text={option.text} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** Letters to be circled, or lines to write on. */
function Blanks({ question }: { readonly question: Question }) {
  switch (question.kind) {
    case 'choice':
    case 'response':
      return (
        <span className="blanks">
          {question.options.map((option, at) => (
            <span key={option.entity + option.text} className="circle">
              {letterOf(at)}
            </span>
          ))}
        </span>
      );
    case 'match':
      return (
        <span className="blanks">
          {question.pairs.map(({ text }, at) => (
            <span key={text} className="line">
              {at + 1}
            </span>
          ))}
        </span>
      );
    case 'typed':
      return <span className="line long" />;
  }
}

function keyOf(question: Question): string {
  switch (question.kind) {
    case 'choice':
      return lettered(question, question.key);
    case 'response':
      return question.keys.map((at) => lettered(question, at)).join('; ');
    case 'match':
      return say.matched(question.pairs.map(({ key }) => lettered(question, key)));
    case 'typed':
      return question.key.text;
  }
}

/** "B Amazon Redshift". */
function lettered({ options }: Exclude<Question, { kind: 'typed' }>, at: number): string {
  return `${letterOf(at)} ${options[at]?.text ?? ''}`;
}

function letterOf(at: number): string {
  return say.letters[at] ?? '';
}
