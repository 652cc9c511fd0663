import type { ElementContent, RootContent } from 'hast';
import { createLowlight } from 'lowlight';
import { use, useMemo, type ReactNode } from 'react';
import { grammarOf } from './languages.ts';

const lowlight = createLowlight();
const registered = new Map<string, Promise<boolean>>();

/** Once a language; false where its grammar did not come: then the code is plain. */
function register(language: string): Promise<boolean> {
  const begun =
    registered.get(language) ??
    grammarOf(language).then(
      (grammar) => {
        if (grammar !== undefined) lowlight.register(language, grammar);
        return grammar !== undefined;
      },
      () => false,
    );
  registered.set(language, begun);
  return begun;
}

/** More takes longer to colour than to read; the beginning tells no more than the whole. */
const longest = 20_000;

/** Code with its words in the colours of the look: elements from a tree, never markup. */
export function Highlighted({ text, language }: { readonly text: string; readonly language: string }) {
  const there = use(register(language));
  const tree = useMemo(
    () => (there && text.length <= longest ? lowlight.highlight(language, text) : undefined),
    [there, text, language],
  );
  return <>{tree === undefined ? text : tree.children.map(drawn)}</>;
}

/** Signs that turn the direction of what stands beside them: in code, of other words than their own, so that it would read as other code. */
const turns = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

function drawn(node: RootContent | ElementContent, index: number): ReactNode {
  switch (node.type) {
    case 'text':
      return turns.test(node.value) ? <bdi key={index}>{node.value}</bdi> : node.value;
    case 'element': {
      const { className } = node.properties;
      return (
        <span key={index} className={Array.isArray(className) ? className.join(' ') : undefined}>
          {node.children.map(drawn)}
        </span>
      );
    }
    default:
      return null;
  }
}
