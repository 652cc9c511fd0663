import { Link } from 'wouter';
import { Page } from '#views/parts/Page.tsx';
import { quizWords } from '#views/words/quiz.en.ts';
import { words } from '#views/words/words.ts';

export function NoQuiz() {
  const say = quizWords.none;
  return (
    <Page title={say.title} tab="quiz">
      <div className="quiz-empty">
        <h1>{say.title}</h1>
        <p className="lead">{say.help}</p>
        <p className="acts">
          <Link className="btn main" href="/quiz">
            {say.toQuiz}
          </Link>
        </p>
      </div>
    </Page>
  );
}

export function Opening() {
  return (
    <main className="wrap opening">
      <h1 className="wait">{words.loading}</h1>
    </main>
  );
}
