import { normalise, singular } from '../text.ts';
import type { FactRole } from './notebook.ts';

const FIELDS: readonly (readonly [FactRole, string])[] = [
  ['type', 'type, kind'],
  ['description', 'description, core description, short description, summary, overview, about, in short'],
  ['definition', 'definition, meaning, what it is'],
  ['purpose', 'purpose, main purpose, function, role, goal, aim, what it does, what it is for, used for'],
  [
    'feature',
    'feature, key feature, main feature, characteristic, property, attribute, capability, key point, key fact, fact, detail, note, remark, how it works',
  ],
  ['benefit', 'benefit, key benefit, advantage, pro, strength'],
  ['use-case', 'use case, use, typical use, application, example, scenario, when to use, when to use it'],
  ['component', 'component, main component, part, main part, main service, member, element, includes, consists of'],
];

const ROLES = new Map(FIELDS.flatMap(([role, words]) => words.split(', ').map((word) => [word, role] as const)));

/** What a key such as `Key Features` says of the text below it; undefined when it is a label of the author's own. */
export function fieldRole(key: string): FactRole | undefined {
  const words = normalise(key);
  // Several functions are things that have names; a function is what one thing is for.
  if (words === 'functions') return undefined;
  return ROLES.get(words) ?? ROLES.get(words.split(' ').map(singular).join(' '));
}

const LEADING = new Set(
  (
    'see, see also, related, related to, related notes, related topics, related pages, related articles, related links, ' +
    'further reading, read more, more info, more information, references, bibliography, external links, useful links, backlinks, ' +
    'siehe auch, weiterführende literatur, einzelnachweise, weblinks, voir aussi, vedi anche, véase también'
  )
    .split(', ')
    .map(normalise),
);
const SOURCES = new Set(
  (
    'source, sources, reference, link, links, url, urls, doc, docs, documentation, official docs, official documentation, website, ' +
    'homepage, web page, resource, resources, article, video, quelle, quellen, fonte, fonti, fuente'
  )
    .split(', ')
    .map(normalise),
);

/** A key or heading below which only other places are named: `See also`, `Further reading`. */
export function leadsElsewhere(key: string): boolean {
  return LEADING.has(normalise(key));
}

/** A key whose text may be an address: `Docs`. What else it says is said of the thing, as in `Source: an S3 bucket`. */
export function tellsSource(key: string): boolean {
  return SOURCES.has(normalise(key));
}

const GROUPING = new Set(['category', 'group', 'area', 'topic', 'class', 'family', 'theme', 'domain']);
const LISTING = ['service', 'member', 'item', 'example', 'name', 'element', 'term', 'tool', 'product'];

/** A table that sorts things into groups: each row names several things, and what it says is said of all of them. */
export function isGroupingTable(header: readonly string[]): boolean {
  const first = normalise(header[0] ?? '');
  return header.length > 1 && (GROUPING.has(first) || GROUPING.has(singular(first)));
}

/** A table that tells the properties of the thing in the heading above it. */
export function isPropertyTable(header: readonly string[]): boolean {
  const first = singular(normalise(header[0] ?? ''));
  return fieldRole(first) === 'feature' || first === 'field' || first === 'aspect';
}

/** Which column of a grouping table holds the names. */
export function listingColumn(header: readonly string[]): number {
  const found = header.findIndex((cell, index) => {
    const words = normalise(cell).split(' ').map(singular).join(' ');
    return index > 0 && LISTING.some((word) => words.split(' ').includes(word));
  });
  return found > 0 ? found : 1;
}
