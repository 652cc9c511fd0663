import type { Flag } from '#core/deed.ts';
import { markedTag } from '#core/deed.ts';
import type { CardId } from '#core/ids.ts';
import { useUndoable } from '#state/live/use-undoable.ts';
import { useDecidedCard } from '#state/live/use-overlay.ts';
import { actWords, type ListedAct } from '#views/words/acts.en.ts';
import { flagNames } from '#views/words/deeds.en.ts';
import { cardActOf, undoWayOf, type CardAct } from './card-keys.ts';
import { Dialog } from './Dialog.tsx';
import { FlagIcon } from './FlagIcon.tsx';

const listed = [
  'edit',
  'mark',
  'bury',
  'bury-note',
  'suspend',
  'suspend-note',
  'due',
  'reset',
  'drop',
  'report',
  'info',
  'help',
] as const;

/** What besides the card's own acts belongs to the session that it is asked in. */
export interface Session {
  /** The answer of this card is typed. */
  readonly typing: boolean;
  readonly takeBack: (way: 'undo' | 'redo') => Promise<void>;
}

/** All that can be done with the card, each with its key; the keys themselves work here, too. */
export function CardMenu({
  card,
  act,
  close,
  session,
}: {
  readonly card: CardId;
  readonly act: (act: CardAct) => void;
  readonly close: () => void;
  readonly session?: Session | undefined;
}) {
  const overlay = useDecidedCard(card)?.overlay;
  const choose = (chosen: CardAct) => {
    close();
    if (chosen !== 'menu') act(chosen);
  };
  const takeBack = (way: 'undo' | 'redo') => {
    close();
    void session?.takeBack(way);
  };
  return (
    <Dialog
      title={actWords.menu}
      close={close}
      onKey={(event) => {
        const way = session && undoWayOf(event.nativeEvent);
        const chosen = cardActOf(event.nativeEvent);
        if (way !== undefined) {
          event.preventDefault();
          takeBack(way);
        } else if (chosen !== undefined && (chosen !== 'type' || session !== undefined)) {
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
        {session && (
          <li>
            <ActButton name={session.typing ? 'untype' : 'type'} choose={() => choose('type')} />
          </li>
        )}
        {session && <WaysBack takeBack={takeBack} />}
      </ul>
      <FlagRow flag={overlay?.flag} choose={choose} />
    </Dialog>
  );
}

/** Undo and redo; where there is nothing, each says so. */
function WaysBack({ takeBack }: { readonly takeBack: (way: 'undo' | 'redo') => void }) {
  const can = useUndoable();
  return (['undo', 'redo'] as const).map((way) => (
    <li key={way}>
      <ActButton
        name={way}
        choose={() => takeBack(way)}
        {...(can !== undefined && !can[way] && { without: actWords.nothing[way] })}
      />
    </li>
  ));
}

/** `without`: why it cannot be done. */
export function ActButton({
  name,
  choose,
  without,
}: {
  readonly name: ListedAct;
  readonly choose: () => void;
  readonly without?: string;
}) {
  const { label, help, key, shortcut } = actWords.acts[name];
  const off = without !== undefined;
  return (
    <button
      type="button"
      className="act keyed"
      onClick={off ? undefined : choose}
      aria-disabled={off}
      aria-keyshortcuts={shortcut}
    >
      <span>
        {label}
        <small>{without ?? help}</small>
      </span>
      {key !== undefined && <kbd aria-hidden="true">{key}</kbd>}
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
