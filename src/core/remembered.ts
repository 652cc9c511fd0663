/**
 * Whoever compiles or compares asks the same of one text many times in a row: so many answers are kept. More of them only
 * grow old, and cost the collector more than they save.
 */
const KEPT = 512;

/**
 * A function of texts that does its work once for a text that it is soon asked about again. Each text has one place, where
 * another that falls on it takes over: a map would grow, be emptied and grow again.
 */
export function remembered<Answer>(work: (text: string) => Answer): (text: string) => Answer {
  const texts = new Array<string | undefined>(KEPT).fill(undefined);
  const answers = new Array<Answer | undefined>(KEPT).fill(undefined);
  return (text) => {
    const place = placeOf(text);
    if (texts[place] === text) return answers[place] as Answer;
    const made = work(text);
    texts[place] = text;
    answers[place] = made;
    return made;
  };
}

/** Texts that differ do so at their ends, in the middle or in length; nearly always. */
function placeOf(text: string): number {
  const { length } = text;
  if (length === 0) return 0;
  let place = length;
  for (let part = 0; part < 8; part += 1) place = Math.imul(place, 31) + text.charCodeAt(((length - 1) * part) >> 3);
  place = Math.imul(place, 31) + text.charCodeAt(length - 1);
  return (place ^ (place >>> 9)) & (KEPT - 1);
}
