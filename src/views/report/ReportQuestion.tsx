import { lazy, Suspense, useState } from 'react';
import { Link } from 'wouter';
import { reportId } from '#core/decks/report.ts';
import type { CardId, DeckId } from '#core/ids.ts';
import type { Given, Question } from '#core/quiz/question.ts';
import type { NoticesStore } from '#state/notices.ts';
import { reportWords } from '#views/words/report.en.ts';

const ReportDialog = lazy(async () => ({ default: (await import('./ReportDialog.tsx')).ReportDialog }));

const say = reportWords;

interface Reporting {
  readonly question: Question;
  readonly deck: DeckId;
  readonly given: Given;
  /** Of all reports; undefined is not known yet. */
  readonly reported: ReadonlySet<CardId> | undefined;
  readonly notices: NoticesStore;
  /** In a mock exam that is not handed in: nothing of the answer is told, and nothing leads away. */
  readonly sitting?: boolean;
}

/** "This is wrong" below a question; once it was said, that, and where it is kept. */
export function ReportQuestion({
  question,
  deck,
  given,
  reported,
  notices,
  sitting = false,
  asking,
  ask,
}: Reporting & { readonly asking: boolean; readonly ask: (open: boolean) => void }) {
  if (reported === undefined && !asking) return null;
  return (
    <div className="small report">
      {reported?.has(reportId(question)) === true ? (
        sitting ? (
          say.doneSitting
        ) : (
          <Link className="link" href="/reports">
            {say.done}
          </Link>
        )
      ) : (
        <button type="button" className="link" aria-haspopup="dialog" onClick={() => ask(true)}>
          {say.open}
        </button>
      )}
      {asking && (
        <Suspense>
          <ReportDialog
            about={{ kind: 'question', deck, question, given, sitting }}
            notices={notices}
            changed={() => undefined}
            close={() => ask(false)}
          />
        </Suspense>
      )}
    </div>
  );
}

/** The same where no key opens it. */
export function ReportBelow(reporting: Reporting) {
  const [asking, ask] = useState(false);
  return <ReportQuestion {...reporting} asking={asking} ask={ask} />;
}
