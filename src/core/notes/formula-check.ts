import type { Diagnostic } from '../diagnostic.ts';
import type { readFormula } from './formula-tree.ts';
import type { Notebook } from './notebook.ts';

/** Handed in by whoever has it: it is large, and few notes have formulas. */
export type FormulaReader = typeof readFormula;

/** What is wrong with the formulas of the notes; each is shown as it is written until it is mended. */
export function checkFormulas({ path, formulas }: Pick<Notebook, 'path' | 'formulas'>, read: FormulaReader): Diagnostic[] {
  return formulas.flatMap(({ tex, display, line, column }): Diagnostic[] => {
    const found = read(tex, display);
    if (found.kind === 'formula') return [];
    return [
      {
        severity: 'warning',
        code: 'notes/formula',
        path,
        line,
        column,
        message: `This formula cannot be drawn. ${found.why}.`,
        help: 'Mend the TeX between the dollars; if it is no formula, write a backslash before each dollar.',
      },
    ];
  });
}
