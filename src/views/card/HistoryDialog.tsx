import type { CardId } from '#core/ids.ts';
import { useCardHistory } from '#state/live/use-card-history.ts';
import { historyWords } from '#views/words/history.en.ts';
import { HistoryCurve, HistoryNow, HistoryTable } from './CardHistory.tsx';
import { Dialog } from './Dialog.tsx';

/** A card's history over the session, which goes on below it. */
export function HistoryDialog({ card, close }: { readonly card: CardId; readonly close: () => void }) {
  const page = useCardHistory(card);
  if (page === undefined || page === 'none') return null;
  return (
    <Dialog title={historyWords.title(page.entity.name)} close={close} wide>
      <div className="history">
        <div>
          <HistoryCurve page={page} />
        </div>
        <HistoryTable page={page} />
        <aside>
          <HistoryNow page={page} />
        </aside>
      </div>
    </Dialog>
  );
}
