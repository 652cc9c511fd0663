/** Whether a journal lies here: then an empty database is a lost one, and no first visit. Loaded before everything else. */
export async function isJournalThere(): Promise<boolean> {
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('journal');
    const names = (folder as unknown as { keys(): AsyncIterator<string> }).keys();
    return (await names.next()).done !== true;
  } catch {
    // No such folder, or no such file system.
    return false;
  }
}
