import { useState } from 'react';
import { unburyAll, type Decided } from '#state/card-decisions.ts';
import { useBuried } from '#state/live/use-buried.ts';
import { useServices } from '#state/services-context.ts';
import { buriedWords as say } from '#views/words/buried.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';

/** What waits until tomorrow, and the way to have it today after all (Anki's "Unbury"). */
export function BuriedBand() {
  const services = useServices();
  const waiting = useBuried() ?? 0;
  const [done, setDone] = useState<Decided>();
  const [told, tell] = useState<string>();
  if (waiting === 0 && done === undefined) return null;
  const bringBack = async () => {
    tell(undefined);
    setDone(await unburyAll(services));
  };
  const undo = async () => {
    if (done?.kind === 'decided') tell((await done.undo()) ? undefined : say.notUndone);
    setDone(undefined);
  };
  const isBack = done?.kind === 'decided' && waiting === 0;
  return (
    <section className="band buried">
      <h2>{say.title}</h2>
      <p aria-live="polite">
        {isBack ? say.back(done.cards.length) : say.waiting(waiting)}
        {told !== undefined && ` ${told}`}{' '}
        <button type="button" className="link" onClick={() => void (isBack ? undo() : bringBack())}>
          {isBack ? say.undo : say.bringBack(waiting)}
        </button>
      </p>
      {done?.kind === 'unsaved' && <p role="alert">{unsavedWords.why[done.code]}</p>}
    </section>
  );
}
