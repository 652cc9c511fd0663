import { expect, test } from 'vitest';
import { refuseBytes } from '#core/notes/refuse.ts';

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytesOf = (start: string, ...more: readonly number[]) =>
  Uint8Array.from(Array.from(start, (one) => one.charCodeAt(0)).concat(more));
const refusalOf = (bytes: Uint8Array) => refuseBytes(bytes, 'notes.md', decode);

test.each<[string, Uint8Array, RegExp]>([
  ['a picture', bytesOf('\u0089PNG\r\n\u001a\n', 0, 0), /^This is a PNG picture, whatever its name says/],
  ['a photograph', bytesOf('\u00ff\u00d8\u00ff\u00e0'), /^This is a JPEG picture/],
  ['a PDF document', bytesOf('%PDF-1.7\n%', 0xe2, 0xe3, 0xcf), /^This is a PDF document/],
  ['a document of Word', bytesOf('PK\u0003\u0004', 20, 0, 0xff), /^This is a ZIP archive, or a document of Word/],
  ['a backup', bytesOf('\u001f\u008b\u0008'), /^This is a file that gzip has packed/],
])('%s under another name is told as what it is', (_, bytes, message) => {
  expect(refusalOf(bytes)).toMatchObject({
    code: 'notes/binary',
    path: 'notes.md',
    message: expect.stringMatching(message) as string,
    help: expect.stringContaining('plain text') as string,
  });
});

test('text in another encoding is told with the place where it stops being UTF-8', () => {
  expect(refusalOf(bytesOf('# Tea\n- Caf', 0xe9))).toMatchObject({ code: 'notes/encoding', line: 2, column: 6 });
  expect(refusalOf(bytesOf('', 0xff, 0xfe, 0x41, 0))?.message).toBe('The file is UTF-16, not UTF-8.');
  expect(refusalOf(bytesOf('', 0xfe, 0xff, 0, 0x41))?.message).toBe('The file is UTF-16, not UTF-8.');
});

test('text is not refused', () => {
  expect(refusalOf(new TextEncoder().encode('# Tea\n- Café, 茶\n'))).toBeUndefined();
});
