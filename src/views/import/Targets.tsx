import type { DeckId } from '#core/ids.ts';
import type { Preview } from '#state/import-store.ts';
import { importWords } from '#views/words/import.en.ts';

const say = importWords.preview;

/** Notes of a new name that look like a notebook that is here: a renamed file goes on where it was, if the learner says so. */
export function Targets({
  preview: { targets, saving },
  choose,
}: {
  readonly preview: Preview;
  readonly choose: (at: number, into: DeckId | undefined) => void;
}) {
  if (targets.length === 0) return null;
  const taken = new Set(targets.map(({ into }) => into));
  return (
    <section className="band">
      <h2>{say.targets}</h2>
      <div className="targets">
        {targets.map(({ at, path, like, others, into }) => (
          <div key={at}>
            <p>{say.looksLike(like.title)}</p>
            <label>
              {say.target(path)}
              <select
                value={into ?? ''}
                aria-disabled={saving}
                onChange={({ currentTarget: { value } }) => {
                  if (!saving) choose(at, value === '' ? undefined : (value as DeckId));
                }}
              >
                <option value="">{say.newDeck}</option>
                {[like, ...others].map(({ deck, title }) => {
                  // Two files cannot both become one notebook.
                  const isTaken = deck !== into && taken.has(deck);
                  return (
                    <option key={deck} value={deck} disabled={isTaken}>
                      {isTaken ? say.taken(title) : title}
                    </option>
                  );
                })}
              </select>
            </label>
            <p className="small">{say.targetHelp}</p>
          </div>
        ))}
      </div>
    </section>
  );
}
