import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { rowsOf } from '../e2e/support/app.ts';
import { watch } from '../e2e/support/problems.ts';
import { bombs, hostileBackup, hostileCodes, markedNotes } from './hostile-files.ts';
import { install, look } from './in-page.ts';
import type { Payload } from './payloads.ts';

export interface Tried {
  readonly door: string;
  readonly payloads: number;
  readonly looks: number;
  readonly wrong: readonly string[];
  readonly slowestMs: number;
}

/** Longer than this, and a learner would think that the page hangs. Of the processor's time: others may have it in between. */
const mostMs = 2_000;
const batchSize = 60;
/** Characters: a dozen notebooks of one word each, as long as a book, may take their time together. */
const batchLength = 300_000;

/** Every door that text can come in by, each tried with all payloads by a browser of its own state. */
export const doors: Readonly<Record<string, (hall: Hall, payloads: readonly Payload[]) => Promise<void>>> = {
  'notes that are dropped': async (hall, payloads) =>
    throughFiles(hall, payloads, ({ text }) => ({
      md: `# Deck\n\n## Thing\n\n- **Purpose**: Does ${text}\n- **Use**: ${text}\n\n${text}\n\n## Other\n\n| Name | What |\n| - | - |\n| One | ${text} |\n`,
    })),
  'notes that are pasted': async (hall, payloads) => {
    // Accents by the ten thousand on one letter hold up every field that they are pasted into: docs/promises.md says so.
    for (const payload of payloads.filter(({ text }) => text.split('\u0301').length < 10_000)) {
      await hall.go('#/import');
      await hall.page.getByRole('button', { name: 'Open this text' }).waitFor();
      // Into the field as the clipboard does it: a long text typed key by key would take minutes.
      await hall.page.getByLabel('Name of the notes').fill('Pasted');
      await hall.page.getByLabel('Text of the notes').fill(`## Thing\n\n- **Purpose**: Does ${payload.text}\n`);
      await hall.page.getByRole('button', { name: 'Open this text' }).click();
      await hall.preview();
      await hall.look(payload);
      await hall.page.getByRole('button', { name: /^(Cancel|Choose other files)/ }).click();
    }
  },
  'names and titles of deck.yaml': async (hall, payloads) =>
    throughFiles(hall, payloads, ({ text }, key) => ({ md: plainNotes, yaml: named(text, key) }), { shown: true }),
  'cards of deck.yaml': async (hall, payloads) =>
    throughFiles(hall, payloads, ({ text }, key) => ({ md: plainNotes, yaml: carded(text, key) })),
  'deck.yaml as a whole': async (hall, payloads) => throughFiles(hall, payloads, ({ text }) => ({ md: plainNotes, yaml: text })),
  'blocks of code': async (hall, payloads) =>
    throughFiles(hall, payloads, ({ text }, key) => ({
      md: `## Thing\n\n- **Purpose**: Does what it says.\n\n\`\`\`\`\`${languages[key % languages.length]}\n${text}\n\`\`\`\`\`\n\n\`\`\`${text.replace(/[\n`]/g, ' ').slice(0, 200)}\nx\n\`\`\`\n`,
    })),
  formulas: async (hall, payloads) =>
    throughFiles(hall, payloads, ({ text }) => ({
      md: `## Thing\n\n- **Purpose**: Does $${text.replace(/[$\n]/g, ' ').trim()}$ here\n- **Use**: $$${text.replace(/[$\n]/g, ' ').trim()}$$\n`,
    })),
  'pictures that are none': async (hall, payloads) =>
    throughFiles(hall, payloads, ({ text }, key) => ({
      md: `## Thing\n\n- **Purpose**: Does what it says.\n\n![[p${key}.png|${text.replace(/[\n|\]]/g, ' ').slice(0, 300)}]]\n\n![${text.replace(/[\n\]]/g, ' ').slice(0, 300)}](p${key}.gif)\n`,
      png: text,
      gif: `GIF89a/*${text}*/`,
    })),
  'names of files': async (hall, payloads) => {
    for (const batch of batches(payloads)) {
      await hall.drop(batch.map(({ text }, index) => ({ name: `${nameOf(text)} ${index}.md`, text: plainNotes })));
      await hall.preview();
      await hall.look(...batch);
      await hall.apply();
      await hall.go('#/notes');
      await hall.page.getByRole('heading', { level: 1 }).waitFor();
      await hall.look(...batch);
      for (const [index, deck] of (await hall.decks()).entries()) {
        await hall.go(`#/notes/${encodeURIComponent(deck)}`);
        await hall.page.locator('.rd').waitFor();
        await hall.look(batch[index] ?? batch[0]);
      }
      await hall.empty();
    }
  },
  'names of folders': async (hall, payloads) => {
    const root = await mkdtemp(join(tmpdir(), 'cardwright-folders-'));
    try {
      for (const [at, batch] of batches(payloads).entries()) {
        for (const [index, { text }] of batch.entries()) {
          const folder = join(root, String(at), `${nameOf(text).replace(/^[.]+/, '_')} ${index}`);
          await mkdir(folder, { recursive: true });
          await writeFile(join(folder, 'notes.md'), plainNotes);
        }
        await hall.openImport();
        await hall.page
          .locator('input[type=file]')
          .last()
          .setInputFiles(join(root, String(at)));
        await hall.preview();
        await hall.look(...batch);
        await hall.apply();
        await hall.go('#/notes');
        await hall.page.getByRole('heading', { level: 1 }).waitFor();
        await hall.look(...batch);
        await hall.empty();
      }
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  },
  'cards that the learner writes': async (hall, payloads) => {
    await hall.drop([{ name: 'own.md', text: plainNotes }]);
    await hall.preview();
    await hall.apply();
    const [entity] = await rowsOf<{ id: string; deck: string; notes: { cards: { id: string }[] }[] }>(hall.page, 'entities');
    const card = entity?.notes[0]?.cards[0]?.id;
    if (entity === undefined || card === undefined) throw new Error('no card to write over');
    for (const payload of payloads) {
      // The row that the dialog would write, since typing thousands of letters is not what is tried here.
      await putRow(hall.page, 'overlays', {
        id: card,
        deck: entity.deck,
        entity: entity.id,
        front: payload.text,
        back: payload.text,
        tags: [payload.text.slice(0, 100)],
        flag: 1,
      });
      await hall.go(`#/card/${encodeURIComponent(card)}`);
      await hall.page.locator('.history').waitFor();
      await hall.look(payload, 'shown');
      await hall.studyCards([card], payload);
      await hall.go(`#/notes/own/3`);
      await hall.page.locator('.rd').waitFor();
      await hall.look(payload);
    }
  },
  'copies that are restored': async (hall, payloads) => {
    for (const batch of batches(payloads)) {
      const texts = batch.map(({ text }) => wellFormed(text));
      await hall.drop([{ name: 'own.md', text: markedNotes(batch.length) }]);
      await hall.preview();
      await hall.apply();
      const file = hostileBackup(await hall.exported(), texts);
      // As on another device.
      await hall.empty();
      await hall.offer(file);
      await hall.page.getByText('Nothing is changed yet.').waitFor({ timeout: 60_000 });
      await hall.look(...batch);
      await hall.page.getByRole('button', { name: 'Restore it' }).click();
      await hall.page.getByText('The copy is restored.').waitFor({ timeout: 60_000 });
      await hall.look(...batch);
      await hall.page.getByRole('button', { name: 'Go to Today' }).click();
      await hall.page
        .getByRole('link', { name: /^Study/ })
        .first()
        .waitFor();
      await hall.look(...batch);
      for (const place of ['#/notes', '#/notes/own', '#/quiz', '#/settings', '#/']) {
        await hall.go(place);
        await hall.page.locator('h1, .rd').first().waitFor();
        await hall.look(...batch);
      }
      const entities = await rowsOf<{ id: string; notes: { cards: { id: string }[] }[] }>(hall.page, 'entities');
      for (const { id, notes } of entities) {
        const payload = batch[Number(/zq(\d+)qz/.exec(id)?.[1])];
        const card = notes[0]?.cards[0]?.id;
        if (payload === undefined || card === undefined) throw new Error(`nobody knows what ${id} is made of`);
        await hall.go(`#/card/${encodeURIComponent(card)}`);
        await hall.page.locator('.history').waitFor();
        await hall.look(payload, 'shown');
        await hall.studyCards([card], payload);
      }
      await hall.empty();
    }
    const refused = async (file: Uint8Array, payload: Payload) => {
      await hall.offer(file);
      await hall.page.locator('.restore .tell').waitFor({ timeout: 120_000 });
      await hall.look(payload);
    };
    const encoder = new TextEncoder();
    for (const payload of payloads) {
      await refused(encoder.encode(payload.text), payload);
      const said = JSON.stringify(wellFormed(payload.text));
      await refused(encoder.encode(`{"format":"cardwright-backup","version":${said}}\n{"table":${said},"row":{}}\n`), payload);
    }
    for (const [text, file] of Object.entries(bombs())) await refused(file, { family: 'bombs', text });
    if ((await hall.decks()).length > 0) throw new Error('a file that was refused has left something');
  },
  'links of quizzes': async (hall, payloads) => {
    await hall.page.getByRole('button', { name: /Use these/ }).click();
    await hall.page.getByTestId('question').waitFor();
    for (const payload of payloads) {
      for (const code of hostileCodes(wellFormed(payload.text))) {
        await hall.go(`#/quiz/code/${code}`);
        await hall.page.locator('h1').first().waitFor();
        await hall.look(payload);
      }
      await hall.go('#/');
    }
  },
  addresses: async (hall, payloads) => {
    const places = (text: string) => {
      const [encoded, bare] = [encodeURIComponent(wellFormed(text)), wellFormed(text).replace(/\s/g, '')];
      return [
        `#/card/${encoded}`,
        `#/study/${encoded}`,
        `#/study/deck/${encoded}`,
        `#/quiz/${encoded}/result`,
        `#/notes/${encoded}/${encoded}`,
        `#/import/${encoded}`,
        `#/${bare}`,
        `#/card/${bare}`,
        `#/notes/own/${encoded}`,
        `#/quiz/code/${encoded}`,
      ];
    };
    for (const [index, payload] of payloads.entries()) {
      const all = places(payload.text.slice(0, 3_000));
      // Every payload at three of them, so that each address meets each family.
      for (const offset of [0, 3, 6]) {
        await hall.go(all[(index + offset) % all.length] ?? '#/');
        await hall.page.locator('h1, [role=alert], .wait').first().waitFor({ timeout: 30_000 });
        await hall.look(payload);
      }
    }
    for (const broken of [
      '#/card/%',
      '#/card/%E0%A4%A',
      '#/study/%ff',
      '#/study/deck/%',
      '#/notes/%c0%ae',
      '#/notes/own/%',
      '#/quiz/%',
      '#/%',
      '#//127.0.0.1:9/away',
      '#javascript:top.__pwned=1',
    ]) {
      await hall.go(broken);
      await hall.page.locator('h1').first().waitFor({ timeout: 30_000 });
      await hall.look({ family: 'addresses', text: broken });
    }
  },
};

