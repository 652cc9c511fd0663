import { EmptyPage } from '#views/parts/EmptyPage.tsx';
import { quizWords } from '#views/words/quiz.en.ts';

export function NoQuiz() {
  const { title, help, toQuiz } = quizWords.none;
  return <EmptyPage tab="quiz" head={title} help={help} to="/quiz" act={toQuiz} />;
}
