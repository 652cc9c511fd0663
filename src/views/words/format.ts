import { dayMs, type Instant, type StudyDay } from '#core/time.ts';

/** The language of the catalogue, not of the browser: words and numbers on screen agree. */
export const language = 'en-GB';

const rules = new Intl.PluralRules(language);
const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });

export const number = (value: number): string => whole.format(value);

/** `count(1, 'card', 'cards')` is "1 card". */
export function count(value: number, one: string, other: string): string {
  return `${number(value)} ${rules.select(value) === 'one' ? one : other}`;
}

const list = new Intl.ListFormat(language, { type: 'conjunction' });

/** "34 reviews, 6 in learning and 12 new cards" */
export const listed = (parts: readonly string[]): string => list.format(parts);

const small = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];

/** The number that a sentence begins with, in letters up to twelve. */
export const spelt = (value: number): string => small[value] ?? number(value);

export const share = (value: number): string => percent.format(value).replace('%', '\u00a0%');

/** How long until a card returns, as on Anki's buttons: minutes and days whole, hours, months and years to a tenth. */
export function span(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 1) return 'under a minute';
  if (minutes < 60) return `${whole.format(minutes)} min`;
  if (minutes < 1_440) return `${tenth.format(minutes / 60)} h`;
  return days(minutes / 1_440);
}

export function days(value: number): string {
  if (value < 31) return count(Math.round(value), 'day', 'days');
  return value < 365 ? tenths(value / 30.44, 'month') : tenths(value / 365.25, 'year');
}

function tenths(value: number, one: string): string {
  const told = tenth.format(value);
  return `${told} ${one}${told === '1' ? '' : 's'}`;
}

export function aboutMinutes(minutes: number): string {
  if (minutes < 1) return 'less than a minute';
  return count(Math.round(minutes), 'minute', 'minutes');
}

// A study day is a calendar date, so it is written in UTC, where it was counted.
const utc = { timeZone: 'UTC' } as const;
const longDate = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', ...utc });
const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', ...utc });
const weekdayLong = new Intl.DateTimeFormat(language, { weekday: 'long', ...utc });
const shortDate = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', ...utc });
const fullDate = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric', ...utc });
const clockTime = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });

const dateOf = (day: StudyDay): Date => new Date(day * dayMs);

export const dateLong = (day: StudyDay): string => longDate.format(dateOf(day)).replace(',', '');
export const dateShort = (day: StudyDay): string => shortDate.format(dateOf(day));
/** "23 November 2026", from an ISO date. */
export const dateFull = (iso: string): string => fullDate.format(new Date(iso));
export const weekdayShort = (day: StudyDay): string => weekday.format(dateOf(day));
export const weekdayFull = (day: StudyDay): string => weekdayLong.format(dateOf(day));
export const timeOf = (instant: Instant): string => clockTime.format(new Date(instant));

/** "tomorrow", "on Friday", "in 12 days": how a day is named from today. */
export function dayFrom(day: StudyDay, today: StudyDay): string {
  const ahead = day - today;
  if (ahead <= 0) return 'today';
  if (ahead === 1) return 'tomorrow';
  if (ahead < 7) return `on ${weekdayFull(day)}`;
  return `in ${days(ahead)}`;
}
