import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import type { DeckId } from '#core/ids.ts';
import { decksWithFiles, picture } from '#storage/queries/media.ts';
import { useStorage } from '../services-context.ts';

/** An address of the picture that a notebook calls so, for as long as it is shown; `undefined` is not known yet. */
export function usePicture(deck: DeckId, src: string): { readonly url: string } | 'none' | undefined {
  const { db } = useStorage();
  const row = useLiveQuery(async () => (await picture(db, deck, src)) ?? 'none', [db, deck, src]);
  const [shown, setShown] = useState<{ readonly url: string }>();
  useEffect(() => {
    if (row === undefined || row === 'none') return;
    const url = URL.createObjectURL(new Blob([new Uint8Array(row.bytes)], { type: row.type }));
    // oxlint-disable-next-line react/set-state-in-effect -- an address holds the bytes until it is taken back
    setShown({ url });
    return () => URL.revokeObjectURL(url);
  }, [row]);
  return row === 'none' ? 'none' : shown;
}

/** The notebooks whose files can be exported. */
export function useDecksWithFiles(): readonly DeckId[] | undefined {
  const { db } = useStorage();
  return useLiveQuery(() => decksWithFiles(db), [db]);
}
