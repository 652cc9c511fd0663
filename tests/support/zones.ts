import type { Instant, OffsetAt } from '#core/time.ts';

/** What the offset of a zone is at an instant, as a browser in it would tell. */
export function offsetIn(timeZone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  return (instant: Instant) => {
    const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
    const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? [];
    const east = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
    return sign === '-' ? -east : east;
  };
}
