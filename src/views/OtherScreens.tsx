import { lazy } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import type { CardId, CategoryId, DeckId, EntityId } from '#core/ids.ts';
import type { NoticesStore } from '#state/notices.ts';
import { atOnce } from './parts/at-once.ts';
import { decoded } from './parts/decoded.ts';

const allFigures = atOnce(async () => (await import('./progress/AllFiguresView.tsx')).AllFiguresView);
const exam = atOnce(async () => (await import('./exam/ExamView.tsx')).ExamView);
const progress = atOnce(async () => (await import('./progress/ProgressView.tsx')).ProgressView);

const screens = {
  first: () => import('./first/FirstView.tsx'),
  quizStart: () => import('./quiz/QuizStartView.tsx'),
  quiz: () => import('./quiz/QuizView.tsx'),
  quizResult: () => import('./quiz/QuizResultView.tsx'),
  printQuiz: () => import('./quiz/PrintQuizView.tsx'),
  sharedQuiz: () => import('./quiz/SharedQuizView.tsx'),
  confusions: () => import('./quiz/ConfusionsView.tsx'),
  reports: () => import('./report/ReportsView.tsx'),
  examStart: () => import('./exam/ExamStartView.tsx'),
  exam: exam.load,
  examResult: () => import('./exam/ExamResultView.tsx'),
  examReview: () => import('./exam/ExamReviewView.tsx'),
  notesList: () => import('./notes/NotesListView.tsx'),
  notes: () => import('./notes/NotesView.tsx'),
  import: () => import('./import/ImportView.tsx'),
  settings: () => import('./settings/SettingsView.tsx'),
  done: () => import('./study/DoneView.tsx'),
  unsaved: () => import('./study/UnsavedAnswer.tsx'),
  notice: () => import('./parts/OneNotice.tsx'),
  trouble: () => import('./trouble/TroubleView.tsx'),
  notFound: () => import('./trouble/NotFoundView.tsx'),
  card: () => import('./card/CardView.tsx'),
  restore: () => import('./data/RestoreView.tsx'),
  about: () => import('./about/AboutView.tsx'),
  custom: () => import('./custom/CustomView.tsx'),
  entity: () => import('./entity/EntityView.tsx'),
  reference: () => import('./entity/ReferenceView.tsx'),
  allFigures: allFigures.load,
  progress: progress.load,
};
const QuizStartView = lazy(async () => ({ default: (await screens.quizStart()).QuizStartView }));
const QuizView = lazy(async () => ({ default: (await screens.quiz()).QuizView }));
const QuizResultView = lazy(async () => ({ default: (await screens.quizResult()).QuizResultView }));
const PrintQuizView = lazy(async () => ({ default: (await screens.printQuiz()).PrintQuizView }));
const SharedQuizView = lazy(async () => ({ default: (await screens.sharedQuiz()).SharedQuizView }));
const ConfusionsView = lazy(async () => ({ default: (await screens.confusions()).ConfusionsView }));
const ReportsView = lazy(async () => ({ default: (await screens.reports()).ReportsView }));
const ExamStartView = lazy(async () => ({ default: (await screens.examStart()).ExamStartView }));
const ExamResultView = lazy(async () => ({ default: (await screens.examResult()).ExamResultView }));
const ExamReviewView = lazy(async () => ({ default: (await screens.examReview()).ExamReviewView }));
const NotesListView = lazy(async () => ({ default: (await screens.notesList()).NotesListView }));
const NotesView = lazy(async () => ({ default: (await screens.notes()).NotesView }));
const NotFoundView = lazy(async () => ({ default: (await screens.notFound()).NotFoundView }));
const SettingsView = lazy(async () => ({ default: (await screens.settings()).SettingsView }));
const CustomView = lazy(async () => ({ default: (await screens.custom()).CustomView }));
const ExamView = exam.Part;
const ProgressView = progress.Part;
const AllFiguresView = allFigures.Part;
const EntityView = lazy(async () => ({ default: (await screens.entity()).EntityView }));
const ReferenceView = lazy(async () => ({ default: (await screens.reference()).ReferenceView }));
const CardView = lazy(async () => ({ default: (await screens.card()).CardView }));
const RestoreView = lazy(async () => ({ default: (await screens.restore()).RestoreView }));
const AboutView = lazy(async () => ({ default: (await screens.about()).AboutView }));
const ImportView = lazy(async () => ({ default: (await screens.import()).ImportView }));

