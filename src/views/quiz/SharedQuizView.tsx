import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { paperOfShared } from '#core/quiz/share.ts';
import { openCode, takeShared, type OpenedCode } from '#state/shared-quiz.ts';
import { useServices } from '#state/services-context.ts';
import { EmptyPage, NoDecksPage } from '#views/parts/EmptyPage.tsx';
import { Page } from '#views/parts/Page.tsx';
import { Waiting } from '#views/parts/Waiting.tsx';
import { examWords } from '#views/words/exam.en.ts';
import { sharedWords } from '#views/words/shared-quiz.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';
import './quiz.css';

const say = sharedWords;

/** A quiz that somebody passed on: the very same questions, made anew from the learner's own deck. */
export function SharedQuizView({ code }: { readonly code: string }) {
  const services = useServices();
  const [opened, open] = useState<OpenedCode>();
  useEffect(() => {
    let isCurrent = true;
    void openCode(services, code).then((found) => isCurrent && open(found));
    return () => {
      isCurrent = false;
    };
  }, [services, code]);
  if (opened === undefined) return <Waiting />;
  if (opened.kind === 'unreadable') {
    return <EmptyPage tab="quiz" head={say.unreadable} help={say.why[opened.why]} to="/quiz" act={say.toQuiz} />;
  }
  if (opened.kind === 'no-deck') return <NoDecksPage tab="quiz" head={say.noDeck} help={say.noDeckHelp} act={say.toDecks} />;
  if (opened.retaken.questions.length === 0) {
    return <EmptyPage tab="quiz" head={say.allMissing} help={say.allMissingHelp} to="/quiz" act={say.toQuiz} />;
  }
  return <Opened opened={opened} />;
}

/** What was to somebody else's measure is not to one's own. */
function nameOfShared(name: string | undefined): string {
  return name === undefined || name === examWords.start.own ? say.exam : name;
}

function Opened({ opened: { shared, retaken } }: { readonly opened: Extract<OpenedCode, { kind: 'opened' }> }) {
  const services = useServices();
  const [, navigate] = useLocation();
  const [failed, fail] = useState<string>();
  const { questions, missing } = retaken;
  const of = shared.questions.length;
  const paper = paperOfShared(shared, retaken, nameOfShared);
  async function start() {
    const begun = await takeShared(services, shared.deck, retaken, paper);
    if (begun.kind === 'begun') navigate(`/${paper ? 'exam' : 'quiz'}/${begun.quiz}`);
    else if (begun.kind === 'exam-open') fail(say.examOpen);
    else fail(unsavedWords.why[begun.code]);
  }
  return (
    <Page title={say.screen} tab="quiz">
      <div className="quiz-empty">
        <p className="label">{say.label}</p>
        <h1>{say.title(questions.length)}</h1>
        <p className="lead">{paper === undefined ? say.lead : say.leadExam(paper.exam.minutes, paper.exam.name)}</p>
        <p className="acts">
          <button type="button" className="btn main" onClick={() => void start()}>
            {say.start}
          </button>
        </p>
        {failed !== undefined && (
          <p role="alert">
            {say.notStarted}. {failed}
          </p>
        )}
        {missing.length > 0 && (
          <>
            <p>{say.missing(of - questions.length, of)}</p>
            <ul className="small">
              {missing.map(({ index, part, entity }) => (
                <li key={`${index} ${part} ${entity}`}>{say.missingOne(index + 1, part, entity?.split('/').at(-1))}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Page>
  );
}
