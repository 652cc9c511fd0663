import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { followCuration } from '#core/decks/follow-curation.ts';
import { explainNotes, planNotebook } from '#core/decks/plan-files.ts';
import type { KnownNotebook, PlannedNotebook } from '#core/decks/plan-files.ts';
import type { DeckId } from '#core/ids.ts';
import { joinFiles } from '#core/notes/files.ts';

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytesOf = (text: string) => new TextEncoder().encode(text);

function planOf(deck: string, notes: string, curation?: string, known?: KnownNotebook): PlannedNotebook {
  const yaml = curation === undefined ? {} : { curation: { path: 'deck.yaml', bytes: bytesOf(curation) } };
  const from = { kind: 'files' as const, notes: { path: 'notes.md', bytes: bytesOf(notes) }, ...yaml };
  return planNotebook({ deck: deck as DeckId, from, ...(known && { known }) }, decode);
}

function planned(plan: PlannedNotebook) {
  if (plan.kind === 'refused') throw new Error(JSON.stringify(plan.diagnostics.slice(0, 3)));
  return plan.plan;
}

const knownOf = ({ after, archived, notesText, curationText = '' }: ReturnType<typeof planned>): KnownNotebook => ({
  deck: { deck: after, archived },
  revision: 1,
  notesText,
  curationText,
});

