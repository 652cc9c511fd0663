import { createStore } from 'zustand/vanilla';
import type { StudyDay } from '#core/time.ts';
import type { Rating } from '#core/scheduling/schedule.ts';

/** What happened, told at the foot of the screen. */
export type Notice =
  | { readonly kind: 'answered-elsewhere'; readonly rating: Rating }
  | { readonly kind: 'moved-elsewhere' }
  /** Something was done that can be taken back for a while; in the words of the screen that did it. */
  | { readonly kind: 'undoable'; readonly head: string; readonly help?: string; readonly undo: () => Promise<void> }
  | { readonly kind: 'told'; readonly head: string; readonly help?: string }
  | { readonly kind: 'new-version'; readonly start: () => void }
  | { readonly kind: 'database-closed' }
  /** The browser lost the database, and the journal made it again. */
  | { readonly kind: 'record-restored'; readonly day: StudyDay; readonly answers: number; readonly partly?: true }
  /** The database lacked the last commands that the journal had. */
  | { readonly kind: 'record-caught-up'; readonly commands: number }
  /** Rows were damaged, and were mended or set aside. */
  | { readonly kind: 'record-mended'; readonly rows: number; readonly aside: number }
  /** Much has been learnt since the last copy in a file, and the browser may clear what it stores. */
  | { readonly kind: 'copy-due' }
  /** The database has everything, the journal not: so many commands wait for it. */
  | { readonly kind: 'journal-fails'; readonly waiting: number }
  | { readonly kind: 'journal-works' };

export interface NoticesState {
  readonly notices: readonly Notice[];
  /** One of a kind is enough: a newer one takes the place of the older. */
  tell(notice: Notice): void;
  dismiss(kind: Notice['kind']): void;
}

export type NoticesStore = ReturnType<typeof createNotices>;

export function createNotices() {
  return createStore<NoticesState>()((set) => {
    const others = (state: NoticesState, kind: Notice['kind']) => state.notices.filter((one) => one.kind !== kind);
    return {
      notices: [],
      tell: (notice) => set((state) => ({ notices: [...others(state, notice.kind), notice] })),
      dismiss: (kind) => set((state) => ({ notices: others(state, kind) })),
    };
  });
}
