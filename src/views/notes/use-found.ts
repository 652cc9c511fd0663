import { useEffect, type RefObject } from 'react';

/** More on one page would be seen by nobody. */
const mostShown = 1_000;

/** Where the words that are looked for stand, without a change to what is drawn: styled as `::highlight(found)`. */
export function useFound(list: RefObject<HTMLElement | null>, wanted: string, lines: unknown): void {
  useEffect(() => {
    // A browser without highlights shows the lines alone.
    if (wanted === '' || list.current === null || !('highlights' in CSS)) return;
    CSS.highlights.set('found', new Highlight(...rangesOf(list.current, wanted)));
    return () => void CSS.highlights.delete('found');
  }, [list, wanted, lines]);
}

function rangesOf(list: HTMLElement, wanted: string): Range[] {
  const ranges: Range[] = [];
  for (const place of list.querySelectorAll('.tx')) {
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.toLowerCase() ?? '';
      // Where a letter has another length in lower case, places would be off.
      if (text.length !== node.textContent?.length) continue;
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
        if (ranges.length === mostShown) return ranges;
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        ranges.push(range);
      }
    }
  }
  return ranges;
}
