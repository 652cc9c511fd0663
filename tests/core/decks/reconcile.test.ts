import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

import type { Deck } from '#core/decks/deck.ts';
import type { KnownDeck } from '#core/decks/plan.ts';
import { planImport } from '#core/decks/plan.ts';
import { reconcile } from '#core/decks/reconcile.ts';
import { normalise } from '#core/text.ts';
import { cardsOf, compiled } from './compiled.ts';
import { render } from './edits.ts';
import type { Outline } from './edits.ts';
import { outlineOf, rateOf } from './rates.ts';

const start = (notes: string, yaml?: string): KnownDeck => reconcileFrom(undefined, notes, yaml);

/** What is known after the notes have become these. */
function reconcileFrom(known: KnownDeck | undefined, notes: string, yaml?: string): KnownDeck {
  return reconcile(known, compiled(notes, yaml).deck);
}

function idOf({ deck }: KnownDeck, text: string): string {
  const facts = deck.entities.flatMap((entity) => entity.facts).filter((fact) => normalise(fact.text) === normalise(text));
  if (facts.length !== 1) throw new Error(`${facts.length} facts say "${text}"`);
  return facts[0]!.id;
}

const shards = 'Shards carry one megabyte a second';
const replay = 'Consumers replay a week of records';
const kinesis = `## Kinesis\n\n- Streams records in real time\n- ${shards}\n- ${replay}\n`;

describe('a fact keeps its id', () => {
  test.each([
    ['a word is another', kinesis.replace('Shards carry', 'Shards bring'), 'Shards bring one megabyte a second'],
    ['words come in', kinesis.replace('one megabyte', 'about one megabyte'), 'Shards carry about one megabyte a second'],
    ['a typo is made', kinesis.replace('megabyte', 'megabite'), 'Shards carry one megabite a second'],
    ['bullets change places', `## Kinesis\n\n- ${replay}\n- ${shards}\n- Streams records in real time\n`, shards],
    ['bullets are merged', `## Kinesis\n\n- Streams records in real time. ${shards}. ${replay}.\n`, shards],
    ['a heading is renamed', kinesis.replace('Kinesis', 'Kinesis Data Streams'), shards],
    ['it becomes a labelled one', kinesis.replace(shards, `**Throughput**: ${shards}`), shards],
    ['it is moved below another heading', `${kinesis.replace(`- ${shards}\n`, '')}\n## Sizes\n\n- ${shards}\n`, shards],
    ['lines come before it', `# Notes\n\nAn opening.\n\n## Athena\n\n- Queries files\n\n${kinesis}`, shards],
  ])('when %s', (_what, notes, text) => {
    const known = start(kinesis);
    expect(idOf(reconcileFrom(known, notes), text)).toBe(idOf(known, shards));
  });

  test('when bullets become a table, and its cards with it', () => {
    const bullets = '- **Kinesis**: Streams records in real time\n- **Athena**: Queries files where they lie\n';
    const table =
      '| Name | What |\n| --- | --- |\n| Kinesis | Streams records in real time |\n| Athena | Queries files where they lie |\n';
    const known = start(bullets);
    const after = reconcileFrom(known, table);
    expect(idOf(after, 'Streams records in real time')).toBe(idOf(known, 'Streams records in real time'));
    expect(cardsOf(after.deck).map(({ id }) => id)).toEqual(cardsOf(known.deck).map(({ id }) => id));
  });

  test('in Japanese, where no blanks part the words', () => {
    const known = start('## キネシス\n\n- 大量のデータをリアルタイムで収集する\n');
    const after = reconcileFrom(known, '## キネシス\n\n- 大量のデータをすぐにリアルタイムで収集する\n');
    expect(after.deck.entities[0]!.facts[0]!.id).toBe(known.deck.entities[0]!.facts[0]!.id);
  });
});

describe('a fact that took the place of another', () => {
  test.each([
    ['something else', 'Encrypts everything with customer keys'],
    ['something else in the same frame', 'Consumers carry one signed request'],
  ])('has its own id, and cards of its own: %s', (_what, text) => {
    const known = start(kinesis);
    const after = reconcileFrom(known, kinesis.replace(shards, text));
    expect(known.deck.entities[0]!.facts.map(({ id }) => id)).not.toContain(idOf(after, text));
    expect(after.archived[0]!.facts.map(({ id }) => id)).toEqual([idOf(known, shards)]);
  });

  test('gives its place back with the history', () => {
    const known = start(kinesis);
    const replaced = reconcileFrom(known, kinesis.replace(shards, 'Encrypts everything with customer keys'));
    const back = reconcileFrom(replaced, kinesis);
    expect(back.deck).toEqual(known.deck);
    expect(back.archived[0]!.facts).toHaveLength(1);
  });
});

