import { PICTURE_FILE } from '#core/notes/figures.ts';

/** A file that the learner gave, not yet read. */
export interface GivenFile {
  /** From the folder that was given, or its bare name: `aws/notes.md`, `analytics.md`. */
  readonly path: string;
  readonly size: number;
  read(): Promise<Uint8Array>;
}

/** A folder with more in it than this, whatever it is, is not a folder of notes; walking it would take minutes. */
export const mostEntries = 20_000;

export class TooManyFiles extends Error {}

/** What a file input or a paste gave. */
export function givenFile(file: File, path = file.webkitRelativePath || file.name): GivenFile {
  return { path, size: file.size, read: async () => new Uint8Array(await file.arrayBuffer()) };
}

/** Notes written or pasted into the page. */
export function givenText(path: string, text: string): GivenFile {
  const bytes = new TextEncoder().encode(text);
  return { path, size: bytes.length, read: async () => bytes };
}

/** What was dropped: files, and folders with all that is below them. Its items must be taken before anything is awaited. */
export async function givenByDrop(items: DataTransferItemList): Promise<readonly GivenFile[]> {
  const held = [...items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const walk = new Walk();
  for (const each of held) {
    if (each instanceof File) walk.found.push(givenFile(each));
    else if (each !== null) await walkEntry(each, each.name, walk);
  }
  return walk.found;
}

/** All files of a folder that the learner linked. */
export async function givenByFolder(folder: FileSystemDirectoryHandle): Promise<readonly GivenFile[]> {
  const walk = new Walk();
  await walkHandle(folder, folder.name === '' ? 'notes' : folder.name, walk);
  return walk.found;
}

/** What was found so far; everything that lies in the way counts, also what is left alone. */
class Walk {
  readonly found: GivenFile[] = [];
  private seen = 0;

  see(entries: number): void {
    this.seen += entries;
    if (this.seen > mostEntries) throw new TooManyFiles();
  }
}

async function walkEntry(entry: FileSystemEntry, path: string, walk: Walk): Promise<void> {
  if (isFileEntry(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    walk.found.push(givenFile(file, path));
    return;
  }
  if (isSkipped(entry.name)) return;
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A hundred at a time, until there are none.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    walk.see(some.length);
    for (const child of some) {
      if (child.isDirectory || isOfNotes(child.name)) await walkEntry(child, `${path}/${child.name}`, walk);
    }
  }
}

async function walkHandle(folder: FileSystemDirectoryHandle, path: string, walk: Walk): Promise<void> {
  for await (const [name, handle] of folder.entries()) {
    walk.see(1);
    if (handle.kind === 'directory') {
      if (!isSkipped(name)) await walkHandle(handle, `${path}/${name}`, walk);
    } else if (isOfNotes(name)) walk.found.push(givenFile(await handle.getFile(), `${path}/${name}`));
  }
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

/** Everything else in a folder is left alone. */
function isOfNotes(name: string): boolean {
  return /\.(?:md|markdown|ya?ml)$/i.test(name) || PICTURE_FILE.test(name);
}

function isSkipped(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}
