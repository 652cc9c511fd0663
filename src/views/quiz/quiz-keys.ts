import { useEffect } from 'react';

interface Acts {
  /** While something else has the screen, no key is ours. */
  readonly idle: boolean;
  readonly answered: boolean;
  readonly options: number;
  readonly choose: (option: number) => void;
  readonly next: () => void;
  readonly end: () => void;
}

/** A to D or 1 to 4 choose and answer at once, Enter goes on, Escape ends. */
export function useQuizKeys({ idle, answered, options, choose, next, end }: Acts): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (idle || event.repeat || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      if (event.key === 'Escape') {
        // Else the same press would close the dialog that it opens.
        event.preventDefault();
        end();
      } else if (answered) {
        if (event.key !== 'Enter') return;
        // A focused button or link is pressed by Enter itself.
        if (event.target instanceof Element && event.target.closest('a, button') !== null) return;
        event.preventDefault();
        next();
      } else {
        const option = optionOf(event.key);
        if (option === undefined || option >= options) return;
        event.preventDefault();
        choose(option);
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}

function optionOf(key: string): number | undefined {
  const at = key.length === 1 ? Math.max('abcd'.indexOf(key.toLowerCase()), '1234'.indexOf(key)) : -1;
  return at < 0 ? undefined : at;
}