test('a text that returns while its id has another wording by now gets an id with a counter', () => {
  const known = start(kinesis);
  const reworded = reconcileFrom(known, kinesis.replace('Shards carry', 'Shards bring'));
  const both = reconcileFrom(reworded, `${kinesis.replace('Shards carry', 'Shards bring')}- ${shards}\n`);
  expect(idOf(both, 'Shards bring one megabyte a second')).toBe(idOf(known, shards));
  expect(idOf(both, shards)).toBe(`${idOf(known, shards)}-2`);
});

test('an entity under a new name keeps its id everywhere, and its old name may be given to another', () => {
  const known = start(kinesis);
  const renamed = reconcileFrom(known, kinesis.replace('Kinesis', 'Firehose'));
  expect(renamed.deck.entities.map(({ id, name }) => [id, name])).toEqual([['test/kinesis', 'Firehose']]);
  const both = reconcileFrom(renamed, `${kinesis.replace('Kinesis', 'Firehose')}\n## Kinesis\n\n- Something of its own\n`);
  expect(both.deck.entities.map(({ id, name }) => [id, name])).toEqual([
    ['test/kinesis', 'Firehose'],
    ['test/kinesis-2', 'Kinesis'],
  ]);
});

describe('cards that a person wrote', () => {
  const yaml = (front: string, back: string, lines = '[5]') => `
title: A
categories: [{ id: a, name: A }]
entities:
  kinesis:
    name: Kinesis
    category: a
    kind: service
    ruleCards: false
    cards:
      - { front: "${front}", back: "${back}", lines: ${lines}, priority: 2, direction: to-answer }
`;
  const known = start(kinesis, yaml('How much does one shard of Kinesis carry in a second?', 'One megabyte'));
  test.each([
    ['in other words', 'How much can one shard of Kinesis carry each second?', 'One megabyte', true],
    ['with another answer to the same question', 'How much does one shard of Kinesis carry in a second?', 'Two megabytes', true],
    ['that ask something else about the same line', 'Who replays the records?', 'Consumers', false],
  ])('%s', (_what, front, back, same) => {
    const after = reconcileFrom(known, kinesis, yaml(front, back));
    expect(cardsOf(after.deck)[0]!.id === cardsOf(known.deck)[0]!.id).toBe(same);
  });
});

