import { describe, expect, test } from 'vitest';
import { findPicture, figuresOf, isInQuestion } from '#core/decks/pictures.ts';
import { compileDeck } from '#core/decks/compile.ts';
import type { DeckId } from '#core/ids.ts';
import { mediaTypeOf } from '#core/media.ts';
import { readPicture } from '#core/notes/figures.ts';
import { parseNotes } from '#core/notes/parse.ts';
import { readLines } from '#core/notes/reading.ts';
import { picturesIn } from '#core/notes/take-out.ts';

describe('a picture is named in the ways that people write', () => {
  test.each<[string, object | undefined, string]>([
    ['![[heart.png]]', { src: 'heart.png', alt: '' }, 'Obsidian'],
    ['![[img/heart.png|200]]', { src: 'img/heart.png', alt: '', width: 200 }, 'with a width'],
    ['![[heart.png|the heart|200x100]]', { src: 'heart.png', alt: 'the heart', width: 200 }, 'with words and both sizes'],
    ['![[heart.png|4 valves]]', { src: 'heart.png', alt: '4 valves' }, 'a description that begins with a number'],
    ['![the heart](img/heart.jpg)', { src: 'img/heart.jpg', alt: 'the heart' }, 'Markdown'],
    ['![the heart|120](heart.jpg "A title")', { src: 'heart.jpg', alt: 'the heart', width: 120 }, 'with a width and a title'],
    ['![](<my heart.png>)', { src: 'my heart.png', alt: '' }, 'a blank in the name'],
    ['![](my%20heart.png)', { src: 'my heart.png', alt: '' }, 'a blank as it is written in addresses'],
    ['![](100%.png)', { src: '100%.png', alt: '' }, 'a percent sign that is one'],
    ['![](heart(1).png)', { src: 'heart(1).png', alt: '' }, 'the browser’s second download'],
    ['![](a\\(1\\).png \'It is "so"\' )', { src: 'a(1).png', alt: '' }, 'signs after a backslash, and a title in single quotes'],
    ['![](heart.png "and no end)', undefined, 'a title that does not end'],
    ['![](heart(1.png)', undefined, 'a parenthesis that does not end'],
    ['![](<heart.png)', undefined, 'a bracket that does not end'],
    ['![a](![[heart.png]])', undefined, 'an embed where the address should be'],
    ['![[Heart]]', undefined, 'another note'],
    ['![x](https://example.org/x.png)', undefined, 'a picture on the net: nothing is fetched'],
    ['![x](data:image/png;base64,AAAA)', undefined, 'a picture within the text'],
    ['![x](//example.org/x.png)', undefined, 'an address without its scheme'],
  ])('%s', (embed, expected) => {
    const picture = readPicture(embed);
    expect(picture).toEqual(expected && { kind: 'picture', ...expected });
  });

  test('in code, and on the net, there is none', () => {
    expect(picturesIn('`![[a.png]]`\n\n```\n![[b.png]]\n```\n\n![c](http://c.org/c.png) ![[d.png]]')).toEqual([
      { kind: 'picture', src: 'd.png', alt: '', line: 7, column: 26 },
    ]);
  });
});

// Each took minutes, or the square of its length.
test.each(['![](', '![](\\\\)', '![](a "', "![](<'", '![['])('sixty thousand signs of %s are read in a moment', (part) => {
  const before = process.cpuUsage();
  expect(readPicture(`![](x${part.repeat(60_000 / part.length)}`)).toBeUndefined();
  expect(process.cpuUsage(before).user).toBeLessThan(1_500_000);
});

describe('a figure belongs to what is told about it', () => {
  const figures = (text: string) =>
    parseNotes(text, 'notes.md').figures.map(({ line, of, on, ...figure }) => ({
      what: figure.kind === 'code' ? figure.text : figure.src,
      line,
      of: `${of.from}-${of.to}`,
      ...(on ? { on } : {}),
    }));

  test.each([
    [
      'within the bullet',
      '# A\n\n- **Use**: one two three ![x](x.png)\n- four five six',
      [{ what: 'x.png', line: 3, of: '3-3' }],
    ],
    ['below the bullet', '# A\n\n- one two three\n- four five six\n\n![[x.png]]', [{ what: 'x.png', line: 6, of: '4-4' }]],
    ['a bullet of its own', '# A\n\n- one two three\n- ![[x.png]]\n- four five six', [{ what: 'x.png', line: 4, of: '3-3' }]],
    ['above all bullets', '# A\n\n![[x.png]]\n\n- one two three', [{ what: 'x.png', line: 3, of: '5-5' }]],
    ['below another heading', '# A\n\n- one two three\n\n# B\n\n![[x.png]]\n\n# C\n\n- four five six', []],
    [
      'code below a bullet',
      '# A\n\n- one two three\n\n  ```sh\n  ls -l\n    x\n  ```',
      [{ what: 'ls -l\n  x', line: 5, of: '3-3' }],
    ],
    ['code below an answer', '# A\n\nWhat lists files::ls\n\n```sh\nls -l\n```', [{ what: 'ls -l', line: 5, of: '3-3' }]],
    ['in the question', '# A\n\nWhat is this? ![[x.png]]::a heart', [{ what: 'x.png', line: 3, of: '3-3', on: 'front' }]],
    ['in the answer', '# A\n\nWhat does it look like?::so ![[x.png]]', [{ what: 'x.png', line: 3, of: '3-3' }]],
    [
      'code that is asked about',
      '# A\n\nQ: What does it print?\n```js\nprint(1)\n```\nA: 1 and a line end',
      [{ what: 'print(1)', line: 4, of: '3-7', on: 'front' }],
    ],
    [
      'above the answer of a block',
      '# A\n\nWhich organ?\n![[x.png]]\n?\nthe heart',
      [{ what: 'x.png', line: 4, of: '3-6', on: 'front' }],
    ],
  ])('%s', (_, text, expected) => expect(figures(text)).toEqual(expected));

  test('its words are no words of the fact, but for a description among others', () => {
    const [entity] = parseNotes('# A\n\n- one two ![[x.png]] three\n\n![alone](y.png)\n', 'a.md').entities;
    expect(entity?.facts.map(({ text }) => text)).toEqual(['one two three']);
    const [other] = parseNotes('# A\n\n- see ![the valves](y.png) at work\n', 'a.md').entities;
    expect(other?.facts.map(({ text }) => text)).toEqual(['see the valves at work']);
  });

  test('a question with code keeps its words, and no line of the code is a fact', () => {
    const { marks, entities } = parseNotes('# A\n\nQ: What does it print?\n```js\n- a: b\n```\nA: One line', 'a.md');
    expect(marks).toMatchObject([{ front: 'What does it print?', back: 'One line' }]);
    expect(entities).toEqual([]);
  });

  test('a card shows the figures of its lines: in the question what the author put there, all others with the answer', () => {
    const text = '# A\n\n- **Purpose**: Pumps blood through the body.\n\n![[a.png]]\n\nWhich organ? ![[b.png]]::the heart';
    const { deck } = compileDeck(parseNotes(text, 'notes.md'), undefined, 'a' as DeckId);
    const shown = deck.entities.flatMap((entity) =>
      entity.notes.flatMap((note) =>
        note.cards.flatMap((card) =>
          figuresOf(card, entity).map(
            (one) => `${note.kind} ${one.kind === 'picture' && one.src} ${isInQuestion(one, note.kind)}`,
          ),
        ),
      ),
    );
    expect([...new Set(shown)].toSorted()).toEqual(['marked b.png true', 'purpose a.png false']);
  });
});

