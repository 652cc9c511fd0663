import type { Heading, RootContent } from 'mdast';
import { normalise } from '../text.ts';
import { fieldRole } from './fields.ts';
import { plainText, withoutHighlight } from './plain.ts';

/** A heading with what stands below it, up to the next one. */
export interface Section {
  /** Absent for what stands above the first heading. */
  readonly heading?: Heading;
  /** Its text without Markdown and number; for what stands above the first heading the file's name, where that names something. */
  readonly name: string;
  readonly line: number;
  /** The headings above it, outermost first. */
  readonly path: readonly string[];
  readonly content: readonly RootContent[];
  /** Whether other headings stand below this one. */
  readonly sorts: boolean;
  /** `### Purpose` below a thing: not another thing, but a field of that one. */
  readonly field: boolean;
}

type Draft = { -readonly [Key in keyof Section]: Section[Key] } & { content: RootContent[]; parent?: Draft };

/** What a file may be called by whoever names no thing by it. */
const NO_NAMES = new Set('notes note readme index untitled inbox todo scratch new main text document draft summary'.split(' '));

/** The thing that a file is about, by its name: `clouds/Amazon Athena.md`. */
export function fileTitle(path: string): string {
  const name = (path.split(/[/\\]/).at(-1) ?? '')
    .replace(/\.(?:md|markdown|txt)$/i, '')
    .replace(/_+/g, ' ')
    .trim();
  return name.length < 2 || /^[\d\W]+$/u.test(name) || NO_NAMES.has(normalise(name)) ? '' : name;
}

/** What one file has, by its lines among those of all files. */
export interface FilePart {
  readonly nodes: readonly RootContent[];
  /** What it is called, where that names something. */
  readonly file: string;
  readonly folders: readonly string[];
  readonly above: number;
  /** One of several: then its name counts as a heading, unless it has one of its own. */
  readonly joined: boolean;
}

export function splitSections(parts: readonly FilePart[]): Section[] {
  const split = parts.map(splitFile);
  // Headings that recur below several things are their fields, whether these stand in one file or in a file each.
  markFields(split);
  return split.flatMap(({ root, sections, part: { file, folders, joined } }) => {
    if (!sections.some((one) => one !== root && !one.field)) root.name = file;
    else if (joined && root.content.length > 0 && !sections.some(({ heading }) => heading?.depth === 1)) {
      root.name = file;
      for (const one of sections) if (one !== root && file !== '') one.path = [file, ...one.path];
    }
    for (const one of sections) {
      if (one.field) one.path = root.name && !one.parent ? [root.name] : one.path;
      else if (one.parent) {
        one.parent.sorts = true;
        // `## Overview` names nothing: what stands there is said of the heading above it.
        if (fieldRole(one.name) === 'description' && one.parent.name !== '') {
          one.name = one.parent.name;
          one.path = one.parent.path;
        }
      }
      if (folders.length > 0) one.path = [...folders, ...one.path];
    }
    return sections;
  });
}

interface SplitFile {
  readonly part: FilePart;
  readonly root: Draft;
  readonly sections: readonly Draft[];
}

function splitFile(part: FilePart): SplitFile {
  const { nodes } = part;
  const headings = nodes.filter((node) => node.type === 'heading').map(headingText);
  // One number may belong to the name (`3. Reich`); several are the author's count.
  const numbered = headings.filter((text) => NUMBERED.test(text)).length >= 2;
  const root: Draft = { name: '', line: part.above + 1, path: [], content: [], sorts: false, field: false };
  const sections: Draft[] = [root];
  const above: { readonly depth: number; readonly section: Draft }[] = [];
  let section = root;
  for (const node of nodes) {
    if (node.type !== 'heading') {
      section.content.push(node);
      continue;
    }
    while ((above.at(-1)?.depth ?? 0) >= node.depth) above.pop();
    const parent = above.at(-1)?.section;
    const text = headingText(node);
    section = {
      heading: node,
      name: numbered ? text.replace(NUMBERED, '') : text,
      line: node.position?.start.line ?? 1,
      path: above.map((one) => one.section.name),
      content: [],
      sorts: false,
      field: false,
      ...(parent ? { parent } : {}),
    };
    sections.push(section);
    above.push({ depth: node.depth, section });
  }
  return { part, root, sections };
}

/** Without what a clipped page puts beside its headings: `[edit]`, and the name of the site after the title. */
export function headingText(node: Heading): string {
  const text = withoutHighlight(plainText(node.children)).text;
  const bare = text.replace(/\s?\[(?:edit|edit source|bearbeiten|modifier|modifica|editar)\]$/i, '');
  const title = node.depth === 1 ? bare.replace(/ [-–—|] (?:Wikipedia|Wiktionary|Wikibooks|Wikiversity)$/, '') : bare;
  return title === '' ? text : title;
}

const NUMBERED = /^(?:\d{1,3}(?:\.\d{1,3})*[.)]?|\d{1,3}(?:\.\d{1,3})+)\s+(?=\D)/;

/**
 * A heading is a field of the one above it, where most headings beside it are fields too, or where the same headings stand
 * below several others: `### Zweck` and `### Kosten` below each product.
 */
function markFields(files: readonly SplitFile[]): void {
  const roots = new Set(files.map(({ root }) => root));
  const children = new Map<Draft, Draft[]>();
  for (const { root, sections } of files) {
    for (const section of sections) {
      if (section === root) continue;
      const parent = section.parent ?? root;
      const known = children.get(parent);
      if (known) known.push(section);
      else children.set(parent, [section]);
    }
  }
  const parentsOf = new Map<string, Set<Draft>>();
  for (const [parent, below] of children) {
    for (const { name } of below) parentsOf.set(normalise(name), (parentsOf.get(normalise(name)) ?? new Set()).add(parent));
  }
  for (const [parent, below] of children) {
    if (below.some((one) => children.has(one))) continue;
    const isField = (one: Draft) => (parentsOf.get(normalise(one.name))?.size ?? 0) > 1 || fieldRole(one.name) !== undefined;
    const fields = below.filter(isField);
    const recurring = fields.filter((one) => (parentsOf.get(normalise(one.name))?.size ?? 0) > 1);
    const enough = fields.length * 2 > below.length && (fields.length >= 2 || recurring.length > 0);
    if (roots.has(parent) && !below.every(isField)) continue;
    if (enough) for (const one of fields) one.field = true;
  }
}
