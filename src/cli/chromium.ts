import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium, type LaunchOptions } from '@playwright/test';

/** All sources together; what is over then has failed. */
const deadlineMs = 140_000;
/** Playwright's own hosts may be out of reach without ever refusing: a download that has not begun by then will not. */
const beginMs = 15_000;
/** The policy, popovers and anchors of the app are older than this, so no test has to ask. */
const oldestChromium = 140;

/**
 * The path of a Chromium that starts. Looks for one that is there, then fetches one: Playwright's, an npm package (on
 * Linux, where npm's registry is often reachable and nothing else is), Debian's.
 * CHROMIUM_SOURCES, a list like `there,npm`, limits where it looks.
 */
export async function findChromium(say: (line: string) => void): Promise<string> {
  const deadline = AbortSignal.timeout(deadlineMs);
  const chosen = process.env.CHROMIUM_SOURCES?.split(',');
  const reasons: string[] = [];
  for (const [name, find] of Object.entries(sources)) {
    if (chosen && !chosen.includes(name)) reasons.push(`${name}: left out by CHROMIUM_SOURCES`);
    else if (deadline.aborted) reasons.push(`${name}: no time left`);
    else {
      try {
        return await find(deadline, say);
      } catch (error) {
        reasons.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  throw new Error(
    'No Chromium could be had, so the component and end-to-end tests did not run. Install Chromium or Chrome, or set CHROMIUM_PATH to one.\n' +
      `Tried, in this order:\n${reasons.map((reason) => `  ${reason}`).join('\n')}`,
  );
}

/** How tests start the Chromium that was found; without CHROMIUM_PATH, one that is there. */
export function launchOptions(): LaunchOptions {
  const executablePath = installed().find((path) => existsSync(path));
  return {
    ...(executablePath ? { executablePath } : {}),
    // Without these it calls home in every test.
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  };
}

type Source = (deadline: AbortSignal, say: (line: string) => void) => Promise<string>;

const sources: Record<string, Source> = {
  async there() {
    const found = installed().filter((path) => existsSync(path));
    if (found.length === 0) throw new Error('no Chromium or Chrome in the usual places');
    const reasons: string[] = [];
    for (const path of found) {
      try {
        return await started(path);
      } catch (error) {
        reasons.push(`${path}: ${firstLine(error)}`);
      }
    }
    throw new Error(reasons.join('; '));
  },

  async playwright(deadline, say) {
    say("No Chromium here. Asking for Playwright's own…");
    const begins = new AbortController();
    const timer = setTimeout(() => begins.abort(), beginMs);
    const cli = join('node_modules', '@playwright', 'test', 'cli.js');
    await run(
      process.execPath,
      [cli, 'install', 'chromium', '--no-shell'],
      AbortSignal.any([deadline, begins.signal]),
      (output) => {
        if (/\d% of/.test(output)) clearTimeout(timer);
      },
    ).catch((error: unknown) => {
      throw begins.signal.aborted ? new Error(`its download did not begin within ${beginMs / 1000} s`) : error;
    });
    return started(chromium.executablePath());
  },

  async npm(deadline, say) {
    if (process.platform !== 'linux' || process.arch !== 'x64')
      throw new Error(`no package for ${process.platform} ${process.arch}`);
    say(`Fetching Chromium from npm (${packaged.name} ${packaged.version}, 67 MB)…`);
    return started(await unpackPackage(deadline));
  },

  async debian(deadline, say) {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) throw new Error('only as root on Linux');
    if (!existsSync('/etc/debian_version')) throw new Error('not a Debian');
    say("Installing Debian's chromium…");
    await run('apt-get', ['update', '-qq'], deadline);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell'], deadline);
    return started('/usr/bin/chromium-headless-shell');
  },
};

function installed(): string[] {
  if (process.env.CHROMIUM_PATH) return [process.env.CHROMIUM_PATH];
  // First the one without windows: the same browser for half the work.
  const onPath = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'chrome',
    'microsoft-edge',
  ];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [
    ...onPath.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
    chromium.executablePath(),
    packaged.path,
  ];
}

/** Starts it as the tests will. Only that tells: a Chromium without its libraries, and Ubuntu's stub for snap, have a path too. */
async function started(executablePath: string): Promise<string> {
  const browser = await chromium.launch({ ...launchOptions(), executablePath, timeout: 20_000 });
  try {
    const version = browser.version();
    if (Number.parseInt(version, 10) < oldestChromium)
      throw new Error(`version ${version} is too old; ${oldestChromium} is needed`);
    const page = await browser.newPage();
    await page.evaluate('document.readyState');
    return executablePath;
  } finally {
    await browser.close();
  }
}

/** Fetched when it is needed: as a dependency it would be 67 MB for everyone who has a browser. */
const packaged = {
  name: '@sparticuz/chromium',
  version: '153.0.0',
  integrity: 'sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==',
  path: resolve('.cache', 'chromium-153.0.0', 'chromium'),
};

async function unpackPackage(deadline: AbortSignal): Promise<string> {
  const folder = resolve(packaged.path, '..');
  const half = `${folder}.half`;
  await rm(half, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(half, 'package'), { recursive: true });
  const [node, npmCli] = [process.execPath, process.env.npm_execpath];
  const pack = ['pack', `${packaged.name}@${packaged.version}`, '--ignore-scripts', '--pack-destination', half];
  await (npmCli ? run(node, [npmCli, ...pack], deadline) : run('npm', pack, deadline));
  const archive = join(half, `${packaged.name.slice(1).replace('/', '-')}-${packaged.version}.tgz`);
  const digest = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64');
  if (`sha512-${digest}` !== packaged.integrity) throw new Error('the package is not the one that was pinned');
  await run('tar', ['-xzf', archive, '-C', half], deadline);
  const bin = join(half, 'package', 'bin');
  await unbrotli(join(bin, 'chromium.br'), join(half, 'chromium.bin'), deadline);
  for (const name of ['al2023.tar.br', 'fonts.tar.br']) {
    await unbrotli(join(bin, name), join(half, 'part.tar'), deadline);
    await run('tar', ['-xf', join(half, 'part.tar'), '-C', half], deadline);
  }
  await chmod(join(half, 'chromium.bin'), 0o755);
  await writeFile(
    join(half, 'fonts.conf'),
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>' +
      '<dir prefix="relative">fonts</dir><cachedir prefix="relative">fonts-cache</cachedir></fontconfig>',
  );
  // Libraries and fonts that the machine lacks come with it; a script sets them, so that a path is all that others need.
  await writeFile(
    join(half, 'chromium'),
    `#!/bin/sh
here='${folder.replaceAll("'", String.raw`'\''`)}'
export LD_LIBRARY_PATH="$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH="$here"
exec "$here/chromium.bin" "$@"
`,
    { mode: 0o755 },
  );
  for (const rest of [archive, join(half, 'package'), join(half, 'part.tar')]) await rm(rest, { recursive: true, force: true });
  await rename(half, folder);
  return packaged.path;
}

async function unbrotli(from: string, to: string, signal: AbortSignal): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to), { signal });
}

/** Runs to the end, or ends it with all its children when the signal says so. */
async function run(
  command: string,
  args: string[],
  signal: AbortSignal,
  hear: (output: string) => void = () => undefined,
): Promise<void> {
  signal.throwIfAborted();
  const child = spawn(command, args, { detached: process.platform !== 'win32', stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-4000);
      hear(text);
    });
  }
  const end = () => {
    try {
      if (child.pid) process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  signal.addEventListener('abort', end);
  try {
    const code = await new Promise<number | null>((done, failed) => {
      child.on('error', failed);
      child.on('exit', done);
    });
    if (signal.aborted) throw new Error('it took too long');
    if (code !== 0) throw new Error(`${[command, ...args].slice(0, 4).join(' ')} failed: ${complaint(output)}`);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

function complaint(output: string): string {
  const lines = output.trim().split('\n');
  return (lines.find((line) => /error|fail|unable/i.test(line)) ?? lines.at(-1) ?? '').trim();
}
