// Values that are separated by a sign: CSV as RFC 4180 has it, and the text files that Anki reads.

/** A line of CSV with its end. Numbers stay numbers; of a text that a spreadsheet would compute, the first sign is an apostrophe. */
export function csvLine(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(harmless(cell ?? ''), ','))).join(',')}\r\n`;
}

/** A line of a text file for Anki. It begins with no `#`, which would make it a comment. */
export function tabLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(cell, '\t')).join('\t')}\n`;
}

/** The cells of such a file, as they were before they were written. */
export function readSeparated(text: string, separator: ',' | '\t'): string[][] {
  const lines: string[][] = [];
  let [line, cell, inQuotes]: [string[], string, boolean] = [[], '', false];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (inQuotes) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else inQuotes = false;
    } else if (sign === '"') inQuotes = true;
    else if (sign === separator) [line, cell] = [[...line, cell], ''];
    else if (sign === '\n' || (sign === '\r' && text[at + 1] === '\n')) {
      if (sign === '\r') at += 1;
      lines.push([...line, cell]);
      [line, cell] = [[], ''];
    } else cell += sign;
  }
  if (cell !== '' || line.length > 0) lines.push([...line, cell]);
  return separator === ',' ? lines.map((cells) => cells.map(unharmed)) : lines;
}

/** What Excel, LibreOffice and Google Sheets take for the beginning of a formula. */
const formula = /^'*[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/;

function harmless(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

function unharmed(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text;
}

function quoted(text: string, separator: string): string {
  const must = text.includes(separator) || /^[#\s]|\s$|["\r\n]/.test(text);
  return must ? `"${text.replaceAll('"', '""')}"` : text;
}
