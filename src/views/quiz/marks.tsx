/** Right and wrong differ by shape as well as by colour; each stands beside its word. */
const strokes = { fill: 'none', stroke: 'currentColor', strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

export function TickMark() {
  return (
    <svg className="tk" width="16" height="16" viewBox="0 0 16 16" {...strokes} strokeWidth="2.2" aria-hidden="true">
      <path d="M2.5 8.5l3.5 4 7.5-9" />
    </svg>
  );
}

export function CrossMark() {
  return (
    <svg className="cx" width="16" height="16" viewBox="0 0 16 16" {...strokes} strokeWidth="2" aria-hidden="true">
      <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" />
    </svg>
  );
}
