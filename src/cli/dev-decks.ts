import { basename, join, relative, resolve, sep } from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';
import type { EditedDeck } from '../core/decks/edited.ts';
import { isNotesFile } from './find-notes.ts';

/** Under `npm run dev`: notes and curation that are saved are compiled, and the open app is told, which keeps its place. */
export function devDecks(): Plugin {
  return {
    name: 'dev-decks',
    apply: 'serve',
    configureServer(server) {
      const decks = resolve(server.config.root, 'decks');
      const changed = new Set<string>();
      let compiling: Promise<void> | undefined;
      const compileAll = async () => {
        for (const folder of changed) {
          changed.delete(folder);
          await compile(server, folder);
        }
        compiling = undefined;
      };
      const see = (file: string) => {
        const [own = '', ...inside] = relative(decks, file).split(sep);
        // The compiler writes deck.json here itself.
        if (own === '..' || (inside.join('/') !== 'deck.yaml' && !isNotesFile(inside.join('/')))) return;
        changed.add(join(decks, own));
        compiling ??= compileAll();
      };
      server.watcher.on('change', see).on('add', see);
    },
    // To Vite these are files whose address the app has, and a change of one would load the page anew.
    hotUpdate({ file }) {
      const inDecks = relative(resolve(this.environment.config.root, 'decks'), file);
      return inDecks.startsWith('..') ? undefined : [];
    },
  };
}

async function compile(server: ViteDevServer, folder: string): Promise<void> {
  const { logger, root } = server.config;
  try {
    // By way of the server, which reads TypeScript, and reads it again when the compiler itself is edited.
    const [{ compileFolder }, { renderDiagnostic }] = (await Promise.all([
      server.ssrLoadModule('/src/cli/compile-folder.ts'),
      server.ssrLoadModule('/src/core/diagnostic.ts'),
    ])) as [typeof import('./compile-folder.ts'), typeof import('../core/diagnostic.ts')];
    const { diagnostics, outcome, sources } = await compileFolder(folder, { check: false, cwd: root });
    for (const each of diagnostics) logger.warn(renderDiagnostic(each, sources.get(each.path)), { timestamp: true });
    const first = outcome === 'failed' ? diagnostics.find(({ severity }) => severity === 'error') : undefined;
    logger.info(`${join('decks', basename(folder))}: ${outcome}`, { timestamp: true });
    tell(server, { slug: basename(folder), ...(first === undefined ? {} : { failed: first }) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    logger.error(message, { timestamp: true, error: error instanceof Error ? error : null });
    tell(server, { slug: basename(folder), failed: { path: relative(root, folder), message } });
  }
}

function tell(server: ViteDevServer, edited: EditedDeck): void {
  server.ws.send({ type: 'custom', event: 'cardwright:deck', data: edited });
}
