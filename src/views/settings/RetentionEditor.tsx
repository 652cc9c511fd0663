import { useId, useState } from 'react';
import type { Options } from '#core/scheduling/options.ts';
import { leastRetention, mostRetention, useCosts } from '#state/live/use-settings.ts';
import type { OptionChange } from '#state/settings.ts';
import { settingsWords as say } from '#views/words/settings.en.ts';
import { Form } from './Advanced.tsx';
import { readWhole, type Checked, type Field } from './fields.ts';

/** The desired retention of one deck, with what it costs in reviews of that deck. */
export function RetentionEditor({
  field,
  editor: { percent, deck },
  options,
  apply,
  close,
}: {
  readonly field: Field;
  readonly editor: Extract<Field['editor'], { kind: 'retention' }>;
  readonly options: Options;
  readonly apply: (change: OptionChange) => Promise<void>;
  readonly close: () => void;
}) {
  const [text, setText] = useState(String(percent));
  const costs = useCosts(options, deck);
  const id = useId();
  const asked = readWhole(text.replace('%', ''), leastRetention, mostRetention);
  const checked: Checked =
    asked === undefined
      ? { kind: 'wrong', why: say.wrong.wholeNumber(leastRetention, mostRetention) }
      : { kind: 'fits', change: { kind: 'preset', change: { desiredRetention: asked / 100 }, deck } };
  const reviews = asked === undefined ? undefined : costs?.workloads.get(asked)?.reviewsPerDay;
  return (
    <Form
      field={field}
      options={options}
      checked={checked}
      told={`${reviews === undefined ? say.counting : say.reviewsADay(reviews)}. ${say.retentionNote}`}
      apply={apply}
      close={close}
      errorId={id}
    >
      <input
        aria-label={field.name}
        aria-invalid={asked === undefined}
        aria-describedby={id}
        inputMode="numeric"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </Form>
  );
}
