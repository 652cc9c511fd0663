import type { Figures } from '#core/stats/figures.ts';
import { progressWords } from '#views/words/progress.en.ts';
import { ChartFrame } from './ChartFrame.tsx';
import { NamedBars } from './NamedBars.tsx';

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
      drawing={<NamedBars rows={drawn.map((row) => ({ name: say.rows[row], value: done[row] }))} tone="t3" />}
    />
  );
}
