import { useState } from 'react';
import { CONFIDENCES, type Calibration } from '#core/quiz/calibration.ts';
import { bareName } from '#core/quiz/bare-name.ts';
import { isRight, type MarkedQuiz } from '#core/quiz/mark.ts';
import type { UndoId } from '#core/ids.ts';
import type { Quiz } from '#core/quiz/question.ts';
import { useQuizAftermath } from '#state/live/use-quiz-result.ts';
import { useServices } from '#state/services-context.ts';
import { takeBackQuiz } from '#state/take-back-quiz.ts';
import { share } from '#views/words/format.ts';
import { quizWords } from '#views/words/quiz.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';
import { CrossMark, TickMark } from './marks.tsx';
import './aftermath.css';

const say = quizWords.result;

/** What the quiz did to the coming days, with a way back. */
export function Effect({ quiz }: { readonly quiz: Quiz }) {
  const services = useServices();
  const aftermath = useQuizAftermath(quiz);
  const [told, tell] = useState<string>();
  if (aftermath === undefined) return null;
  const { cards, contrasts, undo } = aftermath.effect;
  async function takeBack(id: UndoId) {
    const came = await takeBackQuiz(services, id);
    tell(came === 'undone' ? say.takenBack : came === 'moved' ? say.notTakenBack : unsavedWords.why[came]);
  }
  return (
    <p className="effect small" role="status">
      {cards.length + contrasts.length > 0 && told === undefined && (
        <>
          {cards.length > 0 && say.effect(cards.length)} {contrasts.length > 0 && say.contrasts(contrasts.length)}{' '}
          {undo !== undefined && (
            <button type="button" className="link" onClick={() => void takeBack(undo)}>
              {say.takeBack}
            </button>
          )}
        </>
      )}
      {told}
    </p>
  );
}

/** How sure the learner was, and whether that was right: this quiz, then those before. */
export function Sureness({ quiz, marked }: { readonly quiz: Quiz; readonly marked: MarkedQuiz }) {
  const aftermath = useQuizAftermath(quiz);
  if (aftermath === undefined || marked.results.every(({ answer }) => answer.confidence === undefined)) return null;
  const { all, quizzes } = aftermath;
  const sureMisses = marked.missed.filter(({ answer }) => answer.confidence === 'sure');
  const sureMiss = sureMisses[0]?.parts.find((part) => !isRight(part));
  return (
    <>
      <section className="sureness">
        <h2>{say.howSure}</h2>
        <p className="say">{sentenceOf(all, quizzes)}</p>
        <ul className="conf">
          {CONFIDENCES.map((confidence) => {
            const own = marked.results.filter(({ answer }) => answer.confidence === confidence);
            const right = own.filter(({ outcome }) => outcome === 'right').length;
            return (
              <li key={confidence}>
                <b>{quizWords.question.confidence[confidence]}</b>
                <span className="tks" aria-hidden="true">
                  {own.map(({ index, outcome }) => (outcome === 'right' ? <TickMark key={index} /> : <CrossMark key={index} />))}
                </span>
                <span className="n">{say.rightOf(right, own.length)}</span>
              </li>
            );
          })}
        </ul>
        {sureMiss !== undefined && <p className="small">{say.sureMisses(sureMisses.length, bareName(sureMiss.key.name))}</p>}
      </section>
      {quizzes > 1 && (
        <section className="sureness">
          <h2>{say.over(quizzes)}</h2>
          <ul className="conf meter">
            {CONFIDENCES.map((confidence) => {
              const { of, share: known, low, high } = all.shares[confidence];
              return (
                <li key={confidence}>
                  <b>{quizWords.question.confidence[confidence]}</b>
                  {of === 0 ? (
                    <span />
                  ) : (
                    <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                      <path className="bs" d="M0 6H100" />
                      <rect className="rng" x={100 * low} y="1" width={100 * (high - low)} height="10" />
                      <path className="tick" d={`M${100 * known} 0V12`} />
                    </svg>
                  )}
                  <span className="n">{of === 0 ? say.noneSaid : say.shareOf(share(known), share(low), share(high))}</span>
                </li>
              );
            })}
          </ul>
          <p className="small">{say.overHelp}</p>
          {all.overTime.length > 1 && <OverTime points={all.overTime} />}
        </section>
      )}
    </>
  );
}

/** Of the sure answers, how many were right, quiz by quiz. */
function OverTime({ points }: { readonly points: Calibration['overTime'] }) {
  const at = (index: number) => (100 * index) / (points.length - 1);
  return (
    <figure className="overtime">
      <svg viewBox="-2 -4 104 48" role="img" aria-label={say.overTime(points.map(({ known, of }) => say.rightOf(known, of)))}>
        <path className="bs" d="M0 0H100M0 40H100" />
        <polyline points={points.map(({ share: known }, index) => `${at(index)},${40 - 40 * known}`).join(' ')} />
        {points.map(({ share: known }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- quizzes in their order
          <circle key={index} cx={at(index)} cy={40 - 40 * known} r="1.6" />
        ))}
      </svg>
      <figcaption className="small">{say.overTimeHelp}</figcaption>
    </figure>
  );
}

function sentenceOf({ verdict, shares }: Calibration, quizzes: number): string {
  switch (verdict) {
    case 'too-few':
      return say.verdict.tooFew;
    case 'sure-too-often':
      return say.verdict.sureTooOften(quizzes, share(shares.sure.share));
    case 'unsure-too-often':
      return say.verdict.unsureTooOften(quizzes, share(shares.unsure.share));
    case 'guess-too-often':
      return say.verdict.guessTooOften(quizzes, share(shares.guess.share));
    case 'fits':
      return say.verdict.fits(quizzes);
  }
}
