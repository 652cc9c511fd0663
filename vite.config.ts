import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { build, type Plugin, type Rolldown } from 'vite';
import { defineConfig } from 'vitest/config';
import { launchOptions } from './src/cli/chromium.ts';
import { chunksFrom } from './src/cli/chunks.ts';
import { devDecks } from './src/cli/dev-decks.ts';
import { hostFiles, policyMeta } from './src/cli/policy.ts';
import { shippedPackages } from './src/cli/shipped-packages.ts';

/** Fetched while the entry is still at work; every other chunk is fetched when it is asked for. */
const preloaded = 'src/views/mount.tsx';
/** Fonts of other scripts stay on the host until a note needs them; the screenshots are for those who have not installed yet. */
const notPrecached = /^screenshots\/|\.map$|-(cyrillic|greek|vietnamese|latin-ext|math|symbols)[^/]*\.woff2$/;

/** Nothing is written: only to see what is in it. */
const packages = shippedPackages(async (plugins) => {
  await build({ ...serviceWorkerBuild([]), plugins, build: { ...serviceWorkerBuild([]).build, write: false } });
});

export default defineConfig({
  // Relative addresses: the build works in any folder of any static host.
  base: './',
  publicDir: 'src/public',
  resolve: {
    // Its edition for browsers decodes by innerHTML, which the policy refuses and a worker lacks.
    alias: { 'decode-named-character-reference': createRequire(import.meta.url).resolve('decode-named-character-reference') },
  },
  plugins: [
    react({ jsxImportSource: '#views/jsx' }),
    devDecks(),
    contentSecurityPolicy(),
    headersOfHosts(),
    preloadApp(),
    packages.list,
    serviceWorker(),
  ],
  build: {
    target: 'es2023',
    // Nothing as a data: address; decks and pictures are files that are fetched on demand and precached.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: chunksFrom(import.meta.dirname), debugName: 'by screens' }],
          includeDependenciesRecursively: false,
        },
      },
    },
  },
  worker: { format: 'es', plugins: () => [packages.collect()] },
  server: { port: 5173 },
  test: {
    allowOnly: false,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['tests/**/*.test.ts'], exclude: ['tests/e2e/**', 'tests/bench/**'] },
      },
      {
        extends: true,
        // Vite must not find a new dependency in the middle of a run: it would reload the page under the tests.
        // What the compiler writes for JSX stands in no file that it looks through.
        optimizeDeps: {
          entries: ['src/views/**/*.tsx', 'tests/**/*.test.tsx'],
          include: ['react/jsx-runtime', 'react/jsx-dev-runtime'],
        },
        test: {
          name: 'component',
          include: ['tests/**/*.test.tsx'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launchOptions() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});

/** For hosts that send no headers. The first element of the head, so that nothing comes before it. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: policyMeta },
          injectTo: 'head-prepend',
        },
      ],
    },
  };
}

/** Hosts that can send headers are told which, by files of theirs in dist. */
function headersOfHosts(): Plugin {
  return {
    name: 'headers-of-hosts',
    apply: 'build',
    generateBundle() {
      for (const [fileName, source] of Object.entries(hostFiles)) this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

/** The entry first asks the database for the first card and then imports the app: both are on their way at once. */
function preloadApp(): Plugin {
  return {
    name: 'preload-app',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle, filename }) {
        // The benches build pages of their own.
        if (filename !== join(import.meta.dirname, 'index.html')) return [];
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
        const app = chunks.find((chunk) => chunk.moduleIds.some((id) => id.endsWith(preloaded)));
        if (!app) throw new Error(`No chunk holds ${preloaded}, so the page cannot preload it.`);
        const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
        const needed = [...withImports(app, byName)];
        const styles = needed.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]);
        return [
          ...needed.map(({ fileName }) => ({ rel: 'modulepreload', fileName })),
          ...styles.map((fileName) => ({ rel: 'stylesheet', fileName })),
        ]
          .filter(({ fileName }) => !html.includes(fileName))
          .map(({ rel, fileName }) => ({
            tag: 'link',
            attrs: { rel, crossorigin: true, href: `./${fileName}` },
            injectTo: 'head' as const,
          }));
      },
    },
  };
}

/** A chunk and all that it imports statically. */
function withImports(
  chunk: Rolldown.OutputChunk,
  byName: ReadonlyMap<string, Rolldown.OutputChunk>,
  seen = new Set<Rolldown.OutputChunk>(),
): Set<Rolldown.OutputChunk> {
  if (seen.has(chunk)) return seen;
  seen.add(chunk);
  for (const name of chunk.imports) {
    const imported = byName.get(name);
    if (imported) withImports(imported, byName, seen);
  }
  return seen;
}

/** dist/sw.js, one file with the list of all others in it: `importScripts` is refused by the policy. */
function serviceWorker(): Plugin {
  let outDir = '';
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved: (config) => {
      outDir = resolve(config.root, config.build.outDir);
    },
    async closeBundle(error) {
      if (error) return;
      const { build: options, ...config } = serviceWorkerBuild(precacheList(outDir));
      await build({ ...config, build: { ...options, outDir } });
    },
  };
}

function serviceWorkerBuild(list: readonly object[]) {
  return {
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { precacheList: JSON.stringify(list) },
    build: {
      target: 'es2023',
      emptyOutDir: false,
      copyPublicDir: false,
      modulePreload: false,
      rolldownOptions: {
        input: 'src/workers/service-worker.ts',
        output: { format: 'iife', entryFileNames: 'sw.js' },
      },
    },
  } as const;
}

function precacheList(outDir: string): { url: string; revision: string | null }[] {
  return readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(outDir.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((url) => url !== 'sw.js' && !(url in hostFiles) && !notPrecached.test(url))
    .toSorted()
    .map((url) => ({
      url,
      // Names in assets/ carry the hash of their content.
      revision: url.startsWith('assets/')
        ? null
        : createHash('sha256')
            .update(readFileSync(join(outDir, url)))
            .digest('hex')
            .slice(0, 16),
    }));
}
