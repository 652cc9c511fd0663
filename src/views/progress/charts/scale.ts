/** Round numbers from 0 to at least `most`, three to six of them. */
export function ticksTo(most: number): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((one) => one >= rough) ?? power * 10;
  const whole = most >= 4 ? Math.max(1, Math.round(step)) : step;
  const ticks: number[] = [];
  for (let at = 0; at < most + whole; at += whole) ticks.push(Math.round(at * 1e6) / 1e6);
  return ticks;
}

/** Every so many of the labels, so that none runs into the next. */
export function everyNth(labels: number, width: number, each: number): number {
  return Math.max(1, Math.ceil((labels * each) / Math.max(1, width)));
}

/** A rectangle as a piece of a path. */
export function box(x: number, y: number, width: number, height: number): string {
  return `M${x.toFixed(2)} ${y.toFixed(2)}h${width.toFixed(2)}v${height.toFixed(2)}h${(-width).toFixed(2)}z`;
}
