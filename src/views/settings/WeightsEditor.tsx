import { useEffect, useId, useState } from 'react';
import type { DeckId } from '#core/ids.ts';
import type { Options } from '#core/scheduling/options.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';
import { readWeights, writeWeights } from '#core/scheduling/weights.ts';
import { useServices } from '#state/services-context.ts';
import type { OptionChange } from '#state/settings.ts';
import { settingsWords as say } from '#views/words/settings.en.ts';
import { Form } from './Advanced.tsx';
import type { Checked, Field } from './fields.ts';

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
      ? { kind: 'fits', change: found.change }
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
      {...(found.kind === 'found' && { told: say.memoriesTold(found.change.memories) })}
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

type Found =
  | { readonly kind: 'found'; readonly change: Extract<OptionChange, { kind: 'weights' }> }
  | { readonly kind: 'computing'; readonly percent: number }
  | { readonly kind: 'weights' | 'replay' };

/** Typing on gives up what was being computed. */
const pauseMs = 300;

function useMemories(text: string, deck: DeckId | undefined, options: Options, run: number): Found {
  const { memoriesUnder } = useServices();
  const [found, setFound] = useState<{ readonly of: string; readonly run: number; readonly found: Found }>();
  const weights = readWeights(text);
  const of = weights === undefined ? '' : writeWeights(weights);
  const decks = [...options.deckPresets.keys()].toSorted().join('\n');
  useEffect(() => {
    if (of === '') return;
    const abort = new AbortController();
    const asked = readWeights(of)!;
    const whose = deck === undefined ? { without: decks.split('\n') as DeckId[] } : { deck };
    const put = (made: Found) => {
      if (!abort.signal.aborted) setFound({ of, run, found: made });
    };
    const tell = (done: number, all: number) => put({ kind: 'computing', percent: Math.floor((done / all) * 10) * 10 });
    const timer = setTimeout(() => {
      memoriesUnder({ weights: asked, whose }, tell, abort.signal).then(
        (memories) => put({ kind: 'found', change: { kind: 'weights', weights: asked, memories, ...(deck && { deck }) } }),
        (error: unknown) => {
          if (abort.signal.aborted) return;
          console.error(error);
          put({ kind: 'replay' });
        },
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [memoriesUnder, of, deck, decks, run]);
  if (weights === undefined) return { kind: 'weights' };
  return found?.of === of && found.run === run ? found.found : { kind: 'computing', percent: 0 };
}
