import { useEffect, useState } from 'react';

/** Whether this tab is the one that has something for itself: another tab that has it is told apart from having to wait. */
export function useAlone(name: string): 'asking' | 'here' | 'elsewhere' {
  const [where, tell] = useState<'asking' | 'here' | 'elsewhere'>(navigator.locks === undefined ? 'here' : 'asking');
  useEffect(() => {
    if (navigator.locks === undefined) return undefined;
    let release: () => void = () => undefined;
    const left = new AbortController();
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const take = () => {
      if (left.signal.aborted) return undefined;
      tell('here');
      return held;
    };
    const look = async () => {
      const { held: taken } = await navigator.locks.query();
      if (!left.signal.aborted && taken?.some((lock) => lock.name === name) === true) {
        tell((before) => (before === 'here' ? before : 'elsewhere'));
      }
    };
    void look();
    // It becomes ours when the other tab is closed.
    navigator.locks.request(name, { signal: left.signal }, take).catch(() => undefined);
    return () => {
      left.abort();
      release();
    };
  }, [name]);
  return where;
}
