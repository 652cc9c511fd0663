import { useEffect } from 'react';
import type { Rating } from '#core/scheduling/schedule.ts';
import type { CardStage } from '#state/study-store.ts';
import type { CardAct } from '#views/card/card-keys.ts';
import { afterPaint } from '#views/parts/after-paint.ts';

interface Acts {
  readonly stage: CardStage;
  readonly reveal: () => void;
  readonly rate: (rating: Rating) => Promise<void>;
  readonly takeBack: (way: 'undo' | 'redo') => Promise<void>;
  readonly end: () => void;
  readonly act: (act: CardAct) => void;
  /** A dialog is open: the keys are its own. */
  readonly idle: boolean;
}

// The first question can do without these.
let cardKeys: typeof import('#views/card/card-keys.ts') | undefined;

async function fetchCardKeys(): Promise<void> {
  cardKeys ??= await import('#views/card/card-keys.ts');
}

/** Anki's keys: Space or Enter shows the answer and then means Good, 1 to 4 rate, Z or Ctrl+Z undoes; more act on the card. Escape ends. */
export function useStudyKeys({ stage, reveal, rate, takeBack, end, act, idle }: Acts): void {
  useEffect(() => void afterPaint().then(fetchCardKeys), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (idle || event.repeat || event.isComposing || isTyping(event)) return;
      if (cardKeys === undefined && !isAnswering(event)) {
        void fetchCardKeys().then(() => press(event));
        return;
      }
      const way = cardKeys?.undoWayOf(event);
      const asked = cardKeys?.cardActOf(event);
      if (way !== undefined) {
        event.preventDefault();
        void takeBack(way);
      } else if (asked !== undefined) {
        // Or the browser would do what it means by it, or the letter would stand in the dialog.
        event.preventDefault();
        act(asked);
      } else if (event.ctrlKey || event.metaKey || event.altKey) return;
      else if (event.key === 'Escape') end();
      else if (event.key === ' ' || event.key === 'Enter') {
        // A focused button or link is pressed by these keys itself.
        if (event.target instanceof Element && event.target.closest('a, button') !== null) return;
        event.preventDefault();
        if (stage.kind === 'question') reveal();
        else void rate(stage.suggested ?? 3);
      } else if (stage.kind === 'answer' && ['1', '2', '3', '4'].includes(event.key)) {
        event.preventDefault();
        void rate(Number(event.key) as Rating);
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}

/** What is typed into a field is meant for the field. */
function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('input, textarea, select') !== null;
}

function isAnswering({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey && /^([1-4 ]|Enter|Escape|Tab)$/.test(key);
}
