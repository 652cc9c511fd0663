import { useState } from 'react';
import type { DeckId } from '#core/ids.ts';
import { useLastImport } from '#state/live/use-last-import.ts';
import type { NoticesStore } from '#state/notices.ts';
import { useServices } from '#state/services-context.ts';
import type { StorageErrorCode } from '#state/trouble.ts';
import { undoImport } from '#state/undo-import.ts';
import { CaretIcon } from '#views/parts/icons.tsx';
import { useModal } from '#views/parts/use-modal.ts';
import { importWords } from '#views/words/import.en.ts';
import { notesWords } from '#views/words/notes.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';

interface Props {
  readonly deck: DeckId;
  readonly title: string;
  readonly notices: NoticesStore;
}

const say = notesWords.lastImport;

/** The way back from an import whose notice is gone. */
export function LastImport(props: Props) {
  const last = useLastImport(props.deck);
  const [asking, setAsking] = useState(false);
  if (last === undefined) return null;
  return (
    <>
      <button type="button" className="link" onClick={() => setAsking(true)}>
        {say.takeBack}
      </button>
      {asking && <LastImportDialog {...props} last={last} close={() => setAsking(false)} />}
    </>
  );
}

/** Asks once, and says what would become of the cards. */
function LastImportDialog({
  deck,
  title,
  notices,
  last: shown,
  close,
}: Props & { readonly last: NonNullable<ReturnType<typeof useLastImport>>; readonly close: () => void }) {
  const services = useServices();
  const dialog = useModal();
  // What the learner reads is what is taken back, and no import that comes meanwhile.
  const [last] = useState(shown);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<StorageErrorCode>();

  async function takeBack() {
    if (busy) return;
    setBusy(true);
    const came = await undoImport(services, deck, last.at);
    setBusy(false);
    if (came !== 'undone' && came !== 'moved') {
      setFailed(came);
      return;
    }
    const { undone, undoneHelp, notUndone, notUndoneHelp } = importWords;
    const told = came === 'undone' ? { head: undone, help: undoneHelp } : { head: notUndone, help: notUndoneHelp };
    notices.getState().tell({ kind: 'told', ...told });
    close();
  }

  return (
    <dialog className="dlg" ref={dialog} onCancel={close} aria-labelledby="last-import-title">
      <h2 id="last-import-title">{say.title(title)}</h2>
      <p>{say.made(last.at)}</p>
      <p>{say.effect(last)}</p>
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
        <button type="button" className="btn" onClick={() => void takeBack()} aria-disabled={busy}>
          {busy ? say.busy : say.undo}
        </button>
      </p>
    </dialog>
  );
}
