import { dataWords as say } from '#views/words/data.en.ts';

/** Leaves what takes long, where it may be left. */
export function Leave({ leave }: { readonly leave: () => void }) {
  return (
    <p className="btns">
      <button type="button" className="btn" onClick={leave}>
        {say.cancel}
      </button>
    </p>
  );
}
