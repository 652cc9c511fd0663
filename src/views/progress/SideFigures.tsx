import { Link } from 'wouter';
import { verdictOf } from '#core/stats/calibration-figure.ts';
import { usualPart, type Part } from '#core/stats/parts.ts';
import { readinessOf } from '#core/stats/readiness.ts';
import { useFigures } from '#state/live/use-figures.ts';
import { useOptions } from '#state/live/use-options.ts';
import { share } from '#views/words/format.ts';
import { words } from '#views/words/words.ts';
import { progressWords as say } from '#views/words/progress.en.ts';
import { CalibrationChart } from './charts/CalibrationChart.tsx';
import { ReadyBar } from './charts/ReadyBar.tsx';
import { Counting } from './Counting.tsx';
import './figures.css';

/** Beside the map: what would be known today, and whether expectation and outcome agree. */
export function SideFigures({ part }: { readonly part?: Part | undefined }) {
  const options = useOptions();
  const counted = useFigures('year', part ?? usualPart(options));
  const { aim: percent, exam } = options;
  const aim = percent === undefined ? undefined : percent / 100;
  if (counted.kind === 'counting') return <Counting counted={counted} />;
  if (counted.kind !== 'counted') return <p>{counted.kind === 'gone' ? say.gone : say.failed(counted.why)}</p>;
  const { figures } = counted;
  const readiness = readinessOf(figures);
  const { low, high, expected, cards, fresh } = readiness;
  const ofExam = part === undefined && exam !== undefined && `${words.today.studyingFor(exam)}. `;
  return (
    <>
      <section>
        <h2>{say.ready.name}</h2>
        {cards === fresh ? (
          // Of what was never met nothing can be expected: no nought of a hundred for who begins.
          <p className="small">
            {ofExam}
            {say.ready.none}
          </p>
        ) : (
          <>
            <p className="ready-number">{share(expected)}</p>
            <p>{say.ready.said(low, high)}</p>
            <ReadyBar readiness={readiness} {...(aim !== undefined && { aim })} />
            <p className="small">
              {aim !== undefined && `${say.ready.aimed(aim, low, high)} `}
              <Link className="link" href="/settings">
                {aim === undefined ? say.ready.chooseAim : say.ready.changeAim}
              </Link>
            </p>
            <p className="small">
              {ofExam}
              {say.ready.how(cards, fresh)}
            </p>
          </>
        )}
      </section>
      <section data-verdict={verdictOf(figures.calibration.all)}>
        <CalibrationChart calibration={figures.calibration} />
      </section>
    </>
  );
}
