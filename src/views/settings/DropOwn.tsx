import { useId, useState } from 'react';
import type { DeckId } from '#core/ids.ts';
import type { Options } from '#core/scheduling/options.ts';
import type { Preset } from '#core/scheduling/schedule.ts';
import { writeWeights } from '#core/scheduling/weights.ts';
import type { OptionChange } from '#state/settings.ts';
import { settingsWords as say } from '#views/words/settings.en.ts';
import { Form, TodayUnder } from './Advanced.tsx';
import type { Checked } from './fields.ts';
import { useMemories } from './use-memories.ts';

/** A deck goes by the settings of all decks again: what that does today, and to its memories where they were computed otherwise. */
export function DropOwn({
  deck,
  own,
  options,
  apply,
  close,
}: {
  readonly deck: DeckId;
  readonly own: Preset;
  readonly options: Options;
  readonly apply: (change: OptionChange) => Promise<void>;
  readonly close: () => void;
}) {
  const [run, setRun] = useState(0);
  const wanted = writeWeights(options.preset.weights);
  const isSame = wanted === writeWeights(own.weights);
  const found = useMemories(isSame ? '' : wanted, deck, options, run);
  const id = useId();
  const drop = { kind: 'own preset', deck, own: false } as const;
  const checked: Checked = isSame
    ? { kind: 'fits', change: drop }
    : found.kind === 'found'
      ? { kind: 'fits', change: { ...drop, memories: found.memories } }
      : { kind: 'wrong', why: found.kind === 'computing' ? say.replaying(found.percent) : say.wrong[found.kind] };
  const save = async (change: OptionChange) => {
    await apply(change);
    // Where it was refused it is counted anew.
    setRun(run + 1);
  };
  const others = new Map([...options.deckPresets].filter(([other]) => other !== deck));
  return (
    <Form
      field={{ under: () => undefined }}
      options={options}
      checked={checked}
      told={
        <>
          {say.dropTold} <TodayUnder options={options} under={{ ...options, deckPresets: others }} />{' '}
          {found.kind === 'found' && say.memoriesTold(found.memories)}
        </>
      }
      apply={save}
      close={close}
      errorId={id}
    >
      {null}
    </Form>
  );
}
