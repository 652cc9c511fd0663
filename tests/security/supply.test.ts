import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { listOf, packageFolder } from '#cli/shipped-packages.ts';
import { allowedLicences } from '#core/shipped-packages.ts';

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly resolved?: string;
        readonly integrity?: string;
        readonly hasInstallScript?: true;
        readonly dev?: true;
        readonly license?: string;
      }
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

test('every package that can be shipped has a licence that asks for nothing but its text', () => {
  const shipped = installed.filter(([, { dev }]) => !dev);
  expect(shipped.length).toBeGreaterThan(20);
  expect(shipped.filter(([, { license = 'none' }]) => !allowedLicences.includes(license)).map(([path]) => path)).toEqual([]);
});

test('the list of shipped packages has each once, with its licence; one that is not allowed ends the build', () => {
  expect(packageFolder('/home/me/app/node_modules/dexie/dist/dexie.mjs?x')).toBe('node_modules/dexie');
  expect(packageFolder('/app/node_modules/a/node_modules/@b/c/index.js')).toBe('node_modules/a/node_modules/@b/c');
  expect(packageFolder('/app/src/main.tsx')).toBeUndefined();
  expect(packageFolder('\0vite/preload-helper')).toBeUndefined();
  const read = (licence: string | undefined) => (folder: string) => ({
    name: folder,
    version: '1.0.0',
    licence,
    text: 'Do as you like.',
  });
  const bytes = new Map([
    ['b', 200],
    ['a', 100],
  ]);
  expect(listOf('1.0.0', bytes, read('MIT'))).toEqual({
    version: '1.0.0',
    packages: [
      { name: 'a', version: '1.0.0', licence: 'MIT', bytes: 100, text: 0 },
      { name: 'b', version: '1.0.0', licence: 'MIT', bytes: 200, text: 0 },
    ],
    texts: ['Do as you like.'],
  });
  expect(() => listOf('1.0.0', bytes, read('GPL-3.0'))).toThrow(/GPL-3.0/);
  expect(() => listOf('1.0.0', bytes, read(undefined))).toThrow(/none/);
});
