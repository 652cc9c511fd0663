import type { Diagnostic } from '../diagnostic.ts';
import { hash } from '../hash.ts';
import type { DeckId, EntityId, FactId } from '../ids.ts';
import type { FactRole, LineRange, Notebook, ParsedEntity, ParsedFact, ParsedMark } from '../notes/notebook.ts';
import { normalise, sentences, slug } from '../text.ts';
import type { Corrected } from './corrections.ts';
import type { CuratedEntity, Curation } from './curation.ts';
import type { Fact } from './deck.ts';
import { inFile } from '../notes/files.ts';
import { markText } from '../notes/marks.ts';
import { fileTitle } from '../notes/sections.ts';
import { entitySlug, nameKey, nameWords, placeKeys, readName } from './names.ts';

/** One thing that the notes describe, with everything said of it in all its places. */
export interface ResolvedEntity {
  readonly slug: string;
  readonly id: EntityId;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Its name and aliases as they are compared: see nameKey. */
  readonly keys: readonly string[];
  /** Words that give the name away. */
  readonly words: readonly string[];
  readonly curated?: CuratedEntity;
  readonly category: { readonly id: string; readonly name: string };
  readonly places: readonly LineRange[];
  readonly facts: readonly Fact[];
  /** What is said of it twice, by the fact that says it first. */
  readonly repeats: readonly { readonly text: string; readonly lines: LineRange; readonly of: Fact }[];
  /** Cards that the author marked as such, below its heading. */
  readonly marks: readonly ParsedMark[];
  /** What is wrong with what the notes say of it; absent where nothing is. */
  readonly corrected?: Corrected;
}

