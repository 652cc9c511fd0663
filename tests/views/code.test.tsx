import { cleanup, render, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Code } from '#views/rich/Code.tsx';
import '#views/styles/base.css';

afterEach(cleanup);

test.each([
  ['an override', '\u202e'],
  ['an isolate', '\u2067'],
])('a word of code that turns the direction turns no other, as if it were other code: %s', async (_, sign) => {
  const { container } = render(<Code text={`seen = "${sign}" + other\n`} language="python" />);
  await waitFor(() => expect(container.querySelector('span.hljs-string')).not.toBeNull(), { timeout: 15_000 });
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  const leftOf = (letters: string): number => {
    for (let node = ((walker.currentNode = container), walker.nextNode()); node !== null; node = walker.nextNode()) {
      const at = node.nodeValue!.indexOf(letters);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return range.getBoundingClientRect().left;
    }
    throw new Error(`${letters} is not shown`);
  };
  expect(leftOf('seen')).toBeLessThan(leftOf('+'));
  expect(leftOf('+')).toBeLessThan(leftOf('other'));
});
