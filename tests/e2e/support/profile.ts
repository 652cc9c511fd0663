import { appendFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { launchOptions } from '#cli/chromium.ts';

/** A browser's profile on the disk, which can be opened again after the browser has ended, however it ended. */
export interface Profile {
  readonly folder: string;
  open(url: string): Promise<{ readonly context: BrowserContext; readonly page: Page }>;
  remove(): Promise<void>;
}

/** Leaves what a kill between the two halves of a record leaves behind: Chromium deletes the database some starts later. */
export async function tearDatabase(profile: string): Promise<void> {
  await appendFile(await newestLog(join(profile, 'Default', 'IndexedDB')), Uint8Array.from([1, 2, 3, 4, 200, 0, 1]));
}

export async function aProfile(): Promise<Profile> {
  const folder = await mkdtemp(join(tmpdir(), 'cardwright-profile-'));
  return {
    folder,
    async open(url) {
      const context = await chromium.launchPersistentContext(folder, {
        ...launchOptions(),
        baseURL: url,
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
      });
      return { context, page: context.pages()[0] ?? (await context.newPage()) };
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** LevelDB's newest write-ahead log. */
async function newestLog(folder: string): Promise<string> {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.log'));
  const dated = await Promise.all(files.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
  const newest = dated.toSorted((a, b) => b.at - a.at)[0];
  if (newest === undefined) throw new Error(`no log of a database in ${folder}`);
  return join(folder, newest.name);
}
