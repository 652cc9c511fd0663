import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Progress } from '#core/progress.ts';
import type { Checked, Keeper, PlainFile, Standing, Watching } from '#state/keeper.ts';
import { useStanding } from '#state/live/use-standing.ts';
import { useServices } from '#state/services-context.ts';
import { download } from '#views/parts/download.ts';
import { CaretIcon } from '#views/parts/icons.tsx';
import { dataWords as say } from '#views/words/data.en.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import { Leave } from './Leave.tsx';
import './data.css';

/** Where everything is, whether it is safe there, and the ways to take it away, bring it back, check it and delete it. */
export function YourData() {
  const standing = useStanding();
  const [deleting, setDeleting] = useState(false);
  return (
    <section className="band data" id="your-data">
      <h2>{say.title}</h2>
      {standing === undefined || standing === 'failed' ? (
        <p className="small" role="status">
          {standing === 'failed' ? say.failed : say.loading}
        </p>
      ) : (
        <div>
          <Facts standing={standing} />
          <Acts standing={standing} askToDelete={() => setDeleting(true)} />
          <p className="small">
            <Link href="/about">{say.about}</Link>
          </p>
          {deleting && <DeleteDialog standing={standing} close={() => setDeleting(false)} />}
        </div>
      )}
    </section>
  );
}

function Facts({ standing }: { readonly standing: Standing }) {
  const { cards, answers, used, allowed, persistent, kept, exportedAt, checkedAt, folder } = standing;
  const now = useServices().clock.now().instant;
  const last = kept.at(-1);
  const exported = exportedAt === undefined ? undefined : say.when(exportedAt, now);
  return (
    <dl className="own">
      <Fact name={say.where} value={say.here} help={say.hereHelp} />
      <Fact name={say.size} value={say.sizeOf(used)} help={say.sizeHelp(cards, answers, allowed)} />
      {persistent === undefined ? (
        <Fact name={say.persistent} value={say.unknownPersistent} help={say.notPersistentHelp} />
      ) : persistent ? (
        <Fact name={say.persistent} value={say.isPersistent} help={say.isPersistentHelp} />
      ) : (
        <Fact name={say.persistent} value={say.notPersistent} help={say.notPersistentHelp} />
      )}
      <TwoStores standing={standing} />
      <Fact
        name={say.lastBackup}
        value={last === undefined ? say.noBackup : say.when(last.madeAt as Standing['comparedAt'], now)}
        help={last === undefined ? say.noBackupHelp : say.backupHelp(kept.length, exported)}
      />
      {standing.canChoose && (
        <Fact
          name={say.folder}
          value={folder === undefined ? say.noFolder : folder.name}
          help={folder === undefined ? say.noFolderHelp : folder.mayWrite ? say.folderHelp : say.folderAsk}
        />
      )}
      <Fact
        name={say.lastCheck}
        value={checkedAt === undefined ? say.neverChecked : say.when(checkedAt, now)}
        help={say.checkHelp}
      />
    </dl>
  );
}

function TwoStores({ standing: { stores, answers, comparedAt } }: { readonly standing: Standing }) {
  switch (stores.kind) {
    case 'alone':
      return <Fact name={say.stores} value={say.alone} help={say.aloneHelp} mark="caret" />;
    case 'agree': {
      const { damagedPlaces } = stores;
      const help = `${say.agreeHelp(answers, comparedAt)}${damagedPlaces > 0 ? ` ${say.damaged(damagedPlaces)}` : ''}`;
      return <Fact name={say.stores} value={say.agree} help={help} mark="ok" />;
    }
    case 'differ': {
      const told = stores.behind === 'journal' ? say.journalBehind : say.databaseBehind;
      return <Fact name={say.stores} value={say.differ} help={told(stores.commands)} mark="caret" />;
    }
  }
}

function Fact({
  name,
  value,
  help,
  mark,
}: {
  readonly name: string;
  readonly value: string;
  readonly help: string;
  readonly mark?: 'ok' | 'caret';
}) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {mark === 'ok' && (
          <svg className="ok" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2.5 8.5l3.5 3.5 7.5-8" />
          </svg>
        )}
        {mark === 'caret' && <CaretIcon />}
        {value}
        <small>{help}</small>
      </dd>
    </>
  );
}

type Doing =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'busy';
      readonly words: string;
      readonly soMany?: string;
      readonly share?: number;
      readonly leave?: () => void;
    }
  | { readonly kind: 'told'; readonly head: string; readonly help?: string; readonly wrong?: true }
  | { readonly kind: 'checked'; readonly checked: Checked };

