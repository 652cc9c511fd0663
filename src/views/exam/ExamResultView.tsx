import { Link, Redirect } from 'wouter';
import type { QuizId } from '#core/ids.ts';
import { scoreExam, type DomainScore, type ExamScore } from '#core/quiz/exam-score.ts';
import { withoutQuestions } from '#core/quiz/reported.ts';
import { bareName } from '#core/quiz/bare-name.ts';
import type { QuestionResult } from '#core/quiz/mark.ts';
import { askedOf, type Paper, type Quiz } from '#core/quiz/question.ts';
import { paperOf, spentMs } from '#core/quiz/sheet.ts';
import { useExamHistory } from '#state/live/use-exam.ts';
import { useOptions } from '#state/live/use-options.ts';
import { useQuiz } from '#state/live/use-quiz.ts';
import { useReported } from '#state/live/use-reports.ts';
import { Page } from '#views/parts/Page.tsx';
import { Waiting } from '#views/parts/Waiting.tsx';
import { NoQuiz } from '#views/quiz/NoQuiz.tsx';
import { CrossMark, TickMark } from '#views/quiz/marks.tsx';
import { ShareQuiz } from '#views/quiz/ShareQuiz.tsx';
import { examWords } from '#views/words/exam.en.ts';
import { dateShort, number, share } from '#views/words/format.ts';
import { printWords } from '#views/words/print.en.ts';
import { toReview } from './to-review.ts';
import './exam.css';

const say = examWords.result;
const attemptsShown = 6;
const reviewsShown = 5;

/** What is to be expected in the exam, by domain, and how sure that is; never a scaled score. */
export function ExamResultView({ id }: { readonly id: string }) {
  const page = useQuiz(id as QuizId);
  const history = useExamHistory();
  const reported = useReported();
  const { aim: percent } = useOptions();
  if (page === undefined || history === undefined || reported === undefined) return <Waiting />;
  if (page === null || page.quiz.exam === undefined) return <NoQuiz />;
  const { quiz } = page;
  if (quiz.finishedAt === undefined) return <Redirect to={`/exam/${id}`} replace />;
  const paper = paperOf(quiz);
  // The learner's own; nobody knows what share AWS wants.
  const aim = percent === undefined ? undefined : percent / 100;
  const score = scoreExam(quiz);
  // Whoever could take questions out by saying that they are wrong would make their own score: both are told.
  const rest = withoutQuestions(quiz, reported);
  const without = quiz.questions.length - rest.questions.length;
  const { expected, marked, domains, coveredPercent } = score;
  const open = toReview(marked.results, paper);
  const attempts = history.ended
    .filter((one) => one.deck === quiz.deck && isOfOneKind(paper, one) && one.startedAt <= quiz.startedAt)
    .slice(0, attemptsShown)
    .toReversed();
  return (
    <Page title={say.screen} tab="quiz">
      <div className="exam-result">
        <section className="hero">
          <div>
            <p className="label">{say.label(quiz.day)}</p>
            <h1>{say.title(expected.share)}</h1>
            <p className="lead">{say.range(expected.low, expected.high, coveredPercent)}</p>
            <p className="acts">
              {open.length > 0 && (
                <Link className="btn main" href={`/exam/${id}/review`}>
                  {say.review(open.length)}
                </Link>
              )}
              {marked.toStudy.length > 0 && (
                <Link className="btn" href={`/study/${encodeURIComponent(marked.toStudy.join(','))}`}>
                  {say.study}
                </Link>
              )}
              <Link className="btn" href="/exam">
                {say.again}
              </Link>
              <Link className="btn" href="/">
                {say.close}
              </Link>
            </p>
            <p className="small">
              {paper.timedOut && `${say.timedOut} `}
              {say.raw(marked.right, marked.answered, spentMs(paper))} {say.guessed(Math.round(marked.known))}{' '}
              {paper.pausedMs >= 60_000 && `${say.paused(paper.pausedMs)} `}
              {say.unscaled}
            </p>
            {without > 0 && (
              <p className="small">
                {say.reported(without)} {rest.questions.length > 0 && `${say.withoutReported(scoreExam(rest).expected)} `}
                <Link className="link" href="/reports">
                  {say.showReported}
                </Link>
              </p>
            )}
            <p className="small">
              {aim !== undefined && `${say.aimed(aim, expected.low, expected.high)} `}
              <Link className="link" href="/settings">
                {aim === undefined ? say.chooseAim : say.changeAim}
              </Link>
            </p>
            <ShareQuiz quiz={quiz} />
            <p className="small">
              <Link className="link" href={`/quiz/${quiz.id}/print`}>
                {printWords.link}
              </Link>
            </p>
          </div>
          {attempts.length > 1 && <Trend attempts={attempts} now={quiz.id} aim={aim} />}
        </section>
        {domains.length > 0 && (
          <section className="band">
            <h2>
              {say.byDomain}
              <small>{paper.exam.name}</small>
            </h2>
            <div>
              <ul className="doms">
                {domains.map((one) => (
                  <Domain key={one.domain.id} of={one} aim={aim} />
                ))}
                <li className="axis" aria-hidden="true">
                  <span />
                  <p>
                    <span>0</span>
                    {aim !== undefined && (
                      <span className="aim" style={{ left: `${Math.min(95, Math.max(5, aim * 100))}%` }}>
                        {say.aim(aim)}
                      </span>
                    )}
                    <span className={aim !== undefined && aim > 0.8 ? 'vh' : undefined}>{say.all100}</span>
                  </p>
                </li>
              </ul>
              <p className="small">{say.domainHelp}</p>
            </div>
          </section>
        )}
        <Times results={marked.results} paper={paper} />
        <section className="band">
          <h2>
            {say.toReview}
            <small>
              {open.length === 0 ? say.none : say.reviewHelp(marked.missed.length, open.length - marked.missed.length)}
            </small>
          </h2>
          <div>
            <ul className="rev">
              {open.slice(0, reviewsShown).map((result) => (
                <Open key={result.index} id={id} result={result} marked={paper.sheets[result.index]?.marked === true} />
              ))}
            </ul>
            {open.length > reviewsShown && (
              <p className="small">
                <Link className="link" href={`/exam/${id}/review`}>
                  {say.all(open.length)}
                </Link>
              </p>
            )}
          </div>
        </section>
      </div>
    </Page>
  );
}