const plainNotes = '## Thing\n\n- **Purpose**: Does what its name says.\n- **Use**: Where it is wanted.\n';
const languages = ['python', 'html', 'xml', 'js', 'sql', 'yaml', 'bash', 'json', 'markdown', 'css'];

function named(text: string, key: number): string {
  const said = quoted(text);
  return `title: ${said}
about: ${said}
noun: ${said}
categories: [{ id: all, name: ${said} }]
entities:
  thing-${key}: { name: ${said}, aliases: [Thing], category: all, kind: service }
`;
}

function carded(text: string, key: number): string {
  const said = quoted(text);
  return `title: Deck
categories: [{ id: all, name: All }]
entities:
  thing-${key}:
    name: Thing
    category: all
    kind: service
    purpose: { text: ${said}, lines: [3] }
    cards:
      - { id: a, front: What is asked here?, back: ${said}, more: ${said}, lines: [3], priority: 1, direction: to-answer }
`;
}

function quoted(text: string): string {
  return JSON.stringify(
    wellFormed(text)
      .replace(/[\n\t]/g, ' ')
      .trim() || 'x',
  );
}

/** A name that a file system takes: the rest of it is as hostile as the payload. */
function nameOf(text: string): string {
  return Array.from(wellFormed(text).replace(/[/\u0000-\u001f]/g, '∕'))
    .slice(0, 40)
    .join('');
}

