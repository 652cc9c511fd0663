import { useState, type ReactNode } from 'react';
import { Link, Redirect } from 'wouter';
import type { DeckId, QuizId } from '#core/ids.ts';
import type { NotesPlace } from '#core/notes/files.ts';
import { markQuiz, type QuestionResult } from '#core/quiz/mark.ts';
import { asksForName, askedOf, type Given, type QuestionOption } from '#core/quiz/question.ts';
import { paperOf } from '#core/quiz/sheet.ts';
import { useQuiz } from '#state/live/use-quiz.ts';
import { useReported } from '#state/live/use-reports.ts';
import type { NoticesStore } from '#state/notices.ts';
import { Corrected } from '#views/parts/Corrected.tsx';
import { NotesLink } from '#views/parts/NotesLink.tsx';
import { Page } from '#views/parts/Page.tsx';
import { Waiting } from '#views/parts/Waiting.tsx';
import { NoQuiz } from '#views/quiz/NoQuiz.tsx';
import { CrossMark, TickMark } from '#views/quiz/marks.tsx';
import { Gone } from '#views/quiz/OptionRow.tsx';
import { ReportBelow } from '#views/report/ReportQuestion.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import { examWords } from '#views/words/exam.en.ts';
import { toReview } from './to-review.ts';
import '#views/quiz/quiz.css';
import { WithNames } from '#views/quiz/WithNames.tsx';
import './exam.css';

const say = examWords.review;

/** Every question with what each option really is: first what was wrong or marked. */
export function ExamReviewView({ id, notices }: { readonly id: string; readonly notices: NoticesStore }) {
  const page = useQuiz(id as QuizId);
  const reported = useReported();
  const [all, showAll] = useState(false);
  if (page === undefined) return <Waiting />;
  if (page === null || page.quiz.exam === undefined) return <NoQuiz />;
  const { quiz, notes } = page;
  if (quiz.finishedAt === undefined) return <Redirect to={`/exam/${id}`} replace />;
  const { results } = markQuiz(quiz);
  const open = toReview(results, paperOf(quiz));
  const shown = all || open.length === 0 ? results : open;
  return (
    <Page title={say.screen} tab="quiz">
      <div className="exam-review">
        <p className="label">{say.screen}</p>
        <h1>{all || open.length === 0 ? say.everything(results.length) : say.title(open.length)}</h1>
        <p className="acts">
          <Link className="btn" href={`/exam/${id}/result`}>
            {say.back}
          </Link>
          {open.length > 0 && open.length < results.length && (
            <button type="button" className="btn" onClick={() => showAll(!all)}>
              {all ? say.showMissed : say.showAll}
            </button>
          )}
        </p>
        <ol className="reviewed">
          {shown.map((result) => (
            <Reviewed key={result.index} result={result} deck={quiz.deck} notes={notes}>
              <ReportBelow
                question={result.question}
                deck={quiz.deck}
                given={result.answer.given}
                reported={reported}
                notices={notices}
              />
            </Reviewed>
          ))}
        </ol>
      </div>
    </Page>
  );
}

interface Told {
  readonly result: QuestionResult;
  readonly deck: DeckId;
  readonly notes: NotesPlace;
}

function Reviewed({ result, deck, notes, children }: Told & { readonly children: ReactNode }) {
  const { question, answer, index } = result;
  const asked = askedOf(question);
  return (
    <li value={index + 1}>
      <h2>
        <span className="label">{say.question(index + 1)}</span>
        <WithNames text={question.stem} question={question} />
      </h2>
      {answer.given.kind === 'none' && <p className="small">{say.leftOpen}</p>}
      {question.kind === 'match' ? (
        <ul className="told">
          {question.pairs.map((pair, at) => {
            const key = question.options[pair.key];
            const put = answer.given.kind === 'match' ? answer.given.chosen[at] : undefined;
            const right = put === pair.key;
            const taken = put === null || put === undefined ? undefined : question.options[put];
            return (
              <li key={pair.text} className={right ? 'right' : 'wrong'}>
                {right ? <TickMark /> : <CrossMark />}
                <div>
                  <b>{key?.text}</b>
                  <p className="what">
                    <CardText text={pair.text} />
                  </p>
                  {!right && taken !== undefined && <p className="small">{say.yoursWas(taken.text)}</p>}
                </div>
              </li>
            );
          })}
        </ul>
      ) : (
        question.kind !== 'typed' && (
          <ul className="told">
            {question.options.map((option, at) => {
              const right = question.kind === 'choice' ? at === question.key : question.keys.includes(at);
              const mine = isChosen(answer.given, at);
              return (
                <li key={option.entity + option.text} className={right ? 'right' : mine ? 'wrong' : undefined}>
                  {right ? <TickMark /> : mine ? <CrossMark /> : <span />}
                  <div>
                    <b>
                      <CardText text={option.text} />
                    </b>{' '}
                    {(right || mine) && (
                      <span className="verdict">
                        {[...(right ? [say.correct] : []), ...(mine ? [say.yours] : [])].join(', ')}
                      </span>
                    )}
                    <What option={option} isName={asksForName(question.direction)} />
                  </div>
                </li>
              );
            })}
          </ul>
        )
      )}
      {asked.map((one) => (
        <div className="why" key={one.entity}>
          {question.kind !== 'match' && (
            <p>
              <WithNames text={one.rationale} question={question} />
            </p>
          )}
          {one.corrections?.map((correction) => (
            <Corrected key={correction.id} correction={correction} />
          ))}
          <p className="small">
            <NotesLink deck={deck} notes={notes} lines={one.lines} />
          </p>
        </div>
      ))}
      {children}
    </li>
  );
}

function What({ option, isName }: { readonly option: QuestionOption; readonly isName: boolean }) {
  return (
    <>
      <p className="what">{isName ? option.what : option.name}</p>
      <Gone option={option} />
    </>
  );
}

function isChosen(given: Given, at: number): boolean {
  if (given.kind === 'choice') return given.chosen === at;
  return given.kind === 'response' && given.chosen.includes(at);
}