/** `leave`: what it does may be left half done, for it changes nothing. `counted`: what is told of it are cards and rows. */
interface Act {
  readonly words: string;
  readonly counted?: true;
  readonly leave?: true;
  readonly work: (keeper: Keeper, watching: Required<Watching>) => Promise<Doing>;
  readonly failed: Doing;
}

function Acts({
  standing: { canChoose, folder },
  askToDelete,
}: {
  readonly standing: Standing;
  readonly askToDelete: () => void;
}) {
  const services = useServices();
  const [doing, setDoing] = useState<Doing>({ kind: 'nothing' });
  const busy = doing.kind === 'busy';

  async function run({ words, counted, leave: mayLeave, work, failed }: Act) {
    if (busy) return;
    const leaving = new AbortController();
    const asked = document.activeElement;
    const leave = () => {
      leaving.abort();
      // The button that was pressed goes.
      if (asked instanceof HTMLElement) asked.focus();
    };
    const onProgress: Progress = (done, of) => {
      if (leaving.signal.aborted) return;
      setDoing({
        kind: 'busy',
        words,
        ...(counted && of > 0 && { soMany: say.soMany(done, of) }),
        ...(of > 0 && { share: Math.min(1, done / of) }),
        ...(mayLeave && { leave }),
      });
    };
    onProgress(0, 0);
    try {
      setDoing(await work(await services.keeper(), { onProgress, signal: leaving.signal }));
    } catch {
      setDoing(leaving.signal.aborted ? { kind: 'nothing' } : failed);
    }
  }

  const exportAll = () =>
    run({
      words: say.exporting,
      leave: true,
      async work(keeper, watching) {
        await takeAway(keeper, watching);
        return { kind: 'told', head: say.exported, help: say.exportedHelp };
      },
      failed: { kind: 'told', head: say.exportFailed, help: say.exportFailedHelp, wrong: true },
    });
  const backUp = () =>
    run({
      words: say.backingUp,
      async work(keeper, { onProgress }) {
        await keeper.keep(onProgress);
        return { kind: 'told', head: say.backedUp };
      },
      failed: { kind: 'told', head: say.backupFailed, help: say.backupFailedHelp, wrong: true },
    });
  const noFolder: Doing = { kind: 'told', head: say.folderFailed, help: say.folderFailedHelp, wrong: true };
  const chooseFolder = () =>
    run({
      words: say.backingUp,
      async work(keeper, { onProgress }) {
        if (!(await keeper.chooseFolder())) return { kind: 'told', head: say.folderNot };
        await keeper.keepInFolder(onProgress);
        return { kind: 'told', head: say.folderChosen };
      },
      failed: noFolder,
    });
  const writeFolder = () =>
    run({
      words: say.backingUp,
      async work(keeper, { onProgress }) {
        await keeper.keepInFolder(onProgress);
        return { kind: 'told', head: say.folderWritten };
      },
      failed: noFolder,
    });
  const leaveFolder = () =>
    run({
      words: say.backingUp,
      async work(keeper) {
        await keeper.leaveFolder();
        return { kind: 'told', head: say.folderLeft };
      },
      failed: noFolder,
    });
  const exportAs = (as: PlainFile) =>
    run({
      words: say.exporting,
      leave: true,
      async work(keeper, watching) {
        download(await keeper.exportAs(as, watching), say.otherFiles[as].file(today()));
        return { kind: 'told', head: say.otherDone, help: say.otherDoneHelp[as] };
      },
      failed: { kind: 'told', head: say.exportFailed, help: say.exportFailedHelp, wrong: true },
    });
  const check = () =>
    run({
      words: say.checking,
      counted: true,
      leave: true,
      work: async (keeper, watching) => ({ kind: 'checked', checked: await keeper.check(watching) }),
      failed: { kind: 'told', head: say.checkFailed, wrong: true },
    });
  const mend = (checked: Checked) =>
    run({
      words: say.mending,
      counted: true,
      async work(keeper, { onProgress }) {
        const done = checked.damage.damages.length > 0 ? say.mendedRows : say.mended;
        return { kind: 'told', head: (await keeper.mend(checked, onProgress)) ? done : say.notMended };
      },
      failed: { kind: 'told', head: say.checkFailed, wrong: true },
    });

  return (
    <>
      <div className="btns">
        <button type="button" className="btn" onClick={() => void exportAll()} aria-disabled={busy}>
          {say.export}
        </button>
        <Link className="btn" href="/restore">
          {say.restore}
        </Link>
        <button type="button" className="btn" onClick={() => void check()} aria-disabled={busy}>
          {say.check}
        </button>
        <button type="button" className="btn" onClick={() => void backUp()} aria-disabled={busy}>
          {say.backUp}
        </button>
        {canChoose && (
          <button
            type="button"
            className="btn"
            onClick={() => void (folder ? writeFolder() : chooseFolder())}
            aria-disabled={busy}
          >
            {folder ? say.writeFolder : say.chooseFolder}
          </button>
        )}
        {folder && (
          <button type="button" className="quiet" onClick={() => void leaveFolder()} aria-disabled={busy}>
            {say.leaveFolder}
          </button>
        )}
        <button type="button" className="quiet away" onClick={askToDelete}>
          {say.deleteAll}
        </button>
      </div>
      <details className="others">
        <summary>{say.others}</summary>
        <p className="small">{say.othersHelp}</p>
        <div className="btns">
          {(['cards', 'log', 'anki'] as const).map((as) => (
            <button key={as} type="button" className="btn" onClick={() => void exportAs(as)} aria-disabled={busy}>
              {say.otherFiles[as].act}
            </button>
          ))}
        </div>
      </details>
      <div className="said" role="status">
        <Said doing={doing} mend={(checked) => void mend(checked)} />
      </div>
      {doing.kind === 'busy' && doing.leave && <Leave leave={doing.leave} />}
    </>
  );
}

