import { Link } from 'wouter';
import type { ToldReport } from '#core/decks/told-report.ts';
import { useReports, type DeckReports } from '#state/live/use-reports.ts';
import type { NoticesStore } from '#state/notices.ts';
import { useDecide } from '#views/card/use-decide.ts';
import { download } from '#views/parts/download.ts';
import { EmptyPage } from '#views/parts/EmptyPage.tsx';
import { EntityLink } from '#views/parts/EntityLink.tsx';
import { NotesLink } from '#views/parts/NotesLink.tsx';
import { Page } from '#views/parts/Page.tsx';
import { Waiting } from '#views/parts/Waiting.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import { reportWords } from '#views/words/report.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';
import { reportFile } from './report-file.ts';
import './report.css';

const say = reportWords;

/** All that was said to be wrong: a file for whoever writes the notes, and the way back for each. */
export function ReportsView({ notices }: { readonly notices: NoticesStore }) {
  const decks = useReports();
  if (decks === undefined) return <Waiting />;
  if (decks.length === 0) return <EmptyPage tab="quiz" head={say.none} help={say.noneHelp} to="/quiz" act={say.toQuiz} />;
  const all = decks.reduce((sum, { reports }) => sum + new Set(reports.map(({ id }) => id)).size, 0);
  return (
    <Page title={say.screen} tab="quiz">
      <div className="reports">
        <h1>{say.screen}</h1>
        <p className="lead">{say.lead(all)}</p>
        {decks.map((one) => (
          <Reports key={one.deck} of={one} notices={notices} />
        ))}
      </div>
    </Page>
  );
}

function Reports({ of, notices }: { readonly of: DeckReports; readonly notices: NoticesStore }) {
  const { decide, failed } = useDecide(notices, () => undefined);
  const { deck, title, reports } = of;
  /** Of several, the others still hold it back. */
  const isOne = ({ id }: ToldReport) => reports.filter((other) => other.id === id).length === 1;
  return (
    <section className="band">
      <h2>
        <bdi>{title}</bdi>
      </h2>
      <div>
        <p className="acts">
          <button
            type="button"
            className="btn"
            aria-label={say.saveFor(title)}
            onClick={() => download(new Blob([reportFile(of)], { type: 'text/markdown' }), say.fileName(deck))}
          >
            {say.save}
          </button>
        </p>
        {failed !== undefined && (
          <p className="small" role="alert">
            {say.unsaved} {unsavedWords.why[failed]}
          </p>
        )}
        <ul className="said">
          {reports.map((report) => (
            <li key={`${report.id} ${report.at} ${report.fault}`}>
              <One report={report} of={of} />
              <button
                type="button"
                className="btn"
                aria-label={isOne(report) ? say.takeBackOf(report.asked) : say.takeOneBackOf(report.asked)}
                onClick={() => void decide({ kind: 'unreport', card: report.id, at: report.at })}
              >
                {isOne(report) ? say.takeBack : say.takeOneBack}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function One({ report, of: { deck, notes } }: { readonly report: ToldReport; readonly of: DeckReports }) {
  const { name, entity, kind, fault, words, at, asked, options, answer, given, lines, isOpen } = report;
  return (
    <div>
      <p className="fault">
        <b>{say.faults[kind === 'card' ? 'card' : 'question'][fault]}</b>
        <span className="small">
          {say.kinds[kind]} · {say.said(at)}
        </span>
      </p>
      {words !== undefined && <p className="words">{words}</p>}
      <p className="asked">
        <CardText text={asked.replaceAll('[...]', '…')} />
      </p>
      <details>
        <summary className="small">{say.details}</summary>
        {options.length > 0 && (
          <ul className="shown">
            {options.map(({ text, of: name, isKey }) => (
              <li key={text}>
                <CardText text={name === undefined ? text : say.isOf(text, name)} />
                {isKey && kind !== 'match' && <span className="small"> {say.key}</span>}
              </li>
            ))}
          </ul>
        )}
        {answer !== undefined && (
          <p>
            <CardText text={say.answer(answer)} />
          </p>
        )}
        {given !== undefined && <p>{say.given(given)}</p>}
      </details>
      <p className="small">
        {name !== '' && (
          <>
            <EntityLink id={entity} name={name} /> ·{' '}
          </>
        )}
        {isOpen ? say.isOpen : <NotesLink deck={deck} notes={notes} lines={lines} />}
        {kind === 'card' && (
          <>
            {' · '}
            <Link className="link" href={`/card/${encodeURIComponent(report.id)}`}>
              {say.toCard}
            </Link>
          </>
        )}
      </p>
    </div>
  );
}
