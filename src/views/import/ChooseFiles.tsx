import { Suspense, use, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { givenByDrop, givenFile, givenText, type GivenFile } from '#state/given-files.ts';
import type { Refusal } from '#state/import-store.ts';
import { useServices } from '#state/services-context.ts';
import { CaretIcon } from '#views/parts/icons.tsx';
import { hasLongWord } from '#views/jsx/long-text.ts';
import { importWords } from '#views/words/import.en.ts';

type Open = (files: Promise<readonly GivenFile[]> | readonly GivenFile[]) => void;

const say = importWords.choose;
const accepted = '.md,.markdown,.txt,.yaml,.yml,text/markdown,image/png,image/jpeg,image/gif,image/webp,image/avif';

/** Files, a folder or pasted text: dropped anywhere on the screen, or picked. */
export function ChooseFiles({ refusal, open }: { readonly refusal: Refusal | undefined; readonly open: Open }) {
  const dragging = useDrop(open);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  return (
    <>
      {refusal !== undefined && (
        <div className="tell refusal" role="alert">
          <CaretIcon />
          <p>{say.refusals[refusal]}</p>
        </div>
      )}
      <div className={dragging ? 'drop over' : 'drop'}>
        <p>{dragging ? say.dropNow : say.drop}</p>
        <div className="btns">
          <button type="button" className="btn main" onClick={() => files.current?.click()}>
            {say.files}
          </button>
          <button type="button" className="btn" onClick={() => folder.current?.click()}>
            {say.folder}
          </button>
        </div>
        <p className="small">{say.bounds}</p>
        <Picker inputRef={files} open={open} name={say.files} />
        <Picker inputRef={folder} open={open} name={say.folder} folder />
      </div>
      <Suspense>
        <LinkFolder open={open} />
      </Suspense>
      <section className="band">
        <h2>
          {say.or}
          <small>{say.orNote}</small>
        </h2>
        <Paste open={open} />
      </section>
      <section className="band">
        <h2>{say.kinds}</h2>
        <p className="kinds">{say.kindsText}</p>
      </section>
    </>
  );
}

/** Where the browser can: a folder that stays linked, and is read again on demand into the same preview. */
function LinkFolder({ open }: { readonly open: Open }) {
  const { canLink, name, link, read, forget } = useStore(use(useServices().linkedFolder()));
  if (!canLink) return null;
  async function linkOne() {
    if (await link()) open(read());
  }
  return (
    <section className="band">
      <h2>
        {say.linked}
        <small>{say.linkedNote}</small>
      </h2>
      <div className="linked">
        <p>{say.linkHelp}</p>
        <div className="btns">
          {name !== undefined && (
            <button type="button" className="btn" onClick={() => open(read())}>
              {say.readAgain(name)}
            </button>
          )}
          <button type="button" className={name === undefined ? 'btn' : 'quiet'} onClick={() => void linkOne()}>
            {name === undefined ? say.link : say.linkOther}
          </button>
          {name !== undefined && (
            <button type="button" className="quiet" onClick={() => void forget()}>
              {say.unlink}
            </button>
          )}
        </div>
      </div>
    </section>
  );
}

/** The browser's own picker; the button beside it has the look and takes the focus. */
function Picker({
  inputRef,
  open,
  name,
  folder = false,
}: {
  readonly inputRef: React.RefObject<HTMLInputElement | null>;
  readonly open: Open;
  readonly name: string;
  readonly folder?: boolean;
}) {
  return (
    <input
      ref={inputRef}
      type="file"
      hidden
      multiple
      tabIndex={-1}
      aria-label={name}
      accept={folder ? undefined : accepted}
      {...(folder ? { webkitdirectory: '' } : {})}
      onChange={({ currentTarget }) => {
        const chosen = [...(currentTarget.files ?? [])].map((file) => givenFile(file));
        // The same files can then be chosen again.
        currentTarget.value = '';
        if (chosen.length > 0) open(chosen);
      }}
    />
  );
}

function Paste({ open }: { readonly open: Open }) {
  const [empty, setEmpty] = useState(false);
  return (
    <form
      className="paste"
      onSubmit={(event) => {
        event.preventDefault();
        const given = new FormData(event.currentTarget);
        const [text, name] = [given.get('text'), given.get('name')];
        if (typeof text !== 'string' || typeof name !== 'string') return;
        setEmpty(text.trim() === '');
        if (text.trim() !== '') open([givenText(`${nameOf(name) || nameOf(headOf(text)) || say.pasted}.md`, text)]);
      }}
    >
      <label>
        {say.name}
        <input name="name" type="text" autoComplete="off" />
      </label>
      <label>
        {say.text}
        <textarea
          name="text"
          rows={8}
          spellCheck={false}
          aria-describedby="paste-empty"
          onBeforeInput={({ currentTarget, data }) => {
            if (hasLongWord(data)) currentTarget.wrap = 'off';
          }}
        />
      </label>
      <p className="small" id="paste-empty" role="status">
        {empty && say.pasteEmpty}
      </p>
      <button type="submit" className="btn">
        {say.paste}
      </button>
    </form>
  );
}

/** Without what no name of a file can have. */
function nameOf(text: string): string {
  const name = (/^.{0,60}/u.exec(text.replaceAll('/', ' ').trim())?.[0] ?? '').trimEnd();
  return name.endsWith('.') ? name.slice(0, -1) : name;
}

/** The first heading, or else the first line that has a word, without what makes it look as it does. */
function headOf(text: string): string {
  const all = text.split(/\r\n|\r|\n/);
  // What stands before the notes is not theirs.
  const lines = all[0] === '---' ? all.slice(all.indexOf('---', 1) + 1) : all;
  const isHead = (line: string, index: number) => /^#{1,6} /.test(line) || /^(?:==|--)/.test(lines[index + 1] ?? '');
  const named = lines
    .map((line, index) => (/[\p{L}\p{N}]/u.test(line) ? { line, index } : undefined))
    .filter((each) => each !== undefined);
  const head = (named.find(({ line, index }) => isHead(line, index)) ?? named[0])?.line ?? '';
  return head.replaceAll(/[*_`#[\]\\]/g, '').replace(/^[\s>+-]+/, '');
}

/** Whether something is held over the screen; what is let go is opened, wherever that is. */
function useDrop(open: Open): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hold = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      // Without this, letting go would leave the app for the file.
      event.preventDefault();
      setOver(event.type !== 'dragleave' || event.relatedTarget !== null);
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(false);
      open(givenByDrop(event.dataTransfer.items));
    };
    const abort = new AbortController();
    const { signal } = abort;
    addEventListener('dragenter', hold, { signal });
    addEventListener('dragover', hold, { signal });
    addEventListener('dragleave', hold, { signal });
    addEventListener('drop', drop, { signal });
    return () => abort.abort();
  }, [open]);
  return over;
}
