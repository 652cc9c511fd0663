import { readFileSync } from 'node:fs';
import type { Deck } from '#core/decks/deck.ts';
import type { EditKind, Outline } from '#tests/core/decks/edits.ts';
import { compiledFrom, outlineOf, rateOf, smallEdits } from '#tests/core/decks/rates.ts';
import type { Rate } from '#tests/core/decks/rates.ts';

// How often an edited statement keeps its id, and how often one that was replaced by another keeps it wrongly: a thousand
// seeded edits of each kind, on statements of the shipped notes and of notes about cells. Each is compiled and reconciled.

const count = Number(process.argv[2] ?? 1000);
const shipped = JSON.parse(readFileSync('decks/aws-ml-ai-big-data/deck.json', 'utf8')) as Deck;
const outline: Outline = [
  ...outlineOf(shipped),
  ...outlineOf(compiledFrom(readFileSync('tests/fixtures/notes/cell-biology.md', 'utf8'))),
];
const statements = outline.reduce((sum, { facts }) => sum + facts.length, 0);
console.log(`${outline.length} sections, ${statements} statements; ${count} edits of each kind`);

const names: Readonly<Record<EditKind, string>> = {
  word: 'a word replaced',
  words: 'words inserted or deleted',
  typo: 'a typo made or mended',
  moved: 'moved',
  replaced: 'replaced by another fact',
};
let small = 0;
for (const [kind, name] of Object.entries(names) as [EditKind, string][]) {
  const rate = rateOf(kind, outline, count, 1);
  console.log(`${name.padEnd(26)} ${percent(rate.kept / rate.tried)} keep the id; ${cardsOf(rate)}`);
  if (kind !== 'replaced') small += smallEdits[kind] * (rate.kept / rate.tried);
  for (const { from, to } of kind === 'replaced' ? [] : rate.lost.slice(0, 3)) console.log(`    lost: ${from}  ->  ${to}`);
}
console.log(`small edits, weighed 40:20:20:20, keep the id: ${percent(small)} (at least 98 %)`);

function cardsOf({ cards }: Rate): string {
  return cards.before === 0 ? 'no cards' : `${percent(cards.kept / cards.before)} of their ${cards.before} cards keep theirs`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
