import type { ToldReport } from '#core/decks/told-report.ts';
import { inFile, type NotesPlace } from '#core/notes/files.ts';
import type { DeckReports } from '#state/live/use-reports.ts';
import { dateFull } from '#views/words/format.ts';
import { quizWords } from '#views/words/quiz.en.ts';
import { reportWords } from '#views/words/report.en.ts';

const say = reportWords;

/** What was reported about one deck, as Markdown for whoever writes its notes: in the order of the notes, each with its place. */
export function reportFile({ title, notes, reports }: DeckReports): string {
  const inOrder = reports.toSorted((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0));
  return [`# ${say.screen}: ${line(title)}`, ...inOrder.map((report) => section(report, notes))].join('\n\n').concat('\n');
}

function section(report: ToldReport, notes: NotesPlace): string {
  const { name, kind, fault, words, at, asked, options, answer, why, given } = report;
  const faults = say.faults[kind === 'card' ? 'card' : 'question'];
  return [
    `## ${placesOf(report, notes).join(', ')}${name === '' ? '' : `: ${line(name)}`}`,
    `**${faults[fault]}** (${say.kinds[kind]}, ${dateFull(new Date(at).toISOString())})`,
    ...(words === undefined ? [] : [quoted(words)]),
    quoted(asked),
    ...(options.length > 0 ? [options.map((option, index) => `- ${letter(index)}. ${told(option)}`).join('\n')] : []),
    ...(answer === undefined ? [] : [line(say.answer(answer))]),
    ...(given === undefined ? [] : [line(say.given(given))]),
    ...(why === undefined ? [] : [quoted(why)]),
  ].join('\n\n');

  function letter(index: number): string {
    return quizWords.letters[index] ?? String(index + 1);
  }
  function told({ text, of, isKey }: ToldReport['options'][number]): string {
    const whole = line(of === undefined ? text : say.isOf(text, of));
    return isKey && kind !== 'match' ? `${whole} **(${say.key})**` : whole;
  }
}

/** `notes.md:97`, as editors open it. */
function placesOf({ lines }: ToldReport, notes: NotesPlace): string[] {
  return lines.length === 0
    ? [notes.path]
    : lines.map((one) => {
        const { path, lines: own } = inFile(notes, [one]);
        return `${path}:${own[0] ?? one}`;
      });
}

/** A learner's or the notes' words keep their own lines, and none of them can become a heading of the file. */
function quoted(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((one) => `> ${one}`)
    .join('\n');
}

function line(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