describe('on notebooks of every kind, through any edits', () => {
  const corpus = outlineOf(compiled(readFileSync('tests/fixtures/notes/cell-biology.md', 'utf8')).deck);
  const pool = corpus.flatMap(({ facts }) => facts);
  const anyFact = fc.oneof(
    fc.constantFrom(...pool),
    fc.constantFrom('Fast', 'Runs on 3 nodes', 'Integrated with S3 for storage', '安全'),
  );
  const anyOutline: fc.Arbitrary<Outline> = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('Alpha', 'Beta', 'Gamma (GM)', 'Delta', 'Data Streams', '細胞'),
      facts: fc.uniqueArray(anyFact, { minLength: 1, maxLength: 6, selector: normalise }),
    }),
    { minLength: 1, maxLength: 5, selector: ({ name }) => name },
  );
  const style = fc.constantFrom('bullets', 'merged', 'table');
  /** The same statements as bullets, several in one bullet, or rows of a table. */
  const write = (outline: Outline, as: string) => {
    if (as === 'bullets') return render(outline);
    if (as === 'merged') return outline.map(({ name, facts }) => `## ${name}\n\n- ${facts.join('. ')}.\n`).join('\n');
    return `| Name | Notes |\n| --- | --- |\n${outline.map(({ name, facts }) => `| ${name} | ${facts.join('. ')}. |`).join('\n')}\n`;
  };
  const anyHistory = fc.array(fc.tuple(anyOutline, style), { minLength: 1, maxLength: 5 });

  test('no two cards, notes, facts or entities share an id, live or archived, and a second run changes nothing', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        let known: KnownDeck | undefined;
        for (const [outline, as] of history) {
          known = reconcileFrom(known, write(outline, as));
          const all = [...known.deck.entities, ...known.archived];
          for (const ids of [
            known.deck.entities.map(({ id }) => id as string),
            all.flatMap(({ facts }) => facts.map(({ id }) => id as string)),
            known.deck.entities.flatMap(({ notes }) => notes.map(({ id }) => id as string)),
            all.flatMap(({ notes }) => notes.flatMap(({ cards }) => cards.map(({ id }) => id as string))),
          ])
            expect(ids).toEqual([...new Set(ids)]);
          expect(reconcileFrom(known, write(outline, as))).toEqual(known);
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('a fact that stays in its section keeps its id, however the notes are written and whatever else changes', () => {
    fc.assert(
      fc.property(anyOutline, anyOutline, style, style, (before, after, one, other) => {
        const known = start(write(before, one));
        const next = reconcileFrom(known, write(after, other));
        for (const entity of known.deck.entities) {
          const still = next.deck.entities.find(({ name }) => name === entity.name);
          for (const fact of entity.facts) {
            const same = still?.facts.find(({ text, label }) => text === fact.text && label === fact.label);
            if (same) expect(same.id).toBe(fact.id);
          }
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('what vanished comes back as it was, cards included', () => {
    fc.assert(
      fc.property(anyOutline, anyOutline, (before, between) => {
        const known = start(render(before));
        const away = reconcileFrom(known, render(between));
        const back = reconcileFrom(away, render(before));
        const texts = (deck: Deck) =>
          deck.entities.flatMap(({ name, facts }) => facts.map((fact) => `${name}\n${fact.text}\n${fact.id}`));
        // Where another statement took its id meanwhile, that one is told apart by its words.
        expect(texts(back.deck).toSorted()).toEqual(texts(known.deck).toSorted());
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('a renamed heading keeps every fact below it', () => {
    fc.assert(
      fc.property(anyOutline, fc.nat(), (outline, nth) => {
        const known = start(render(outline));
        const renamed = outline.map((section, index) =>
          index === nth % outline.length ? { ...section, name: 'Omega' } : section,
        );
        const next = reconcileFrom(known, render(renamed));
        expect(next.deck.entities.map(({ facts }) => facts.map(({ id }) => id))).toEqual(
          known.deck.entities.map(({ facts }) => facts.map(({ id }) => id)),
        );
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('small edits keep the id, replaced facts do not (all of it: npm run bench:reconcile)', () => {
    for (const kind of ['word', 'words', 'typo', 'moved'] as const) {
      const { kept, tried } = rateOf(kind, corpus, 40, 7);
      expect(kept / tried).toBeGreaterThanOrEqual(0.97);
    }
    const { kept, tried } = rateOf('replaced', corpus, 60, 7);
    expect(kept / tried).toBeLessThanOrEqual(0.02);
  }, 60_000);
});

describe('a plan', () => {
  const plan = (known: KnownDeck, notes: string) => planImport(known, compiled(notes), { notesText: notes });

  test('tells what is added, changed, archived and revived, and counts the rest', () => {
    const known = start(kinesis);
    expect(plan(known, kinesis)).toMatchObject({ changes: [], unchanged: cardsOf(known.deck).length, after: known.deck });

    const changed = plan(known, kinesis.replace('real time', 'near real time'));
    expect(changed.changes.map(({ kind }) => kind)).toEqual(changed.changes.map(() => 'changed'));
    expect(changed.changes.length).toBeGreaterThan(0);

    const gone = plan(known, '## Athena\n\n- Queries files where they lie in a bucket\n');
    expect(gone.changes.filter(({ kind }) => kind === 'archived')).toHaveLength(cardsOf(known.deck).length);
    const away = { deck: gone.after, archived: gone.archived };
    const back = plan(away, kinesis).changes;
    expect(back.filter(({ kind }) => kind === 'revived')).toHaveLength(cardsOf(known.deck).length);
    expect(back.filter(({ kind }) => kind === 'added')).toEqual([]);
  });
});

test('the shipped deck is itself after itself', () => {
  const deck = JSON.parse(readFileSync('decks/aws-ml-ai-big-data/deck.json', 'utf8')) as Deck;
  expect(reconcile({ deck, archived: [] }, deck)).toEqual({ deck, archived: [] });
});
