import type { Flag } from '#core/deed.ts';
import { markedTag } from '#core/deed.ts';
import type { CardId } from '#core/ids.ts';
import { useDecidedCard } from '#state/live/use-overlay.ts';
import { actWords, type ListedAct } from '#views/words/acts.en.ts';
import { flagNames } from '#views/words/deeds.en.ts';
import { cardActOf, type CardAct } from './card-keys.ts';
import { Dialog } from './Dialog.tsx';
import { FlagIcon } from './FlagIcon.tsx';

const listed = ['edit', 'mark', 'bury', 'bury-note', 'suspend', 'suspend-note', 'due', 'reset', 'drop', 'info', 'help'] as const;

/** All that can be done with the card, each with its key; the keys themselves work here, too. */
export function CardMenu({
  card,
  act,
  close,
}: {
  readonly card: CardId;
  readonly act: (act: CardAct) => void;
  readonly close: () => void;
}) {
  const overlay = useDecidedCard(card)?.overlay;
  const choose = (chosen: CardAct) => {
    close();
    if (chosen !== 'menu') act(chosen);
  };
  return (
    <Dialog
      title={actWords.menu}
      close={close}
      onKey={(event) => {
        const chosen = cardActOf(event.nativeEvent);
        if (chosen !== undefined) {
          event.preventDefault();
          choose(chosen);
        } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          event.preventDefault();
          step(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1);
        }
      }}
    >
      <ul className="menu">
        {listed.map((name) => (
          <li key={name}>
            <ActButton
              name={name === 'mark' && overlay?.tags?.includes(markedTag) ? 'unmark' : name}
              choose={() => choose(name)}
            />
          </li>
        ))}
      </ul>
      <FlagRow flag={overlay?.flag} choose={choose} />
    </Dialog>
  );
}

export function ActButton({ name, choose }: { readonly name: ListedAct; readonly choose: () => void }) {
  const { label, help, key, shortcut } = actWords.acts[name];
  return (
    <button type="button" className="act keyed" onClick={choose} aria-keyshortcuts={shortcut}>
      <span>
        {label}
        <small>{help}</small>
      </span>
      <kbd aria-hidden="true">{key}</kbd>
    </button>
  );
}

/** Anki's seven flags and none. */
export function FlagRow({ flag, choose }: { readonly flag: Flag | undefined; readonly choose: (act: CardAct) => void }) {
  return (
    <div className="flags" role="group" aria-label={actWords.flags}>
      <p className="small">
        {actWords.flags} <kbd aria-hidden="true">{actWords.flagKeys}</kbd>
      </p>
      {([1, 2, 3, 4, 5, 6, 7] as const).map((each) => (
        <button
          key={each}
          type="button"
          className="btn"
          aria-pressed={flag === each}
          aria-keyshortcuts={`Control+${each}`}
          onClick={() => choose(`flag-${each}`)}
        >
          <FlagIcon flag={each} />
          {flagNames[each]}
        </button>
      ))}
    </div>
  );
}

/** To the next or last of the dialog's buttons, and round. */
function step(dialog: Element, by: 1 | -1): void {
  const buttons = [...dialog.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons.at((at + by) % buttons.length)?.focus();
}
