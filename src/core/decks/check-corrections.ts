import type { Diagnostic } from '../diagnostic.ts';
import { lineName, tellLine } from '../notes/files.ts';
import type { Notebook } from '../notes/notebook.ts';
import { checkLines, names, unknownEntity } from './check.ts';
import { findNamed, sidesOf } from './contrast.ts';
import { hasWords, isFactKind } from './corrections.ts';
import type { CuratedCorrection } from './corrections.ts';
import type { CuratedEntity, Curation, KeyPath } from './curation.ts';
import type { Availability, CorrectionKind } from './deck.ts';
import { capital } from '../text.ts';
import { leakingWords } from './names.ts';
import type { ResolvedEntity } from './resolve.ts';

/** What is told of the world beyond the notes must fit them and itself: corrections, status, exams, situations, written cards. */
export function checkCorrections(curation: Curation, notebook: Notebook, entities: readonly ResolvedEntity[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report = (key: KeyPath, code: string, message: string, help: string) =>
    diagnostics.push({ severity: 'error', code, path: curation.path, ...curation.locate(key), message, help });
  const checkSlugs = (slugs: readonly string[], key: KeyPath) =>
    diagnostics.push(...slugs.flatMap((slug, index) => unknownEntity(slug, [...key, index], curation)));
  const checkUnique = (ids: readonly (string | undefined)[], keyOf: (index: number) => KeyPath, what: string) =>
    ids.forEach((id, index) => {
      if (id === undefined || ids.indexOf(id) === index) return;
      report([...keyOf(index), 'id'], 'deck/duplicate-id', `Another ${what} has the id ${id}.`, 'Give each an id of its own.');
    });

  const { corrections, exams } = curation;
  checkUnique(
    corrections.map(({ id }) => id),
    (index) => ['corrections', index],
    'correction',
  );
  corrections.forEach((correction, index) => {
    const key = ['corrections', index];
    checkSlugs(correction.entities, [...key, 'entities']);
    correction.lines.forEach((line, n) => {
      const wrong = misplaced(line, correction, notebook);
      if (wrong) report([...key, 'lines', n], wrong.code, wrong.message, wrong.help);
    });
    if ((correction.checked ?? curation.checked) === undefined) {
      report(
        key,
        'deck/unchecked',
        `Nobody knows when ${correction.id} was checked.`,
        'Add "checked" to it or to the file, such as 2026-11-23.',
      );
    }
    if (!isFactKind(correction.kind) && correction.fix !== undefined) {
      report([...key, 'fix'], 'deck/fix', 'The status of an entity has no words to put right.', 'Remove "fix".');
    }
  });

  const domains = new Map(exams.map((exam) => [exam.id, exam.domains.map(({ id }) => id)]));
  checkUnique(
    exams.map(({ id }) => id),
    (index) => ['exams', index],
    'exam',
  );
  exams.forEach((exam, index) =>
    checkUnique(
      exam.domains.map(({ id }) => id),
      (n) => ['exams', index, 'domains', n],
      'domain of this exam',
    ),
  );
  const checkTags = (tags: Readonly<Record<string, string>> | undefined, key: KeyPath) => {
    for (const [exam, domain] of Object.entries(tags ?? {})) {
      const known = domains.get(exam);
      if (!known) {
        const help =
          domains.size > 0 ? `Write one of ${[...domains.keys()].join(', ')}, or add it to exams.` : 'Add it to exams.';
        report([...key, exam], 'deck/unknown-exam', `There is no exam ${exam}.`, help);
      } else if (!known.includes(domain)) {
        report([...key, exam], 'deck/unknown-domain', `${exam} has no domain ${domain}.`, `Write one of ${known.join(', ')}.`);
      }
    }
  };

  for (const [slug, entity] of Object.entries(curation.entities)) {
    const key = ['entities', slug];
    checkTags(entity.exams, [...key, 'exams']);
    const own = corrections
      .map((correction, index) => ({ correction, index }))
      .filter(({ correction }) => correction.entities.includes(slug));
    for (const { at, message, help } of misfits(slug, entity, own)) report(at ?? key, 'deck/status', message, help);

    const resolved = entities.find((one) => one.slug === slug);
    checkUnique(
      entity.scenarios.map(({ id }) => id),
      (index) => [...key, 'scenarios', index],
      'scenario of this entity',
    );
    entity.scenarios.forEach((scenario, index) => {
      const at = [...key, 'scenarios', index];
      checkTags(scenario.exams, [...at, 'exams']);
      checkSlugs(scenario.alsoRight, [...at, 'alsoRight']);
      if (entity.availability === 'closed' || entity.availability === 'ended') {
        report(
          at,
          'deck/Q05',
          `Nobody should be advised to use what is ${entity.availability}.`,
          'Remove the scenario; written cards may still ask what the service was.',
        );
      }
      if (!resolved) return;
      const leaks = leakingWords(scenario.text, resolved.words);
      if (leaks.length > 0) {
        report(
          [...at, 'text'],
          'deck/Q02',
          `The text gives the name "${entity.name}" away: ${leaks.join(', ')}.`,
          'Say the same without these words.',
        );
      }
      const about = [resolved, ...entities.filter((other) => names(scenario.text, other))];
      diagnostics.push(...checkLines(scenario.lines, [...at, 'lines'], about, curation, notebook));
    });

    checkUnique(
      entity.cards.map(({ id }) => id),
      (index) => [...key, 'cards', index],
      'card of this entity',
    );
    const checkFollowed = (ids: readonly string[] | undefined, at: KeyPath) =>
      ids?.forEach((id, n) => {
        if (own.some(({ correction }) => correction.id === id)) return;
        const there = corrections.some((correction) => correction.id === id);
        report(
          [...at, 'corrections', n],
          'deck/unknown-correction',
          there ? `The correction ${id} is not of ${slug}.` : `There is no correction ${id}.`,
          there ? `Add ${slug} to its entities.` : 'Write the id of one of the corrections, or add it to them.',
        );
      });
    if (entity.purpose) checkFollowed(entity.purpose.corrections, [...key, 'purpose']);
    entity.stems.forEach((stem, index) => checkFollowed(stem.corrections, [...key, 'stems', index]));
    entity.statements.forEach((statement, index) => checkFollowed(statement.corrections, [...key, 'statements', index]));
    entity.cards.forEach((card, index) => {
      const at = [...key, 'cards', index];
      checkTags(card.exams, [...at, 'exams']);
      checkSlugs(card.needs ?? [], [...at, 'needs']);
      checkFollowed(card.corrections, at);
      if (card.needs) return;
      for (const side of sidesOf(card.front) ?? []) {
        if (findNamed(side, entities, curation.prefixes)) continue;
        report(
          [...at, 'front'],
          'deck/contrast-name',
          `No entity is called "${side}".`,
          'Write a name or an alias of each of the two, or tell their keys in needs.',
        );
      }
    });
  }
  return diagnostics;
}

/** A correction that no longer matches the notes says something about words that are not there. */
function misplaced(line: number, { notes }: CuratedCorrection, notebook: Notebook) {
  const source = notebook.source[line - 1];
  if (source === undefined) {
    return {
      code: 'deck/line-out-of-range',
      message: `The notes have ${notebook.lineCount} lines; there is no line ${line}.`,
      help: 'Give the line of the notes that says it.',
    };
  }
  // What is wrapped may go on in the next line.
  const next = notebook.source[line] ?? '';
  if (hasWords(source, notes) || (hasWords(`${source} ${next}`, notes) && !hasWords(next, notes))) return undefined;
  const found = notebook.source.flatMap((text, index) => (hasWords(text, notes) ? [index + 1] : [])).slice(0, 5);
  return {
    code: 'deck/correction-words',
    message: `${capital(tellLine(notebook, line))} does not say "${notes}".`,
    help:
      found.length > 0
        ? `It stands on line ${found.map((one) => lineName(notebook, one)).join(', ')}: correct the lines, or copy the words from line ${lineName(notebook, line)} as they stand.`
        : 'Copy the words from the notes as they stand, or remove the correction if they are right now.',
  };
}

const NEEDED = { closed: 'closed', ends: 'ending', ended: 'ended' } as const satisfies Partial<
  Record<CorrectionKind, Availability>
>;

/** The status of an entity and the corrections that tell it go together; a second one may be about its past or a part. */
function misfits(
  slug: string,
  { availability, formerly }: CuratedEntity,
  own: readonly { readonly correction: CuratedCorrection; readonly index: number }[],
): { readonly at?: KeyPath; readonly message: string; readonly help: string }[] {
  const said = own.flatMap(({ correction: { kind }, index }) =>
    kind === 'closed' || kind === 'ends' || kind === 'ended' ? [{ kind, at: ['corrections', index, 'kind'] }] : [],
  );
  const renamed = own.find(({ correction }) => correction.kind === 'renamed');
  const found = [];
  const [first] = said;
  if (first && availability === undefined) {
    const wanted = NEEDED[first.kind];
    found.push({
      at: first.at,
      message: `A correction says "${first.kind}" of ${slug}, which has no availability.`,
      help: `Add "availability: ${wanted}" to ${slug}, or use one of the kinds for facts if it is only a part of it.`,
    });
  } else if (availability !== undefined && !said.some(({ kind }) => NEEDED[kind] === availability)) {
    found.push({
      at: ['entities', slug, 'availability'],
      message: `No correction says since when ${slug} is ${availability}.`,
      help: `Add a correction of the kind "${availability === 'ending' ? 'ends' : availability}", or correct the availability.`,
    });
  }
  if (renamed && formerly.length === 0) {
    found.push({
      at: ['corrections', renamed.index, 'kind'],
      message: `A correction says that ${slug} was renamed, and nothing tells from what.`,
      help: `Add the former name to formerly in ${slug}.`,
    });
  }
  if (!renamed && formerly.length > 0) {
    found.push({
      at: ['entities', slug, 'formerly'],
      message: `No correction says when ${slug} was renamed.`,
      help: 'Add a correction of the kind "renamed", or write the name under aliases instead.',
    });
  }
  return found;
}
