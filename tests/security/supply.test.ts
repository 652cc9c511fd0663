import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      { readonly resolved?: string; readonly integrity?: string; readonly hasInstallScript?: true; readonly dev?: true }
    >
  >;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const installed = Object.entries(packages).filter(([path]) => path !== '');

test('no package runs a script when it is installed', () => {
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
  const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript);
  expect(scripted.filter(([, { dev }]) => !dev)).toEqual([]);
  // Its script fetches what its packages for each platform bring along already; it is never run here.
  expect(scripted.map(([path]) => path.replace(/^.*node_modules\//, '')).filter((name) => name !== 'fsevents')).toEqual([
    'esbuild',
  ]);
});

test('every package is named with the sum of its content, and comes from one registry', () => {
  expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
  const elsewhere = installed.filter(
    ([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'),
  );
  expect(elsewhere.map(([path]) => path)).toEqual([]);
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  expect(Object.values({ ...dependencies, ...devDependencies }).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual(
    [],
  );
});

test.each([
  ['known holes in what is shipped', ['audit', '--omit=dev', '--json']],
  ['signatures', ['audit', 'signatures', '--json']],
])('npm finds nothing about %s, where it answers', { timeout: 60_000 }, async (_, args) => {
  const { stdout } = await promisify(execFile)(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { timeout: 15_000 }).catch(
    (error: { readonly stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  );
  const answer = readAnswer(stdout);
  if (answer === undefined) {
    console.log(`npm ${args.join(' ')}: no answer from the registry, so nothing was checked.`);
    return;
  }
  expect(answer.vulnerabilities ?? {}).toEqual({});
  expect(answer.invalid ?? []).toEqual([]);
});

interface Answer {
  readonly vulnerabilities?: Readonly<Record<string, unknown>>;
  readonly invalid?: readonly unknown[];
}

/** Undefined where npm could not ask, or was told something else than an answer. */
function readAnswer(stdout: string): Answer | undefined {
  try {
    const read = JSON.parse(stdout) as Answer & { readonly error?: unknown };
    return read.error === undefined && ('vulnerabilities' in read || 'invalid' in read) ? read : undefined;
  } catch {
    return undefined;
  }
}
