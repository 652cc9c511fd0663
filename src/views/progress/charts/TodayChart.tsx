import type { Figures } from '#core/stats/figures.ts';
import { progressWords } from '#views/words/progress.en.ts';
import { Bars } from './Bars.tsx';
import { ChartFrame } from './ChartFrame.tsx';

const say = progressWords.today;
const drawn = ['first', 'learning', 'review', 'relearning', 'quizAnswers'] as const;
const rows = [
  'first',
  'learning',
  'review',
  'relearning',
  'mature',
  'maturePassed',
  'crammed',
  'quizAnswers',
  'quizRight',
] as const;

export function TodayChart({ figures: { done } }: { readonly figures: Figures }) {
  return (
    <ChartFrame
      name={say.name}
      said={say.said(done.answers, done.passed, done.takenMs) + say.quiz(done.quizRight, done.quizAnswers)}
      table={() => ({ head: say.head, rows: rows.map((row) => [say.rows[row], done[row]]) })}
      drawing={
        <Bars
          labels={drawn.map((row) => say.rows[row])}
          series={[{ name: say.name, tone: 't3', values: drawn.map((row) => done[row]) }]}
        />
      }
    />
  );
}
