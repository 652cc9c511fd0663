/** How many lines the front matter has, with its two rules; 0 where there is none. */
export function frontMatterEnd(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== '---') return 0;
  const close = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  const inside = lines.slice(1, close);
  // A rule at the top of notes is no front matter: that has keys, and no blank first line.
  if (close < 1 || !inside.every((line) => /^(?:\s*$|\s*#|\s*-(?:\s|$)|\s+\S|[\p{L}\p{N}_-]+\s*:(?:\s|$))/u.test(line))) return 0;
  return close > 1 && inside[0]?.trim() === '' ? 0 : close + 1;
}
