import { useId, useState } from 'react';
import type { CardId } from '#core/ids.ts';
import { chooseDueDay, parseDueDays } from '#core/scheduling/due-days.ts';
import type { NoticesStore } from '#state/notices.ts';
import { useServices } from '#state/services-context.ts';
import { actWords } from '#views/words/acts.en.ts';
import { cardWords } from '#views/words/card.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';
import { Dialog } from './Dialog.tsx';
import { useDecide } from './use-decide.ts';

const say = actWords.dueDialog;

/** Anki's "Set due date": a number of days, or a range of them. */
export function DueDialog({
  card,
  notices,
  changed,
  close,
}: {
  readonly card: CardId;
  readonly notices: NoticesStore;
  readonly changed: (cards: readonly CardId[]) => void;
  readonly close: () => void;
}) {
  const services = useServices();
  const { decide, failed } = useDecide(notices, changed);
  const [text, setText] = useState('1');
  const [wrong, setWrong] = useState(false);
  const id = useId();
  async function submit() {
    const days = parseDueDays(text);
    setWrong(days === undefined);
    if (days === undefined) return;
    const [schedule] = await (await services.storage()).gatherCards([card]);
    if (schedule === undefined) return close();
    const day = chooseDueDay(days, schedule, services.clock.now());
    if ((await decide({ kind: 'due', card, day })) === undefined) close();
  }
  return (
    <Dialog title={say.title} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <label>
          {say.days}
          <input
            type="text"
            value={text}
            onChange={(event) => setText(event.target.value)}
            onFocus={(event) => event.target.select()}
            aria-invalid={wrong}
            aria-describedby={id}
          />
        </label>
        <p className="small" id={id} role={wrong ? 'alert' : undefined}>
          {wrong ? say.wrong : say.help}
        </p>
        {failed !== undefined && (
          <p className="small" role="alert">
            {cardWords.unsaved}. {unsavedWords.why[failed]}
          </p>
        )}
        <p className="acts">
          <button type="submit" className="btn main">
            {say.set}
          </button>
          <button type="button" className="btn" onClick={close}>
            {cardWords.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
