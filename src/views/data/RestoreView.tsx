import { useEffect, useRef, useState } from 'react';
import type { KeptBackup, RestorePreview, Restored } from '#state/keeper.ts';
import { inTurn } from '#core/progress.ts';
import type { Instant } from '#core/time.ts';
import { useServices } from '#state/services-context.ts';
import { CaretIcon } from '#views/parts/icons.tsx';
import { Page } from '#views/parts/Page.tsx';
import { dataWords } from '#views/words/data.en.ts';
import { Leave } from './Leave.tsx';
import './data.css';

const say = dataWords.restoring;

type Stage =
  | { readonly kind: 'choose' }
  | { readonly kind: 'busy'; readonly words: string; readonly share?: number; readonly leave?: () => void }
  | { readonly kind: 'preview'; readonly preview: RestorePreview }
  | { readonly kind: 'wrong'; readonly fault: keyof typeof say.faults; readonly line?: number }
  | { readonly kind: 'moved' }
  | { readonly kind: 'done'; readonly restored: Extract<Restored, { kind: 'restored' }>; readonly undone: boolean };

/** A copy is chosen, read, checked and shown beside what is here; only then may it take its place, or be united with it. */
export function RestoreView() {
  const services = useServices();
  const [stage, setStage] = useState<Stage>({ kind: 'choose' });
  const [kept, setKept] = useState<readonly KeptBackup[]>([]);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    let wanted = true;
    void services
      .keeper()
      .then((keeper) => keeper.standing())
      .then((standing) => wanted && setKept(standing.kept.toReversed()))
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [services]);
  // However the learner leaves: the page still knows the database that was there before.
  const isOther = useRef(false);
  useEffect(() => {
    if (stage.kind === 'done') isOther.current = true;
  }, [stage.kind]);
  useEffect(
    () => () => {
      if (isOther.current) location.reload();
    },
    [],
  );
  // What was pressed is gone: whoever goes by the keyboard goes on at the head.
  useEffect(() => {
    if (stage.kind === 'preview' || stage.kind === 'done' || stage.kind === 'wrong') head.current?.focus();
  }, [stage.kind]);

  const onProgress = (words: string) => (done: number, of: number) =>
    setStage({ kind: 'busy', words, ...(of > 0 && { share: Math.min(1, done / of) }) });

  async function open(from: Blob | string) {
    const leaving = new AbortController();
    const tell = (done: number, of: number) => {
      if (leaving.signal.aborted) return;
      const share = of > 0 && { share: Math.min(1, done / of) };
      setStage({ kind: 'busy', words: say.reading, ...share, leave: () => leaving.abort() });
    };
    tell(0, 0);
    try {
      const keeper = await services.keeper();
      setStage({ kind: 'preview', preview: await keeper.stage(from, { onProgress: tell, signal: leaving.signal }) });
    } catch (error) {
      setStage(leaving.signal.aborted ? { kind: 'choose' } : wrongOf(error));
    }
  }

  /** Nothing of a copy that is not wanted stays on the disk. */
  async function leave() {
    setStage({ kind: 'choose' });
    await (await services.keeper()).unstage();
  }

  async function restore(how: 'replace' | 'merge') {
    setStage({ kind: 'busy', words: say.busy });
    try {
      const restored = await (await services.keeper()).restore(how, onProgress(say.busy));
      setStage(restored.kind === 'moved' ? { kind: 'moved' } : { kind: 'done', restored, undone: false });
    } catch (error) {
      setStage(wrongOf(error));
    }
  }

  async function takeBack(before: string) {
    setStage({ kind: 'busy', words: say.busy });
    try {
      const keeper = await services.keeper();
      const [reading, taking] = inTurn(onProgress(say.busy), [1, 2]);
      await keeper.stage(before, { onProgress: reading! });
      const restored = await keeper.restore('replace', taking!);
      setStage(restored.kind === 'moved' ? { kind: 'moved' } : { kind: 'done', restored, undone: true });
    } catch (error) {
      setStage(wrongOf(error));
    }
  }

  return (
    <Page title={say.screen} tab="settings">
      <div className="restore">
        <div className="phead">
          <h1 ref={head} tabIndex={-1}>
            {say.screen}
          </h1>
          {stage.kind === 'choose' && <p className="lead">{say.lead}</p>}
        </div>
        <div role="status">
          {stage.kind === 'busy' && (
            <>
              <p>{stage.words}</p>
              <progress {...(stage.share !== undefined && { value: stage.share })} aria-label={stage.words} />
            </>
          )}
          {stage.kind === 'wrong' && <Wrong stage={stage} />}
          {stage.kind === 'moved' && (
            <div className="tell">
              <CaretIcon />
              <p>{say.moved}</p>
              <p className="small">{say.movedHelp}</p>
            </div>
          )}
          {stage.kind === 'done' && <Done stage={stage} takeBack={(before) => void takeBack(before)} />}
        </div>
        {stage.kind === 'busy' && stage.leave && <Leave leave={stage.leave} />}
        {stage.kind === 'preview' && (
          <Preview preview={stage.preview} restore={(how) => void restore(how)} cancel={() => void leave()} />
        )}
        {(stage.kind === 'choose' || stage.kind === 'wrong' || stage.kind === 'moved') && (
          <Choose again={stage.kind !== 'choose'} kept={kept} open={(from) => void open(from)} />
        )}
      </div>
    </Page>
  );
}

