import { useEffect } from 'react';
import type { Rating } from '#core/scheduling/schedule.ts';
import type { CardStage } from '#state/study-store.ts';
import { cardActOf, isTyping, undoWayOf, type CardAct } from '#views/card/card-keys.ts';

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

/** Anki's keys: Space or Enter shows the answer and then means Good, 1 to 4 rate, Z or Ctrl+Z undoes; more act on the card. Escape ends. */
export function useStudyKeys({ stage, reveal, rate, takeBack, end, act, idle }: Acts): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (idle || event.repeat || event.isComposing || isTyping(event)) return;
      const way = undoWayOf(event);
      const asked = cardActOf(event);
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
        else void rate(3);
      } else if (stage.kind === 'answer' && ['1', '2', '3', '4'].includes(event.key)) {
        event.preventDefault();
        void rate(Number(event.key) as Rating);
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}
