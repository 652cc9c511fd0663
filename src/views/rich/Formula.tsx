import { createElement, useMemo, type ReactNode } from 'react';
import { readFormula, type MathNode } from '#core/notes/formula-tree.ts';
import { richWords } from '#views/words/rich.en.ts';
import './rich.css';

/** A formula as MathML elements; one that cannot be read is shown as it was written. */
export function Formula({ tex, display, source }: { readonly tex: string; readonly display: boolean; readonly source: string }) {
  const read = useMemo(() => readFormula(tex, display), [tex, display]);
  switch (read.kind) {
    case 'formula':
      return <span className={display ? 'math block' : 'math'}>{drawn(read.tree)}</span>;
    case 'wrong':
      return (
        <span className="math wrong">
          <code>{source}</code> <small>{richWords.wrongFormula}</small>
        </span>
      );
  }
}

function drawn(node: MathNode): ReactNode {
  if (typeof node === 'string') return node;
  const { tag, attributes, style, children } = node;
  return createElement(tag, { ...attributes, ...(Object.keys(style).length > 0 ? { style } : {}) }, ...children.map(drawn));
}