function wrongOf(error: unknown): Stage {
  const { fault, line } = error as { fault?: string; line?: number };
  const known = fault !== undefined && fault in say.faults ? (fault as keyof typeof say.faults) : 'other';
  return { kind: 'wrong', fault: known, ...(line !== undefined && line > 0 && { line }) };
}

function Wrong({ stage: { fault, line } }: { readonly stage: Extract<Stage, { kind: 'wrong' }> }) {
  const { head, help } = say.faults[fault];
  return (
    <div className="tell">
      <CaretIcon />
      <p>{head}</p>
      <p className="small">
        {help} {line !== undefined && (fault === 'wrong' || fault === 'damaged') && say.line(line)}
      </p>
    </div>
  );
}

function Choose({
  again,
  kept,
  open,
}: {
  readonly again: boolean;
  readonly kept: readonly KeptBackup[];
  readonly open: (from: Blob | string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const now = useServices().clock.now().instant;
  return (
    <>
      <p className="btns">
        <button type="button" className="btn main" onClick={() => input.current?.click()}>
          {again ? say.again : say.choose}
        </button>
        <input
          ref={input}
          type="file"
          tabIndex={-1}
          aria-label={say.choose}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            target.value = '';
            if (file) open(file);
          }}
        />
      </p>
      {kept.length > 0 && (
        <section className="band">
          <h2>{say.kept}</h2>
          <ul className="keptlist">
            {kept.map(({ name, madeAt }) => (
              <li key={name}>
                <button type="button" className="link" onClick={() => open(name)}>
                  {say.useKept(dataWords.when(madeAt as Instant, now))}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Preview({
  preview: { madeAt, theirs, ours, onlyTheirs, onlyOurs, mended },
  restore,
  cancel,
}: {
  readonly preview: RestorePreview;
  readonly restore: (how: 'replace' | 'merge') => void;
  readonly cancel: () => void;
}) {
  const now = useServices().clock.now().instant;
  const isEmpty = ours.answers === 0 && ours.decks.length === 0;
  return (
    <>
      <p className="lead">
        {say.madeAt(dataWords.when(madeAt as Instant, now))} {say.nothingYet}
      </p>
      <div className="sides">
        <Side name={say.holds} figures={theirs} only={isEmpty || onlyTheirs === 0 ? undefined : say.onlyTheirs(onlyTheirs)} />
        {!isEmpty && <Side name={say.has} figures={ours} only={onlyOurs === 0 ? undefined : say.onlyOurs(onlyOurs)} />}
      </div>
      {mended > 0 && <p className="small">{say.mended(mended)}</p>}
      {isEmpty ? (
        <p className="btns">
          <button type="button" className="btn main" onClick={() => restore('replace')}>
            {say.use}
          </button>
          <button type="button" className="btn" onClick={cancel}>
            {say.cancel}
          </button>
        </p>
      ) : (
        <>
          <ul className="ways">
            <li>
              <button type="button" className="btn main" onClick={() => restore('merge')}>
                {say.merge}
              </button>
              <p className="small">{say.mergeHelp}</p>
            </li>
            <li>
              <button type="button" className="btn" onClick={() => restore('replace')}>
                {say.replace}
              </button>
              <p className="small">{say.replaceHelp(onlyOurs)}</p>
            </li>
          </ul>
          <p className="small">{say.undoNote}</p>
          <p className="btns">
            <button type="button" className="btn" onClick={cancel}>
              {say.cancel}
            </button>
          </p>
        </>
      )}
    </>
  );
}

function Side({
  name,
  figures: { cards, answers, decks },
  only,
}: {
  readonly name: string;
  readonly figures: RestorePreview['ours'];
  readonly only: string | undefined;
}) {
  return (
    <section>
      <h2>{name}</h2>
      <p>{say.figures(cards, answers)}</p>
      <ul>{decks.length === 0 ? <li>{say.noDecks}</li> : decks.map((deck) => <li key={deck}>{deck}</li>)}</ul>
      {only !== undefined && <p className="small">{only}</p>}
    </section>
  );
}

function Done({
  stage: { restored, undone },
  takeBack,
}: {
  readonly stage: Extract<Stage, { kind: 'done' }>;
  readonly takeBack: (before: string) => void;
}) {
  const { before, merged } = restored;
  return (
    <>
      <p className="lead">{undone ? say.undone : merged ? say.united : say.done}</p>
      {!undone && <p className="small">{say.doneHelp(merged?.entriesAdded, merged?.cardsUnited)}</p>}
      <p className="btns">
        <button type="button" className="btn main" onClick={startAnew}>
          {say.toToday}
        </button>
        {before !== undefined && !undone && (
          <button type="button" className="btn" onClick={() => takeBack(before)}>
            {say.undo}
          </button>
        )}
      </p>
    </>
  );
}

/** The whole page: it still knows the database that was there before. */
function startAnew(): void {
  location.hash = '#/';
  location.reload();
}
