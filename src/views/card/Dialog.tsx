import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { useModal } from '#views/parts/use-modal.ts';
import { words } from '#views/words/words.ts';
import './card.css';

/** A modal with a head and a way out. Keys of the screen below do not hear what is pressed in it; Escape closes it by itself. */
export function Dialog({
  title,
  wide,
  close,
  onKey,
  children,
}: {
  readonly title: string;
  readonly wide?: boolean;
  readonly close: () => void;
  readonly onKey?: (event: KeyboardEvent) => void;
  readonly children: ReactNode;
}) {
  const dialog = useModal();
  const id = useId();
  return (
    <dialog
      className={wide ? 'dlg edit wide' : 'dlg edit'}
      ref={dialog}
      onCancel={close}
      onKeyDown={(event) => {
        event.stopPropagation();
        onKey?.(event);
      }}
      aria-labelledby={id}
    >
      <header className="dlg-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="quiet" onClick={close}>
          {words.close} <kbd aria-hidden="true">Esc</kbd>
        </button>
      </header>
      {children}
    </dialog>
  );
}
