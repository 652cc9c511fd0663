import type { Preview } from '#state/import-store.ts';
import { importWords } from '#views/words/import.en.ts';

const say = importWords.preview;

/** A folder of notes is one deck where its files describe one thing each, unless the learner wants it otherwise. */
export function Folders({
  preview: { folders, saving },
  arrange,
}: {
  readonly preview: Preview;
  readonly arrange: (folder: string, joined: boolean) => void;
}) {
  if (folders.length === 0) return null;
  return (
    <section className="band">
      <h2>{say.folders}</h2>
      <div className="targets">
        {folders.map(({ path, files, joined }) => (
          <fieldset key={path} aria-disabled={saving}>
            <legend>{say.folder(path, files)}</legend>
            {[true, false].map((one) => (
              <label key={String(one)}>
                <input
                  type="radio"
                  name={`folder ${path}`}
                  checked={joined === one}
                  onChange={() => {
                    if (!saving) arrange(path, one);
                  }}
                />
                {one ? say.oneDeck : say.deckEach}
              </label>
            ))}
            <p className="small">{say.oneDeckHelp}</p>
          </fieldset>
        ))}
      </div>
    </section>
  );
}