export interface Resolved {
  /** In the order of the notes. */
  readonly entities: readonly ResolvedEntity[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Draft {
  readonly slug: string;
  readonly name: string;
  readonly aliases: Set<string>;
  readonly curated?: CuratedEntity;
  path: readonly string[];
  readonly places: LineRange[];
  readonly said: ParsedFact[];
  readonly marks: ParsedMark[];
}

/** Brings together the places that mean one entity: by curated names where there are any, else by the names as written. */
export function resolveEntities(notebook: Notebook, curation: Curation | undefined, deck: DeckId): Resolved {
  const diagnostics: Diagnostic[] = [];
  const prefixes = curation?.prefixes ?? [];
  const drafts = new Map<string, Draft>();
  const bySlug = new Map<string, Draft>();

  const register = (draft: Draft, names: readonly string[], onClash?: (name: string, other: Draft) => void) => {
    bySlug.set(draft.slug, draft);
    for (const name of names) {
      const key = nameKey(name, prefixes);
      const other = drafts.get(key);
      if (other && other !== draft) onClash?.(name, other);
      else if (key) drafts.set(key, draft);
    }
  };

  for (const [id, curated] of Object.entries(curation?.entities ?? {})) {
    const draft: Draft = {
      slug: id,
      name: curated.name,
      aliases: new Set([...curated.aliases, ...curated.formerly]),
      curated,
      path: [],
      places: [],
      said: [],
      marks: [],
    };
    const read = readName(curated.name);
    register(draft, [curated.name, ...draft.aliases], (name, other) => {
      diagnostics.push({
        severity: 'error',
        code: 'deck/ambiguous-name',
        path: curation?.path ?? notebook.path,
        ...curation?.locate(['entities', id]),
        message: `"${name}" is also a name of ${other.slug}.`,
        help: 'Leave the name to one of the two.',
      });
    });
    register(draft, [read.name, ...read.aliases]);
  }

  const find = (heading: string): Draft | undefined => {
    for (const key of placeKeys(heading, prefixes)) {
      const draft = drafts.get(key);
      if (draft) return draft;
    }
    return undefined;
  };
  const certain = certainAliases(notebook, prefixes, diagnostics);
  const findOrMake = (place: Pick<ParsedEntity, 'heading' | 'path' | 'aliases'>): Draft => {
    const known = certain.get(place.aliases) ?? [];
    const found = [place.heading, ...known].map(find).find(Boolean);
    const read = readName(place.heading);
    const draft = found ?? {
      slug: freeSlug(entitySlug(read.name), bySlug),
      name: read.name,
      aliases: new Set<string>(),
      path: place.path,
      places: [],
      said: [],
      marks: [],
    };
    if (!draft.curated) {
      for (const alias of [read.name, ...read.aliases, ...known]) if (alias !== draft.name) draft.aliases.add(alias);
      register(draft, [place.heading, read.name, ...read.aliases, ...known]);
    }
    return draft;
  };

  // Whatever is called by an alias is found under it, wherever it stands.
  for (const place of notebook.entities) if (place.aliases && !familyOf(curation, place.lines.from)) findOrMake(place);

  for (const place of notebook.entities) {
    const family = familyOf(curation, place.lines.from);
    if (family) {
      family.members.forEach((member, index) => {
        const draft = bySlug.get(member);
        if (!draft) return;
        draft.places.push(place.lines);
        draft.said.push(...place.facts.map((fact) => memberFact(fact, family.texts?.[index])));
      });
      continue;
    }
    const draft = findOrMake(place);
    // A row that sorts several things says less of where one of them belongs than its own place, wherever that stands.
    const onlySorted = draft.said.length > 0 && draft.said.every(({ role }) => role === 'shared');
    if (onlySorted && place.facts.some(({ role }) => role !== 'shared')) draft.path = place.path;
    draft.places.push(place.lines);
    for (const fact of place.facts) {
      const shared = familyOf(curation, fact.lines.from);
      if (shared) {
        shared.members.forEach((member, index) => bySlug.get(member)?.said.push(memberFact(fact, shared.texts?.[index])));
        continue;
      }
      const named = fact.label === undefined ? undefined : find(fact.label);
      if (named && named !== draft && (fact.role === 'component' || named.curated?.partOf === draft.slug)) {
        named.said.push({ role: 'description', text: fact.text, emphasised: fact.emphasised, lines: fact.lines });
        if (fact.role !== 'component') continue;
      }
      draft.said.push(namesSeveral(draft) ? { ...fact, role: 'shared' } : fact);
    }
  }

  for (const mark of notebook.marks) {
    const known = mark.path.toReversed().map(find).find(Boolean);
    const heading = mark.path.at(-1) ?? notebook.title ?? (fileTitle(notebook.path) || 'Notes');
    const draft = known ?? findOrMake({ heading, path: mark.path.slice(0, -1) });
    if (!draft.places.some(({ from, to }) => from <= mark.lines.from && mark.lines.to <= to)) draft.places.push(mark.lines);
    draft.marks.push(mark);
  }

  for (const draft of bySlug.values()) {
    if (draft.places.length === 0) draft.places.push(...mentions(draft, bySlug, notebook));
  }

  const ids = new Set<string>();
  const resolved: ResolvedEntity[] = [];
  for (const draft of bySlug.values()) {
    if (draft.places.length === 0) {
      diagnostics.push({
        severity: 'error',
        code: 'deck/not-in-notes',
        path: curation?.path ?? notebook.path,
        ...curation?.locate(['entities', draft.slug]),
        message: `No place in the notes is named "${draft.name}" or one of its aliases.`,
        help: 'Add the name as the notes write it to aliases, name its lines in families, or remove the entity.',
      });
      continue;
    }
    if (curation && !draft.curated) {
      diagnostics.push({
        severity: 'warning',
        code: 'deck/not-curated',
        path: notebook.path,
        line: draft.places[0]?.from ?? 1,
        message: `"${draft.name}" stands in the notes, but not in ${curation.path}.`,
        help: `Add it under entities as ${draft.slug}, or its spelling to the aliases of what it means.`,
      });
    }
    resolved.push(finish(draft, deck, prefixes, ids, curation, notebook.title));
  }
  resolved.sort((a, b) => firstLine(a) - firstLine(b) || a.slug.localeCompare(b.slug, 'en'));
  return { entities: resolved, diagnostics };
}

/**
 * Aliases by the list that an entity has of them, less those that mean two things: the files of a vault may be called what
 * another is an alias of, and then nobody knows which is meant.
 */
function certainAliases(
  notebook: Notebook,
  prefixes: readonly string[],
  diagnostics: Diagnostic[],
): ReadonlyMap<readonly string[] | undefined, readonly string[]> {
  const aliased = notebook.entities.filter(({ aliases }) => aliases !== undefined);
  if (aliased.length === 0) return new Map();
  const keyOf = (name: string) => nameKey(name, prefixes);
  const claims = new Map<string, Set<string>>();
  const claim = (key: string, name: string) => claims.set(key, (claims.get(key) ?? new Set()).add(name));
  const titles = new Map((notebook.files ?? []).map(({ path }) => [keyOf(fileTitle(path)), path]));
  for (const { heading, aliases = [], lines } of aliased) {
    for (const alias of aliases) {
      claim(keyOf(alias), keyOf(heading));
      const other = titles.get(keyOf(alias));
      if (other !== undefined && other !== inFile(notebook, [lines.from]).path) claim(keyOf(alias), other);
    }
  }
  return new Map(
    aliased.map(({ heading, aliases = [], lines }) => {
      const doubtful = aliases.filter((alias) => (claims.get(keyOf(alias))?.size ?? 0) > 1);
      for (const alias of doubtful)
        diagnostics.push({
          severity: 'warning',
          code: 'notes/alias-of-two',
          path: notebook.path,
          line: lines.from,
          message: `"${alias}" is an alias of "${heading}" and means another thing as well, so it is not taken for either.`,
          help: 'Leave the alias to one of the two.',
        });
      return [aliases, aliases.filter((alias) => !doubtful.includes(alias))] as const;
    }),
  );
}

/** A part that has no place of its own lives where its whole is described, or on the lines that just name it. */
function mentions(draft: Draft, bySlug: ReadonlyMap<string, Draft>, notebook: Notebook): LineRange[] {
  const names = [draft.name, ...draft.aliases].map(normalise);
  const lines = notebook.source.flatMap((line, index) => {
    const words = ` ${normalise(line)} `;
    return names.some((name) => words.includes(` ${name} `)) ? [{ from: index + 1, to: index + 1 }] : [];
  });
  const whole = draft.curated?.partOf === undefined ? undefined : bySlug.get(draft.curated.partOf);
  return lines.length > 0 ? lines : [...(whole?.places ?? [])];
}

function familyOf(curation: Curation | undefined, line: number) {
  return curation?.families.find((family) => family.lines.includes(line));
}

/** A statement about a whole family says something of one member only where a person has told the parts. */
function memberFact(fact: ParsedFact, text: string | undefined): ParsedFact {
  if (text === undefined) return { ...fact, role: 'shared' };
  return { ...fact, role: fact.role === 'shared' ? 'description' : fact.role, text };
}

/** `Keras, Chainer, SparkML`: what is said under such a name is said of each, unless a person told that it is one thing. */
function namesSeveral(draft: Draft): boolean {
  return draft.curated === undefined && draft.name.includes(', ');
}

function freeSlug(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  let free = wanted;
  for (let n = 2; taken.has(free); n += 1) free = `${wanted}-${n}`;
  return free;
}

function finish(
  draft: Draft,
  deck: DeckId,
  prefixes: readonly string[],
  ids: Set<string>,
  curation: Curation | undefined,
  title: string | undefined,
): ResolvedEntity {
  const id = `${deck}/${draft.slug}` as EntityId;
  const { curated } = draft;
  const read = readName(draft.name);
  const aliases = [...new Set([...draft.aliases, ...read.aliases])].filter((alias) => alias !== draft.name);
  const chosen = curation?.categories.find((category) => category.id === curated?.category);
  const above = draft.path.at(-1) ?? title ?? 'Notes';
  return {
    slug: draft.slug,
    id,
    name: draft.name,
    aliases,
    keys: [draft.name, ...aliases].map((name) => nameKey(name, prefixes)),
    words: nameWords([draft.name, ...aliases], curated?.subWords ?? [], prefixes),
    ...(curated ? { curated } : {}),
    category: chosen ?? { id: slug(above) || 'notes', name: above },
    places: draft.places,
    ...atoms(draft.said, draft.marks, id, ids),
    marks: draft.marks,
  };
}

const OPENING: ReadonlySet<FactRole> = new Set(['description', 'definition', 'purpose', 'type']);

/** One assertion a fact, each once: what a cell or bullet says in its later sentences is a feature. */
function atoms(
  said: readonly ParsedFact[],
  marks: readonly ParsedMark[],
  entity: EntityId,
  ids: Set<string>,
): Pick<ResolvedEntity, 'facts' | 'repeats'> {
  const seen = new Map<string, Fact>();
  const repeats: { text: string; lines: LineRange; of: Fact }[] = [];
  const facts: Fact[] = [];
  // What is said of this entity alone stands before what is said of several, so that a repeat keeps the stronger role.
  const ordered = [...said.filter((fact) => fact.role !== 'shared'), ...said.filter((fact) => fact.role === 'shared')];
  for (const { role, label, text, emphasised, highlights, lines } of ordered) {
    const parts = role === 'shared' ? [text] : sentences(text);
    parts.forEach((part, index) => {
      const key = normalise(`${label ?? ''} ${part}`);
      const first = seen.get(key);
      if (first && first.lines.from !== lines.from) repeats.push({ text: part, lines, of: first });
      if (!key || first) return;
      const own = index > 0 && OPENING.has(role) ? 'feature' : role;
      const id = freeId(`f${hash(`${entity}\n${own}\n${key}`)}`, ids) as FactId;
      const marked = highlights?.filter((words) => part.includes(words)) ?? [];
      const fact: Fact = {
        id,
        role: own,
        ...(label === undefined ? {} : { label }),
        text: part,
        emphasised,
        ...(marked.length > 0 ? { highlights: marked } : {}),
        lines,
      };
      seen.set(key, fact);
      facts.push(fact);
    });
  }
  for (const mark of marks) {
    if (facts.some((fact) => overlap(fact.lines, mark.lines))) continue;
    const text = mark.kind === 'question' ? `${mark.front} — ${mark.back}` : markText(mark);
    const id = freeId(`f${hash(`${entity}\nmarked\n${normalise(text)}`)}`, ids) as FactId;
    facts.push({ id, role: 'marked', text, emphasised: false, lines: mark.lines });
  }
  return { facts: facts.sort((a, b) => a.lines.from - b.lines.from), repeats };
}

export function overlap(a: LineRange, b: LineRange): boolean {
  return a.from <= b.to && b.from <= a.to;
}

export function freeId(wanted: string, taken: Set<string>): string {
  let free = wanted;
  for (let n = 2; taken.has(free); n += 1) free = `${wanted}-${n}`;
  taken.add(free);
  return free;
}

function firstLine(entity: ResolvedEntity): number {
  return Math.min(...entity.places.map((place) => place.from));
}