/** Of the first load's screens too, what they need now and then. */
export async function preloadScreens(): Promise<void> {
  await Promise.allSettled(Object.values(screens).map((load) => load()));
}

export function OtherScreens({ notices }: { readonly notices: NoticesStore }) {
  const [place] = useLocation();
  // The router's patterns stop at the end of a line, and would show nothing at all.
  if (/[\n\r\u2028\u2029]/.test(place)) return <NotFoundView />;
  return (
    <Switch>
      <Route path="/custom">
        <CustomView notices={notices} />
      </Route>
      <Route path="/entity/:deck/:id">
        {({ deck, id }) => <EntityView id={`${decoded(deck)}/${decoded(id)}` as EntityId} />}
      </Route>
      <Route path="/reference">
        <ReferenceView />
      </Route>
      <Route path="/atlas">
        <ProgressView />
      </Route>
      <Route path="/atlas/:deck">{({ deck }) => <ProgressView deck={decoded(deck) as DeckId} />}</Route>
      <Route path="/atlas/:deck/:only">
        {({ deck, only }) => <ProgressView deck={decoded(deck) as DeckId} only={decoded(only) as CategoryId} />}
      </Route>
      <Route path="/figures/*?">{({ '*': asked }) => <AllFiguresView asked={asked ?? ''} />}</Route>
      <Route path="/card/:id">{({ id }) => <CardView id={decoded(id) as CardId} notices={notices} />}</Route>
      <Route path="/quiz">
        <QuizStartView />
      </Route>
      <Route path="/quiz/:id">{({ id }) => <QuizView id={id} notices={notices} />}</Route>
      <Route path="/quiz/:id/result">{({ id }) => <QuizResultView id={id} notices={notices} />}</Route>
      <Route path="/quiz/:id/print">{({ id }) => <PrintQuizView id={id} />}</Route>
      <Route path="/quiz/code/:code">{({ code }) => <SharedQuizView key={code} code={code} />}</Route>
      <Route path="/confusions">
        <ConfusionsView />
      </Route>
      <Route path="/reports">
        <ReportsView notices={notices} />
      </Route>
      <Route path="/exam">
        <ExamStartView />
      </Route>
      <Route path="/exam/:id">{({ id }) => <ExamView id={id} notices={notices} />}</Route>
      <Route path="/exam/:id/result">{({ id }) => <ExamResultView id={id} />}</Route>
      <Route path="/exam/:id/review">{({ id }) => <ExamReviewView id={id} notices={notices} />}</Route>
      <Route path="/import">
        <ImportView notices={notices} />
      </Route>
      <Route path="/import/:shipped">{({ shipped }) => <ImportView notices={notices} shipped={shipped} />}</Route>
      <Route path="/settings">
        <SettingsView notices={notices} />
      </Route>
      <Route path="/restore">
        <RestoreView />
      </Route>
      <Route path="/about">
        <AboutView />
      </Route>
      <Route path="/notes">
        <NotesListView notices={notices} />
      </Route>
      <Route path="/notes/:deck">{({ deck }) => <NotesView deck={decoded(deck)} marked="" notices={notices} />}</Route>
      <Route path="/notes/:deck/:lines">
        {({ deck, lines }) => <NotesView deck={decoded(deck)} marked={lines} notices={notices} />}
      </Route>
      <Route>
        <NotFoundView />
      </Route>
    </Switch>
  );
}
