import type { Figures } from '#core/stats/figures.ts';
import { progressWords } from '#views/words/progress.en.ts';
import { words } from '#views/words/words.ts';
import { Bars } from './Bars.tsx';
import { ChartFrame, Legend } from './ChartFrame.tsx';

const say = progressWords.buttons;
const groups = ['learning', 'young', 'mature'] as const;
const ratings = [1, 2, 3, 4] as const;

export function ButtonsChart({ figures: { buttons } }: { readonly figures: Figures }) {
  const counts = groups.flatMap((group) => [...buttons[group]]);
  const of = counts.reduce((sum, count) => sum + count, 0);
  const passed = of - groups.reduce((sum, group) => sum + buttons[group][0], 0);
  const series = ratings.map((rating) => ({
    // With the number of its key, which stands on its bars too: colour alone tells nothing.
    name: `${rating} ${words.study.ratings[rating]}`,
    tone: `r${rating}`,
    values: groups.flatMap((group) => ratings.map((other) => (other === rating ? buttons[group][rating - 1]! : 0))),
  }));
  return (
    <ChartFrame
      name={say.name}
      said={say.said(passed, of)}
      table={() => ({
        head: say.head,
        rows: groups.map((group) => {
          const all = buttons[group].reduce((sum, count) => sum + count, 0);
          return [say.groups[group], ...buttons[group], all === 0 ? '–' : progressWords.percent(1 - buttons[group][0] / all)];
        }),
      })}
      drawing={
        <Bars
          labels={groups.flatMap((group) => ratings.map((rating) => (rating === 2 ? say.groups[group] : '')))}
          heads={groups.flatMap(() => ratings.map(String))}
          every
          series={series}
        />
      }
    >
      <Legend series={series} />
    </ChartFrame>
  );
}
