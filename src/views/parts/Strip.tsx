/** How many cards stand at each level, strongest first, as one strip of ink. */
export function Strip({ levels, label }: { readonly levels: readonly number[]; readonly label: string }) {
  const total = levels.reduce((sum, cards) => sum + cards, 0);
  let x = 0;
  const parts = [4, 3, 2, 1, 0].map((level) => {
    const width = total === 0 ? 0 : ((levels[level] ?? 0) / total) * 100;
    const part = { level, x, width };
    x += width;
    return part;
  });
  return (
    <svg className="strip" viewBox="0 0 100 12" preserveAspectRatio="none" role="img" aria-label={label}>
      {parts.map((part) => (
        <rect key={part.level} className={`k${part.level}`} x={part.x} y="0" width={part.width} height="12" />
      ))}
      <rect className="bx" x="0" y="0" width="100" height="12" />
    </svg>
  );
}
