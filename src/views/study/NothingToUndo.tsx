import { useEffect } from 'react';
import { useUndoable } from '#state/live/use-undoable.ts';
import { typedWords } from '#views/words/typed.en.ts';

/** Beside Undo, while nothing has been done. */
export function NothingToUndo({ tell }: { readonly tell: (nothing: boolean) => void }) {
  const nothing = useUndoable()?.undo === false;
  useEffect(() => tell(nothing), [tell, nothing]);
  return (
    nothing && (
      <small className="why" id="nothing-to-undo">
        {typedWords.nothingToUndo}
      </small>
    )
  );
}
