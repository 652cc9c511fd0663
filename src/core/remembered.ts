/**
 * Whoever compiles or compares asks the same of one text many times in a row: so many answers are kept. More of them only
 * grow old, and cost the collector more than they save.
 */
const KEPT = 512;

/** A function of texts that does its work once for a text that it is soon asked about again. */
export function remembered<Answer>(work: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = work(text);
    if (known.size === KEPT) known.clear();
    known.set(text, made);
    return made;
  };
}
