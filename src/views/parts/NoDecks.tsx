import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { dataWords } from '#views/words/data.en.ts';
import { useLoss } from './use-loss.ts';

/** What a screen says that needs a deck where there is none: never as if nothing had been there, and with the way back. */
export function NoDecks({
  head,
  help,
  act,
  children,
}: {
  readonly head: string;
  readonly help: string;
  /** To the first screen. */
  readonly act: string;
  readonly children?: ReactNode;
}) {
  const isLost = useLoss() === 'lost';
  return (
    <>
      <h1>{isLost ? dataWords.lost.head : head}</h1>
      <p className="lead">{isLost ? dataWords.lost.lead : help}</p>
      <p className="acts">
        <Link className={isLost ? 'btn' : 'btn main'} href="/">
          {act}
        </Link>
        {children}
        <Link className={isLost ? 'btn main' : 'btn'} href="/restore">
          {dataWords.haveBackup}
        </Link>
      </p>
    </>
  );
}
