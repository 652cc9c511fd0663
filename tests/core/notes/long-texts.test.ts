import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '#core/notes/markdown.ts';

/** Blocks with their lines; columns and offsets within a part are nobody's business. */
const shape = (nodes: readonly Nodes[]): unknown[] =>
  nodes.map((node) => [
    node.type,
    node.position?.start.line,
    node.position?.end.line,
    'url' in node ? node.url : '',
    'value' in node ? node.value : '',
    'children' in node ? shape(node.children) : [],
  ]);
const inOneGo = (text: string) =>
  shape(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }).children);

const filler = (from: number, count: number) =>
  Array.from(
    { length: count },
    (_, n) => `## Thing ${from + n}\n\n- **Purpose**: does _this_, and\n  that.\n\n| a | b |\n| - | - |\n| 1 | ${n} |\n\n`,
  ).join('');
const long = filler(0, 250);

describe('a text that is parsed in parts is what it is in one go', { timeout: 60_000 }, () => {
  test.each([
    ['nothing but headings with their texts', long],
    [
      'the targets of its links at the end',
      `## First\n\nSee [the guide][1], [Guide] and a note[^n].\n\n${long}## Links\n\n[1]: https://a.example\n[guide]: https://b.example 'B'\n[^n]: Said elsewhere.\n`,
    ],
    ['the targets at the top, and no line end at the bottom', `[1]: https://a.example\n\n${long}## Last\n\nSee [it][1]`],
    [
      'a target that is given twice',
      `[1]: https://first.example\n\n${long}## A\n\n[x][1]\n\n${filler(900, 60)}[1]: https://second.example\n`,
    ],
    [
      'a fence that holds headings',
      `${long}## Code\n\n\`\`\`sh\n${'# a comment, no heading\n'.repeat(900)}\`\`\`\n\n${filler(900, 80)}`,
    ],
    [
      'a fence at its end that nobody closes, with links in it',
      `${long}## Code\n\n[a][1]\n\n\`\`\`\n[b][1]\n${'# c\n'.repeat(30)}`
        .concat(filler(0, 120))
        .replace(/^/, '[1]: https://a.example\n\n'),
    ],
    ['a comment that nobody closes', `${filler(0, 130)}<!-- from here\n\n${filler(130, 130)}`],
    ['carriage returns', long.replaceAll('\n', '\r\n')],
  ])('%s', (_, text) => {
    // Twice what is parsed in one go.
    expect(text.length).toBeGreaterThan(16_000);
    expect(JSON.stringify(shape(parseMarkdown(text)))).toBe(JSON.stringify(inOneGo(text)));
  });

  test('a fence at the top that nobody closes does not make each heading parse it all again', () => {
    const text = `\`\`\`\n${filler(0, 2000)}`;
    const before = process.cpuUsage();
    expect(parseMarkdown(text)).toHaveLength(1);
    const { user, system } = process.cpuUsage(before);
    // A second or two here; parsed again at every heading, a minute and more.
    expect((user + system) / 1e6).toBeLessThan(10);
  });
});