/** Attempts at one exam, or at papers to one's own measure, make a trend. */
function isOfOneKind({ exam: { id, name } }: Paper, { exam }: Quiz): boolean {
  return exam?.exam.id === id && exam?.exam.name === name;
}

function Domain({ of: { domain, share: own }, aim }: { readonly of: DomainScore; readonly aim: number | undefined }) {
  if (own === undefined) {
    return (
      <li className="none">
        <span className="nm">
          {domain.name}
          <small>{say.ofExam(domain.percent)}</small>
        </span>
        <svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
          <path className="bs ds" d="M0 7H100" />
        </svg>
        <span className="n">
          <b>{say.notAsked}</b>
          {say.tooLittle}
        </span>
      </li>
    );
  }
  return (
    <li>
      <span className="nm">
        {domain.name}
        <small>{say.domain(domain.percent, own.known, own.of)}</small>
      </span>
      <svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
        <path className="bs" d="M0 7H100" />
        <rect className="rng" x={own.low * 100} y="1" width={(own.high - own.low) * 100} height="12" />
        {aim !== undefined && <path className="aim" d={`M${aim * 100} -6V20`} />}
        <path className="tick" d={`M${own.share * 100} -2V16`} />
      </svg>
      <span className="n">
        <b>{share(own.share)}</b>
        {say.between(own.low, own.high)}
      </span>
    </li>
  );
}

const marks = [1, 0.5, 0];

function Trend({
  attempts,
  now,
  aim,
}: {
  readonly attempts: readonly Quiz[];
  readonly now: string;
  readonly aim: number | undefined;
}) {
  const scores = attempts.map((quiz) => ({ quiz, expected: scoreExam(quiz).expected }));
  const y = (value: number) => 140 - value * 130;
  return (
    <figure className="trend">
      <ol className="att">
        {scores.map(({ quiz, expected }) => (
          <li key={quiz.id} className={quiz.id === now ? 'now' : undefined}>
            <span className="vh">{say.attempt(dateShort(quiz.day), expected.share, expected.low, expected.high)}</span>
            <span className="v" aria-hidden="true">
              {share(expected.share)}
            </span>
            <svg viewBox="0 0 100 150" preserveAspectRatio="none" aria-hidden="true">
              <path className="hair" d={`M0 ${y(1)}H100M0 ${y(0.5)}H100M0 ${y(0)}H100`} />
              <rect className="rng" x="3" y={y(expected.high)} width="18" height={y(expected.low) - y(expected.high)} />
              {aim !== undefined && <path className="aim" d={`M0 ${y(aim)}H100`} />}
              <path className="tick" d={`M0 ${y(expected.share)}H24`} />
            </svg>
            <span className="dy" aria-hidden="true">
              {dateShort(quiz.day)}
            </span>
          </li>
        ))}
        <li className="scale" aria-hidden="true">
          <span className="v">{'\u00a0'}</span>
          <svg width="60" height="190" viewBox="0 0 60 190">
            {marks
              .filter((mark) => aim === undefined || Math.abs(mark - aim) > 0.08)
              .map((mark) => (
                <text key={mark} x="8" y={(y(mark) / 150) * 190 + 4.5}>
                  {number(mark * 100)}
                </text>
              ))}
            {aim !== undefined && (
              <text className="aim" x="8" y={(y(aim) / 150) * 190 + 4.5}>
                {say.aim(aim)}
              </text>
            )}
          </svg>
        </li>
      </ol>
      <figcaption className="small">{say.trend(scores.length)}</figcaption>
    </figure>
  );
}

