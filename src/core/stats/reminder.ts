/** 0 is Monday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

export interface Reminder {
  /** `20261124`: the first day. */
  readonly date: string;
  /** Of the clock on the wall, wherever the learner is. */
  readonly hour: number;
  readonly minute: number;
  readonly minutes: number;
  /** None: every day. */
  readonly restDays: readonly Weekday[];
  readonly summary: string;
  readonly description: string;
  /** Unique for ever; the same again replaces the reminder that was there. */
  readonly uid: string;
  /** `20261124T070000Z`: when this was made. */
  readonly stamp: string;
}

/**
 * A reminder as a calendar file (RFC 5545): the honest one for an app without a server, since it works with the app closed.
 * Its time floats: seven in the morning is seven wherever the learner travels.
 */
export function calendarOf(reminder: Reminder): string {
  const { date, hour, minute, minutes, restDays, summary, description, uid, stamp } = reminder;
  const days = names.filter((_, day) => !restDays.includes(day as Weekday));
  const two = (value: number) => String(value).padStart(2, '0');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Cardwright//Reminder//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${textOf(uid)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART:${date}T${two(hour)}${two(minute)}00`,
    `DURATION:PT${Math.max(1, minutes)}M`,
    days.length === 7 ? 'RRULE:FREQ=DAILY' : `RRULE:FREQ=WEEKLY;BYDAY=${days.join(',')}`,
    `SUMMARY:${textOf(summary)}`,
    `DESCRIPTION:${textOf(description)}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:PT0S',
    `DESCRIPTION:${textOf(summary)}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** The first day from this one on that is none of rest: the first occurrence must be one of the rule's. */
export function firstDayOf(day: number, restDays: readonly Weekday[]): number {
  for (let at = day; at < day + 7; at += 1) if (!restDays.includes(weekdayOf(at))) return at;
  return day;
}

/** 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): Weekday {
  return ((((day + 3) % 7) + 7) % 7) as Weekday;
}

function textOf(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n');
}

/** Lines are 75 octets at most; a longer one goes on behind a blank. No character is cut in two. */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of line) {
    const width = octetsOf(character);
    if (octets + width > 75) {
      pieces.push(piece);
      piece = ' ';
      octets = 1;
    }
    piece += character;
    octets += width;
  }
  return [...pieces, piece].join('\r\n');
}

function octetsOf(character: string): number {
  const point = character.codePointAt(0)!;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
