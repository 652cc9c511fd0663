import { words } from '#views/words/words.ts';

/** While a screen is on its way; told only when it takes more than half a second. */
export function Waiting() {
  return (
    <main className="wrap opening">
      <h1 className="wait">{words.loading}</h1>
    </main>
  );
}
