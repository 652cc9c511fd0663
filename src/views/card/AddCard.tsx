import { useState } from 'react';
import type { DeckId, EntityId } from '#core/ids.ts';
import { useDeckDecisions } from '#state/live/use-overlay.ts';
import type { NoticesStore } from '#state/notices.ts';
import { cardWords } from '#views/words/card.en.ts';
import { CardDialog } from './CardDialog.tsx';
import { readLines } from './line-numbers.ts';
import { useDecide } from './use-decide.ts';

const say = cardWords;

/** A card of the learner's own, with or without a place in the notes. */
export function AddCard({
  deck,
  part,
  line,
  entity: firstEntity,
  notices,
  close,
}: {
  readonly deck: DeckId;
  /** The lines that can be named: `lineCount` of them after `above`; absent where the notes have several files. */
  readonly part?: { readonly above: number; readonly lineCount: number } | undefined;
  readonly line?: number | undefined;
  readonly entity?: EntityId | undefined;
  readonly notices: NoticesStore;
  readonly close: () => void;
}) {
  const decisions = useDeckDecisions(deck);
  const { decide, failed } = useDecide(notices, () => undefined);
  const [place, setPlace] = useState(line === undefined ? '' : String(line - (part?.above ?? 0)));
  const [chosen, setChosen] = useState(firstEntity);
  const [wrong, setWrong] = useState(false);
  if (decisions === undefined) return null;
  const entity = chosen ?? decisions.entities[0]?.id;

  async function save(front: string, back: string) {
    const lines = part === undefined ? [] : readLines(place, part.lineCount)?.map((each) => each + part.above);
    setWrong(lines === undefined);
    if (lines === undefined || entity === undefined) return 'refused' as const;
    return decide({ kind: 'add', entity, front, back, lines });
  }
  return (
    <CardDialog
      title={say.addTitle}
      front=""
      back=""
      save={save}
      saveName={say.add}
      failed={failed}
      close={close}
      fields={
        <>
          <label>
            {say.entity}
            <select value={entity} onChange={(event) => setChosen(event.target.value as EntityId)}>
              {decisions.entities.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          {part !== undefined && (
            <>
              <label>
                {say.lines}
                <input
                  type="text"
                  value={place}
                  onChange={(event) => setPlace(event.target.value)}
                  aria-invalid={wrong}
                  aria-describedby="lines-help"
                />
              </label>
              <p className="small" id="lines-help" role={wrong ? 'alert' : undefined}>
                {wrong ? say.linesWrong(part.lineCount) : say.linesHelp}
              </p>
            </>
          )}
        </>
      }
    />
  );
}
