import { normalise } from '../text.ts';
import type { Notebook } from './notebook.ts';
import { fileTitle } from './sections.ts';

/** Whether most files of a folder describe one thing each, named by its file, as the notes of a vault do. */
export function describesOneEach({ files = [], entities, marks }: Notebook): boolean {
  const said = files.map(({ path, above }, index) => {
    const next = files[index + 1]?.above ?? Number.POSITIVE_INFINITY;
    const isHere = ({ lines }: { readonly lines: { readonly from: number } }) => lines.from > above && lines.from < next;
    const told = [
      ...entities.filter(isHere).map(({ heading, facts }) => ({ name: heading, weight: facts.length })),
      ...marks.filter(isHere).map((mark) => ({ name: mark.path.at(-1) ?? '', weight: 1 })),
    ].filter(({ weight }) => weight > 0);
    return { title: fileTitle(path), told };
  });
  const saying = said.filter(({ told }) => told.length > 0);
  const ofOne = saying.filter(({ title, told }) => {
    const weights = new Map<string, number>();
    for (const { name, weight } of told) weights.set(normalise(name), (weights.get(normalise(name)) ?? 0) + weight);
    if (weights.size === 1) return true;
    const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
    return title !== '' && [...weights].some(([name, weight]) => isNamed(name, title) && weight * 2 >= all);
  });
  return ofOne.length >= 2 && ofOne.length * 2 > saying.length;
}

/** `Amazon Athena` in `Athena.md`. */
function isNamed(name: string, title: string): boolean {
  return ` ${name} `.includes(` ${normalise(title)} `);
}
