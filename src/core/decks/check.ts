import type { Diagnostic } from '../diagnostic.ts';
import { tellLine } from '../notes/files.ts';
import type { Notebook } from '../notes/notebook.ts';
import { capital, normalise } from '../text.ts';
import type { Curation, KeyPath } from './curation.ts';
import { leakingWords } from './names.ts';
import type { ResolvedEntity } from './resolve.ts';

/** What a person decided must fit the notes and itself: names that exist, lines that say so, texts that leak nothing. */
export function checkCuration(curation: Curation, notebook: Notebook, entities: readonly ResolvedEntity[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report = (key: KeyPath, code: string, message: string, help: string) =>
    diagnostics.push({ severity: 'error', code, path: curation.path, ...curation.locate(key), message, help });
  const checkSlug = (slug: string, key: KeyPath) => diagnostics.push(...unknownEntity(slug, key, curation));
  const checkRange = (lines: readonly number[], key: KeyPath) => {
    lines.forEach((line, index) => {
      if (line > notebook.lineCount) {
        report(
          [...key, index],
          'deck/line-out-of-range',
          `The notes have ${notebook.lineCount} lines; there is no line ${line}.`,
          'Give the line of the notes that says it.',
        );
      }
    });
  };

  const categories = new Set(curation.categories.map((category) => category.id));
  for (const [slug, entity] of Object.entries(curation.entities)) {
    const key = ['entities', slug];
    if (entity.category !== undefined && !categories.has(entity.category)) {
      report(
        [...key, 'category'],
        'deck/unknown-category',
        `There is no category ${entity.category}.`,
        `Write one of ${[...categories].join(', ')}, or add it to categories.`,
      );
    }
    if (entity.partOf !== undefined) checkSlug(entity.partOf, [...key, 'partOf']);
    entity.drop.forEach((drop, index) => checkRange(drop.lines, [...key, 'drop', index, 'lines']));
  }
  curation.families.forEach((family, index) => {
    family.members.forEach((member, n) => checkSlug(member, ['families', index, 'members', n]));
    checkRange(family.lines, ['families', index, 'lines']);
    if (family.texts && family.texts.length !== family.members.length) {
      report(
        ['families', index, 'texts'],
        'deck/family-texts',
        `There are ${family.members.length} members and ${family.texts.length} texts.`,
        'Write one text for each member, in their order, or none at all.',
      );
    }
    if (
      !notebook.entities.some(
        (place) => family.lines.includes(place.lines.from) || place.facts.some((fact) => family.lines.includes(fact.lines.from)),
      )
    ) {
      report(
        ['families', index, 'lines'],
        'deck/family-lines',
        'Nothing in the notes begins on these lines.',
        'Give the line of the bullet or row that names the family.',
      );
    }
  });
  curation.groups.forEach((group, index) =>
    group.members.forEach((member, n) => checkSlug(member, ['groups', index, 'members', n])),
  );
  curation.vetoes.forEach((veto, index) => {
    checkSlug(veto.asked, ['vetoes', index, 'asked']);
    veto.alsoRight.forEach((slug, n) => checkSlug(slug, ['vetoes', index, 'alsoRight', n]));
  });

  for (const entity of entities) {
    const { curated } = entity;
    if (!curated) continue;
    const key = ['entities', entity.slug];
    const sourced: [KeyPath, { readonly text: string; readonly lines: readonly number[] }][] = [
      ...(curated.purpose ? [[[...key, 'purpose'], curated.purpose] as [KeyPath, typeof curated.purpose]] : []),
      ...curated.stems.map((stem, index) => [[...key, 'stems', index], stem] as [KeyPath, typeof stem]),
      ...curated.statements.map((statement, index) => [[...key, 'statements', index], statement] as [KeyPath, typeof statement]),
    ];
    for (const [at, { text, lines }] of sourced) {
      // A purpose is an answer: beside the name that was asked about, its words give nothing away.
      const leaks = at.at(-1) === 'purpose' ? [] : leakingWords(text, entity.words);
      if (leaks.length > 0) {
        report(
          [...at, 'text'],
          'deck/K02',
          `The text gives the name "${entity.name}" away: ${leaks.join(', ')}.`,
          'Say the same without these words.',
        );
      }
      diagnostics.push(
        ...checkLines(lines, [...at, 'lines'], [entity, ...entities.filter((other) => names(text, other))], curation, notebook),
      );
    }
  }
  return diagnostics;
}

export function unknownEntity(slug: string, key: KeyPath, curation: Curation): Diagnostic[] {
  if (Object.hasOwn(curation.entities, slug)) return [];
  const near = Object.keys(curation.entities)
    .filter((other) => other.includes(slug) || slug.includes(other))
    .slice(0, 3);
  const help = near.length > 0 ? `Write ${near.join(' or ')}.` : 'Write the key of one of the entities, or add it to them.';
  const message = `There is no entity ${slug}.`;
  return [{ severity: 'error', code: 'deck/unknown-entity', path: curation.path, ...curation.locate(key), message, help }];
}

/** Lines that a text rests on must speak of its entity, or of another that the text names: they lie in a place of it, or name it. */
export function checkLines(
  lines: readonly number[],
  key: KeyPath,
  about: readonly ResolvedEntity[],
  curation: Curation,
  notebook: Notebook,
): Diagnostic[] {
  return lines.flatMap((line, index): Diagnostic[] => {
    const at = { severity: 'error' as const, path: curation.path, ...curation.locate([...key, index]) };
    const source = notebook.source[line - 1];
    if (source === undefined) {
      return [
        {
          ...at,
          code: 'deck/line-out-of-range',
          message: `The notes have ${notebook.lineCount} lines; there is no line ${line}.`,
          help: 'Give the line of the notes that says it.',
        },
      ];
    }
    const speaks = about.some(
      (entity) => entity.places.some((place) => place.from <= line && line <= place.to) || names(source, entity),
    );
    if (speaks) return [];
    return [
      {
        ...at,
        code: 'deck/line-of-another',
        message: `${capital(tellLine(notebook, line))} does not speak of ${about[0]?.name ?? 'this'}.`,
        help: 'Give a line from its own section, row or bullet, or one that names it.',
      },
    ];
  });
}

/** Whether a text contains a name of an entity, with or without the prefix. */
export function names(text: string, entity: ResolvedEntity): boolean {
  const words = ` ${normalise(text)} `;
  return entity.keys.some((key) => words.includes(` ${key} `));
}
