import { createElement, lazy, useState, type ComponentType } from 'react';

/** A part of the app that is fetched when it is opened, or before. */
export interface Part<Props extends object> {
  readonly load: () => Promise<unknown>;
  readonly Part: ComponentType<Props>;
}

/**
 * Like `lazy`, but drawn in the same moment where it has been fetched before: what `lazy` brings always waits once, and React
 * draws whatever has waited a third of a second late.
 */
export function atOnce<Props extends object>(fetchPart: () => Promise<ComponentType<Props>>): Part<Props> {
  let there: ComponentType<Props> | undefined;
  const load = async () => (there ??= await fetchPart());
  const Later = lazy(async () => ({ default: await load() }));
  return {
    load,
    Part(props) {
      // What is on screen stays what it is when the other comes.
      const [Chosen] = useState<{ readonly Part: ComponentType<Props> }>(() => ({
        Part: (there ?? Later) as ComponentType<Props>,
      }));
      return createElement(Chosen.Part, props);
    },
  };
}