/** As files and addresses hold it: half a letter becomes the sign for what cannot be read. */
function wellFormed(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}

function batches(payloads: readonly Payload[]): Payload[][] {
  const all: Payload[][] = [];
  let room = 0;
  for (const payload of payloads) {
    const last = all.at(-1);
    room -= payload.text.length;
    if (last !== undefined && room >= 0 && last.length < batchSize) last.push(payload);
    else {
      all.push([payload]);
      room = batchLength - payload.text.length;
    }
  }
  return all;
}

/** A file of its own for each payload: none can swallow another. They are previewed, taken in, read and studied. */
async function throughFiles(
  hall: Hall,
  payloads: readonly Payload[],
  write: (payload: Payload, key: number) => Readonly<Record<string, string>>,
  { shown = false } = {},
): Promise<void> {
  for (const batch of batches(payloads)) {
    const files = batch.flatMap((payload, key) =>
      Object.entries(write(payload, key)).map(([ending, text]) => ({ name: `p${key}.${ending}`, text })),
    );
    await hall.drop(files);
    await hall.preview();
    for (const more of await hall.page.getByRole('button', { name: /^(All|Show) / }).all()) await more.click();
    await hall.look(...batch);
    await hall.apply();
    const there = new Set(await hall.decks());
    for (const [key, payload] of batch.entries()) {
      if (!there.has(`p${key}`)) continue;
      await hall.go(`#/notes/p${key}`);
      await hall.page.locator('.rd').waitFor();
      await hall.look(payload);
      const cards = await hall.cardsOf(`p${key}`);
      const [first] = cards;
      if (first === undefined) continue;
      await hall.studyCards(cards.slice(0, 2), payload);
      await hall.go(`#/card/${encodeURIComponent(first)}`);
      await hall.page.locator('.history').waitFor();
      await hall.look(payload, ...(shown ? (['shown'] as const) : []));
    }
    await hall.go('#/quiz');
    await hall.page.locator('h1').first().waitFor();
    await hall.look(...batch);
    await hall.go('#/');
    await hall.page.locator('h1').first().waitFor();
    await hall.look(...batch);
    await hall.empty();
  }
}

