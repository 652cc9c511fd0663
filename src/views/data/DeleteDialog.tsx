import { useId, useState, type FormEvent } from 'react';
import type { Standing } from '#state/keeper.ts';
import { useServices } from '#state/services-context.ts';
import { CaretIcon } from '#views/parts/icons.tsx';
import { useModal } from '#views/parts/use-modal.ts';
import { dataWords } from '#views/words/data.en.ts';
import { takeAway } from './YourData.tsx';

const say = dataWords.deleting;

/** Asks for the word before everything goes, and offers a copy first. */
export function DeleteDialog({ standing, close }: { readonly standing: Standing; readonly close: () => void }) {
  const services = useServices();
  const dialog = useModal();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [stage, setStage] = useState<'asked' | 'exporting' | 'exported' | 'no-copy' | 'deleting' | 'failed'>('asked');
  const [share, setShare] = useState<number>();
  const mayDelete = typed.trim().toLowerCase() === say.word && stage !== 'deleting' && stage !== 'exporting';

  async function takeCopy() {
    setStage('exporting');
    try {
      await takeAway(await services.keeper(), { onProgress: (done, of) => setShare(done / of) });
      setStage('exported');
    } catch {
      setStage('no-copy');
    }
  }

  async function remove(event: FormEvent) {
    event.preventDefault();
    if (!mayDelete) return;
    setStage('deleting');
    try {
      await (await services.keeper()).deleteEverything();
      leavePlainPage();
    } catch {
      setStage('failed');
    }
  }

  return (
    <dialog className="dlg" ref={dialog} onCancel={close} aria-labelledby={`${id} title`}>
      <form onSubmit={(event) => void remove(event)}>
        <h2 id={`${id} title`}>{say.title}</h2>
        <p>{say.leaves(standing.cards, standing.answers)}</p>
        <p className="small">
          {say.stays}{' '}
          <button type="button" className="link" onClick={() => void takeCopy()}>
            {say.exportFirst}
          </button>
        </p>
        <label className="small" htmlFor={id}>
          {say.type}
        </label>
        <input
          className="typed"
          id={id}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <div role="status">
          {stage === 'exporting' && (
            <>
              <p className="small">{dataWords.exporting}</p>
              <progress {...(share !== undefined && { value: share })} aria-label={dataWords.exporting} />
            </>
          )}
          {stage === 'exported' && <p className="small">{dataWords.exported}</p>}
          {(stage === 'failed' || stage === 'no-copy') && (
            <div className="tell">
              <CaretIcon />
              <p>{stage === 'failed' ? say.failed : dataWords.exportFailed}</p>
              {stage === 'no-copy' && <p className="small">{dataWords.exportFailedHelp}</p>}
            </div>
          )}
        </div>
        <p className="acts">
          <button type="button" className="btn main" onClick={close}>
            {say.keep}
          </button>
          <button type="submit" className="btn" disabled={!mayDelete}>
            {stage === 'deleting' ? say.busy : say.go}
          </button>
        </p>
      </form>
    </dialog>
  );
}

/** Nothing of the app may run any more: it would begin to store again. */
function leavePlainPage(): void {
  const head = document.createElement('h1');
  head.textContent = say.done;
  const help = document.createElement('p');
  help.textContent = say.doneHelp;
  const link = document.createElement('a');
  link.href = './';
  link.textContent = say.anew;
  const page = document.createElement('main');
  page.append(head, help, link);
  document.body.replaceChildren(page);
  history.replaceState(null, '', './');
}
