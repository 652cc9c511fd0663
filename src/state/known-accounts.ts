import type { NotesAccount, NotesToExplain } from '#core/decks/plan-files.ts';
import type { Services } from './services.ts';

interface Known {
  readonly notes: NotesToExplain;
  readonly account: NotesAccount;
}

/** Whoever goes to and fro between more notebooks than this waits for the compiler again. */
const mostKept = 8;

const kept = new WeakMap<Services['explainNotes'], Known[]>();

/** What became of each line. The compiler goes through the same notes once, as long as the page is open. */
export async function accountFor(
  { explainNotes }: Pick<Services, 'explainNotes'>,
  notes: NotesToExplain,
  signal: AbortSignal,
): Promise<NotesAccount> {
  const known = kept.get(explainNotes) ?? [];
  const account = known.find((one) => isSame(one.notes, notes))?.account ?? (await explainNotes(notes, signal));
  const others = (kept.get(explainNotes) ?? []).filter((one) => one.notes.deck !== notes.deck);
  kept.set(explainNotes, [{ notes, account }, ...others].slice(0, mostKept));
  return account;
}

function isSame(a: NotesToExplain, b: NotesToExplain): boolean {
  return a.deck === b.deck && a.path === b.path && a.notesText === b.notesText && a.curationText === b.curationText;
}
