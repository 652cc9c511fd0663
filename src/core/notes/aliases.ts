import { normalise } from '../text.ts';
import type { ParsedEntity } from './notebook.ts';
import type { Section } from './sections.ts';

/** A file with what its front matter calls the thing that it is about. */
interface AliasedFile {
  readonly above: number;
  readonly aliases: readonly string[];
  /** What the file itself is called. */
  readonly name: string;
}

/**
 * `aliases:` in the front matter of a vault's note names what the note is about: what is called as the file or its title is,
 * or the only thing in it. Where it describes many things and none of them is called so, the aliases name nothing.
 */
export function nameByAliases(
  entities: readonly ParsedEntity[],
  files: readonly AliasedFile[],
  sections: readonly Section[],
): readonly ParsedEntity[] {
  const named = new Map<ParsedEntity, readonly string[]>();
  files.forEach(({ above, aliases, name }, index) => {
    if (aliases.length === 0) return;
    const next = files[index + 1]?.above ?? Number.POSITIVE_INFINITY;
    const isHere = (line: number) => line > above && line < next;
    const own = entities.filter(({ lines }) => isHere(lines.from));
    const titles = sections.filter(({ heading, line }) => heading?.depth === 1 && isHere(line)).map((section) => section.name);
    const called = new Set([name, ...(titles.length === 1 ? titles : [])].map(normalise));
    const about = own.filter(({ heading }) => called.has(normalise(heading)));
    const single = new Set(own.map(({ heading }) => normalise(heading))).size === 1 ? own : [];
    for (const entity of about.length > 0 ? about : single) named.set(entity, aliases);
  });
  return named.size === 0 ? entities : entities.map((entity) => ({ ...entity, ...aliasesOf(named.get(entity)) }));
}

function aliasesOf(aliases: readonly string[] | undefined): Pick<ParsedEntity, 'aliases'> {
  return aliases === undefined ? {} : { aliases };
}
