import { actWords } from '#views/words/acts.en.ts';
import { Dialog } from './Dialog.tsx';

/** Every key that works while a card is on screen. */
export function KeysHelp({ close }: { readonly close: () => void }) {
  return (
    <Dialog title={actWords.keys} close={close}>
      {actWords.keyGroups.map(({ head, keys }) => (
        <section key={head} className="keys">
          <h3>{head}</h3>
          <dl>
            {keys.map(([key, what]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
