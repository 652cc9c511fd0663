import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { spanOf } from '#core/notes/span.ts';
import type { Span } from '#core/notes/span.ts';
import { parseNotes } from '#core/notes/parse.ts';
import { normalise } from '#core/text.ts';
import { compiled } from '../decks/compiled.ts';

const cut = (source: readonly string[], { from, to }: Span) =>
  source
    .slice(from.line - 1, to.line)
    .map((line, index, all) =>
      line.slice(index === 0 ? from.column - 1 : 0, index === all.length - 1 ? to.column - 1 : undefined),
    )
    .join('\n');

test.each([
  ['- **Purpose**: Weaves cloth.', 'Weaves cloth', 3, 16, 28],
  ['- **Loom** (hand): Weaves ==fine== cloth.', 'Weaves fine cloth', 3, 20, 41],
  ['- A cloth is woven. It takes *a* day.', 'It takes a day', 3, 21, 37],
  ['- Reheat, or heat', 'heat', 3, 14, 18],
  ['- A heater can heat', 'heat', 3, 16, 20],
  ['- Takes 10 h\n  of work', 'Takes 10 h of work', 3, 3, 10],
])('%j has %j from column %i', (text, said, line, from, to) => {
  const notebook = parseNotes(`## Loom\n\n${text}\n`, 'n.md');
  const fact = { text: said, lines: { from: 3, to: 2 + text.split('\n').length } };
  const span = spanOf(fact, notebook.source);
  expect(span?.from).toEqual({ line, column: from });
  expect(span?.to.column).toBe(to);
});

test('a label is no part of the text, though it may have its words', () => {
  const { source } = parseNotes('## Loom\n\n- **Heat**: Heat of steam.\n', 'n.md');
  expect(spanOf({ label: 'Heat', text: 'Heat of steam', lines: { from: 3, to: 3 } }, source)?.from.column).toBe(13);
});

test('a text that is no longer there has no place', () => {
  expect(spanOf({ text: 'Gone', lines: { from: 1, to: 1 } }, ['Here'])).toBeUndefined();
});

test('each fact of the shipped notes, without curation, is found exactly where it stands', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../decks/aws-ml-ai-big-data/notes.md'), 'utf8');
  const { source } = parseNotes(text, 'notes.md');
  const wrong = compiled(text)
    .deck.entities.flatMap((entity) => entity.facts)
    .filter((fact) => {
      const span = spanOf(fact, source);
      return span === undefined || normalise(cut(source, span)) !== normalise(fact.text);
    });
  expect(wrong.map((fact) => `${fact.lines.from} ${fact.text}`)).toEqual([]);
});