describe('the shipped deck, whose notes their person goes on writing', { timeout: 30_000 }, () => {
  const notes = readFileSync('decks/aws-ml-ai-big-data/notes.md', 'utf8');
  const yaml = readFileSync('decks/aws-ml-ai-big-data/deck.yaml', 'utf8');
  const before = planned(planOf('aws-ml-ai-big-data', notes, yaml));
  const again = (change: (lines: string[]) => string[], given?: string) =>
    planned(planOf('aws-ml-ai-big-data', change(notes.split('\n')).join('\n'), given, knownOf(before)));

  test.each([
    ['without the deck.yaml', undefined],
    ['with the one that is here already', yaml],
  ])('keeps every card when a bullet comes on top, %s', (_, given) => {
    const { changes, after, diagnostics } = again(
      (lines) => lines.toSpliced(5, 0, '', '- A line that was not there.', ''),
      given,
    );
    expect(changes).toEqual([]);
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    const athena = after.entities.find(({ name }) => name === 'Amazon Athena');
    expect(athena?.purpose?.lines[0]).toBe(
      (before.after.entities.find(({ name }) => name === 'Amazon Athena')?.purpose?.lines[0] ?? 0) + 3,
    );
  });

  /** The lines of a section, and what is left without it. */
  const cut = (lines: readonly string[], name: string) => {
    const from = lines.findIndex((line) => line.startsWith('###') && line.includes(name));
    const to = lines.findIndex((line, at) => at > from && line.startsWith('###'));
    return { section: lines.slice(from, to), rest: lines.toSpliced(from, to - from) };
  };

  test('keeps every card when a section is moved', () => {
    const { changes, diagnostics } = again((lines) => {
      const { section, rest } = cut(lines, 'Athena');
      const before = rest.findIndex((line) => line.startsWith('###') && line.includes('Glue'));
      return rest.toSpliced(before, 0, ...section);
    });
    expect(changes).toEqual([]);
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('loses no more than what rested on a section that is gone, and tells of it', () => {
    const { changes, diagnostics } = again((lines) => cut(lines, 'CloudSearch').rest);
    const lost = changes.filter(({ kind }) => kind === 'archived');
    expect(lost.length).toBeGreaterThan(0);
    expect(changes.every(({ kind }) => kind !== 'added')).toBe(true);
    expect(lost.filter((change) => !/cloudsearch/i.test(JSON.stringify(change)))).toEqual([]);
    expect(diagnostics.filter(({ code }) => code === 'deck/line-gone').length).toBeGreaterThan(0);
  });

  test('counts the lines of the newer notes from then on', () => {
    const second = again((lines) => ['A word above all.', '', ...lines]);
    const third = planned(planOf('aws-ml-ai-big-data', `${second.notesText}\n`, undefined, knownOf(second)));
    expect(third.changes).toEqual([]);
    const { diagnostics } = explainNotes({
      ...third,
      deck: 'aws-ml-ai-big-data' as DeckId,
      path: 'notes.md',
      curationText: third.curationText ?? '',
    });
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });
});

const TEAS =
  '# Teas\n\n## Sencha\n\n- **Purpose**: A green tea of steamed leaves\n- **Origin**: Grown in Shizuoka by small farms.\n';
const OWN = `entities:
  sencha:
    name: Sencha
    # Where it grows is asked by hand.
    cards:
      - { front: Where does Sencha grow?, back: In Shizuoka., lines: [6], priority: 4, direction: to-answer }
      - { front: How are its leaves treated?, back: With steam., lines: [5, 6], priority: 4, direction: to-answer }
`;

test('only the numbers of lines are other ones, and the text stays as its author wrote it', () => {
  const { text, diagnostics } = followCuration(OWN, 'deck.yaml', TEAS, `Tea is drunk.\n\n${TEAS}`);
  expect(text).toBe(OWN.replace('lines: [6]', 'lines: [8]').replace('lines: [5, 6]', 'lines: [7, 8]'));
  expect(diagnostics).toEqual([]);
});

test('an entry of which no line is left goes, and one that has another line stays with it', () => {
  const { text, diagnostics } = followCuration(OWN, 'deck.yaml', TEAS, TEAS.split('\n').toSpliced(5, 1).join('\n'));
  expect(text).not.toContain('Where does Sencha grow?');
  expect(text).toContain('# Where it grows is asked by hand.');
  expect(text).toMatch(/How are its leaves treated\?.*lines: \[ ?5 ?\]/);
  expect(diagnostics).toMatchObject([{ code: 'deck/line-gone', severity: 'info' }]);
  expect(diagnostics[0]?.message).toContain('Entities > sencha > cards > 0 rested on line 6');
});

test('lines of a folder are followed in their files', () => {
  const files = [
    { path: 'Bancha.md', text: 'A late tea.\n' },
    { path: 'Sencha.md', text: 'Steamed leaves.\n' },
  ];
  const yaml = 'entities: { sencha: { name: Sencha, stems: [{ text: Steamed, lines: [Sencha.md:1] }] } }\n';
  const after = [
    { path: 'Bancha.md', text: 'A late tea.\nDrunk with meals.\n' },
    { path: 'Sencha.md', text: '# Sencha\n\nSteamed leaves.\n' },
  ];
  expect(followCuration(yaml, 'deck.yaml', joinFiles(files), joinFiles(after)).text).toBe(
    yaml.replace('Sencha.md:1', 'Sencha.md:3'),
  );
});

test('what is wrong in a deck.yaml is told at its line and left out; the rest of it holds', () => {
  const wrong =
    `${OWN}  bancha: { kind: service }\ngroups: [{ id: green, name: Green teas, members: [sencha, matcha] }]\n`.replace(
      'lines: [6]',
      'lines: 6',
    );
  const plan = planned(planOf('teas', TEAS, wrong));
  expect(plan.curationText).toBe(wrong);
  expect(plan.diagnostics.map(({ severity, code, line }) => [severity, code, line])).toEqual([
    ['warning', 'deck/schema', 6],
    ['warning', 'deck/schema', 8],
    ['warning', 'deck/unknown-entity', 9],
  ]);
  expect(plan.diagnostics.every(({ help }) => help?.endsWith('What this belongs to is left out until then.'))).toBe(true);
  const fronts = plan.after.entities.flatMap(({ notes }) => notes.flatMap(({ cards }) => cards.map(({ front }) => front)));
  expect(fronts).toContain('How are its leaves treated?');
  expect(fronts).not.toContain('Where does Sencha grow?');
  expect(plan.after.groups).toEqual([]);
  // Once it is mended, it counts.
  const mended = planned(planOf('teas', TEAS, OWN, knownOf(plan)));
  expect(mended.changes.map(({ kind }) => kind)).toContain('added');
});

test('a deck.yaml that is no YAML is refused as a whole', () => {
  expect(planOf('teas', TEAS, 'title: [').kind).toBe('refused');
});
