import { useEffect } from 'react';
import type { Rating } from '#core/scheduling/schedule.ts';
import type { CardStage } from '#state/study-store.ts';

interface Acts {
  readonly stage: CardStage;
  readonly reveal: () => void;
  readonly rate: (rating: Rating) => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly end: () => void;
  readonly edit: () => void;
  /** A dialog is open: the keys are its own. */
  readonly idle: boolean;
}

/** Anki's keys: Space or Enter shows the answer and then means Good, 1 to 4 rate, Z or Ctrl+Z undoes, E edits. Escape ends. */
export function useStudyKeys({ stage, reveal, rate, undo, end, edit, idle }: Acts): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (idle || event.repeat || event.altKey || event.isComposing) return;
      const held = event.ctrlKey || event.metaKey;
      if (event.key.toLowerCase() === 'z' && !event.shiftKey) {
        event.preventDefault();
        void undo();
      } else if (held) return;
      else if (event.key === 'Escape') end();
      else if (event.key.toLowerCase() === 'e') {
        // Or it would be the first letter in the dialog.
        event.preventDefault();
        edit();
      } else if (event.key === ' ' || event.key === 'Enter') {
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
