import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compileFolder } from '#cli/compile-folder.ts';
import { followFolder } from '#cli/follow.ts';

const NOTES = '# Tea\n\n## Sencha\n\n- **Purpose**: Steamed green leaves from Japan.\n- Brews at 70 degrees.\n';
const yaml = (purpose: number | string, dropped: number | string) =>
  `title: Tea # a comment\ncategories: [{ id: green, name: Green }]\nentities:\n  sencha:\n    name: Sencha\n    category: green\n    kind: concept\n` +
  `    purpose: { text: "Green leaves, steamed.", lines: [${purpose}] }\n    drop:\n      - { lines: [${dropped}], reason: depends on the leaf }\n`;

let root: string;
let folder: string;
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: root });
const hasGit = (() => {
  try {
    execFileSync('git', ['--version']);
    return true;
  } catch {
    return false;
  }
})();
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'follow-'));
  folder = join(root, 'tea');
  await mkdir(folder);
});
afterEach(() => rm(root, { recursive: true, force: true }));
const write = (name: string, text: string) => writeFile(join(folder, name), text);
const curation = () => readFile(join(folder, 'deck.yaml'), 'utf8');
const commit = () => {
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'Notes');
};

describe.skipIf(!hasGit)('in the terminal, too, deck.yaml goes along with edited notes', { timeout: 60_000 }, () => {
  test('its lines are moved from where the last commit has them, comments stay, and the deck compiles again', async () => {
    await write('notes.md', NOTES);
    await write('deck.yaml', yaml(5, 6));
    commit();
    await write('notes.md', NOTES.replace('# Tea\n', '# Tea\n\nLast looked at in May.\n\nAll of it from one shop.\n'));
    expect((await compileFolder(folder, { check: true, cwd: root })).outcome).toBe('failed');

    expect(await followFolder(folder, 'tea')).toMatchObject({ outcome: 'moved' });
    expect(await curation()).toBe(yaml(9, 10));
    expect((await compileFolder(folder, { check: false, cwd: root })).outcome).toBe('written');
    // A second time there is nothing left to do.
    expect(await followFolder(folder, 'tea')).toMatchObject({ outcome: 'unchanged' });
    expect(await curation()).toBe(yaml(9, 10));
  });

  test('what rested on a line that is gone is told and left out', async () => {
    await write('notes.md', NOTES);
    await write('deck.yaml', yaml(5, 6));
    commit();
    await write('notes.md', NOTES.replace('- Brews at 70 degrees.\n', ''));
    const { outcome, told } = await followFolder(folder, 'tea');
    expect(outcome).toBe('moved');
    expect(told.join('\n')).toMatch(/drop/);
    expect(await curation()).not.toContain('depends on the leaf');
  });

  test('of several files, each line goes along within its file', async () => {
    const named = yaml('Sencha.md:2', 'Sencha.md:3');
    await write('Sencha.md', '\n- **Purpose**: Steamed green leaves from Japan.\n- Brews at 70 degrees.\n');
    await write('Assam.md', '- **Purpose**: Strong black leaves.\n');
    await write('deck.yaml', named);
    commit();
    await write('Assam.md', '\n\n\n- **Purpose**: Strong black leaves.\n');
    expect(await followFolder(folder, 'tea')).toMatchObject({ outcome: 'unchanged' });
    await write('Sencha.md', '\nA tea.\n\n- **Purpose**: Steamed green leaves from Japan.\n- Brews at 70 degrees.\n');
    expect(await followFolder(folder, 'tea')).toMatchObject({ outcome: 'moved' });
    expect(await curation()).toBe(yaml('Sencha.md:4', 'Sencha.md:5'));
  });

  test('what was edited by hand in both is left as it is, and told', async () => {
    await write('notes.md', NOTES);
    await write('deck.yaml', yaml(5, 6));
    commit();
    await write('notes.md', `\n${NOTES}`);
    await write('deck.yaml', yaml(6, 6));
    expect(await followFolder(folder, 'tea')).toMatchObject({ outcome: 'failed', told: [expect.stringContaining('commit it')] });
    expect(await curation()).toBe(yaml(6, 6));
  });

  test('without a commit there is nothing to follow, and that is said', async () => {
    await write('notes.md', NOTES);
    await write('deck.yaml', yaml(5, 6));
    expect(await followFolder(folder, 'tea')).toMatchObject({ outcome: 'failed', told: [expect.stringContaining('commit')] });
  });
});
