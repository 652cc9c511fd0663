import type { Figures } from '#core/stats/figures.ts';
import type { Share } from '#core/stats/interval.ts';
import { withoutGuesses } from '#core/stats/quiz-figure.ts';
import { progressWords } from '#views/words/progress.en.ts';
import { Bars } from './Bars.tsx';
import { ChartFrame, Legend } from './ChartFrame.tsx';

const say = progressWords.quiz;

/** Quiz answers apart, with what is recalled without options beside them. */
export function QuizChart({ figures: { quiz, spans } }: { readonly figures: Figures }) {
  const { right, recalled, parts } = quiz;
  const percent = (share: Share, of: (share: number) => number = (value) => value) =>
    share.of === 0 ? '–' : progressWords.percent(of(share.share));
  const row = (name: string, one: { readonly right: Share; readonly recalled: Share }) => [
    name,
    one.right.of,
    percent(one.right),
    percent(one.right, withoutGuesses),
    one.recalled.of,
    percent(one.recalled),
  ];
  return (
    <ChartFrame
      name={say.name}
      said={say.said(right.share, right.of, withoutGuesses(right.share), recalled.share, recalled.of)}
      table={() => ({
        head: say.head,
        rows: parts.map((part, at) => row(progressWords.span(spans.unit, spans.starts[at]!), part)),
      })}
      drawing={
        <Bars
          labels={spans.starts.map((start) => progressWords.spanShort(spans.unit, start))}
          series={[]}
          lines={[
            {
              values: parts.map((part) => (part.right.of === 0 ? undefined : withoutGuesses(part.right.share))),
              low: parts.map((part) => (part.right.of === 0 ? undefined : withoutGuesses(part.right.low))),
              high: parts.map((part) => (part.right.of === 0 ? undefined : withoutGuesses(part.right.high))),
              tone: 'dot2',
            },
            { values: parts.map((part) => (part.recalled.of === 0 ? undefined : part.recalled.share)) },
          ]}
        />
      }
    >
      <Legend
        series={[
          { name: say.recalled, tone: 'dot' },
          { name: say.known, tone: 'dot2' },
        ]}
      />
    </ChartFrame>
  );
}
