import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useStore } from 'zustand';
import { createImportStore } from '#state/import-store.ts';
import type { NoticesStore } from '#state/notices.ts';
import { useServices } from '#state/services-context.ts';
import { Page } from '#views/parts/Page.tsx';
import { importWords } from '#views/words/import.en.ts';
import { ChooseFiles } from './ChooseFiles.tsx';
import { PreviewHead, PreviewView } from './PreviewView.tsx';
import './import.css';

const say = importWords;

/** From files to cards: the choice, what would change, and then the change. `shipped` previews a deck that comes with the app. */
export function ImportView({ notices, shipped }: { readonly notices: NoticesStore; readonly shipped?: string }) {
  const services = useServices();
  const [store] = useState(() => createImportStore(services));
  const { stage, refusal, failure } = useStore(store);
  const [, navigate] = useLocation();
  const { open, openShipped, apply, choose, arrange, cancel } = store.getState();

  useEffect(() => {
    if (shipped !== undefined) void openShipped(shipped);
    return cancel;
  }, [shipped, openShipped, cancel]);

  async function applyAll() {
    const applied = await apply();
    if (applied === undefined) return;
    const { tell } = notices.getState();
    const undo = async () => {
      const undone = await applied.undo();
      tell({
        kind: 'told',
        head: undone ? say.undone : say.notUndone,
        help: undone ? say.undoneHelp : say.notUndoneHelp,
      });
    };
    tell({ kind: 'undoable', head: say.applied(applied.changes), undo });
    navigate(applied.first ? '/' : '/notes');
  }

  if (failure !== undefined) throw failure.cause;
  const leave = () => (shipped === undefined ? cancel() : navigate('/'));
  return (
    <Page title={say.title} tab="notes">
      <div className="imp">
        <div className="phead">
          <p className="crumb small">
            <Link className="link" href="/notes">
              {say.notes}
            </Link>
            <span aria-hidden="true">/</span>
            <span>{say.title}</span>
          </p>
          {stage.kind === 'reading' && <Reading done={stage.done} of={stage.of} cancel={leave} />}
          {stage.kind === 'choosing' && (
            <>
              <h1>{say.choose.head}</h1>
              <p className="lead">{say.choose.lead}</p>
            </>
          )}
          {stage.kind === 'preview' && <PreviewHead preview={stage} />}
        </div>
        {stage.kind === 'choosing' && <ChooseFiles refusal={refusal} open={(files) => void open(files)} />}
        {stage.kind === 'preview' && (
          <PreviewView
            preview={stage}
            apply={() => void applyAll()}
            choose={(at, into) => void choose(at, into)}
            arrange={(folder, joined) => void arrange(folder, joined)}
            leave={leave}
          />
        )}
      </div>
    </Page>
  );
}

function Reading({ done, of, cancel }: { readonly done: number; readonly of: number; readonly cancel: () => void }) {
  return (
    <>
      <h1>{say.reading.head}</h1>
      <p className="lead" role="status">
        {say.reading.progress(done, of)}
      </p>
      <progress className="reading" max={Math.max(1, of)} value={done} aria-label={say.reading.head} />
      <p>
        <button type="button" className="btn" onClick={cancel}>
          {say.reading.cancel}
        </button>
      </p>
    </>
  );
}