/** Everything as a file in the downloads. */
export async function takeAway(keeper: Keeper, watching: Watching): Promise<void> {
  const blob = await keeper.pack(watching);
  download(blob, say.fileName(today()));
  await keeper.packed();
}

/** For the name of a file. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

function Said({ doing, mend }: { readonly doing: Doing; readonly mend: (checked: Checked) => void }): ReactNode {
  switch (doing.kind) {
    case 'nothing':
      return null;
    case 'busy':
      return (
        <>
          <p className="small">
            {doing.words}
            {/* Several times a second: a screen reader has the bar for it. */}
            <span aria-hidden="true">{doing.soMany}</span>
          </p>
          {doing.share !== undefined && <progress value={doing.share} aria-label={doing.words} />}
        </>
      );
    case 'told':
      return (
        <div className={doing.wrong ? 'tell' : ''}>
          {doing.wrong && <CaretIcon />}
          <p>{doing.head}</p>
          {doing.help !== undefined && <p className="small">{doing.help}</p>}
        </div>
      );
    case 'checked':
      return <Found checked={doing.checked} mend={mend} />;
  }
}

const shown = 10;

function Found({ checked, mend }: { readonly checked: Checked; readonly mend: (checked: Checked) => void }) {
  const { cards, answers, differing, days, homeless, damage } = checked;
  if (damage.damages.length > 0) return <Damaged damage={damage} mend={() => mend(checked)} />;
  if (differing.length + days.length === 0) {
    return (
      <>
        <p>{say.checked(cards, answers)}</p>
        {homeless.length > 0 && <p className="small">{say.homeless(homeless.length)}</p>}
      </>
    );
  }
  return (
    <div className="tell">
      <CaretIcon />
      <p>{say.found(differing.length, days.length)}</p>
      <ul className="found">
        {differing.slice(0, shown).map(({ card, differences }) => (
          <li key={card}>
            {say.foundOne(
              card,
              differences.map((difference) => say.differences[difference]),
            )}
          </li>
        ))}
        {differing.length > shown && <li>{say.andMore(differing.length - shown)}</li>}
      </ul>
      <button type="button" className="btn" onClick={() => mend(checked)}>
        {say.mend}
      </button>
    </div>
  );
}

function Damaged({ damage: { damages, changes }, mend }: { readonly damage: Checked['damage']; readonly mend: () => void }) {
  return (
    <div className="tell">
      <CaretIcon />
      <p>{say.damage(damages.length)}</p>
      <ul className="found">
        {damages.slice(0, shown).map(({ table, key, what, becomes }) => (
          <li key={`${table} ${key} ${what}`}>
            {say.damageOne(say.tables[table] ?? table, key, say.whats[what], say.becomes[becomes])}
          </li>
        ))}
        {damages.length > shown && <li>{say.andMore(damages.length - shown)}</li>}
      </ul>
      {changes.length > 0 && (
        <button type="button" className="btn" onClick={mend}>
          {say.mendRows}
        </button>
      )}
    </div>
  );
}
