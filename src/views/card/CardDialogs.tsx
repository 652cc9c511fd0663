import { lazy, Suspense } from 'react';
import type { Card } from '#core/decks/deck.ts';
import type { CardId } from '#core/ids.ts';
import type { NoticesStore } from '#state/notices.ts';
import type { CardAct, CardDialogName } from './card-keys.ts';
import { ReportDialog } from '#views/report/ReportDialog.tsx';
import { CardMenu, type Session } from './CardMenu.tsx';
import { DueDialog } from './DueDialog.tsx';
import { EditCard } from './EditCard.tsx';
import { KeysHelp } from './KeysHelp.tsx';

const HistoryDialog = lazy(async () => ({ default: (await import('./HistoryDialog.tsx')).HistoryDialog }));

/** What opens over the screen of a card. */
export function CardDialogs({
  open,
  card,
  notices,
  changed,
  act,
  close,
  session,
}: {
  readonly open: CardDialogName;
  readonly card: Card;
  readonly notices: NoticesStore;
  readonly changed: (cards: readonly CardId[]) => void;
  readonly act: (act: CardAct) => void;
  readonly close: () => void;
  readonly session?: Session;
}) {
  switch (open) {
    case 'edit':
      return <EditCard card={card} notices={notices} changed={changed} close={close} />;
    case 'due':
      return <DueDialog card={card.id} notices={notices} changed={changed} close={close} />;
    case 'report':
      return <ReportDialog about={{ kind: 'card', card: card.id }} notices={notices} changed={changed} close={close} />;
    case 'menu':
      return <CardMenu card={card.id} act={act} close={close} session={session} />;
    case 'info':
      return (
        <Suspense>
          <HistoryDialog card={card.id} close={close} />
        </Suspense>
      );
    case 'help':
      return <KeysHelp close={close} />;
  }
}
