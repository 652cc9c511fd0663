import { useId, useState } from 'react';
import type { Options } from '#core/scheduling/options.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';
import { writeWeights } from '#core/scheduling/weights.ts';
import type { OptionChange } from '#state/settings.ts';
import { settingsWords as say } from '#views/words/settings.en.ts';
import { Form } from './Advanced.tsx';
import type { Checked, Field } from './fields.ts';
import { useMemories } from './use-memories.ts';

/** The learner's weights; what they would do to every memory is computed in a worker, and told, before they can be saved. */
export function WeightsEditor({
  field,
  editor: { text: stored, deck },
  options,
  apply,
  close,
}: {
  readonly field: Field;
  readonly editor: Extract<Field['editor'], { kind: 'weights' }>;
  readonly options: Options;
  readonly apply: (change: OptionChange) => Promise<void>;
  readonly close: () => void;
}) {
  const [text, setText] = useState(stored);
  const [run, setRun] = useState(0);
  const found = useMemories(text, deck, options, run);
  const id = useId();
  const checked: Checked =
    found.kind === 'found'
      ? { kind: 'fits', change: { kind: 'weights', weights: found.weights, memories: found.memories, ...(deck && { deck }) } }
      : { kind: 'wrong', why: found.kind === 'computing' ? say.replaying(found.percent) : say.wrong[found.kind] };
  const save = async (change: OptionChange) => {
    await apply(change);
    // Where it was refused it is counted anew.
    setRun(run + 1);
  };
  return (
    <Form
      field={field}
      options={options}
      checked={checked}
      {...(found.kind === 'found' && { told: say.memoriesTold(found.memories) })}
      apply={save}
      close={close}
      errorId={id}
    >
      <textarea
        aria-label={field.name}
        aria-invalid={found.kind === 'weights'}
        aria-describedby={id}
        rows={4}
        spellCheck={false}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {text !== writeWeights(defaultPreset.weights) && (
        <button type="button" className="quiet" onClick={() => setText(writeWeights(defaultPreset.weights))}>
          {say.writeUsual}
        </button>
      )}
    </Form>
  );
}
