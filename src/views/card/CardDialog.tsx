import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { StorageErrorCode } from '#state/trouble.ts';
import { CaretIcon } from '#views/parts/icons.tsx';
import { cardWords } from '#views/words/card.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';
import './card.css';

const say = cardWords;

/** A modal with the fields of a card. What is typed is kept until it is saved or thrown away by the learner. */
export function CardDialog({
  title,
  front: firstFront,
  back: firstBack,
  save,
  saveName,
  failed,
  close,
  fields,
  children,
}: {
  readonly title: string;
  readonly front: string;
  readonly back: string;
  /** Undefined when it is saved; anything else keeps the dialog. */
  readonly save: (front: string, back: string) => Promise<StorageErrorCode | 'refused' | undefined>;
  readonly saveName: string;
  /** Why the last decision was not written. */
  readonly failed: StorageErrorCode | undefined;
  readonly close: () => void;
  /** More fields, below the two. */
  readonly fields?: ReactNode;
  /** What else can be done with the card. */
  readonly children?: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [front, setFront] = useState(firstFront);
  const [back, setBack] = useState(firstBack);
  const [saving, setSaving] = useState<'no' | 'yes' | 'empty'>('no');
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);

  async function submit() {
    if (saving === 'yes') return;
    if (front.trim() === '' || back.trim() === '') {
      setSaving('empty');
      return;
    }
    setSaving('yes');
    const code = await save(front.trim(), back.trim());
    setSaving('no');
    if (code === undefined) close();
  }

  return (
    // Keys of the screen below must not hear what is typed here; Escape closes the dialog by itself.
    <dialog
      className="dlg edit"
      ref={dialog}
      onCancel={close}
      onKeyDown={(event) => event.stopPropagation()}
      aria-labelledby={id}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h2 id={id}>{title}</h2>
        <label>
          {say.front}
          <textarea
            value={front}
            rows={3}
            onChange={(event) => setFront(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
            }}
          />
        </label>
        <label>
          {say.back}
          <textarea
            value={back}
            rows={3}
            onChange={(event) => setBack(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
            }}
          />
        </label>
        {fields}
        {saving === 'empty' && (
          <p className="small" role="alert">
            {say.empty}
          </p>
        )}
        {failed !== undefined && (
          <div className="tell" role="alert">
            <CaretIcon />
            <p>{say.unsaved}</p>
            <p className="small">
              {unsavedWords.why[failed]} {say.unsavedSafe}
            </p>
          </div>
        )}
        <p className="small">{say.stays}</p>
        <p className="acts">
          <button type="submit" className="btn main" aria-disabled={saving === 'yes'}>
            {saving === 'yes' ? say.saving : saveName}
          </button>
          <button type="button" className="btn" onClick={close}>
            {say.cancel}
          </button>
        </p>
      </form>
      {children}
    </dialog>
  );
}
