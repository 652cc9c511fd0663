import { useEffect } from 'react';
import type { Confidence } from '#core/quiz/question.ts';

interface Acts {
  /** While something else has the screen, no key is ours. */
  readonly idle: boolean;
  readonly answered: boolean;
  readonly options: number;
  readonly choose: (option: number) => void;
  /** Absent where choosing answers. */
  readonly answer: (() => void) | undefined;
  /** Where it is asked for. */
  readonly sure: ((confidence: Confidence) => void) | undefined;
  readonly next: () => void;
  readonly end: () => void;
  /** Where there is something to report. */
  readonly report: (() => void) | undefined;
}

/**
 * A to E choose, Enter answers and goes on, Escape ends, W says that what was told is wrong. 1, 2 and 3 say how sure where that is asked for, and else choose as
 * the letters do. In a field or a select, letters and digits are its own.
 */
export function useQuizKeys({ idle, answered, options, choose, answer, sure, next, end, report }: Acts): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (idle || event.repeat || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : undefined;
      if (target?.closest('select') != null) return;
      if (event.key === 'Escape') {
        // Else the same press would close the dialog that it opens.
        event.preventDefault();
        end();
      } else if (event.key === 'Enter') {
        const act = answered ? next : answer;
        // A focused button or link is pressed by Enter itself; an option is chosen by Space, and answered by Enter.
        const pressed = target?.closest('a, button:not([role=radio], [role=checkbox])') != null;
        if (act === undefined || pressed) return;
        event.preventDefault();
        act();
      } else if (event.key.toLowerCase() === 'w' && report !== undefined) {
        event.preventDefault();
        report();
      } else if (!answered && target?.closest('input, textarea') == null) {
        const confidence = confidences[Number(event.key) - 1];
        const option = optionOf(event.key, sure === undefined);
        if (sure !== undefined && confidence !== undefined) sure(confidence);
        else if (option !== undefined && option < options) choose(option);
        else return;
        event.preventDefault();
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}

const confidences: readonly (Confidence | undefined)[] = ['sure', 'unsure', 'guess'];

function optionOf(key: string, byDigit: boolean): number | undefined {
  const at = key.length === 1 ? Math.max('abcdef'.indexOf(key.toLowerCase()), byDigit ? '123456'.indexOf(key) : -1) : -1;
  return at < 0 ? undefined : at;
}