/** From so many questions on, the slowest can be told from the rest. */
const fewestTimes = 5;

function Times({ results, paper }: { readonly results: ExamScore['marked']['results']; readonly paper: Paper }) {
  const times = results.map(({ index }) => paper.sheets[index]?.spentMs ?? 0);
  const slowest = Math.max(1, ...times);
  const even = (paper.exam.minutes * 60_000) / Math.max(1, results.length);
  const top = Math.max(slowest, even * 1.2);
  const height = (ms: number) => (ms / top) * 92;
  const slow = results.filter((_, at) => (times[at] ?? 0) > 2 * even);
  const leastSlow = Math.min(...slow.map(({ index }) => paper.sheets[index]?.spentMs ?? 0));
  return (
    <section className="band">
      <h2>
        {say.time}
        <small>{say.perQuestion(spentMs(paper) / Math.max(1, results.length))}</small>
      </h2>
      <div>
        <svg
          className="times"
          viewBox={`0 0 ${results.length * 10} 92`}
          preserveAspectRatio="none"
          role="img"
          aria-label={say.timeLabel(results.length, slowest)}
        >
          <path className="two" d={`M0 ${92 - height(even)}H${results.length * 10}`} />
          {results.map(({ index, outcome }, at) => (
            <rect
              key={index}
              className={outcome === 'right' ? 'rv' : 'bw'}
              x={at * 10 + 1}
              y={92 - height(times[at] ?? 0)}
              width="7.4"
              height={height(times[at] ?? 0)}
            />
          ))}
        </svg>
        <p className="stops">
          <b>1</b>
          <span>{say.even(even)}</span>
          <b>{results.length}</b>
        </p>
        <p className="legend">
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
            <rect className="rv" width="12" height="12" />
          </svg>
          {say.right}
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
            <rect className="bw" x=".75" y=".75" width="10.5" height="10.5" />
          </svg>
          {say.wrong}
        </p>
        {slow.length > 0 && results.length >= fewestTimes && (
          <p className="saytime">{say.slow(slow.length, leastSlow, slow.filter(({ outcome }) => outcome !== 'right').length)}</p>
        )}
      </div>
    </section>
  );
}

function Open({ id, result, marked }: { readonly id: string; readonly result: QuestionResult; readonly marked: boolean }) {
  const right = result.outcome === 'right';
  const word = right ? say.rightMarked : marked ? say.wrongMarked : say.wrong;
  return (
    <li>
      <Link href={`/exam/${id}/review`}>
        <span className="no">{result.index + 1}</span>
        <span className="nm">
          {nameOf(result)}
          <small>{toldOf(result)}</small>
        </span>
        <span className={right ? 'n good' : 'n bad'}>
          {right ? <TickMark /> : <CrossMark />}
          {word}
        </span>
      </Link>
    </li>
  );
}

function nameOf({ question, parts }: QuestionResult): string {
  if (question.kind === 'match') return question.stem;
  const key = parts[0]?.key;
  return key === undefined ? question.stem : bareName(key.name);
}

function toldOf({ question, answer, outcome, parts }: QuestionResult): string {
  if (answer.given.kind === 'none') return say.leftOpen(answer.takenMs);
  if (outcome === 'right') return say.choseIt;
  const taken = parts.find(({ chosen }) => chosen !== undefined)?.chosen;
  if (question.kind === 'choice' && taken !== undefined) return say.chose(bareName(taken.name), taken.what);
  return say.partly(parts.filter((part) => part.outcome === 'right').length, Math.max(parts.length, askedOf(question).length));
}