/** A browser with the app in it, and what has been seen there. */
export interface Hall {
  readonly page: Page;
  go(place: string): Promise<void>;
  openImport(): Promise<void>;
  drop(files: readonly { readonly name: string; readonly text: string }[]): Promise<void>;
  preview(): Promise<void>;
  apply(): Promise<void>;
  decks(): Promise<string[]>;
  cardsOf(deck: string): Promise<string[]>;
  studyCards(cards: readonly string[], payload: Payload): Promise<void>;
  /** A copy of everything, as the learner gets it. */
  exported(): Promise<Uint8Array>;
  /** A file to be restored. */
  offer(file: Uint8Array): Promise<void>;
  look(...of: readonly (Payload | 'shown' | undefined)[]): Promise<void>;
  empty(): Promise<void>;
}

/** Tries one door with the payloads and tells what went wrong. */
export async function tryDoor(context: BrowserContext, url: string, door: string, payloads: readonly Payload[]): Promise<Tried> {
  const enter = doors[door];
  if (enter === undefined) throw new Error(`no such door: ${door}`);
  const problems = await watch(context, url);
  const wrong = new Set<string>();
  let looks = 0;
  let slowestMs = 0;
  context.on('page', () => wrong.add('another page was opened'));
  // tsx names every function by a helper that the page does not have.
  await context.addInitScript('globalThis.__name = (named) => named;');
  await context.addInitScript(install);
  const page = context.pages()[0] ?? (await context.newPage());
  wrong.clear();
  page.on('dialog', (dialog) => {
    wrong.add(`a dialog was opened: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('framenavigated', (frame) => {
    if (!frame.url().startsWith(url)) wrong.add(`a frame went to ${frame.url()}`);
  });

  const client = await context.newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  let workedMs = 0;
  /** What the page's thread has had of the processor since this was asked last: none of its tasks took more. */
  const worked = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    const before = workedMs;
    workedMs = (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Infinity) * 1_000;
    // Another page begins anew.
    return workedMs < before ? workedMs : workedMs - before;
  };

  const hall: Hall = {
    page,
    go: async (place) => {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, place);
    },
    async openImport() {
      await page.goto(`${url}#/import`);
      await page.reload();
      await page.locator('input[type=file]').last().waitFor({ state: 'attached' });
    },
    async drop(files) {
      await hall.openImport();
      await page.evaluate((given) => {
        const data = new DataTransfer();
        for (const { name, text } of given) data.items.add(new File([text], name));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      }, files);
    },
    async preview() {
      await page.locator('.imp .foot, .imp .refusal').first().waitFor({ timeout: 60_000 });
    },
    async apply() {
      const button = page.getByRole('button', { name: /^(Apply|Take what is new)/ });
      if ((await button.count()) === 0) return;
      await button.click();
      await expect(page).not.toHaveURL(/import/, { timeout: 60_000 });
    },
    decks: async () => (await rowsOf<{ id: string }>(page, 'notebooks')).map(({ id }) => id),
    async cardsOf(deck) {
      const entities = await rowsOf<{ deck: string; notes: { cards: { id: string }[] }[] }>(page, 'entities');
      return entities
        .filter((one) => one.deck === deck)
        .flatMap(({ notes }) => notes.flatMap(({ cards }) => cards.map(({ id }) => id)));
    },
    async studyCards(cards, payload) {
      for (const card of cards) {
        await hall.go(`#/study/${encodeURIComponent(card)}`);
        await page.locator(`[data-testid=question][data-card=${JSON.stringify(card)}]`).waitFor();
        await hall.look(payload);
        await page.keyboard.press('Space');
        await page.getByTestId('answer').waitFor();
        await hall.look(payload);
      }
    },
    async exported() {
      await hall.go('#/settings');
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export a copy' }).click();
      return readFile(await (await downloading).path());
    },
    async offer(file) {
      await page.goto(`${url}#/restore`);
      await page.reload();
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'cardwright.backup.gz', mimeType: 'application/gzip', buffer: Buffer.from(file) });
    },
    async look(...of) {
      const tried = of.filter((one) => typeof one === 'object');
      const label = tried.length === 1 ? JSON.stringify(tried[0]?.text.slice(0, 120)) : `one of ${tried.length}`;
      const seen = await page.evaluate(look);
      looks += 1;
      const longestTaskMs = Math.min(seen.longestTaskMs, await worked());
      slowestMs = Math.max(slowestMs, longestTaskMs);
      const place = new URL(page.url()).hash.split('/').slice(0, 2).join('/');
      const tell = (what: string) => wrong.add(`${place}: ${what} (${label})`);
      seen.wrong.forEach(tell);
      if (longestTaskMs > mostMs) tell(`the page stood still for ${Math.round(longestTaskMs)} ms`);
      for (const { kind, text } of problems.splice(0)) tell(`${kind}: ${text.slice(0, 200)}`);
      const [only] = tried;
      if (of.includes('shown') && only !== undefined && !/\$|\[\.\.\.\]/.test(only.text)) {
        const wanted = wellFormed(only.text).replace(/\s+/g, '');
        if (!seen.text.includes(wanted)) tell('it is not shown as it was written');
      }
    },
    async empty() {
      await page.goto('about:blank');
      wrong.delete('a frame went to about:blank');
      await client.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'all' });
    },
  };
  await page.goto(url);
  await page.locator('h1').first().waitFor();
  await enter(hall, payloads);
  return { door, payloads: payloads.length, looks, wrong: [...wrong], slowestMs };
}

async function putRow(page: Page, table: string, row: unknown): Promise<void> {
  await page.evaluate(
    async ([name, text]) => {
      const opening = indexedDB.open('cardwright');
      await new Promise((resolve) => {
        opening.addEventListener('success', resolve);
      });
      const writing = opening.result.transaction(name, 'readwrite');
      writing.objectStore(name).put(JSON.parse(text) as unknown);
      await new Promise((resolve) => {
        writing.addEventListener('complete', resolve);
      });
      opening.result.close();
    },
    [table, JSON.stringify(row)] as const,
  );
}
