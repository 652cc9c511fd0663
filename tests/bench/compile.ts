import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

// Measures the compiler as it is shipped, put together with the Markdown parser: what runs the sources for development names
// every inner function anew at each call, and only those of our own code.

const folder = await mkdtemp(join(tmpdir(), 'cardwright-bench-'));
try {
  await build({
    logLevel: 'warn',
    configFile: false,
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'compile-built.ts'),
      outDir: folder,
      emptyOutDir: true,
      target: 'es2023',
      minify: true,
    },
  });
  process.exitCode = await run(join(folder, 'compile-built.js'), process.argv.slice(2));
} finally {
  await rm(folder, { recursive: true, force: true });
}

function run(script: string, options: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    spawn(process.execPath, ['--expose-gc', script, ...options], { stdio: 'inherit' })
      .on('error', reject)
      .on('exit', (code) => resolve(code ?? 1));
  });
}
