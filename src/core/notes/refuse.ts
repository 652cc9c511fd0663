import type { Diagnostic } from '../diagnostic.ts';
import { mediaTypeOf } from '../media.ts';
import { longestPart } from './markdown.ts';
import { firstBadByte } from './utf8.ts';

/** A thick book has one million; the parser needs several seconds for each of these. */
export const MAX_NOTES_BYTES = 5_000_000;
/** One list or paragraph of this length has no heading that the text could be parsed by, and takes the parser a minute. */
const MAX_PART = 400_000;
/** Lists within lists within quotes: deeper than this is damage or malice, and costs the parser time by its square. */
const MAX_DEPTH = 100;

/** What files of other programs begin with. */
const FORMATS: readonly (readonly [sign: string, format: string])[] = [
  ['%PDF-', 'a PDF document'],
  ['{\\rtf', 'an RTF document'],
  ['%!PS', 'a PostScript document'],
  ['PK\u0003\u0004', 'a ZIP archive, or a document of Word or of another program that writes its files as such'],
  ['\u001f\u008b', 'a file that gzip has packed'],
];

/** Why a text cannot be notes at all, if so. */
export function refuse(text: string, path: string): Diagnostic | undefined {
  if (text.length > MAX_NOTES_BYTES) return tooLarge(text.length, path);
  const control = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.exec(text);
  if (control) {
    const place = placeOf(text, control.index);
    return {
      severity: 'error',
      code: 'notes/binary',
      path,
      ...place,
      message: `This is not a text file: it has the control character U+${hex(control[0])} here.`,
      help: 'Save the notes as plain text (Markdown, UTF-8) and give that file.',
    };
  }
  const format = formatOf(text.replace(/^\ufeff/, ''));
  if (format !== undefined) return ofAnotherFormat(format, path);
  if (text.replace(/^\ufeff/, '').trim() === '') {
    return {
      severity: 'error',
      code: 'notes/empty',
      path,
      line: 1,
      message: 'There is nothing in this file.',
      help: 'Write a heading for each thing, and bullets such as "- **Purpose**: ..." below it.',
    };
  }
  const deep =
    text.match(/^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t]))*/gm)?.findIndex((opening) => depth(opening) > MAX_DEPTH) ?? -1;
  if (deep >= 0) {
    return {
      severity: 'error',
      code: 'notes/too-deep',
      path,
      line: deep + 1,
      message: `More than ${MAX_DEPTH} lists or quotes are opened within each other here.`,
      help: 'Write the line as a list of one or two levels.',
    };
  }
  if (longestPart(text) > MAX_PART) {
    return {
      severity: 'error',
      code: 'notes/too-large',
      path,
      message: `More than ${MAX_PART / 1000} kB of these notes have no heading between them.`,
      help: 'Write a heading such as "## Topic" every few pages.',
    };
  }
  return undefined;
}

/** Of a folder's files together; each is looked at by itself too. */
export function refuseAll(text: string, path: string): Diagnostic | undefined {
  return text.length > MAX_NOTES_BYTES ? tooLarge(text.length, path) : undefined;
}

export function tooLarge(bytes: number, path: string): Diagnostic {
  return {
    severity: 'error',
    code: 'notes/too-large',
    path,
    message: `The file has ${(bytes / 1e6).toFixed(1)} MB; notes may have at most ${MAX_NOTES_BYTES / 1e6} MB.`,
    help: 'Check that it is the right file, or split the notes into several decks.',
  };
}

/** Why bytes are no text in UTF-8, and what they are, if it can be told. `decode` is the platform's, since core knows none. */
export function refuseBytes(bytes: Uint8Array, path: string, decode: (bytes: Uint8Array) => string): Diagnostic | undefined {
  const bad = firstBadByte(bytes);
  if (bad === undefined) return undefined;
  const picture = mediaTypeOf(bytes)?.replace('image/', '').toUpperCase();
  const format = picture === undefined ? formatOf(String.fromCharCode(...bytes.subarray(0, 8))) : `a ${picture} picture`;
  if (format !== undefined) return ofAnotherFormat(format, path);
  const before = decode(bytes.subarray(0, bad)).split(/\r\n|\r|\n/);
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return {
    severity: 'error',
    code: 'notes/encoding',
    path,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    message: isUtf16 ? 'The file is UTF-16, not UTF-8.' : `The file is not UTF-8: byte ${bad} cannot be read.`,
    help: 'Save the file again with the encoding UTF-8; an editor calls this "Save with encoding".',
  };
}

function formatOf(start: string): string | undefined {
  return FORMATS.find(([sign]) => start.startsWith(sign))?.[1];
}

function ofAnotherFormat(format: string, path: string): Diagnostic {
  return {
    severity: 'error',
    code: 'notes/binary',
    path,
    line: 1,
    column: 1,
    message: `This is ${format}, whatever its name says; it cannot be read as notes.`,
    help: 'Export or copy its text as plain text (Markdown, UTF-8) and give that file.',
  };
}

function depth(opening: string): number {
  return opening.replace(/[ \t\d]/g, '').length;
}

function placeOf(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
