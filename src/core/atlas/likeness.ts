import { hash32 } from '../random.ts';
import type { Point } from './atlas.ts';

/** Words that every other entity has as well. */
const common = new Set(
  'a an and amazon are as at aws be by can data do for from has in into is it its not of on or service so than that the their them then this to use used uses using what which with without your'.split(
    ' ',
  ),
);

/**
 * Where in a disc of radius 1 something lies, from the words about it alone: each word pulls its own way, so that what shares
 * words lies near. It does not depend on what else there is.
 */
export function likenessPlace(about: string, id: string): Point {
  const words = new Set(about.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []);
  let [x, y, count] = [0, 0, 0];
  for (const word of [...words].filter((one) => !common.has(one)).slice(0, 24)) {
    const angle = (hash32(`likeness ${word.replace(/(?:e?s|ing|ed)$/, '')}`) / 2 ** 32) * 2 * Math.PI;
    x += Math.cos(angle);
    y += Math.sin(angle);
    count += 1;
  }
  const own = (hash32(`place ${id}`) / 2 ** 32) * 2 * Math.PI;
  x += 0.3 * Math.cos(own);
  y += 0.3 * Math.sin(own);
  const length = Math.hypot(x, y);
  // Spread evenly over the disc, however many words there are.
  const radius = Math.sqrt(1 - Math.exp(-(length ** 2) / (count + 0.09)));
  return length === 0 ? { x: 0, y: 0 } : { x: (x / length) * radius, y: (y / length) * radius };
}
