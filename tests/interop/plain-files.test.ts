import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { ankiText, cardsCsv, logCsv } from '#interop/plain-files.ts';
import { csvLine, readSeparated, tabLine } from '#interop/separated.ts';
import { plainCards, plainEntries } from '#storage/backup/plain-records.ts';
import { aRichRecord } from '#tests/storage/rich-record.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('"', ',', '\t', '\r', '\n', "'", '=', '+', '-', '@', '#', ' ', 'a', '“', '\u2028'), { maxLength: 8 })
    .map((signs) => signs.join('')),
);

async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

describe('separated values', () => {
  test('are read as they were written, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyText, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (lines) => {
        expect(readSeparated(lines.map(csvLine).join(''), ',')).toEqual(lines);
        expect(readSeparated(lines.map(tabLine).join(''), '\t')).toEqual(lines);
      }),
      { numRuns: 500 },
    );
  });

  test('begin no formula, in whatever cell', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = csvLine([text, text]).slice(0, -2);
        for (const cell of readSeparated(`${line}\r\n`.replaceAll("'", '\u0001'), ',')[0]!)
          expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['a plain word', ['a', 'b'], 'a,b\r\n'],
    ['a comma', ['a,b'], '"a,b"\r\n'],
    ['quotes', ['say "yes"'], '"say ""yes"""\r\n'],
    ['a line break', ['a\nb'], '"a\nb"\r\n'],
    ['a formula', ['=HYPERLINK("https://example.org")'], '"\'=HYPERLINK(""https://example.org"")"\r\n'],
    ['a list item', ['- S3'], "'- S3\r\n"],
    ['a number below nothing', [-300], '-300\r\n'],
    ['nothing', [undefined, 1], ',1\r\n'],
  ])('write %s so', (_why, cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });

  test('of Anki begin with no sign of a comment', () => {
    expect(tabLine(['#1', 'b'])).toBe('"#1"\tb\n');
  });
});

describe('what a learner has, for other programs', () => {
  test('cards, with the learner’s own words, tags and schedules', async () => {
    const { storage } = await aRichRecord();
    const [head, ...rows] = readSeparated((await joined(cardsCsv(plainCards(storage.db)))).slice(1), ',');
    const cells = rows.map((row) => Object.fromEntries(row.map((cell, index) => [head![index], cell])));
    const dropped = new Set((await storage.db.overlays.toArray()).flatMap(({ id, dropped: gone }) => (gone ? [id] : [])));
    const schedules = (await storage.db.schedules.toArray()).filter(({ card, archived }) => !archived && !dropped.has(card));
    expect(dropped.size).toBe(1);
    expect(new Set(cells.map(({ card }) => card))).toEqual(new Set(schedules.map(({ card }) => card)));
    expect(cells).toHaveLength(schedules.length);
    expect(cells.find(({ back }) => back === 'In my own words.')).toMatchObject({
      card: 'deck/kafka/1.to-answer',
      deck: 'A deck',
    });
    expect(cells.filter(({ suspended }) => suspended === 'yes')).toHaveLength(1);
    for (const { card, reviews, state } of cells) {
      expect(schedules.find((row) => row.card === card)).toMatchObject({ reps: Number(reviews), state: { kind: state } });
    }
  });

  test('answers, each once and in order', async () => {
    const { storage } = await aRichRecord();
    const [head, ...rows] = readSeparated((await joined(logCsv(plainEntries(storage.db)))).slice(1), ',');
    const log = await storage.db.log.toArray();
    expect(rows.map(([id]) => id)).toEqual(log.map(({ id }) => id));
    const at = (name: string) => head!.indexOf(name);
    for (const [index, row] of rows.entries()) {
      const entry = log[index]!;
      expect(new Date(row[at('time')]!).getTime()).toBe(entry.instant);
      expect(row[at('rating')]).toBe('rating' in entry ? String(entry.rating) : '');
    }
  });

  test('notes for Anki: its headers first, a card a line, the same identity each time', async () => {
    const { storage } = await aRichRecord();
    const text = await joined(ankiText(plainCards(storage.db)));
    const lines = text.split('\n');
    expect(lines.slice(0, 7)).toEqual([
      '#separator:tab',
      '#html:false',
      '#guid column:1',
      '#notetype:Basic',
      '#deck column:2',
      '#tags column:3',
      '#columns:Id\tDeck\tTags\tFront\tBack',
    ]);
    const notes = readSeparated(lines.slice(7).join('\n'), '\t');
    expect(new Set(notes.map(([id]) => id)).size).toBe(notes.length);
    expect(notes.every((cells) => cells.length === 5)).toBe(true);
    expect(notes).toContainEqual(['deck/kafka/1.to-answer', 'A deck', 'streaming', 'What is Kafka (1)?', 'In my own words.']);
  });
});
