import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { allowedLicences } from '../core/shipped-packages.ts';
import type { ShippedPackage, ShippedPackages } from '../core/shipped-packages.ts';

export const packagesFile = 'packages.json';

/**
 * Lists every package that is in the files of the build, workers included, with its licence and what it takes: packages.json,
 * which the About screen shows. A licence that is not allowed ends the build.
 */
export function shippedPackages(buildServiceWorker: (plugins: Plugin[]) => Promise<void>): {
  readonly list: Plugin;
  readonly collect: () => Plugin;
} {
  const bytes = new Map<string, number>();
  const add = (file: string, size: number) => {
    const folder = packageFolder(file);
    if (folder !== undefined) bytes.set(folder, (bytes.get(folder) ?? 0) + size);
  };
  const collect = (): Plugin => ({
    name: 'collect-packages',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') {
          for (const [id, { renderedLength }] of Object.entries(file.modules)) add(id, renderedLength);
        } else for (const original of file.originalFileNames) add(original, Buffer.byteLength(file.source));
      }
    },
  });
  return {
    collect,
    list: {
      name: 'list-packages',
      apply: 'build',
      enforce: 'post',
      async generateBundle(options, bundle, isWrite) {
        const own = collect().generateBundle;
        if (typeof own === 'function') await own.call(this, options, bundle, isWrite);
        await buildServiceWorker([collect()]);
        const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
        const listed = listOf(version, bytes, readPackage);
        this.emitFile({ type: 'asset', fileName: packagesFile, source: JSON.stringify(listed) });
      },
    },
  };
}

/** What package.json and the licence beside it say. */
export interface ReadPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string | undefined;
  readonly text: string | undefined;
}

export function listOf(
  version: string,
  bytes: ReadonlyMap<string, number>,
  read: (folder: string) => ReadPackage,
): ShippedPackages {
  const texts: string[] = [];
  const packages = [...bytes].map(([folder, size]): ShippedPackage => {
    const { name, version: its, licence, text } = read(folder);
    if (licence === undefined || !allowedLicences.includes(licence)) {
      throw new Error(`${name} ${its} is in the build, and its licence (${licence ?? 'none'}) is not one of the allowed ones`);
    }
    if (text === undefined) return { name, version: its, licence, bytes: size };
    const known = texts.indexOf(text);
    return { name, version: its, licence, bytes: size, text: known === -1 ? texts.push(text) - 1 : known };
  });
  return { version, packages: packages.toSorted((a, b) => (a.name < b.name ? -1 : 1)), texts };
}

/** Of a file in node_modules, also of one that another package brings along for itself. */
export function packageFolder(file: string): string | undefined {
  const path = file.replaceAll('\\', '/').replace(/^\0/, '');
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path);
  // Vite's and Rolldown's own helpers are pieces of the build tool.
  return match?.[1]?.replace(/^.*?(?=node_modules\/)/, '');
}

function readPackage(folder: string): ReadPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry));
  const text = file === undefined ? undefined : readFileSync(join(folder, file), 'utf8').trim();
  return { name, version, licence: license, text };
}
