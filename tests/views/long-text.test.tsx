import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { CardText } from '#views/rich/CardText.tsx';
import { Code } from '#views/rich/Code.tsx';

afterEach(cleanup);

/** Signs that Chromium shapes anew with all that follows, for each line that it breaks them into; in pieces it does so in these alone. */
const tied = [
  ['slashes, which are kerned', '/'],
  ['letters that are kerned', 'AV'],
  ['letters of Arabic, which are joined', 'م'],
  ['accents that are piled up', '\u0301'],
] as const;

describe.each(tied)('60,000 %s', (_, sign) => {
  const text = sign.repeat(60_000 / sign.length);

  test.each([
    ['a name', <p key="p">{text}</p>],
    [
      'a name among words',
      <p key="p">
        Before {text} and {'after'}
      </p>,
    ],
    ['a text of a card', <CardText key="p" text={text} />],
    ['a text with a hole', <CardText key="p" text={`[...] ${text}`} />],
    ['code', <Code key="p" text={text} language={undefined} />],
    ['a name in a list', ['a', text].map((each) => <li key={each}>{each}</li>)],
    ['names in a row', <p key="p">{[text, 'a']}</p>],
  ])('are drawn at once: %s', (_place, drawn) => {
    const { container } = render(<div>{drawn}</div>);
    // Not timed: what takes 0.2 s here, and up to ten as one text, takes any time where the machine is busy.
    expect(container.textContent).toContain(text);
    expect(Math.max(...textsIn(container).map(({ length }) => length))).toBeLessThanOrEqual(200);
  });
});

test('a text of a thousand signs is one text, as it was', () => {
  const { container } = render(<p>{'/'.repeat(1_000)}</p>);
  expect(container.firstChild?.childNodes).toHaveLength(1);
});

test('a longer one is divided where a line may end anyway, and never within a sign', () => {
  const [words, signs] = ['One word after another, 漢字。'.repeat(200), `a${'😀'.repeat(2_000)}`];
  const { container } = render(
    <>
      <p>{words}</p>
      <p>{signs}</p>
    </>,
  );
  const [first, second] = container.querySelectorAll('p');
  expect(first?.textContent).toBe(words);
  const ends = textsIn(first).map((text) => text.at(-1));
  expect(ends.length).toBeGreaterThan(5);
  expect(new Set(ends)).toEqual(new Set([' ', '。']));
  expect(second?.textContent).toBe(signs);
  expect(textsIn(second).every((text) => encodeURI(text) !== '')).toBe(true);
});

test('what shows plain text only is left as it is', () => {
  const text = '/'.repeat(3_000);
  const { container } = render(
    <select>
      <option>{text}</option>
    </select>,
  );
  expect(container.querySelector('option')?.childNodes).toHaveLength(1);
});

test('a field does not wrap a word without an end, and wraps the words of anyone else', () => {
  const { container } = render(
    <>
      <textarea value={'م'.repeat(60_000)} readOnly />
      <textarea value={'word '.repeat(12_000)} readOnly />
    </>,
  );
  expect([...container.querySelectorAll('textarea')].map(({ wrap }) => wrap)).toEqual(['off', '']);
});

function textsIn(element: Element | undefined): string[] {
  if (element === undefined) return [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) texts.push(node.nodeValue ?? '');
  return texts;
}