test.each<[string, string, string[], string | undefined, string]>([
  ['a.png', 'lab/notes.md', ['lab/a.png', 'a.png'], 'lab/a.png', 'beside the notes'],
  ['img/a.png', 'lab/notes.md', ['lab/img/a.png', 'lab/a.png'], 'lab/img/a.png', 'in a folder below'],
  ['../a.png', 'lab/one/notes.md', ['lab/one/a.png', 'lab/a.png'], 'lab/a.png', 'in the folder above'],
  ['/img/a.png', 'lab/notes.md', ['lab/img/a.png'], 'lab/img/a.png', 'from the root of the vault'],
  [
    'a.png',
    'lab/one/notes.md',
    ['lab/two/deep/a.png', 'lab/one/img/a.png'],
    'lab/one/img/a.png',
    'wherever it lies, the nearest',
  ],
  ['A.PNG', 'notes.md', ['a.png'], 'a.png', 'in other letters'],
  ['img/a.png', 'notes.md', ['a.png'], undefined, 'in another folder is another picture'],
  ['a.png', 'notes.md', ['ba.png'], undefined, 'an end of a name is none'],
])('%s of %s is found', (src, notes, paths, expected) => {
  expect(findPicture(src, notes, paths)).toBe(expected);
});

test.each<[readonly (number | string)[], string | undefined, string]>([
  [[0x89, 'PNG\r\n', 0x1a, '\n', 0], 'image/png', 'PNG'],
  [[0xff, 0xd8, 0xff, 0xe0], 'image/jpeg', 'JPEG'],
  [['GIF89a'], 'image/gif', 'GIF'],
  [['RIFF', 1, 2, 3, 4, 'WEBPVP8 '], 'image/webp', 'WebP'],
  [['RIFF', 1, 2, 3, 4, 'WAVEfmt '], undefined, 'a sound in the same box'],
  [[0, 0, 0, 28, 'ftypavif', 0, 0, 0, 0, 'mif1'], 'image/avif', 'AVIF'],
  [[0, 0, 0, 28, 'ftypmp42', 0, 0, 0, 0], undefined, 'a film in the same box'],
  [['<svg xmlns="http://www.w3.org/2000/svg">'], undefined, 'SVG: a document'],
  [['<html>'], undefined, 'a page'],
  [[], undefined, 'nothing'],
])('%j is %s', (parts, expected) => {
  const bytes = parts.flatMap((part) => (typeof part === 'number' ? [part] : Array.from(part, (sign) => sign.charCodeAt(0))));
  expect(mediaTypeOf(new Uint8Array(bytes))).toBe(expected);
});

test('the reader shows pictures, formulas and code at their place, and signs in code as they are', () => {
  const lines = readLines(
    '- see ![the heart](h.png) of $x^2$, `$a$` and [[b]]\n\n```Py\n$x$ = "![[a.png]]"\n```\n\n![[h.png|9]]',
  );
  expect(lines.flatMap(({ cells, language }) => [...cells.flat(), ...(language ? [language] : [])])).toEqual([
    { text: 'see ' },
    { text: 'the heart', picture: { kind: 'picture', src: 'h.png', alt: 'the heart' } },
    { text: ' of ' },
    { text: '$x^2$', formula: { tex: 'x^2', display: false } },
    { text: ', ' },
    { text: '$a$', code: true },
    { text: ' and [[b]]' },
    { text: '$x$ = "![[a.png]]"', code: true },
    'py',
    { text: '', picture: { kind: 'picture', src: 'h.png', alt: '', width: 9 } },
  ]);
});
