export type Level = 0 | 1 | 2 | 3 | 4;

/** A card's strength, drawn as maps draw towns. Shape alone tells them apart; always beside a word or a number. */
export function Mark({ level }: { readonly level: Level }) {
  return (
    <svg className={`mark l${level}`} viewBox="0 0 16 16" aria-hidden="true">
      {level < 4 && <circle className={level === 0 ? 'o d' : 'o'} cx="8" cy="8" r="6.6" />}
      {level > 1 && <circle className="i" cx="8" cy="8" r={[0, 0, 2, 4.3, 7.3][level]} />}
    </svg>
  );
}

/** Of what is no longer offered: a ring struck through. */
export function RetiredMark() {
  return (
    <svg className="mark retired" viewBox="0 0 16 16" aria-hidden="true">
      <circle className="o" cx="8" cy="8" r="6.6" />
      <path d="M2.500 13.500l11-11" />
    </svg>
  );
}
