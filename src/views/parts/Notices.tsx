import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { NoticesStore } from '#state/notices.ts';
import type { OneNotice } from './OneNotice.tsx';

/** What happened, at the foot of the screen; what needs no answer goes by itself. */
export function Notices({ store }: { readonly store: NoticesStore }) {
  const notices = useStore(store, (state) => state.notices);
  // Fetched when there is something to tell; the region itself must be there before.
  const [One, setOne] = useState<typeof OneNotice>();
  const wanted = notices.length > 0;
  useEffect(() => {
    if (wanted) void import('./OneNotice.tsx').then((fetched) => setOne(() => fetched.OneNotice));
  }, [wanted]);
  return (
    <div className="notices" role="status">
      {One !== undefined && notices.map((notice) => <One key={notice.kind} notice={notice} dismiss={store.getState().dismiss} />)}
    </div>
  );
}
