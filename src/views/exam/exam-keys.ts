import { useEffect } from 'react';

interface Acts {
  /** While something else has the screen, no key is ours. */
  readonly idle: boolean;
  /** Then one key alone works, and goes on. */
  readonly paused: boolean;
  readonly options: number;
  readonly choose: (option: number) => void;
  readonly strike: (option: number) => void;
  readonly mark: () => void;
  readonly pause: () => void;
  readonly turn: (by: 1 | -1) => void;
  readonly end: () => void;
  /** Undefined where that was said. */
  readonly report: (() => void) | undefined;
}

/** A to E choose, with Shift they strike out, M marks, P pauses and goes on, W says what is wrong, left and right turn the page, Escape asks to hand in. */
export function useExamKeys({ idle, paused, options, choose, strike, mark, pause, turn, end, report }: Acts): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (idle || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      // A list or field with the focus has the keys.
      if (event.target instanceof Element && event.target.closest('select, textarea, input[type=text]') !== null) return;
      const key = event.key.toLowerCase();
      if (paused) {
        if (key !== 'p' || event.repeat) return;
        event.preventDefault();
        pause();
        return;
      }
      if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
        event.preventDefault();
        turn(event.key === 'ArrowLeft' ? -1 : 1);
        return;
      }
      if (event.repeat) return;
      const option = event.key.length === 1 ? 'abcdef'.indexOf(key) : -1;
      const act =
        event.key === 'Escape'
          ? end
          : key === 'm'
            ? mark
            : key === 'p'
              ? pause
              : key === 'w'
                ? report
                : option >= 0 && option < options
                  ? () => (event.shiftKey ? strike(option) : choose(option))
                  : undefined;
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}
