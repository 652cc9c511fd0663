import { useEffect, useState } from 'react';
import type { Notice } from '#state/notices.ts';
import { noticeWords } from '#views/words/notices.en.ts';
import { words } from '#views/words/words.ts';

const shownForMs = 8_000;

export function OneNotice({ notice, dismiss }: { readonly notice: Notice; readonly dismiss: (kind: Notice['kind']) => void }) {
  const { head, help, act, leave = false, timed = act === undefined } = tellOf(notice, dismiss);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!timed || held) return;
    // A newer notice of the same kind is another object and starts the time anew.
    const timer = setTimeout(() => dismiss(notice.kind), shownForMs);
    return () => clearTimeout(timer);
  }, [notice, timed, held, dismiss]);
  return (
    // Whoever has come to its button must not lose it.
    <div className="notice" onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <div>
        <p>{head}</p>
        {help !== undefined && <p className="small">{help}</p>}
      </div>
      {act === undefined ? (
        <button type="button" className="quiet" onClick={() => dismiss(notice.kind)}>
          {noticeWords.dismiss}
        </button>
      ) : (
        <button
          type="button"
          className="link"
          onClick={() => {
            if (timed) dismiss(notice.kind);
            act.run();
          }}
        >
          {act.name}
        </button>
      )}
      {leave && (
        <button type="button" className="quiet" onClick={() => dismiss(notice.kind)}>
          {noticeWords.dismiss}
        </button>
      )}
    </div>
  );
}

interface Telling {
  readonly head: string;
  readonly help?: string | undefined;
  readonly act?: { readonly name: string; readonly run: () => void };
  /** It stays, and may be waved away as well. */
  readonly leave?: true;
  /** It goes by itself. What only tells always does. */
  readonly timed?: true;
}

/** Too important to go by itself. */
function stays(name: string, { kind }: Notice, dismiss: (kind: Notice['kind']) => void): NonNullable<Telling['act']> {
  return { name, run: () => dismiss(kind) };
}

function leads(name: string, to: string, { kind }: Notice, dismiss: (kind: Notice['kind']) => void): NonNullable<Telling['act']> {
  return {
    name,
    run() {
      dismiss(kind);
      location.hash = to;
    },
  };
}

function tellOf(notice: Notice, dismiss: (kind: Notice['kind']) => void): Telling {
  const say = noticeWords;
  switch (notice.kind) {
    case 'answered-elsewhere':
      return { head: say.answeredElsewhere, help: say.answeredHelp(words.study.ratings[notice.rating]) };
    case 'moved-elsewhere':
      return { head: say.movedElsewhere, help: say.movedHelp };
    case 'undoable':
      return { head: notice.head, help: notice.help, act: { name: say.undo, run: () => void notice.undo() }, timed: true };
    case 'told':
      return { head: notice.head, help: notice.help };
    case 'new-version':
      return { head: say.newVersion, help: say.newVersionHelp, act: { name: say.newVersionStart, run: notice.start } };
    case 'record-restored':
      return {
        head: say.restored(notice.day, notice.answers, notice.partly),
        help: notice.partly ? say.partlyHelp : say.restoredHelp,
        act: notice.partly
          ? leads(say.partlyAct, '#/restore', notice, dismiss)
          : leads(say.restoredAct, '#/settings', notice, dismiss),
        leave: true,
      };
    case 'record-caught-up':
      return { head: say.caughtUp(notice.commands), help: say.caughtUpHelp };
    case 'record-mended':
      return { head: say.mended(notice.rows), help: say.mendedHelp(notice.aside), act: stays(say.understood, notice, dismiss) };
    case 'copy-due':
      return {
        head: say.copyDue,
        help: say.copyDueHelp,
        act: leads(say.copyDueAct, '#/settings', notice, dismiss),
        leave: true,
      };
    case 'journal-fails':
      return { head: say.journalFails, help: say.journalFailsHelp, act: stays(say.understood, notice, dismiss) };
    case 'journal-works':
      return { head: say.journalWorks, help: say.journalWorksHelp };
    case 'database-closed':
      return { head: say.closed, help: say.closedHelp, act: { name: say.reload, run: () => location.reload() } };
  }
}
