import { useState } from 'react';
import type { NotebookSummary } from '#state/live/use-notebooks.ts';
import type { NoticesStore } from '#state/notices.ts';
import { removeDeck } from '#state/remove-deck.ts';
import { useServices } from '#state/services-context.ts';
import type { StorageErrorCode } from '#state/trouble.ts';
import { CaretIcon } from '#views/parts/icons.tsx';
import { useModal } from '#views/parts/use-modal.ts';
import { notesWords } from '#views/words/notes.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';

const say = notesWords.removing;

/** Asks once before a deck goes, and says what stays. */
export function RemoveDialog({
  notebook: { id, title, cards },
  notices,
  close,
}: {
  readonly notebook: NotebookSummary;
  readonly notices: NoticesStore;
  readonly close: () => void;
}) {
  const services = useServices();
  const dialog = useModal();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<StorageErrorCode>();
  const { tell } = notices.getState();

  async function remove() {
    if (busy) return;
    setBusy(true);
    const removed = await removeDeck(services, id);
    setBusy(false);
    if (removed.kind === 'unsaved') {
      setFailed(removed.code);
      return;
    }
    const undo = async () => {
      const back = await removed.undo();
      tell({ kind: 'told', head: back ? say.back(title) : say.notBack, help: back ? say.backHelp : say.notBackHelp });
    };
    tell({ kind: 'undoable', head: say.removed(title), undo });
    close();
  }

  return (
    <dialog className="dlg" ref={dialog} onCancel={close} aria-labelledby="remove-title">
      <h2 id="remove-title">{say.title(title)}</h2>
      <p>{say.leaves(cards)}</p>
      <p>{say.kept}</p>
      <p className="small">{say.stays}</p>
      {failed !== undefined && (
        <div className="tell" role="alert">
          <CaretIcon />
          <p>{say.failed}</p>
          <p className="small">{unsavedWords.why[failed]}</p>
        </div>
      )}
      <p className="acts">
        <button type="button" className="btn main" onClick={close}>
          {say.keep}
        </button>
        <button type="button" className="btn" onClick={() => void remove()} aria-disabled={busy}>
          {busy ? say.busy : say.remove}
        </button>
      </p>
    </dialog>
  );
}
