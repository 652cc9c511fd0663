import { createServer } from 'node:http';
import { resolve } from 'node:path';
import sirv from 'sirv';
import { build } from 'vite';
import { serve } from '#cli/serve.ts';

/** A folder on an origin of its own, which can be stopped and come back with other files. */
export interface Site {
  readonly url: string;
  stop(): Promise<void>;
  start(folder: string): Promise<void>;
}

/** As `npm start` serves it. */
export async function startSite(folder = 'dist'): Promise<Site> {
  const { port, close } = await serve(folder, [0]);
  let end = close;
  return {
    url: `http://localhost:${port}/`,
    stop: async () => end(),
    async start(other) {
      end = (await serve(other, [port])).close;
    },
  };
}

/** As the simplest static host does: in a folder among others, with no headers of ours. */
export async function startPlainHost(folder = 'dist', path = '/some/place/'): Promise<Site> {
  const handle = sirv(folder);
  const server = createServer((request, response) => {
    const notFound = () => void response.writeHead(404).end();
    if (!request.url?.startsWith(path)) return notFound();
    request.url = request.url.slice(path.length - 1);
    return handle(request, response, notFound);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://localhost:${typeof address === 'object' && address ? address.port : 0}${path}`,
    async stop() {
      server.close();
      server.closeAllConnections();
    },
    async start() {
      throw new Error('this host does not come back');
    },
  };
}

/** A build that says that it is later, `html[data-version=later]`, and whose chunks all have other names. Made once a worker. */
export function laterVersion(): Promise<string> {
  made ??= buildLater();
  return made;
}

let made: Promise<string> | undefined;

async function buildLater(): Promise<string> {
  const outDir = resolve('test-results', `later-${process.env.TEST_PARALLEL_INDEX}`);
  await build({
    logLevel: 'warn',
    plugins: [{ name: 'later', transformIndexHtml: (html) => html.replace('<html', '<html data-version="later"') }],
    build: { outDir, emptyOutDir: true, rolldownOptions: { output: { banner: 'globalThis.isLater = true;' } } },
  });
  return outDir;
}
