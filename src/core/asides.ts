// In the first load, as bare-name.ts.

/** Without what stands in parentheses and the blanks before them: `Kafka` of `Kafka (MSK)`. */
export function withoutAsides(text: string): string {
  const parts = text.split(/\([^()]*\)/);
  return parts.map((part, index) => (index < parts.length - 1 ? part.trimEnd() : part)).join('');
}

/** The same for parentheses at the end only. */
export function withoutLastAside(text: string): string {
  const open = text.lastIndexOf('(');
  return open >= 0 && text.indexOf(')', open) === text.length - 1 ? text.slice(0, open).trimEnd() : text;
}
