/** Milliseconds of one thing, measured several times. */
export type Series = readonly number[];

export function median(series: Series): number {
  return quantile(series, 0.5);
}

/** Between the two nearest values where it falls between them. */
export function quantile(series: Series, share: number): number {
  const sorted = series.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** One line a subject: median, 95th percentile, and the median as a multiple of the first's. */
export function table(title: string, subjects: ReadonlyMap<string, Series>): string {
  const base = median([...subjects.values()][0] ?? []);
  const rows = [...subjects].map(([name, series]) =>
    [
      name.padEnd(46),
      median(series).toFixed(1).padStart(9),
      quantile(series, 0.95).toFixed(1).padStart(9),
      (median(series) / base).toFixed(2).padStart(7),
      String(series.length).padStart(6),
    ].join(''),
  );
  const head = `${title.padEnd(46)}${'median ms'.padStart(9)}${'p95 ms'.padStart(9)}${'ratio'.padStart(7)}${'runs'.padStart(6)}`;
  return [head, ...rows].join('\n');
}
